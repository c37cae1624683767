import { escapeHtml } from '@clarion/domain/templates';
import { factsOf } from '@clarion/i18n';
import type { FastifyReply } from 'fastify';
import { setContentSecurityPolicy } from '../../../platform/http/security-headers.js';
import { LEAN_STYLE } from './lean-style.js';

/** A page of words and forms; no script. */
export interface LeanPage {
  readonly title: string;
  readonly siteName: string;
  /** Where the name of the site leads, with a slash at its end. */
  readonly siteUrl: string;
  /** Language of the words. */
  readonly locale: string;
  /** Trusted markup of ours. */
  readonly body: string;
  readonly status?: number;
}

/** Nothing is loaded and nothing runs; forms go to ourselves. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** A page for one reader: kept by nobody, and its address, which may hold a token, told to nobody. */
export function sendLeanPage(reply: FastifyReply, { title, siteName, siteUrl, locale, body, status = 200 }: LeanPage): void {
  setContentSecurityPolicy(reply, POLICY);
  const [name, heading] = [escapeHtml(siteName), escapeHtml(title)];
  void reply
    .code(status)
    .headers({
      ...{ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      'x-robots-tag': 'noindex',
    })
    .send(
      `<!doctype html><html lang="${escapeHtml(locale)}" dir="${factsOf(locale).direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${heading} · ${name}</title><style>${LEAN_STYLE}</style></head><body><main><header><a href="${escapeHtml(siteUrl)}">${name}</a></header><h1>${heading}</h1>${body}</main></body></html>`,
    );
}

/** A form to the page's own address. @param fields hidden ones @param look a class */
export const form = (fields: Readonly<Record<string, string>>, content: string, look = ''): string =>
  `<form method="post"${look === '' ? '' : ` class="${look}"`}>${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')}${content}</form>`;

/** @param look a class @param name and value of the button; empty = it has none */
export const button = (words: string, look = '', [name, value]: readonly [string, string] = ['', '']): string =>
  `<button${look === '' ? '' : ` class="${look}"`}${name === '' ? '' : ` name="${name}" value="${escapeHtml(value)}"`}>${escapeHtml(words)}</button>`;

export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
export const note = (text: string): string => `<p class="note" role="status">${escapeHtml(text)}</p>`;
export const fault = (text: string | undefined): string =>
  text === undefined ? '' : `<p class="fault" role="alert">${escapeHtml(text)}</p>`;

/** Fields of a form; no file parts. */
export const fieldsOf = (body: Buffer): URLSearchParams => new URLSearchParams(body.toString('utf8'));
