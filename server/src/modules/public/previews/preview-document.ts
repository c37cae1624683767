import type { FastifyReply } from 'fastify';
import { setContentSecurityPolicy } from '../../../platform/http/security-headers.js';
import type { Document } from '../copies/document.js';

const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>|<noscript>[\s\S]*?<\/noscript>|<link\b[^>]*\brel="modulepreload"[^>]*>/g;
/** What a page may do, and its picture may not. */
const STILL: Readonly<Record<string, string>> = {
  'script-src': `'none'`,
  'connect-src': `'none'`,
  'form-action': `'none'`,
  'frame-ancestors': `'self'`,
};

/**
 * The page without anything that runs, so that it opens no stream and counts no visit; it looks as it does with script. Its links lead out
 * of the frame, which forbids it.
 */
export const stillHtml = (html: string): string =>
  html
    .replace(SCRIPTS, '')
    .replace('<html', '<html data-script=""')
    .replace('<head>', '<head><meta name="robots" content="noindex"><base target="_blank">');

/** A page's policy for its picture. The origin stays, for the dashboard to keep the place somebody has scrolled to. */
export const stillPolicy = (policy: string): string =>
  [
    ...policy.split('; ').map((directive) => {
      const [name = ''] = directive.split(' ', 1);
      return STILL[name] === undefined ? directive : `${name} ${STILL[name]}`;
    }),
    'sandbox allow-same-origin',
  ].join('; ');

/** Answers with a picture of a page that nobody but its editors may see: framed by the dashboard alone, kept and indexed by nobody. */
export function sendPreview(reply: FastifyReply, { identity, policy }: Pick<Document, 'identity' | 'policy'>): void {
  setContentSecurityPolicy(reply, stillPolicy(policy));
  void reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    .send(stillHtml(identity.toString()));
}
