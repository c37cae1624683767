import { isNativeError } from 'node:util/types';
import { QueryFailedError } from 'typeorm';

interface DriverError {
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
}

const DEEPEST = 5;

/** The error and what it was made from. */
function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error, depth = 0; isNativeError(cause) && depth < DEEPEST; cause = cause.cause, depth++) yield cause;
}

const driverErrorOf = (error: Error): DriverError => (error instanceof QueryFailedError ? (error.driverError as DriverError) : error);

/** SQLSTATE of a database error, however deep it is wrapped. */
export function sqlState(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    const { code } = driverErrorOf(cause);
    if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE') return code;
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
  for (const cause of causesOf(error)) {
    const { constraint } = driverErrorOf(cause);
    if (constraint !== undefined) return constraint;
  }
  return undefined;
}

/** What a socket to a store of ours says. Calls to the outside end as `EgressError` and never look like this. */
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const DRIVER_TEXTS =
  /Connection terminated|timeout exceeded when trying to connect|Driver not Connected|Client has encountered a connection error|Connection ended unexpectedly|Client was closed|Query read timeout|Cannot use a pool after calling end/i;

/** The database cannot answer at all: away, starting, shutting down, full of connections, read-only or out of time. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P0|53[03]|25006|57014|55P03)/.test(state);
  for (const cause of causesOf(error)) {
    const { code, message } = driverErrorOf(cause);
    if (SOCKET_CODES.has(code ?? '') || DRIVER_TEXTS.test(message)) return true;
  }
  return false;
}
