import { Transform } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import {
  AreNetworks,
  AreOrigins,
  AreReachTargets,
  ByteSize,
  CommaList,
  Flag,
  IsAddressOf,
  IsOrigin,
  IsProxyTrust,
  IsSize,
  Together,
  Variable,
  WholeNumber,
} from './variables.js';

export const ROLES = ['web', 'worker'] as const;
/** What a process does; one process may do both. */
export type Role = (typeof ROLES)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Shortest signing key, characters. @see reliability SEC-70 */
export const SECRET_KEY_MINIMUM = 32;

/** Everything the environment may say, once. The README's table is printed from this class. @see architecture §9 */
export class Config {
  @Variable('Port to listen on; 0 takes any free one.') @WholeNumber(0, 65_535) PORT = 3000;

  @Variable('Address to listen on.') @IsString() @Matches(/^[\w.:%-]+$/, { message: 'must be a host name or an address' }) HOST = '0.0.0.0';

  @Variable('Public address of the installation. https turns on secure cookies.', { fallback: '`http://localhost:$PORT`' })
  @IsOrigin()
  ORIGIN: string;

  @Variable('Path the installation lives under, such as `/status`.', { fallback: 'empty', aliases: ['KENER_BASE_PATH'] })
  @Matches(/^(\/[a-z0-9][a-z0-9._~-]*)*$/i, { message: 'must be a path such as /status, of letters, digits and . _ ~ -' })
  @MaxLength(200)
  APP_BASE_PATH = '';

  @Variable('Directory of the embedded database, the generated key and the page snapshots.') @IsNotEmpty() DATA_DIR = '.data';

  @Variable('PostgreSQL 14 or newer. Unset: an embedded one is started in `DATA_DIR`.', { fallback: 'embedded', secret: true })
  @IsOptional()
  @IsAddressOf('postgres', 'postgresql')
  DATABASE_URL?: string;

  @Variable('Redis 6.2 or newer with `maxmemory-policy noeviction`. Unset: queues live in PostgreSQL.', {
    fallback: 'queues in PostgreSQL',
    secret: true,
  })
  @IsOptional()
  @IsAddressOf('redis', 'rediss')
  REDIS_URL?: string;

  @Variable('Signs and encrypts; at least 32 characters. Required with `DATABASE_URL`, otherwise generated into `DATA_DIR`.', {
    fallback: 'generated',
    secret: true,
    aliases: ['KENER_SECRET_KEY'],
  })
  @ValidateIf((config: Config) => config.DATABASE_URL !== undefined || config.APP_SECRET_KEY !== undefined)
  @MinLength(SECRET_KEY_MINIMUM, { message: `must be set and have at least ${SECRET_KEY_MINIMUM} characters` })
  APP_SECRET_KEY?: string;

  @Variable('Earlier keys, comma-separated: still read, never written.', { secret: true })
  @CommaList()
  @IsArray()
  @MinLength(SECRET_KEY_MINIMUM, { each: true, message: `each must have at least ${SECRET_KEY_MINIMUM} characters` })
  APP_SECRET_KEY_PREVIOUS: readonly string[] = [];

  @Variable('Creates the owner at the first start, while there is no user.')
  @IsOptional()
  @IsEmail()
  @Together('OWNER_PASSWORD')
  OWNER_EMAIL?: string;
  @Variable('Password of that owner.', { secret: true })
  @IsOptional()
  @MinLength(8)
  @MaxLength(128)
  @Together('OWNER_EMAIL')
  OWNER_PASSWORD?: string;

  @Variable('What this process does: `web`, `worker` or both.', { fallback: '`web,worker`' })
  @CommaList()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(ROLES, { each: true, message: `must be a comma-separated list of ${ROLES.join(', ')}` })
  ROLES: readonly Role[] = ROLES;

  @Variable('Largest request body, such as `3M`.', { fallback: '`3M`' })
  @ByteSize()
  @IsSize(1024, 1024 ** 3)
  BODY_SIZE_LIMIT = 3 * 1024 ** 2;

  @Variable('Reverse proxies in front: a number of hops, or addresses and networks. Without it forwarded headers are ignored.', {
    fallback: 'none',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value.trim())
      ? Number(value)
      : typeof value === 'string'
        ? value.split(',').map((part) => part.trim())
        : value,
  )
  @IsOptional()
  @IsProxyTrust()
  TRUST_PROXY?: number | readonly string[];

  @Variable('Origins that may call `/api/v4` from a browser, comma-separated. Cookies never count there.', { fallback: 'none' })
  @CommaList()
  @IsArray()
  @AreOrigins()
  API_CORS_ORIGINS: readonly string[] = [];

  @Variable('`deny` keeps monitors out of private networks.') @IsIn(['allow', 'deny']) EGRESS_PRIVATE: 'allow' | 'deny' = 'allow';
  @Variable('The same for triggers, identity providers and imports.') @IsIn(['allow', 'deny']) EGRESS_PRIVATE_OPERATOR: 'allow' | 'deny' =
    'allow';
  @Variable('Private networks that stay reachable while denied.', { fallback: 'none' })
  @CommaList()
  @AreNetworks()
  EGRESS_ALLOW: readonly string[] = [];
  @Variable('Networks that are never dialled.', { fallback: 'none' }) @CommaList() @AreNetworks() EGRESS_DENY: readonly string[] = [];
  @Variable('Addresses that are always up; when none answers and many monitors fail at once, the fault is ours and NO_DATA is written.', {
    fallback: 'off',
  })
  @CommaList()
  @AreReachTargets()
  SELF_CHECK_TARGETS: readonly string[] = [];

