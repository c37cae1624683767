import { type CheckEvidence } from '@clarion/database/monitors/check-evidence.entity';
import { type ProbeDetail } from '../probes/probe.js';
import { isSecretHeader } from '../type-data-secrets.js';

/** Bytes of a body that are kept. */
export const BODY_BYTES = 2_048;
const EXPLANATION = 1_000;
const HEADERS = 50;
const HEADER_NAME = 100;
const HEADER_VALUE = 500;
const DOTS = '••••';

/** What a server sent may hold what a database refuses: NUL, and halves of characters. */
const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
/** A text fit for the database. @param most characters */
export const storableText = (text: string, most: number): string => clean(text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The longest beginning of a text that fits, in whole characters. */
function firstBytes(text: string, most: number): string {
  const bytes = Buffer.from(clean(text.slice(0, most)));
  if (bytes.length <= most) return bytes.toString();
  let end = most;
  // A byte of the form 10xxxxxx goes on with the character before it.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}

/** The target's sessions are secrets of its own, which no configuration of ours knows to blot out. */
const isSecret = (name: string): boolean => isSecretHeader(name) || /^set-cookie2?$/i.test(name);

/** A check's findings, small enough to be kept and fit for the database. */
export const storableEvidence = ({ explanation, timings, address, http }: ProbeDetail): CheckEvidence => ({
  explanation: storableText(explanation, EXPLANATION),
  address: address ?? null,
  timings: timings && {
    dnsMs: timings.dnsMs,
    connectMs: timings.connectMs,
    tlsMs: timings.tlsMs,
    firstByteMs: timings.firstByteMs,
    totalMs: timings.totalMs,
  },
  http: http && {
    statusCode: http.statusCode,
    headers: http.headers.slice(0, HEADERS).map(({ name, value }) => ({
      name: storableText(name, HEADER_NAME),
      value: isSecret(name) ? DOTS : storableText(value, HEADER_VALUE),
    })),
    bodyExcerpt: firstBytes(http.bodyExcerpt, BODY_BYTES),
  },
});
