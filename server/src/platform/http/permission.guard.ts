import { type CanActivate, type ExecutionContext, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { type RequestOrigin, visitorActor } from './actor.js';
import { type Authentication, type Authenticator, AUTHENTICATOR, NobodyAuthenticator } from './authenticator.js';
import { assertNotForged } from './csrf.js';
import { ROUTE_POLICY, type RoutePolicy, setActor } from './policy.js';

const USER_AGENT_CHARS = 255;

/** What the audit row keeps of where a request came from. */
export const originOf = (request: FastifyRequest): RequestOrigin => ({
  requestId: request.id,
  ip: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_CHARS) ?? null,
});

/** Deny by default: one guard in front of every handler, wherever it is reached from. @see reliability SEC-01, SEC-04 */
@Injectable()
export class PermissionGuard implements CanActivate, OnModuleInit {
  private authenticator: Authenticator = new NobodyAuthenticator();

  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly config: Config,
  ) {}

  /** The room that knows users lies above the platform, so it is found by its token. */
  onModuleInit(): void {
    try {
      this.authenticator = this.modules.get<Authenticator>(AUTHENTICATOR, { strict: false });
    } catch {
      // Nobody provides it: an application without users, in which nobody may do anything.
    }
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, [context.getHandler(), context.getClass()]);
    if (policy === undefined) throw new AppError('FORBIDDEN', 'You may not do this');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const origin = originOf(request);
    if (policy.kind === 'public' && !policy.identify) {
      setActor(request, visitorActor(origin));
      return true;
    }
    const found = await this.authenticate(request, origin, policy);
    if (found.kind === 'anonymous') {
      if (policy.kind === 'requires') throw new AppError('UNAUTHORIZED', 'Missing or invalid authorization header');
      setActor(request, visitorActor(origin));
      return true;
    }
    setActor(request, found.actor);
    if (found.kind === 'session') assertNotForged(request, found.csrfToken, this.config.ORIGIN);
    if (policy.kind === 'requires') {
      const missing = policy.permissions.filter((permission) => !found.actor.permissions.has(permission));
      if (missing.length > 0) throw new AppError('FORBIDDEN', `This needs the permission ${missing.join(', ')}`);
    }
    return true;
  }

  /** On a public route a stale cookie makes a visitor, not an error. */
  private async authenticate(request: FastifyRequest, origin: RequestOrigin, policy: RoutePolicy): Promise<Authentication> {
    try {
      return await this.authenticator.authenticate(request, origin);
    } catch (error) {
      if (policy.kind === 'public' && error instanceof AppError && error.code === 'UNAUTHORIZED') return { kind: 'anonymous' };
      throw error;
    }
  }
}
