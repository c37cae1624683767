import { type Socket } from 'node:net';
import { tlsMessage } from '../../../../platform/egress/dialer.js';
import { type SqlTarget } from './connection-target.js';

/** One statement, and how long the server may work on it. */
export interface SqlStatement {
  readonly text: string;
  readonly timeoutMs: number;
}

/** One database's wire. */
export interface SqlSession {
  /**
   * Signs in on a connection that is open, and runs one statement in a read-only transaction.
   * @param socket is destroyed from outside when the time is over; what waits for it then fails
   * @param onAnswer called with the rows that were seen, before the good-byes; nothing that fails from then on matters
   * @throws SqlFailure
   */
  run(socket: Socket, target: SqlTarget, statement: SqlStatement, onAnswer: (rows: number) => void): Promise<void>;
}

/** Rows that a check looks at; more prove nothing. @see reliability SEC-25 */
export const MOST_ROWS = 1_000;

/** Why a statement came to nothing. The message is the server's, and may hold what the connection string holds. */
export class SqlFailure extends Error {
  override readonly name = 'SqlFailure';
  constructor(
    message: string,
    /** The server ended the statement because its time was over. */
    readonly isTimeout: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What drivers put into their errors. */
interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly message?: unknown;
}

/** What Node adds for whoever runs it, which is nobody who reads of a check. */
const ADVICE = /; if the root CA is installed locally.*$/s;

/** @param isTimeout tells whether the server ended the statement because its time was over */
export function failureOf(cause: unknown, isTimeout: (error: DriverError) => boolean): SqlFailure {
  const error = (cause ?? {}) as DriverError;
  const text = typeof error.message === 'string' && error.message !== '' ? error.message : 'the connection was closed';
  return new SqlFailure(tlsMessage(String(error.code)) ?? text.replace(ADVICE, ''), isTimeout(error), { cause });
}
