import { EgressError } from './egress-error.js';

/** Name and value pairs, in order; a name may repeat. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Belong to one connection, or say how long a body is: ours to set. @see RFC 9110 §7.6.1 */
const OURS = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'content-length',
  'expect',
  'http2-settings',
]);
/** Carried to the origin they were meant for, and nowhere else. @see reliability SEC-23 */
const SECRET = /^(authorization|proxy-authorization|cookie)$|key|token|secret|signature|password|credential/i;
const MOST_BYTES = 16 * 1024;

/**
 * Checks headers a user typed.
 * @throws EgressError `refused` naming the header
 * @see reliability SEC-24
 */
export function checkHeaders(headers: HeaderList): void {
  let bytes = 0;
  for (const [name, value] of headers) {
    if (!NAME.test(name)) throw new EgressError('refused', `“${name.slice(0, 50)}” is not a header name`);
    if (OURS.has(name.toLowerCase())) throw new EgressError('refused', `the header ${name} cannot be set`);
    if (/[\r\n\0]/.test(value) || [...value].some((char) => char.charCodeAt(0) > 0xff))
      throw new EgressError('refused', `the value of the header ${name} holds characters that cannot be sent`);
    bytes += name.length + value.length + 4;
  }
  if (bytes > MOST_BYTES) throw new EgressError('refused', `headers are longer than ${MOST_BYTES} bytes`);
}

/** Headers that may follow a redirect to another origin, or from https to http. */
export const withoutSecrets = (headers: HeaderList): HeaderList =>
  headers.filter(([name]) => !SECRET.test(name) && name.toLowerCase() !== 'host');

/** The same without what described a body that is no longer sent. */
export const withoutBody = (headers: HeaderList): HeaderList => headers.filter(([name]) => !/^content-/i.test(name));
