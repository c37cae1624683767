import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { TcpProxy } from '../../../test/tcp-proxy.js';
import { isDatabaseUnavailable } from './transient-error.js';
import { proofAt, watchedClient } from './watched-client.js';

const DOUBT_MS = 50;

describe('a connection that is watched, with PostgreSQL behind a wire', () => {
  let database: FreshDatabase;
  let proxy: TcpProxy;
  let url: string;
  let proofs = 0;
  let client: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    proxy = await TcpProxy.to(database.url);
    await proxy.open();
    url = proxy.through(database.url);
    proofs = 0;
    client = connection();
  });
  afterEach(async () => {
    client.connection.stream.destroy();
    proxy.cut();
    await proxy.close();
  });
  afterAll(() => database.drop());

  function connection(): pg.Client {
    const proof = proofAt(url, 500);
    const counted = (): Promise<boolean> => {
      proofs += 1;
      return proof();
    };
    // No limit of its own: without the watch every question below would wait for ever.
    const made = new (watchedClient(counted, DOUBT_MS))({ connectionString: url });
    made.on('error', () => undefined);
    return made;
  }

  it('FLT-09 tells everybody who waits when the other side has gone without a word', async () => {
    await client.connect();
    expect((await client.query<{ n: number }>('SELECT 7 AS n')).rows).toEqual([{ n: 7 }]);
    proxy.silence();
    const answers = await Promise.allSettled([client.query('SELECT 1'), client.query('SELECT 2')]);
    expect(answers.map((answer) => answer.status === 'rejected' && isDatabaseUnavailable(answer.reason))).toEqual([true, true]);
  });

  it('FLT-09 gives up a connection that nobody takes', async () => {
    proxy.silence();
    const error = await client.connect().catch((thrown: unknown) => thrown);
    expect(isDatabaseUnavailable(error)).toBe(true);
    const byPool = await new Promise<Error | null>((resolve) => connection().connect(resolve as (error: Error | null) => void));
    expect(isDatabaseUnavailable(byPool)).toBe(true);
  });

  it('leaves a slow statement its time while the database is there', async () => {
    await client.connect();
    const { rows } = await client.query<{ n: number }>('SELECT 7 AS n FROM pg_sleep(0.4)');
    expect(rows).toEqual([{ n: 7 }]);
    expect(proofs).toBeGreaterThan(0);
  });
});
