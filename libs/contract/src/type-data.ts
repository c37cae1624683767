import type { ApiAuth, ApiProxy } from './api-auth.js';
import type { ApiAssertion, DnsAssertion, TcpAssertion } from './assertions.js';
import type { HttpMethod } from './enums.js';

/** `type_data` of an API monitor. Absent members take the defaults of monitors §6.1. */
export interface ApiTypeData {
  url?: string;
  method?: HttpMethod;
  headers?: { key: string; value: string }[];
  body?: string;
  /** Milliseconds, whole request with its redirects. */
  timeout?: number;
  eval?: string;
  allowSelfSignedCert?: boolean;
  follow_redirects?: boolean;
  max_redirects?: number;
  /** Checks of the answer without code; looked at before `eval`. Absent in documents of other products. */
  assertions?: ApiAssertion[];
  /** Absent in documents of other products. */
  auth?: ApiAuth;
  /** Absent in documents of other products. */
  proxy?: ApiProxy;
}

/** `type_data` of a HEARTBEAT monitor. @see monitors §6.7 */
export interface HeartbeatTypeData {
  degradedRemainingMinutes?: number;
  downRemainingMinutes?: number;
  secretString?: string;
}

/** `type_data` of a NONE monitor. @see monitors §6.11 */
export interface NoneTypeData {
  overrideWithLastKnownStatus?: boolean;
}

export const API_DEFAULTS = { method: 'GET', timeout: 10_000, followRedirects: true, maxRedirects: 5 } as const;
export const HEARTBEAT_DEFAULTS = { degradedRemainingMinutes: 5, downRemainingMinutes: 10 } as const;

/** What a host is written as. @see monitors §6.2 */
export const HOST_KINDS = ['IP4', 'IP6', 'DOMAIN'] as const;
export type HostKind = (typeof HOST_KINDS)[number];

/** `type_data` of a PING monitor. @see monitors §6.2 */
export interface PingTypeData {
  hosts?: {
    type?: HostKind;
    host: string;
    /** Milliseconds one packet may take. */
    timeout?: number;
    /** Packets. */
    count?: number;
  }[];
  pingEval?: string;
}

/** `type_data` of a TCP monitor. @see monitors §6.3 */
export interface TcpTypeData {
  hosts?: {
    type?: HostKind;
    host: string;
    port?: number;
    /** Milliseconds, name look-up and connection together. */
    timeout?: number;
  }[];
  tcpEval?: string;
  /** Sent to every port as soon as it is open, so that it says something. Absent in documents of other products. */
  send?: string;
  /** Checks of what the ports say; looked at before `tcpEval`. Absent in documents of other products. */
  assertions?: TcpAssertion[];
}

export const DNS_MATCH_TYPES = ['ANY', 'ALL'] as const;
export type DnsMatchType = (typeof DNS_MATCH_TYPES)[number];

export const DNS_TRANSPORTS = ['UDP', 'TLS'] as const;
export type DnsTransport = (typeof DNS_TRANSPORTS)[number];

/** Record types that a form offers; others are taken too. */
export const DNS_RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'CAA', 'PTR'] as const;

/** `type_data` of a DNS monitor. @see monitors §6.4 */
export interface DnsTypeData {
  host?: string;
  lookupRecord?: string;
  matchType?: DnsMatchType;
  /** Needed unless there are assertions. */
  values?: string[];
  transport?: DnsTransport;
  /** Empty with UDP: the name servers of the zone are asked. */
  nameServer?: string;
  tlsPort?: number;
  tlsServername?: string;
  allowSelfSignedCert?: boolean;
  /** Checks of the answer beyond its values. Absent in documents of other products. */
  assertions?: DnsAssertion[];
}

/** `type_data` of an SSL monitor. @see monitors §6.5 */
export interface SslTypeData {
  host?: string;
  /** Digits. */
  port?: string;
  degradedRemainingHours?: number;
  downRemainingHours?: number;
}

export const SQL_DATABASES = ['pg', 'mysql2', 'mssql', 'oracledb', 'sqlite3'] as const;
export type SqlDatabase = (typeof SQL_DATABASES)[number];
/** The ones that are checked; the others are kept for whoever brings them along. */
export const SUPPORTED_SQL_DATABASES = ['pg', 'mysql2'] as const satisfies readonly SqlDatabase[];

/** `type_data` of an SQL monitor. @see monitors §6.6 */
export interface SqlTypeData {
  dbType?: SqlDatabase;
  connectionString?: string;
  query?: string;
  /** Milliseconds. */
  timeout?: number;
}

/** `type_data` of a GRPC monitor. @see monitors §6.9 */
export interface GrpcTypeData {
  host?: string;
  port?: number;
  /** Empty: the server as a whole. */
  service?: string;
  tls?: boolean;
  /** Takes any certificate; with `tls` only. */
  insecure?: boolean;
  /** Milliseconds. */
  timeout?: number;
}

/** `type_data` of a GAMEDIG monitor. @see monitors §6.10 */
export interface GamedigTypeData {
  /** As in the list of GameDig. */
  gameId?: string;
  host?: string;
  port?: number;
  /** Milliseconds, at least 2000. */
  timeout?: number;
  /** false: the given port and no other. */
  guessPort?: boolean;
  requestRules?: boolean;
  eval?: string;
}

export const PING_DEFAULTS = { type: 'IP4', timeout: 1_000, count: 3 } as const;
export const TCP_DEFAULTS = { type: 'IP4', port: 80, timeout: 1_000 } as const;
export const DNS_DEFAULTS = {
  lookupRecord: 'A',
  matchType: 'ANY',
  transport: 'UDP',
  nameServer: '',
  tlsPort: 853,
  tlsServername: '',
} as const;
export const SSL_DEFAULTS = { port: '443', degradedRemainingHours: 168, downRemainingHours: 24 } as const;
export const SQL_DEFAULTS = { dbType: 'pg', query: 'SELECT 1', timeout: 5_000 } as const;
export const GRPC_DEFAULTS = { port: 50_051, service: '', tls: false, insecure: false, timeout: 10_000 } as const;
export const GAMEDIG_DEFAULTS = { port: 27_015, timeout: 10_000, guessPort: false, requestRules: false } as const;
