import { BUILT_IN_ROLES } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SharedRead } from '../../platform/database/shared-read.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { RequestOrigin } from '../../platform/http/actor.js';
import type { Authentication, Authenticator } from '../../platform/http/authenticator.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { ApiKeysService } from './api-keys.service.js';
import { PermissionsService } from './permissions.service.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';

const ADMIN = 'admin' satisfies keyof typeof BUILT_IN_ROLES;

/** Knows who sends a request: a bearer key, judged alone, or a session cookie. @see rest-api-v4 §1 */
@Injectable()
export class AuthenticatorService implements Authenticator {
  private readonly keysInUse = new SharedRead(async (key: string) => {
    const row = await this.keys.find(key);
    return row === null ? null : { row, permissions: await this.keys.permissionsOf(row) };
  });

  constructor(
    private readonly sessions: SessionsService,
    private readonly keys: ApiKeysService,
    private readonly permissions: PermissionsService,
    private readonly keyring: Keyring,
    private readonly cookies: SessionCookies,
  ) {}

  async authenticate(request: FastifyRequest, origin: RequestOrigin): Promise<Authentication> {
    const header = request.headers.authorization;
    if (header !== undefined) return this.byKey(header, origin);
    const token = this.cookies.session.read(request);
    return token === undefined ? { kind: 'anonymous' } : this.bySession(token, origin);
  }

  /** The CSRF token of a session; it lives and dies with it. */
  csrfToken(sessionToken: string): string {
    return this.keyring.hmac('csrf', sessionToken);
  }

  private async byKey(header: string, origin: RequestOrigin): Promise<Authentication> {
    const parts = header.split(' ');
    if (parts.length !== 2 || parts[0]!.toLowerCase() !== 'bearer' || parts[1] === '') {
      throw new AppError('UNAUTHORIZED', 'Missing or invalid authorization header');
    }
    const found = await this.keysInUse.of(parts[1]!);
    if (found === null) throw new AppError('UNAUTHORIZED', 'Invalid API key');
    const { row, permissions } = found;
    const isUnscoped = row.scopes === null && (row.roleId === null || row.roleId === ADMIN);
    return { kind: 'api_key', actor: { kind: 'api_key', id: row.id, label: row.name, permissions, isUnscoped, ...origin } };
  }

  private async bySession(token: string, origin: RequestOrigin): Promise<Authentication> {
    const session = await this.sessions.find(token);
    if (!session) return { kind: 'anonymous' };
    const { roles, permissions } = await this.permissions.ofUser(session.userId);
    if (roles.length === 0) return { kind: 'anonymous' };
    return {
      kind: 'session',
      csrfToken: this.csrfToken(token),
      actor: {
        kind: 'user',
        id: session.userId,
        label: session.user.email,
        sessionId: String(session.id),
        authenticatedAt: session.authenticatedAt,
        permissions,
        ...origin,
      },
    };
  }
}
