import { type Socket } from 'node:net';
import pg from 'pg';
import { type SqlTarget, type SqlTls } from './connection-target.js';
import { failureOf, MOST_ROWS, type SqlSession, type SqlStatement } from './sql-session.js';

const QUERY_CANCELED = '57014';

/** PostgreSQL's wire. The extended protocol takes one statement and no second, and stops after so many rows. @see reliability SEC-25 */
export class PgSession implements SqlSession {
  async run(socket: Socket, target: SqlTarget, { text, timeoutMs }: SqlStatement, onAnswer: (rows: number) => void): Promise<void> {
    const client = new pg.Client({
      host: target.host,
      port: target.port,
      user: target.user,
      // As a function, so that neither the environment nor a password file of this machine stands in for an empty one.
      password: () => target.password,
      database: target.database,
      ssl: tlsOptions(target),
      application_name: 'Clarion',
      stream: () => alreadyConnected(socket),
    });
    // What breaks between two statements is told by the next one.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = ${Math.round(timeoutMs)}`);
      const rows = await runOne(client, text);
      onAnswer(rows);
      // A connection that just ends leaves a line in the server's log every minute.
      if (rows < MOST_ROWS) await client.query('ROLLBACK').then(async () => client.end());
    } catch (error) {
      throw failureOf(error, ({ code }) => code === QUERY_CANCELED);
    }
  }
}

/** @returns rows, at most `MOST_ROWS`: the rest is not fetched */
function runOne(client: pg.Client, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    const query = new pg.Query({ text, rows: MOST_ROWS, queryMode: 'extended', rowMode: 'array' } as pg.QueryConfig);
    query.on('row', () => {
      rows += 1;
      if (rows === MOST_ROWS) resolve(rows);
    });
    query.on('end', () => resolve(rows));
    query.on('error', reject);
    client.query(query);
  });
}

/** The client asks for a connection to be made; this one was made, to an address that was checked. */
function alreadyConnected(socket: Socket): Socket {
  socket.connect = (): Socket => {
    process.nextTick(() => socket.emit('connect'));
    return socket;
  };
  return socket;
}

const TLS: Readonly<Record<Exclude<SqlTls, 'none'>, object>> = {
  encrypted: { rejectUnauthorized: false },
  vouched: { rejectUnauthorized: true, checkServerIdentity: () => undefined },
  named: { rejectUnauthorized: true },
};
const tlsOptions = ({ tls }: SqlTarget): object | false => (tls === 'none' ? false : { ...TLS[tls] });
