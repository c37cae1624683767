import { type FastifyRequest } from 'fastify';
import { type ApiKeyActor, type RequestOrigin, type UserActor } from './actor.js';

/** What a request proved. */
export type Authentication =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'session';
      readonly actor: UserActor;
      /** Must come back in `X-CSRF-Token` with unsafe methods. */ readonly csrfToken: string;
    }
  | { readonly kind: 'api_key'; readonly actor: ApiKeyActor };

/**
 * Answers “who is this?”. The room that knows users provides it under `AUTHENTICATOR`.
 * A bearer header is judged alone: a cookie beside it counts for nothing.
 * @throws AppError `UNAUTHORIZED` for a credential that is offered and not good
 */
export interface Authenticator {
  authenticate(request: FastifyRequest, origin: RequestOrigin): Promise<Authentication>;
}

export const AUTHENTICATOR = Symbol('AUTHENTICATOR');

/** Knows nobody: every route that requires something answers 401. */
export class NobodyAuthenticator implements Authenticator {
  authenticate(): Promise<Authentication> {
    return Promise.resolve({ kind: 'anonymous' });
  }
}
