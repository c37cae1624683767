import { type LoggerService } from '@nestjs/common';
import { type Log } from './log.js';

/** Nest's own lines in our form. Its start-up chatter is for developers: it appears at level `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.sink.debug(String(message), this.fields(rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.sink.error(message instanceof Error ? message.message : String(message), {
      ...this.fields(rest),
      ...(message instanceof Error ? { error: message } : {}),
    });
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.sink.warn(String(message), this.fields(rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.sink.debug(String(message), this.fields(rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.sink.debug(String(message), this.fields(rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.sink.fatal(String(message), this.fields(rest));
  }

  /** Nest passes the context last. */
  private fields(rest: readonly unknown[]): { context?: string } {
    const context = rest.at(-1);
    return typeof context === 'string' && !context.includes('\n') ? { context } : {};
  }
}
