import { isIP } from 'node:net';
import { EgressError } from './egress-error.js';

/** A target as the URL standard reads it, so that every spelling of one address is one address. @see reliability SEC-21 */
export type Host =
  { readonly kind: 'address'; readonly address: string; readonly family: 4 | 6 } | { readonly kind: 'name'; readonly name: string };

/** Where clouds hand out credentials. */
const METADATA_NAMES = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.tencentyun.com',
]);
const LONGEST_NAME = 253;

/**
 * Normalises a host: decimal, octal, hexadecimal and full-width spellings, brackets, upper case and one trailing dot.
 * @throws EgressError `refused` for what no URL can hold (zone ids among it) and for names of metadata services
 */
export function parseHost(text: string): Host {
  const host = text.trim();
  const bracketed = isIP(host) === 6 ? `[${host}]` : host;
  // Anything that would end the host inside a URL does not belong in one.
  if (host === '' || /[\s/?#@\\%]/.test(host) || !URL.canParse(`http://${bracketed}/`))
    throw new EgressError('refused', 'this is not a host name or address');
  const url = new URL(`http://${bracketed}/`);
  if (url.port !== '' || /:\d+$/.test(bracketed.replace(/^\[.*\]/, '')))
    throw new EgressError('refused', 'this is not a host name or address');
  const name = url.hostname.replace(/\.$/, '');
  const address = name.startsWith('[') ? name.slice(1, -1) : name;
  const family = isIP(address);
  if (family === 4 || family === 6) return { kind: 'address', address, family };
  if (name === '' || name.length > LONGEST_NAME) throw new EgressError('refused', 'this is not a host name or address');
  if (METADATA_NAMES.has(name)) throw new EgressError('refused', 'address not allowed');
  return { kind: 'name', name };
}

/** True for the literal of an address, without a zone. */
export const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%');
