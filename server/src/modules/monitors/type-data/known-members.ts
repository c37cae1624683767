import { ASSERTION_LIMITS, HTTP_METHODS, type MonitorType } from '@clarion/contract';
import { assertionsOf } from './assertion-rules.js';
import { auth, proxy } from './auth-rules.js';
import {
  atLeast,
  fault,
  flag,
  header,
  HEADER,
  host,
  httpUrl,
  list,
  milliseconds,
  moreThan,
  object,
  oneOf,
  port,
  portText,
  type Rule,
  text,
  whole,
} from './member-rules.js';

/** A rule over several members; judged on the merged document, when at least one of them was sent. */
export interface JointRule {
  readonly members: readonly string[];
  /** Name of the member that is blamed. */
  readonly blames: string;
  /** @returns what is wrong, to follow the member's name; null = nothing */
  readonly check: (document: Readonly<Record<string, unknown>>) => string | null;
}

export interface TypeRules {
  readonly members: Readonly<Record<string, Rule>>;
  /** Members of the entries of those members that are lists of objects. */
  readonly entries?: Readonly<Record<string, Readonly<Record<string, Rule>>>>;
  readonly joint: readonly JointRule[];
}

const numberOr = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

/** `greater` must exceed `smaller`; absent ones take their defaults. */
const exceeds = (greater: string, greaterDefault: number, smaller: string, smallerDefault: number): JointRule => ({
  members: [greater, smaller],
  blames: greater,
  check: (document) =>
    numberOr(document[greater], greaterDefault) > numberOr(document[smaller], smallerDefault) ? null : `must be more than ${smaller}`,
});

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** `type` must say what `host` is. @see monitors §6.2 */
const kindMatches: Rule = (value, path) => {
  const { type, host: name } = value as { type?: unknown; host?: unknown };
  if (typeof type !== 'string' || typeof name !== 'string' || name.includes('$')) return [];
  const kind = IPV4.test(name) ? 'IP4' : name.includes(':') ? 'IP6' : 'DOMAIN';
  return kind === type ? [] : fault(`${path}.type`, `is ${type}, but the host is ${kind}`);
};
const hostKind = oneOf('IP4', 'IP6', 'DOMAIN');

const nonEmpty: Rule = (value, path) =>
  typeof value === 'string' && value.trim() !== '' ? [] : fault(path, 'must be a text that is not empty');

/** What makes a port speak. */
const send: Rule = (value, path) =>
  typeof value === 'string' && value.length <= ASSERTION_LIMITS.sendLength
    ? []
    : fault(path, `must be a text of at most ${ASSERTION_LIMITS.sendLength} characters`);

/** Part of a URL, where one slash at the end belongs to the address. */
const heartbeatSecret: Rule = (value, path) => {
  const isUsable = typeof value === 'string' && value !== '' && value.length <= 255 && !/[\p{Cc}\p{Cs}]|\/$/u.test(value);
  return isUsable ? [] : fault(path, 'must be a text of 1 to 255 characters that does not end with a slash');
};

const recordType: Rule = (value, path) =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9]{0,15}$/.test(value)
    ? []
    : fault(path, 'must be a record type, such as A, AAAA, CNAME, MX, NS or TXT');

/** Where it leads is judged; the rest of it when the check runs. */
const connectionString: Rule = (value, path, targets) => {
  if (typeof value !== 'string') return text(value, path, targets);
  if (value.includes('$') || !URL.canParse(value)) return [];
  const { hostname } = new URL(value);
  const refused = hostname === '' ? null : targets.refusedHost(hostname);
  return refused === null ? [] : fault(path, `cannot be used: ${refused}`);
};

