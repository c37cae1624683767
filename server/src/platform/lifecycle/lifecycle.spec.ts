import { describe, expect, it } from '@jest/globals';
import { Log } from '../logging/log.js';
import { Lifecycle, STOP_PHASES } from './lifecycle.js';
import { Ticker } from './ticker.js';

const log = Log.create('silent');

describe('Lifecycle', () => {
  it('REL-36 ends in order: claims, drain, leases, streams, queues, connections', async () => {
    const lifecycle = new Lifecycle(log);
    const seen: string[] = [];
    for (const phase of [...STOP_PHASES].reverse()) lifecycle.onStop(phase, phase, () => void seen.push(phase));
    expect(lifecycle.isStopping).toBe(false);
    await lifecycle.beforeApplicationShutdown('SIGTERM');
    expect(lifecycle.isStopping).toBe(true);
    expect(seen).toEqual(['claims', 'drain', 'leases', 'streams', 'queues', 'connections']);
  });

  it('goes on when a step fails or hangs', async () => {
    const lifecycle = new Lifecycle(log, 20);
    const seen: string[] = [];
    lifecycle.onStop('claims', 'fails', () => Promise.reject(new Error('no')));
    lifecycle.onStop('drain', 'hangs', () => new Promise(() => undefined));
    lifecycle.onStop('queues', 'queues', () => void seen.push('queues'));
    await lifecycle.beforeApplicationShutdown();
    expect(seen).toEqual(['queues']);
  });

  it('ends every step once', async () => {
    const lifecycle = new Lifecycle(log);
    let ended = 0;
    lifecycle.onStop('queues', 'queues', () => void ended++);
    await lifecycle.beforeApplicationShutdown();
    await lifecycle.beforeApplicationShutdown();
    expect(ended).toBe(1);
  });
});

/** Lets everything run that is due now: a timer of 0 ms and what follows from it. */
const turns = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('Ticker', () => {
  it('runs at once, again when woken, and never twice at a time', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const ticker = new Ticker({
      name: 'spec',
      everyMs: 60_000,
      log,
      run: async () => {
        runs++;
        most = Math.max(most, ++running);
        await turns();
        running--;
      },
    });
    ticker.start();
    await turns();
    for (let i = 0; i < 10; i++) ticker.wake();
    for (let i = 0; i < 5; i++) await turns();
    expect([runs, most]).toEqual([2, 1]);
    await ticker.stop();
    ticker.wake();
    await turns();
    expect(runs).toBe(2);
  });

  it('goes on at once while there is more to do, and after a failure', async () => {
    let runs = 0;
    const ticker = new Ticker({
      name: 'spec',
      everyMs: 1,
      log,
      run: () => {
        if (++runs === 2) return Promise.reject(new Error('once'));
        return Promise.resolve(runs < 2);
      },
    });
    ticker.start();
    for (let i = 0; i < 20 && runs < 4; i++) await turns();
    await ticker.stop();
    expect(runs).toBeGreaterThanOrEqual(4);
  });

  it('waits at its end for the run that is going on', async () => {
    let open: () => void = () => undefined;
    let ended = false;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const ticker = new Ticker({ name: 'spec', everyMs: 1, log, run: () => gate.then(() => void (ended = true)) });
    ticker.start();
    await turns();
    const stopping = ticker.stop();
    open();
    await stopping;
    expect(ended).toBe(true);
  });
});
