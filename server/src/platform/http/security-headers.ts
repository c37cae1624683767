import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config/config.js';

/** What an answer may do that is no page: nothing. Pages set a policy of their own. @see reliability SEC-60 */
const DEFAULT_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const PERMISSIONS_POLICY = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()';
const HSTS = 'max-age=31536000';
const PREFLIGHT_SECONDS = '600';

/** Replaces the default policy of an answer. @param policy a whole `Content-Security-Policy` */
export const setContentSecurityPolicy = (reply: FastifyReply, policy: string): void => void reply.header('content-security-policy', policy);

/** For public, read-only JSON, feeds and badges: anybody's page may read it, without credentials. @see reliability SEC-64 */
export const allowAnyOrigin = (reply: FastifyReply): void => void reply.header('access-control-allow-origin', '*');

/** Headers every answer starts with. @param url inside the installation   @see reliability SEC-64 */
export const securityHeaders = (url: string, config: Readonly<Config>): Record<string, string> => ({
  'content-security-policy': DEFAULT_CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': PERMISSIONS_POLICY,
  ...(config.isHttps ? { 'strict-transport-security': HSTS } : {}),
  ...(url.startsWith('/api') ? { 'cache-control': 'no-store' } : {}),
});

/** The same on an answer that is being made; a handler may replace them. */
export const setSecurityHeaders = (reply: FastifyReply, url: string, config: Readonly<Config>): void =>
  void reply.headers(securityHeaders(url, config));

/**
 * Browsers of the configured origins may call the API with a key; cookies never count there.
 * @returns true when the request was a preflight and is answered
 */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply, config: Readonly<Config>): boolean {
  if (config.API_CORS_ORIGINS.length === 0 || !request.url.startsWith('/api/')) return false;
  void reply.header('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !config.API_CORS_ORIGINS.includes(origin)) return false;
  void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'ETag, Retry-After, X-Request-Id');
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  void reply
    .headers({
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match',
      'access-control-max-age': PREFLIGHT_SECONDS,
    })
    .code(204)
    .send();
  return true;
}
