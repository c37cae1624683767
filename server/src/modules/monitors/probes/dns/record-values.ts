import { type DnsRecord, type DnsValue } from '@clarion/domain';
import { type Answer, decode, encode, type RecordType } from 'dns-packet';

/** Answers that are no records: a question for everything, for a transfer, or about the packet itself. */
const NOT_LOOKED_UP = new Set(['ANY', 'AXFR', 'IXFR', 'OPT', 'TSIG', 'TKEY']);

/** A type that can be asked for: one that comes out of a packet as it went in. @param type upper case */
export function isRecordType(type: string): boolean {
  // Not every record type stands in the declarations; the library knows them all.
  const packet = encode({ type: 'query', questions: [{ type: type as RecordType, name: '.' }] });
  return decode(packet).questions?.[0]?.type === type && !NOT_LOOKED_UP.has(type) && !type.startsWith('UNKNOWN_');
}

/** One spelling for every way to write an IPv6 address. */
const shortAddress = (text: string): string => {
  const url = `http://[${text}]/`;
  return text.includes(':') && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : text;
};

/** An expected value as the records read here: an MX record without its preference, an address in its shortest form. @see monitors §6.4 */
export function spelledAs(recordType: string, value: string): string {
  if (recordType === 'MX') return value.replace(/^\d+\s+/, '');
  return recordType === 'AAAA' ? shortAddress(value) : value;
}

const isBuffer = (data: unknown): data is Buffer => Buffer.isBuffer(data);

/** A record of an answer. What says nothing of its time to live may not be kept. */
export const recordOf = (answer: Answer): DnsRecord => ({ value: valueOf(answer), ttl: 'ttl' in answer ? (answer.ttl ?? 0) : 0 });

/** A record as people write it. @see monitors §6.4 */
export function valueOf(answer: Answer): DnsValue {
  const { type, data } = answer as { type: string; data: unknown };
  if (type === 'TXT') return textOf(data);
  if (typeof data === 'string') return [type === 'AAAA' ? shortAddress(data) : data];
  if (isBuffer(data)) return [data.toString('hex')];
  if (typeof data !== 'object' || data === null) return [''];
  return structured(type, data as Readonly<Record<string, unknown>>);
}

/** The parts of a text, joined by a blank; or as one, which is what they mean. */
function textOf(data: unknown): DnsValue {
  const parts = [data].flat().map((part) => (isBuffer(part) ? part.toString('utf8') : String(part)));
  return parts.length === 1 ? [parts[0] ?? ''] : [parts.join(' '), parts.join('')];
}

function structured(type: string, data: Readonly<Record<string, unknown>>): DnsValue {
  const inOrder = (...names: readonly string[]): string => names.map((name) => plain(data[name])).join(' ');
  switch (type) {
    case 'MX':
      return [plain(data['exchange'])];
    case 'SOA':
      return [inOrder('mname', 'rname', 'serial', 'refresh', 'retry', 'expire', 'minimum')];
    case 'SRV':
      return [inOrder('priority', 'weight', 'port', 'target'), plain(data['target'])];
    case 'CAA': {
      const value = plain(data['value']);
      const start = `${plain(data['flags'])} ${plain(data['tag'])}`;
      return [`${start} "${value}"`, `${start} ${value}`, value];
    }
    default:
      return [Object.values(data).flat().map(plain).join(' ')];
  }
}

const plain = (value: unknown): string => (isBuffer(value) ? value.toString('hex') : String(value ?? ''));
