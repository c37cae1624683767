import { type SUPPORTED_SQL_DATABASES } from '@clarion/contract';

export type CheckedDatabase = (typeof SUPPORTED_SQL_DATABASES)[number];

/**
 * How much a connection asks of TLS: nothing, a connection that others cannot read, one whose certificate somebody vouches for, or one whose
 * certificate also bears the host's name.
 */
export type SqlTls = 'none' | 'encrypted' | 'vouched' | 'named';

/** Where a connection string leads, and as whom. */
export interface SqlTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: SqlTls;
}

const SCHEMES: Readonly<Record<CheckedDatabase, readonly string[]>> = { pg: ['postgresql:', 'postgres:'], mysql2: ['mysql:'] };
const PORTS: Readonly<Record<CheckedDatabase, number>> = { pg: 5_432, mysql2: 3_306 };

/** As libpq and the MySQL client call them; `preferred` means that plain text will do. Names without dashes and in small letters. */
const TLS_WORDS: ReadonlyMap<string, SqlTls> = new Map([
  ['disable', 'none'],
  ['disabled', 'none'],
  ['false', 'none'],
  ['allow', 'none'],
  ['prefer', 'none'],
  ['preferred', 'none'],
  ['require', 'encrypted'],
  ['required', 'encrypted'],
  ['noverify', 'encrypted'],
  ['verifyca', 'vouched'],
  ['verifyfull', 'named'],
  ['verifyidentity', 'named'],
  ['true', 'named'],
]);
const TLS_PARAMETERS = new Set(['sslmode', 'ssl']);
/** Known to clients, of no consequence for a check. */
const IGNORED_PARAMETERS = new Set(['applicationname', 'connecttimeout', 'channelbinding', 'charset', 'schema', 'timezone']);

const plainWord = (text: string): string => text.toLowerCase().replace(/[-_]/g, '');

/**
 * Reads a connection string. Parameters that name files, sockets or plug-ins are refused with all others that are not known.
 * @returns where it leads, or why it cannot be used, in words that repeat nothing secret   @see reliability SEC-25
 */
export function readConnectionTarget(text: string, database: CheckedDatabase): SqlTarget | string {
  const schemes = SCHEMES[database];
  if (!URL.canParse(text))
    return `the connection string must look like ${schemes[0] ?? ''}//user:password@host/database, with special characters escaped`;
  const url = new URL(text);
  if (!schemes.includes(url.protocol)) return `the connection string must begin with ${schemes[0] ?? ''}//`;
  if (url.hash !== '') return 'the connection string must not hold a #, write it as %23';
  const tls = readParameters(url.searchParams);
  if (typeof tls !== 'object') return tls;
  const parts = [url.hostname.replace(/^\[(.*)\]$/, '$1'), url.username, url.password, url.pathname.slice(1)].map(unescaped);
  const [host, user, password, name] = parts;
  if (host === null || user === null || password === null || name === null)
    return 'the connection string holds a % that escapes nothing, write it as %25';
  if (host === undefined || host === '' || host.includes(',')) return 'the connection string must name one host';
  if (user === undefined || user === '') return 'the connection string must name a user';
  if (name !== undefined && name.includes('/')) return 'the connection string must name one database';
  const port = url.port === '' ? PORTS[database] : Number(url.port);
  return {
    host,
    port,
    user,
    password: password ?? '',
    database: name === undefined || name === '' ? defaultName(database, user) : name,
    tls: tls.mode,
  };
}

/** PostgreSQL opens a database of the user's name; MySQL takes none. */
const defaultName = (database: CheckedDatabase, user: string): string => (database === 'pg' ? user : '');

function readParameters(parameters: URLSearchParams): { mode: SqlTls } | string {
  let mode: SqlTls = 'none';
  for (const [name, value] of parameters) {
    const word = plainWord(name);
    if (IGNORED_PARAMETERS.has(word)) continue;
    if (!TLS_PARAMETERS.has(word)) return `the connection string must not set ${shown(name)}`;
    const asked = TLS_WORDS.get(plainWord(value));
    if (asked === undefined) return `the connection string sets ${name} to something unknown`;
    mode = asked;
  }
  return { mode };
}

/** Behind a ? that was not escaped there may be half a password. */
const shown = (name: string): string => (/^[a-z]{2,20}([-_][a-z]{2,20})*$/i.test(name) ? name : 'what stands behind its ?');

/** @returns null for a % that escapes nothing */
function unescaped(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
