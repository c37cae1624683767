import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config.js';

/** Seconds a browser keeps the cookie; the server decides how long the session lives. */
const KEPT_SECONDS = 30 * 86_400;
const PRE_SESSION_SECONDS = 3_600;

type CookieKind = 'session' | 'pre_session';
type Settings = Pick<Config, 'isHttps' | 'APP_BASE_PATH'>;

/** `__Host-` at the root, `__Secure-` below a base path, plain without https: the strictest prefix browsers accept. @see reliability SEC-61 */
export function cookieName(config: Settings, kind: CookieKind): string {
  const prefix = !config.isHttps ? '' : config.APP_BASE_PATH === '' ? '__Host-' : '__Secure-';
  return `${prefix}clarion_${kind}`;
}

const attributes = (config: Settings) => ({ httpOnly: true, sameSite: 'lax', secure: config.isHttps, path: config.APP_BASE_PATH || '/' }) as const;

/** The token a request carries, or undefined. */
export const readCookie = (request: FastifyRequest, config: Settings, kind: CookieKind): string | undefined =>
  request.cookies[cookieName(config, kind)];

/** Hands a token to the browser, out of the reach of scripts. */
export function writeCookie(reply: FastifyReply, config: Settings, kind: CookieKind, token: string): void {
  void reply.setCookie(cookieName(config, kind), token, { ...attributes(config), maxAge: kind === 'session' ? KEPT_SECONDS : PRE_SESSION_SECONDS });
}

/** Takes the cookie back, with the attributes it was set with. */
export function clearCookie(reply: FastifyReply, config: Settings, kind: CookieKind): void {
  void reply.clearCookie(cookieName(config, kind), attributes(config));
}
