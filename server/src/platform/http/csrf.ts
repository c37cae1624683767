import { timingSafeEqual } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';

export const CSRF_HEADER = 'x-csrf-token';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const same = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** True when the browser says that the request comes from our own pages. Neither header present = false. */
export function isSameOrigin(request: Pick<FastifyRequest, 'headers'>, ourOrigin: string): boolean {
  if (request.headers['sec-fetch-site'] === 'same-origin') return true;
  return request.headers.origin === ourOrigin;
}

/**
 * A request that a cookie vouches for must come from our pages and carry the session's token, whatever its content type.
 * @throws AppError `FORBIDDEN`
 * @see reliability SEC-63
 */
export function assertNotForged(request: FastifyRequest, csrfToken: string, ourOrigin: string): void {
  if (SAFE.has(request.method)) return;
  if (!isSameOrigin(request, ourOrigin)) {
    throw new AppError('FORBIDDEN', `Changes are accepted from ${ourOrigin} only. If you use another address, set ORIGIN to it.`);
  }
  const sent = request.headers[CSRF_HEADER];
  if (typeof sent !== 'string' || !same(sent, csrfToken))
    throw new AppError('FORBIDDEN', 'The page is out of date, please reload it and try again');
}
