import { QueryFailedError } from 'typeorm';

/** SQLSTATE of a database error, however deep it is wrapped. */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const driver = cause instanceof QueryFailedError ? (cause.driverError as { code?: unknown }) : (cause as { code?: unknown });
    if (typeof driver.code === 'string' && /^[0-9A-Z]{5}$/.test(driver.code)) return driver.code;
  }
  return undefined;
}

/** Serialisation failure, deadlock, connection cut by the server: the whole transaction may run again. @see reliability REL-33 */
const RETRYABLE = new Set(['40001', '40P01', '57P01']);
export const isRetryable = (error: unknown): boolean => RETRYABLE.has(sqlState(error) ?? '');

/** A unique constraint spoke. @param constraint its name; without it any will do */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (sqlState(error) !== '23505') return false;
  return constraint === undefined || constraintOf(error) === constraint;
}

/** Name of the constraint a database error is about. */
export function constraintOf(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const driver =
      cause instanceof QueryFailedError ? (cause.driverError as { constraint?: unknown }) : (cause as { constraint?: unknown });
    if (typeof driver.constraint === 'string') return driver.constraint;
  }
  return undefined;
}

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
const DRIVER_TEXTS =
  /Connection terminated|timeout exceeded when trying to connect|Driver not Connected|Client has encountered a connection error|Connection ended unexpectedly|the database system is|Client was closed|Query read timeout/i;

/** The database cannot answer at all: away, starting, shutting down, full of connections, read-only or out of time. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P0|53[03]|25006|57014|55P03)/.test(state);
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const driver =
      cause instanceof QueryFailedError ? (cause.driverError as Error & { code?: string }) : (cause as Error & { code?: string });
    if (isFromDriver(cause) && SOCKET_CODES.has(driver.code ?? '')) return true;
    if (DRIVER_TEXTS.test(driver.message)) return true;
  }
  return false;
}

/** Socket errors of our own outgoing calls have the same codes; those of the driver carry a query or come from the pool. */
const isFromDriver = (error: Error): boolean =>
  error instanceof QueryFailedError || /[\\/](pg|pg-pool|pg-protocol|typeorm)[\\/]/.test(error.stack ?? '');
