import { escapeHtml } from '@clarion/domain/templates';
import type { FastifyReply } from 'fastify';
import { setContentSecurityPolicy } from '../../../platform/http/security-headers.js';

/** A page of words and forms; no script. */
export interface LeanPage {
  readonly title: string;
  readonly siteName: string;
  /** Where the name of the site leads, with a slash at its end. */
  readonly siteUrl: string;
  /** Trusted markup of ours. */
  readonly body: string;
  readonly status?: number;
}

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;background:#f6f7f9;color:#14181d;font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:32rem;margin:10vh auto;padding:1.5rem}
header a{color:inherit;font-weight:600;text-decoration:none}
h1{font-size:1.375rem;line-height:1.3;margin:1.5rem 0 .75rem}
label{display:block;margin:1rem 0 .25rem}
label.choice{display:flex;gap:.625rem;align-items:center;min-height:2.75rem;margin:.25rem 0}
input[type=email],input[type=text]{box-sizing:border-box;width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid #8a94a3;border-radius:.375rem;background:#fff;color:inherit;font:inherit}
input[type=checkbox]{width:1.25rem;height:1.25rem}
button{min-height:2.75rem;margin:1rem .5rem 0 0;padding:.5rem 1.125rem;border:1px solid #1f57b8;border-radius:.375rem;background:#1f57b8;color:#fff;font:inherit;cursor:pointer}
button.quiet{background:transparent;color:inherit;border-color:#8a94a3}
.fault{padding:.625rem .875rem;border-left:.25rem solid #a81028;background:#fbe9ec}
:focus-visible{outline:.1875rem solid #1f57b8;outline-offset:.125rem}
@media (prefers-color-scheme:dark){
body{background:#14181d;color:#e8ebef}
input[type=email],input[type=text]{background:#1e242c;border-color:#6b7685}
.fault{background:#3a1a20}
:focus-visible{outline-color:#8fb8ff}
}`;

/** Nothing is loaded and nothing runs; forms go to ourselves. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** A page for one reader: kept by nobody, and its address, which may hold a token, told to nobody. */
export function sendLeanPage(reply: FastifyReply, { title, siteName, siteUrl, body, status = 200 }: LeanPage): void {
  setContentSecurityPolicy(reply, POLICY);
  const [name, heading] = [escapeHtml(siteName), escapeHtml(title)];
  void reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${heading} · ${name}</title><style>${STYLE}</style></head><body><main><header><a href="${escapeHtml(siteUrl)}">${name}</a></header><h1>${heading}</h1>${body}</main></body></html>`,
    );
}

/** A form to the page's own address. @param fields hidden ones */
export const form = (fields: Readonly<Record<string, string>>, content: string): string =>
  `<form method="post">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')}${content}</form>`;

export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
export const fault = (text: string | undefined): string =>
  text === undefined ? '' : `<p class="fault" role="alert">${escapeHtml(text)}</p>`;

/** Fields of a form, each once; no file parts. */
export const fieldsOf = (body: Buffer): Readonly<Record<string, string>> => Object.fromEntries(new URLSearchParams(body.toString('utf8')));
