import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { FixedClock, openDatabase, type OpenDatabase } from '@clarion/testing';
import type { DataSource } from 'typeorm';
import type { DataSources } from '../database/data-sources.js';
import { RateLimiter } from './rate-limiter.js';

const THREE = { limit: 3, seconds: 60 };
let database: OpenDatabase;
let limiter: RateLimiter;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.query('TRUNCATE rate_limits');
  limiter = over(database.db);
});

const over = (db: Pick<DataSource, 'query'>): RateLimiter =>
  new RateLimiter({ get: () => db } as unknown as DataSources, new FixedClock(1_000_000));

it('allows as many as it says and then tells when to come back', async () => {
  for (let i = 0; i < 3; i++) await limiter.take('a', THREE);
  await expect(limiter.take('a', THREE)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 60 });
  await limiter.take('b', THREE);
});

it('counts across replicas, without losing any of a burst', async () => {
  const other = over(database.db);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? limiter : other).take('burst', { limit: 5, seconds: 60 })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

it('starts anew when the window is over', async () => {
  for (let i = 0; i < 4; i++) await limiter.count('a', THREE);
  await expect(limiter.assertBelow('a', THREE)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await database.db.query(`UPDATE rate_limits SET window_ends_at = app_now() - interval '1 second'`);
  await limiter.assertBelow('a', THREE);
  await limiter.take('a', THREE);
});

it('SEC-66 counts inside the process while the database is away', async () => {
  const refused = Object.assign(new Error('Connection terminated unexpectedly'), {});
  const alone = over({ query: () => Promise.reject(refused) } as unknown as DataSource);
  for (let i = 0; i < 3; i++) await alone.take('a', THREE);
  await expect(alone.take('a', THREE)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(alone.assertBelow('a', THREE)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await alone.assertBelow('b', THREE);
});

it('keeps neither accounts nor addresses', async () => {
  await limiter.count('sign-in:ada@acme.test', THREE);
  const rows = await database.db.query<{ key: string }[]>('SELECT key FROM rate_limits');
  expect(rows[0]!.key).not.toContain('ada');
});
