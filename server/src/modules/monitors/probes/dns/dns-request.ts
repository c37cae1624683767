import { DNS_DEFAULTS, DNS_MATCH_TYPES, DNS_TRANSPORTS, type DnsAssertion, type DnsMatchType, type DnsTransport } from '@clarion/contract';
import { readAssertions } from '../assertions.js';
import { portOf, trimmed, type TypeData } from '../type-data-values.js';
import { isRecordType, spelledAs } from './record-values.js';

/** A name server to ask. */
export interface DnsServer {
  readonly host: string;
  readonly port: number;
  readonly transport: DnsTransport;
  /** Name its certificate must bear, with TLS; undefined = the host's own. */
  readonly servername?: string;
  readonly takesAnyCertificate?: boolean;
}

/** What a DNS monitor asks for. */
export interface DnsRequest {
  /** Domain name without a dot at the end. */
  readonly name: string;
  /** Upper case. */
  readonly recordType: string;
  readonly match: DnsMatchType;
  /** Empty = the assertions say it all. */
  readonly expected: readonly string[];
  readonly assertions: readonly DnsAssertion[];
  /** null = the name servers of the zone. */
  readonly server: DnsServer | null;
}

const LONGEST_NAME = 253;
const LABEL = /^[^\s.]{1,63}$/;

/** @param port of plain name servers   @returns the request, or why there is none, in words   @see monitors §6.4 */
export function readDnsRequest(typeData: TypeData, port: number): DnsRequest | string {
  const name = trimmed(typeData['host']).replace(/\.$/, '');
  if (name === '') return 'the monitor has no domain name yet';
  if (name.length > LONGEST_NAME || !name.split('.').every((label) => LABEL.test(label))) return 'the domain name cannot be looked up';
  const recordType = (trimmed(typeData['lookupRecord']) || DNS_DEFAULTS.lookupRecord).toUpperCase();
  if (!isRecordType(recordType)) return `the record type ${recordType.slice(0, 20)} is not known`;
  const values = typeData['values'];
  const expected = (Array.isArray(values) ? (values as readonly unknown[]) : []).map(trimmed).filter((value) => value !== '');
  const assertions = readAssertions(typeData['assertions'], 'DNS');
  if (typeof assertions === 'string') return assertions;
  if (expected.length === 0 && assertions.length === 0) return 'the monitor expects no values yet';
  const match = DNS_MATCH_TYPES.find((each) => each === (typeData['matchType'] ?? DNS_DEFAULTS.matchType));
  if (match === undefined) return 'the values must match ANY or ALL';
  const server = readServer(typeData, port);
  if (typeof server === 'string') return server;
  const spelled = assertions.map((assertion) =>
    assertion.kind === 'record' && assertion.comparison !== 'matches'
      ? { ...assertion, value: spelledAs(recordType, assertion.value) }
      : assertion,
  );
  return { name, recordType, match, expected: expected.map((value) => spelledAs(recordType, value)), assertions: spelled, server };
}

function readServer(typeData: TypeData, plainPort: number): DnsServer | null | string {
  const transport = DNS_TRANSPORTS.find((each) => each === (typeData['transport'] ?? DNS_DEFAULTS.transport));
  if (transport === undefined) return 'the transport must be UDP or TLS';
  const host = trimmed(typeData['nameServer']);
  if (transport === 'UDP') return host === '' ? null : { host, port: plainPort, transport };
  if (host === '') return 'a name server must be given for DNS over TLS';
  const port = portOf(typeData['tlsPort'], DNS_DEFAULTS.tlsPort);
  if (port === null) return 'the TLS port must be a number from 1 to 65535';
  const servername = trimmed(typeData['tlsServername']);
  const takesAnyCertificate = typeData['allowSelfSignedCert'] === true;
  return { host, port, transport, takesAnyCertificate, ...(servername === '' ? {} : { servername }) };
}
