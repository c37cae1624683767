import { type Socket } from 'node:net';
import { type Connection, createConnection, type SslOptions } from 'mysql2';
import { type SqlTarget, type SqlTls } from './connection-target.js';
import { failureOf, MOST_ROWS, type SqlSession, type SqlStatement } from './sql-session.js';

/** MySQL's, MariaDB's, and what both say of a statement that somebody killed. By number: not every one has a name in the library. */
const TIMEOUTS: ReadonlySet<unknown> = new Set([3024, 1969, 1317]);
const UNKNOWN_VARIABLE = 'ER_UNKNOWN_SYSTEM_VARIABLE';
const MS_PER_SECOND = 1_000;

/** MySQL's and MariaDB's wire, without several statements at once and without reading our files for the server. @see reliability SEC-25 */
export class MysqlSession implements SqlSession {
  async run(socket: Socket, target: SqlTarget, { text, timeoutMs }: SqlStatement, onAnswer: (rows: number) => void): Promise<void> {
    const connection = createConnection({
      stream: socket,
      host: target.host,
      port: target.port,
      user: target.user,
      password: target.password,
      ...(target.database === '' ? {} : { database: target.database }),
      ...tlsOptions(target),
      flags: ['-LOCAL_FILES', '-MULTI_STATEMENTS'],
      multipleStatements: false,
      // The check has a time of its own.
      connectTimeout: 0,
    });
    // What breaks between two statements is told by the next one.
    connection.on('error', () => undefined);
    try {
      await limitTime(connection, timeoutMs);
      // A transaction alone is not enough: MariaDB commits it for a CREATE or DROP, and then runs that outside of it.
      await execute(connection, 'SET SESSION TRANSACTION READ ONLY');
      await execute(connection, 'START TRANSACTION READ ONLY');
      const rows = await runOne(connection, text);
      onAnswer(rows);
      if (rows < MOST_ROWS) {
        await execute(connection, 'ROLLBACK');
        await new Promise<void>((resolve) => connection.end(() => resolve()));
      }
    } catch (error) {
      throw failureOf(error, ({ errno }) => TIMEOUTS.has(errno));
    } finally {
      connection.destroy();
    }
  }
}

/** MySQL counts milliseconds, MariaDB seconds; each knows its own variable. */
async function limitTime(connection: Connection, timeoutMs: number): Promise<void> {
  try {
    await execute(connection, `SET SESSION max_execution_time = ${Math.round(timeoutMs)}`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNKNOWN_VARIABLE) throw error;
    await execute(connection, `SET SESSION max_statement_time = ${timeoutMs / MS_PER_SECOND}`);
  }
}

const execute = (connection: Connection, sql: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error) => (error === null ? resolve() : reject(error)));
  });

/** @returns rows, at most `MOST_ROWS`: nobody waits for the rest */
function runOne(connection: Connection, sql: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    // A connection that breaks is told to the connection, not to a statement that reads row by row.
    connection.once('error', reject);
    connection
      .query({ sql, rowsAsArray: true })
      .on('result', (row: unknown) => {
        if (Array.isArray(row)) rows += 1;
        if (rows === MOST_ROWS) resolve(rows);
      })
      .on('end', () => resolve(rows))
      .on('error', reject);
  });
}

const TLS: Readonly<Record<Exclude<SqlTls, 'none'>, SslOptions>> = {
  encrypted: { rejectUnauthorized: false },
  vouched: { rejectUnauthorized: true, verifyIdentity: false },
  named: { rejectUnauthorized: true, verifyIdentity: true },
};
const tlsOptions = ({ tls }: SqlTarget): { ssl?: SslOptions } => (tls === 'none' ? {} : { ssl: { ...TLS[tls] } });
