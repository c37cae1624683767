import { isNativeError } from 'node:util/types';
import { type DestinationStream, type Logger, pino } from 'pino';
import { type LogLevel } from '../config/config.js';
import { currentRequestId } from './request-context.js';

/** Everything a log line may carry. What is not listed here is not printed, whoever passes it. @see reliability SEC-73 */
export interface LogFields {
  request_id?: string;
  context?: string;
  actor?: string;
  method?: string;
  /** Route pattern, never the address: addresses hold secrets. */
  route?: string;
  status?: number;
  duration_ms?: number;
  bytes?: number;
  queue?: string;
  job_id?: string;
  outbox_id?: number;
  topic?: string;
  listener?: string;
  attempt?: number;
  monitor_id?: number;
  page_id?: number;
  delivery_id?: number;
  count?: number;
  code?: string;
  pool?: string;
  signal?: string;
  phase?: string;
  roles?: string;
  port?: number;
  pid?: number;
  version?: string;
  error?: unknown;
}

const ALLOWED: Readonly<Record<keyof LogFields, true>> = {
  request_id: true,
  context: true,
  actor: true,
  method: true,
  route: true,
  status: true,
  duration_ms: true,
  bytes: true,
  queue: true,
  job_id: true,
  outbox_id: true,
  topic: true,
  listener: true,
  attempt: true,
  monitor_id: true,
  page_id: true,
  delivery_id: true,
  count: true,
  code: true,
  pool: true,
  signal: true,
  phase: true,
  roles: true,
  port: true,
  pid: true,
  version: true,
  error: true,
};

const MESSAGE_CHARS = 500;
const STACK_LINES = 12;
/** Credentials inside an address: `postgres://user:password@host`. */
const CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;

/** What is printed of an error: no parameters, no details of the driver, no credentials. */
function describe(error: unknown): Record<string, unknown> {
  if (!isNativeError(error)) return { message: String(error).slice(0, MESSAGE_CHARS) };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    message: error.message.replaceAll(CREDENTIALS, '$1').slice(0, MESSAGE_CHARS),
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack?.replaceAll(CREDENTIALS, '$1').split('\n').slice(1, STACK_LINES).join('\n'),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
}

/** Structured logs, one JSON object a line, on standard output. */
export class Log {
  private constructor(private readonly pino: Logger) {}

  /** @param destination where lines go; standard output by default */
  static create(level: LogLevel | 'silent', destination?: DestinationStream): Log {
    const options = {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label: string) => ({ level: label }) },
    };
    return new Log(destination === undefined ? pino(options) : pino(options, destination));
  }

  error(message: string, fields?: LogFields): void {
    this.write('error', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.write('warn', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.write('info', message, fields);
  }

  debug(message: string, fields?: LogFields): void {
    this.write('debug', message, fields);
  }

  fatal(message: string, fields?: LogFields): void {
    this.write('fatal', message, fields);
  }

  /** Waits until what was logged is written; before an exit. */
  flush(): Promise<void> {
    return new Promise((resolve) => this.pino.flush(() => resolve()));
  }

  private write(level: Exclude<LogLevel, 'trace'>, message: string, fields: LogFields = {}): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const requestId = fields.request_id ?? currentRequestId();
    const line: Record<string, unknown> = requestId === undefined ? {} : { request_id: requestId };
    for (const [key, value] of Object.entries(fields)) {
      if (value !== undefined && Object.hasOwn(ALLOWED, key)) line[key] = key === 'error' ? describe(value) : value;
    }
    this.pino[level](line, message);
  }
}