  @Variable('Directory that the public pages are written to as files whenever they change, for a host that shares nothing with this one.')
  @IsOptional()
  @IsNotEmpty()
  STATIC_EXPORT_DIR?: string;

  @Variable('Names of variables that monitors and triggers may use as `$NAME` start with this.')
  @Matches(/^[A-Z][A-Z0-9_]*_$/, { message: 'must be capital letters, digits and _, ending in _' })
  SECRET_PREFIX = 'SECRET_';

  @Variable('Mail server.') @IsOptional() @IsNotEmpty() SMTP_HOST?: string;
  @Variable('Its port.') @IsOptional() @WholeNumber(1, 65_535) SMTP_PORT?: number;
  @Variable('User name there; `-` for none.') @IsOptional() SMTP_USER?: string;
  @Variable('Password there; `-` for none.', { secret: true, aliases: ['SMTP_PASSWORD'] }) @IsOptional() SMTP_PASS?: string;
  @Variable('Sender of mails.', { aliases: ['SMTP_SENDER'] }) @IsOptional() @MaxLength(320) SMTP_FROM_EMAIL?: string;
  @Variable('TLS from the first byte (port 465); otherwise STARTTLS where the server offers it.') @Flag() @IsBoolean() SMTP_SECURE = false;
  @Variable('`0` accepts a certificate nobody vouches for.') @Flag() @IsBoolean() SMTP_TLS_REJECT_UNAUTHORIZED = true;
  @Variable('Key of Resend, in place of a mail server.', { secret: true }) @IsOptional() RESEND_API_KEY?: string;
  @Variable('Sender of mails sent through Resend.') @IsOptional() @MaxLength(320) RESEND_SENDER_EMAIL?: string;

  @Variable('Most mails a second, what the provider allows.', { fallback: 'unlimited; 2 with Resend' })
  @IsOptional()
  @WholeNumber(1, 10_000)
  MAIL_RATE_LIMIT?: number;

  @Variable('Idle connections the web pool keeps.') @WholeNumber(0, 200) DATABASE_POOL_MIN = 0;
  @Variable('Most connections of the web pool.') @WholeNumber(1, 200) DATABASE_POOL_MAX = 10;
  @Variable('Most connections of the worker pool.') @WholeNumber(1, 200) DATABASE_WORKER_POOL_MAX = 5;
  @Variable('Most connections of the heartbeat pool.') @WholeNumber(1, 50) DATABASE_HEARTBEAT_POOL_MAX = 2;
  @Variable('Longest wait for a connection of a pool, ms.')
  @WholeNumber(100, 120_000)
  DATABASE_ACQUIRE_TIMEOUT_MS = 15_000;
  @Variable('Longest wait for a new connection to the database, ms.')
  @WholeNumber(100, 120_000)
  DATABASE_CREATE_TIMEOUT_MS = 15_000;
  @Variable('An idle connection is closed after, ms.') @WholeNumber(1000, 3_600_000) DATABASE_IDLE_TIMEOUT_MS = 30_000;
  @Variable('TCP keep-alive on database connections.') @Flag() @IsBoolean() DATABASE_KEEPALIVE = true;

  @Variable('Least important log line that is printed.') @IsIn(LOG_LEVELS) LOG_LEVEL: LogLevel = 'info';
  @Variable('`production`, `development` or `test`.') @IsIn(['production', 'development', 'test']) NODE_ENV:
    'production' | 'development' | 'test' = 'production';

  @Variable('How often the relay looks for events nobody announced, ms.', { internal: true })
  @WholeNumber(20, 1000)
  OUTBOX_POLL_MS = 1000;
  @Variable('An event the queue forgot is offered again after, ms.', { internal: true })
  @WholeNumber(100, 30_000)
  OUTBOX_SWEEP_MS = 15_000;
  @Variable('How much longer than its work a lease lasts, ms.', { internal: true })
  @WholeNumber(500, 60_000)
  LEASE_MARGIN_MS = 15_000;
  @Variable('Longest wait for running work at shutdown, ms.', { internal: true })
  @WholeNumber(0, 60_000)
  SHUTDOWN_DRAIN_MS = 25_000;
  @Variable('Moves the clock of this process in tests, ms.', { internal: true }) @WholeNumber(-86_400_000, 86_400_000) TEST_CLOCK_SKEW_MS =
    0;
  @Variable('Makes pauses between attempts of a message so many times shorter in tests.', { internal: true })
  @WholeNumber(1, 10_000)
  TEST_RETRY_SPEED = 1;
  @Variable('Where Resend is, in tests.', { internal: true })
  @IsAddressOf('http', 'https')
  RESEND_URL = 'https://api.resend.com';
  @Variable('Planted faults of the chaos suite.', { internal: true }) @IsOptional() FAILPOINTS?: string;

  /** Values of `$SECRET_PREFIX*` variables by name. @see reliability SEC-46 */
  secretVariables: ReadonlyMap<string, string>;

  /** True when the process starts its own PostgreSQL. */
  get isEmbedded(): boolean {
    return this.DATABASE_URL === undefined;
  }

  /** Cookies are `Secure` and HSTS is sent. */
  get isHttps(): boolean {
    return this.ORIGIN.startsWith('https:');
  }

  get queueBackend(): 'postgres' | 'redis' {
    return this.REDIS_URL === undefined ? 'postgres' : 'redis';
  }

  has(role: Role): boolean {
    return this.ROLES.includes(role);
  }

  /** Keeps secrets out of logs and answers that serialise the object by mistake. */
  toJSON(): string {
    return '[Config]';
  }
}
