import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../../test/until.js';
import type { SandboxResult, SandboxTask } from './evaluation-protocol.js';
import { SANDBOX_DEFAULTS } from './evaluations.service.js';
import { NotRunError, type PoolOptions, SandboxPool } from './sandbox-pool.js';
import { ThreadLostError } from './sandbox-thread.js';

// Real threads; functions that end at once, and some that run into short bounds.
const task = (code: string): SandboxTask => ({ kind: 'function', code, args: '[]' });
const FINE = task('() => ({ status: "UP", latency: 1 })');
const ENDLESS = task('() => { for (;;); }');
const UNINTERRUPTIBLE = task('() => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)');

describe('SandboxPool', () => {
  let pool: SandboxPool;
  let losses: string[];
  const start = (options: Partial<PoolOptions> & { limitMs?: number } = {}): SandboxPool => {
    losses = [];
    const { limitMs = 5_000, ...others } = options;
    pool = new SandboxPool({
      ...SANDBOX_DEFAULTS,
      settings: { ...SANDBOX_DEFAULTS.settings, limitMs },
      deadlineMs: 10_000,
      startDeadlineMs: 30_000,
      waitMs: 60_000,
      onLoss: ({ loss }) => losses.push(loss),
      ...others,
    });
    return pool;
  };
  afterEach(() => pool.stop());

  it('starts with the first task, and ends when there is nothing to do', async () => {
    start({ idleMs: 20 });
    expect(pool.size).toBe(0);
    await expect(pool.run(FINE)).resolves.toMatchObject({ kind: 'evaluated', evaluation: { kind: 'object', status: 'UP' } });
    expect(pool.size).toBe(1);
    await until('the idle thread ends', () => pool.size === 0);
    expect(losses).toEqual([]);
    await expect(pool.run(FINE)).resolves.toMatchObject({ kind: 'evaluated' });
  });

  it('starts no more threads than it may', async () => {
    start({ threads: 2 });
    await Promise.all(Array.from({ length: 6 }, () => pool.run(FINE)));
    expect(pool.size).toBe(2);
  });

  it('refuses more than may wait', async () => {
    start({ maxWaiting: 1 });
    const results = await Promise.allSettled([FINE, FINE, FINE].map((each) => pool.run(each)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: new NotRunError('too many wait') });
  });

  it('refuses more text than may wait, and takes it again when there is room', async () => {
    const large: SandboxTask = { ...FINE, args: `["${'x'.repeat(1_000)}"]` } as SandboxTask;
    start({ maxWaitingLength: 1_500 });
    const results = await Promise.allSettled([large, large, large].map((each) => pool.run(each)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: new NotRunError('too much waits') });
    await expect(Promise.all([pool.run(large), pool.run(large)])).resolves.toHaveLength(2);
  });

  it('lets nobody wait longer than a check can', async () => {
    start({ limitMs: 100, waitMs: 10 });
    await pool.run(FINE);
    const [endless, late] = await Promise.allSettled([pool.run(ENDLESS), pool.run(FINE)]);
    expect(endless).toMatchObject({ status: 'fulfilled', value: { evaluation: { kind: 'failed' } } });
    expect(late).toMatchObject({ reason: new NotRunError('it waited too long for its turn') });
    await expect(pool.run(FINE)).resolves.toMatchObject({ kind: 'evaluated' });
  });

  it('lets a function that used up its time wait behind all others', async () => {
    start({ limitMs: 50 });
    const order: string[] = [];
    const run = (name: string, each: SandboxTask): Promise<SandboxResult> => pool.run(each).finally(() => order.push(name));
    await run('endless', ENDLESS);
    await Promise.all([run('first', FINE), run('endless again', ENDLESS), run('second', FINE), run('third', FINE)]);
    expect(order).toEqual(['endless', 'first', 'second', 'third', 'endless again']);
  });

  it('replaces a thread that is lost, and tells so', async () => {
    start({ deadlineMs: 300, limitMs: 100 });
    const lost = pool.run(UNINTERRUPTIBLE);
    await expect(lost).rejects.toBeInstanceOf(ThreadLostError);
    await expect(lost).rejects.toMatchObject({ loss: 'late' });
    await expect(pool.run(FINE)).resolves.toMatchObject({ kind: 'evaluated' });
    expect(losses).toEqual(['late']);
  });

  it('says so when a thread cannot be started, to everybody who waits', async () => {
    start({ startDeadlineMs: 0 });
    const results = await Promise.allSettled([pool.run(FINE), pool.run(FINE)]);
    expect(results.map((result) => (result as PromiseRejectedResult).reason as unknown)).toEqual([
      expect.any(NotRunError),
      expect.any(NotRunError),
    ]);
    expect(losses).toEqual(['unstartable']);
  });

  it('blames nobody for a bundle that is not there', async () => {
    start();
    const without = new SandboxPool({
      ...SANDBOX_DEFAULTS,
      settings: { ...SANDBOX_DEFAULTS.settings, cheerioBundle: new URL('./absent.js', import.meta.url).href },
      onLoss: ({ loss }) => losses.push(loss),
    });
    await expect(without.run(task('() => modules.cheerio'))).rejects.toBeInstanceOf(NotRunError);
    expect(losses).toEqual(['broken']);
    await without.stop();
  });
});
