import { type AttemptOutcome } from './retry.js';

/** Answers of 4xx that say “later”. @see reliability OBX-05 */
const LATER = new Set([408, 425, 429]);
const MOST_SECONDS = 30 * 86_400;

/**
 * Value of `Retry-After`: seconds, or a date.
 * @param nowMs ms since the epoch
 * @returns ms from now, ≥ 0; undefined when it cannot be read   @see RFC 9110 §10.2.3
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.min(Number(text), MOST_SECONDS) * 1000;
  if (!/[a-z]/i.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - nowMs), MOST_SECONDS * 1000);
}

/** What an HTTP status says of a message. Redirects are not followed: the address is wrong. */
export function classifyHttp(status: number): AttemptOutcome['kind'] {
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return status >= 500 || LATER.has(status) || status < 200 ? 'temporary' : 'permanent';
}

/**
 * What a mail server's refusal says.
 * @param status SMTP reply code; undefined = there was none
 * @param isAboutMessage it answered the recipient or the message. Before that it speaks of us (sign-in, TLS, sender), which an operator mends
 */
export function classifySmtp(status: number | undefined, isAboutMessage: boolean): AttemptOutcome {
  return status !== undefined && status >= 500 && isAboutMessage ? { kind: 'permanent', isFinal: true } : { kind: 'temporary' };
}
