import { createServer } from 'node:net';
import { type Verdict } from '@clarion/domain';
import { afterEach, describe, expect, it } from '@jest/globals';
import { closedPort, loopback, Servers } from '../../../../test/loopback.js';
import { type Config } from '../../../platform/config/config.js';
import { Log } from '../../../platform/logging/log.js';
import { MANY, OwnConnection } from './own-connection.service.js';

const servers = new Servers();
afterEach(async () => servers.close());

const REFUSED: Verdict = { status: 'DOWN', latencyMs: 0, type: 'ERROR', errorMessage: 'connection refused' };
const TIMED_OUT: Verdict = { ...REFUSED, type: 'TIMEOUT' };
const ANSWERED: Verdict = { status: 'DOWN', latencyMs: 3, type: 'REALTIME', errorMessage: 'HTTP 503' };

const own = (targets: readonly string[]): OwnConnection => {
  const { policy, dialer } = loopback({});
  return new OwnConnection({ SELF_CHECK_TARGETS: targets } as unknown as Config, policy, dialer, Log.create('silent'));
};
/** What is said of the last of so many monitors that fail one after the other. */
async function afterFailures(connection: OwnConnection, count: number, verdict = REFUSED): Promise<boolean> {
  let isOurs = false;
  for (let id = 1; id <= count; id++) isOurs = await connection.isToBlame(id, verdict);
  return isOurs;
}

describe('REL-37 our own connection', () => {
  it('is to blame when many come to nothing and no reference answers', async () => {
    const dead = await closedPort(createServer());
    const connection = own([`127.0.0.1:${dead}`, `http://127.0.0.1:${dead}/`]);
    expect(await afterFailures(connection, MANY - 1)).toBe(false);
    expect(await connection.isToBlame(MANY, TIMED_OUT)).toBe(true);
    expect(await connection.isToBlame(MANY + 1, ANSWERED)).toBe(false);
  });

  it('is not while one reference answers, nor without references', async () => {
    const dead = await closedPort(createServer());
    const alive = await servers.listen(createServer());
    expect(await afterFailures(own([`127.0.0.1:${dead}`, `127.0.0.1:${alive}`]), MANY + 5)).toBe(false);
    expect(await afterFailures(own([]), MANY + 5)).toBe(false);
  });

  it('is not for servers that answer badly, however many', async () => {
    const dead = await closedPort(createServer());
    expect(await afterFailures(own([`127.0.0.1:${dead}`]), MANY + 5, ANSWERED)).toBe(false);
  });

  it('counts a monitor once, and no more when it answers again', async () => {
    const dead = await closedPort(createServer());
    const connection = own([`127.0.0.1:${dead}`]);
    await afterFailures(connection, MANY - 1);
    expect(await connection.isToBlame(1, REFUSED)).toBe(false);
    await connection.isToBlame(1, ANSWERED);
    expect(await connection.isToBlame(MANY, REFUSED)).toBe(false);
    expect(await connection.isToBlame(MANY + 1, REFUSED)).toBe(true);
  });
});
