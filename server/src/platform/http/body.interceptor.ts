import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { type Observable } from 'rxjs';
import { Config } from '../config/config.js';
import { parseJsonBody } from './json-body.js';
import { BODY_POLICY, type BodyPolicy } from './policy.js';
import { readBody } from './read-body.js';

/** Raw bytes of bodies that were read; signatures and idempotency are computed over them. */
const rawBodies = new WeakMap<object, Buffer>();

/** The bytes of a body that was read, exactly as they came. Empty when there was none. */
export const rawBodyOf = (request: FastifyRequest): Buffer => rawBodies.get(request) ?? Buffer.alloc(0);

/** True when a handler asks for the body: `@Body()` in its signature. */
function takesBody(controller: object, handler: { name: string }): boolean {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) as Record<string, unknown> | undefined) ?? {};
  return Object.keys(args).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
}

/** Bodies are read behind the guards, so that a stranger's bytes are refused before they are taken. @see reliability SEC-04, SEC-14 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const handler = context.getHandler();
    const policy = this.reflector.get<BodyPolicy | undefined>(BODY_POLICY, handler) ?? {};
    if (policy.format === 'stream' || !takesBody(context.getClass(), handler)) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const bytes = await readBody(request.raw, policy.limit ?? this.config.BODY_SIZE_LIMIT);
    rawBodies.set(request, bytes);
    if (policy.format === 'raw') request.body = bytes;
    else request.body = bytes.length === 0 && policy.isOptional ? {} : parseJsonBody(bytes);
    return next.handle();
  }
}
