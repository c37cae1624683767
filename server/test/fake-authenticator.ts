import { PERMISSION_IDS, type Permission } from '@clarion/contract';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../src/platform/errors/app-error.js';
import { type RequestOrigin } from '../src/platform/http/actor.js';
import { type Authentication, type Authenticator } from '../src/platform/http/authenticator.js';

export const CSRF_TOKEN = 'csrf-token-of-ada';
/** Cookie of Ada's session: she holds every permission. */
export const ADA_COOKIE = 'session=ada';

const everything: ReadonlySet<Permission> = new Set(PERMISSION_IDS);

/**
 * Knows Ada by her cookie, and keys whose text says what they may do: `Bearer key:monitors.read,monitors.write`, `Bearer key:*`.
 * Stands in for the identity room where a spec is about something else.
 */
export class FakeAuthenticator implements Authenticator {
  authenticate(request: FastifyRequest, origin: RequestOrigin): Promise<Authentication> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return Promise.resolve(this.key(authorization, origin));
    if (cookie?.includes(ADA_COOKIE) !== true) return Promise.resolve({ kind: 'anonymous' });
    const actor = {
      kind: 'user',
      id: 1,
      label: 'ada@example.test',
      sessionId: 'ada',
      authenticatedAt: 0,
      permissions: everything,
      ...origin,
    } as const;
    return Promise.resolve({ kind: 'session', actor, csrfToken: CSRF_TOKEN });
  }

  private key(authorization: string, origin: RequestOrigin): Authentication {
    const scopes = /^Bearer key:(\S+)$/i.exec(authorization)?.[1];
    if (scopes === undefined) throw new AppError('UNAUTHORIZED', 'Invalid API key');
    const permissions = scopes === '*' ? everything : new Set(scopes.split(',') as Permission[]);
    return { kind: 'api_key', actor: { kind: 'api_key', id: 1, label: 'spec key', isUnscoped: scopes === '*', permissions, ...origin } };
  }
}
