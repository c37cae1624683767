import { type Socket } from 'node:net';
import { LIMITS } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { Dialer } from '../../../../platform/egress/dialer.js';
import { EgressError, nowhereYet, type Reach } from '../../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { SecretValues } from '../../../../platform/secrets/secret-values.js';
import { blotSecrets, secretsFor } from '../interpolate-secrets.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, reachedDetail, timeoutOutcome } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { type CheckedDatabase } from './connection-target.js';
import { PgSession } from './pg-session.js';
import { readSqlRequest, type SqlRequest } from './sql-request.js';
import { MOST_ROWS, SqlFailure, type SqlSession } from './sql-session.js';

const SESSIONS: Readonly<Record<CheckedDatabase, () => Promise<SqlSession>>> = {
  pg: async () => new PgSession(),
  // Loaded when the first monitor needs it: who has none pays no memory for it.
  mysql2: async () => new (await import('./mysql-session.js')).MysqlSession(),
};
/** How often somebody looks at what has come, ms. */
const LOOK_MS = 50;

/** One check on its way. */
interface Run {
  readonly limit: AbortSignal;
  /** `performance.now()` of its beginning. */
  readonly started: number;
  /** Filled in as it goes on. */
  readonly reach: Reach;
}

/** Runs one statement against a database and throws its answer away. @see monitors §6.6 */
@Injectable()
export class SqlProbe implements Probe {
  readonly monitorType = 'SQL';

  constructor(
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
    private readonly secrets: SecretValues,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readSqlRequest(typeData, await secretsFor(typeData, this.secrets));
    if (typeof request === 'string') return errorOutcome(request);
    const session = await SESSIONS[request.database]();
    const started = performance.now();
    const limit = withinMs(request.timeoutMs, deadline);
    const readable = (message: string): string =>
      blotSecrets(message, request.secrets).replace(/\s+/g, ' ').trim().slice(0, LIMITS.errorMessage);
    const reach = nowhereYet();
    try {
      return await this.query(request, session, { limit, started, reach });
    } catch (error) {
      if (!(error instanceof EgressError) && !(error instanceof SqlFailure)) throw error;
      const isTimeout = limit.aborted || (error instanceof SqlFailure ? error.isTimeout : error.reason === 'timeout');
      if (isTimeout) return timeoutOutcome(`no answer within ${request.timeoutMs} ms`, elapsedMs(started), reach);
      const message = readable(error.message);
      return errorOutcome(message, reachedDetail(message, reach, elapsedMs(started)));
    }
  }

  private async query(
    { target, statement, timeoutMs }: SqlRequest,
    session: SqlSession,
    { limit, started, reach }: Run,
  ): Promise<ProbeOutcome> {
    const { host, port } = target;
    const place = { host: this.policy.assertHost(host, port, 'monitor'), port, profile: 'monitor' } as const;
    const connection = await this.dialer.dial(place, { connectMs: timeoutMs, tlsMs: timeoutMs }, limit, reach);
    const guard = new SocketGuard(connection.socket, limit);
    let outcome: ProbeOutcome | null = null;
    try {
      const answer = session.run(connection.socket, target, { text: statement, timeoutMs }, (rows) => {
        outcome = answered(rows, reach, elapsedMs(started));
      });
      await Promise.race([answer, guard.closed]);
    } catch (error) {
      if (outcome === null && !guard.isTooMuch) throw error;
    } finally {
      guard.end();
    }
    if (outcome === null || guard.isTooMuch) throw new SqlFailure('the answer is too large', false);
    return outcome;
  }
}

/** Ends a connection whose time is over, or that brings more than a check reads; whatever waits for it then fails. */
class SocketGuard {
  /** Fails when the connection has gone, however: no driver may wait for it for ever. */
  readonly closed: Promise<never>;
  private readonly timer: NodeJS.Timeout;
  private readonly onAbort = (): void => this.destroy();

  constructor(
    private readonly socket: Socket,
    private readonly limit: AbortSignal,
  ) {
    socket.on('error', () => undefined);
    this.closed = new Promise((_, reject) => {
      // What the driver says of it is heard first.
      socket.once('close', () => setImmediate(() => reject(new SqlFailure('the connection was closed', false))));
    });
    this.closed.catch(() => undefined);
    this.timer = setInterval(() => {
      if (this.isTooMuch) this.destroy();
    }, LOOK_MS);
    if (limit.aborted) this.destroy();
    limit.addEventListener('abort', this.onAbort, { once: true });
  }

  get isTooMuch(): boolean {
    return this.socket.bytesRead > LIMITS.probeBodyBytes;
  }

  end(): void {
    clearInterval(this.timer);
    this.limit.removeEventListener('abort', this.onAbort);
    this.destroy();
  }

  private destroy(): void {
    this.socket.destroy();
  }
}

function answered(rows: number, reach: Reach, totalMs: number): ProbeOutcome {
  const count = rows >= MOST_ROWS ? `${MOST_ROWS} rows or more` : rows === 1 ? '1 row' : `${rows} rows`;
  return {
    verdict: { status: 'UP', latencyMs: totalMs, type: 'REALTIME', errorMessage: null },
    detail: reachedDetail(`UP: the statement ran and returned ${count}`, reach, totalMs),
  };
}
