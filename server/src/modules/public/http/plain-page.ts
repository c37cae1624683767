import type { FastifyReply } from 'fastify';
import { setContentSecurityPolicy } from '../../../platform/http/security-headers.js';
import { publicPolicy } from './policies.js';

const WORDS = {
  404: ['Page not found', 'There is nothing at this address.'],
  503: ['Status temporarily unavailable', 'The status page cannot be shown at the moment. This page tries again by itself.'],
} as const;

const RETRY_SECONDS = '10';

/** The page of last resort: when not even an older copy of the designed one is at hand. @param policy a whole `Content-Security-Policy` */
export function sendPlainPage(reply: FastifyReply, status: 404 | 503, policy = publicPolicy([])): void {
  const [title, text] = WORDS[status];
  const refresh = status === 503 ? `<meta http-equiv="refresh" content="${RETRY_SECONDS}">` : '';
  const style = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}';
  setContentSecurityPolicy(reply, policy);
  if (status === 503) void reply.header('retry-after', RETRY_SECONDS);
  void reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">${refresh}<title>${title}</title><style>${style}</style><main><h1>${title}</h1><p>${text}</p></main></html>`,
    );
}