const CONNECTION_SCHEMES: Readonly<Record<string, RegExp>> = { pg: /^postgres(ql)?:\/\//, mysql2: /^mysql:\/\// };
const connectionMatches: JointRule = {
  members: ['connectionString', 'dbType'],
  blames: 'connectionString',
  check: ({ connectionString, dbType }) => {
    const scheme = CONNECTION_SCHEMES[typeof dbType === 'string' ? dbType : 'pg'];
    if (typeof connectionString !== 'string' || scheme === undefined || connectionString.includes('$') || connectionString === '')
      return null;
    return scheme.test(connectionString) ? null : `must start with ${dbType === 'mysql2' ? 'mysql://' : 'postgresql://'}`;
  },
};

const nameServerGiven: JointRule = {
  members: ['transport', 'nameServer'],
  blames: 'nameServer',
  check: ({ transport, nameServer }) => {
    const server = typeof nameServer === 'string' ? nameServer.trim() : '';
    if (transport === 'TLS') return server === '' ? 'is needed for TLS' : null;
    return server === '' || IPV4.test(server) || server.includes('$') ? null : 'must be an IPv4 address, or empty';
  },
};

/** A share of at most one; shares of a group sum to one. */
const weight: Rule = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? [] : fault(path, 'must be a number from 0 to 1');
const WEIGHT_TOLERANCE = 0.01 + 1e-9;
const SHARE = { tag: nonEmpty, weight };
const member = object(SHARE, (value, path) => {
  const { tag, weight: share } = value as { tag?: unknown; weight?: unknown };
  return typeof tag === 'string' && typeof share === 'number' ? [] : fault(path, 'needs a tag and a weight');
});
const members: Rule = (value, path, targets) => {
  const details = list(member, 2)(value, path, targets);
  if (details.length > 0) return details;
  const entries = value as readonly { tag: string; weight: number }[];
  if (new Set(entries.map(({ tag }) => tag)).size < entries.length) return fault(path, 'names a monitor twice');
  const sum = entries.reduce((total, { weight: share }) => total + share, 0);
  return Math.abs(sum - 1) <= WEIGHT_TOLERANCE ? [] : fault(path, `has weights that sum to ${Number(sum.toFixed(3))} instead of 1`);
};

const PING_HOST = { type: hostKind, host, timeout: milliseconds, count: whole(1, 100) };
const TCP_HOST = { type: hostKind, host, port, timeout: milliseconds };

/** `nameServer` may be empty: nobody is asked in particular. */
const optionalHost: Rule = (value, path, targets) => (value === '' ? [] : host(value, path, targets));

/** Members of `type_data` that are known, by monitor type; they are judged when they are there, and others are kept. @see monitors §6 */
export const TYPE_RULES: Readonly<Record<MonitorType, TypeRules>> = {
  API: {
    members: {
      url: httpUrl,
      method: oneOf(...HTTP_METHODS),
      headers: list(header),
      body: text,
      timeout: milliseconds,
      eval: text,
      allowSelfSignedCert: flag,
      follow_redirects: flag,
      max_redirects: whole(0, 20),
      assertions: assertionsOf('API'),
      auth,
      proxy,
    },
    entries: { headers: HEADER },
    joint: [],
  },
  PING: {
    members: { hosts: list(object(PING_HOST, kindMatches), 1), pingEval: text },
    entries: { hosts: PING_HOST },
    joint: [],
  },
  TCP: {
    members: { hosts: list(object(TCP_HOST, kindMatches), 1), tcpEval: text, send, assertions: assertionsOf('TCP') },
    entries: { hosts: TCP_HOST },
    joint: [],
  },
  DNS: {
    members: {
      host: nonEmpty,
      lookupRecord: recordType,
      matchType: oneOf('ANY', 'ALL'),
      values: list(nonEmpty, 1),
      transport: oneOf('UDP', 'TLS'),
      nameServer: optionalHost,
      tlsPort: port,
      tlsServername: text,
      allowSelfSignedCert: flag,
      assertions: assertionsOf('DNS'),
    },
    joint: [nameServerGiven],
  },
  NONE: { members: { overrideWithLastKnownStatus: flag }, joint: [] },
  GROUP: {
    members: { monitors: members, executionDelay: atLeast(1_000), latencyCalculation: oneOf('AVG', 'MAX', 'MIN') },
    entries: { monitors: SHARE },
    joint: [],
  },
  SSL: {
    members: { host, port: portText, degradedRemainingHours: moreThan(0), downRemainingHours: moreThan(0) },
    joint: [exceeds('degradedRemainingHours', 168, 'downRemainingHours', 24)],
  },
  SQL: {
    members: { dbType: oneOf('pg', 'mysql2', 'mssql', 'oracledb', 'sqlite3'), connectionString, query: text, timeout: milliseconds },
    joint: [connectionMatches],
  },
  HEARTBEAT: {
    members: { degradedRemainingMinutes: atLeast(1), downRemainingMinutes: atLeast(1), secretString: heartbeatSecret },
    joint: [exceeds('downRemainingMinutes', 10, 'degradedRemainingMinutes', 5)],
  },
  GAMEDIG: {
    members: { gameId: nonEmpty, host, port, timeout: atLeast(2_000), guessPort: flag, requestRules: flag, eval: text },
    joint: [],
  },
  GRPC: { members: { host, port, service: text, tls: flag, insecure: flag, timeout: milliseconds }, joint: [] },
};
