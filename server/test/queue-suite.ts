import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { QUEUES, type RunChecksJob } from '@clarion/contract';
import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, type Provider } from '@nestjs/common';
import { type Job } from 'bullmq';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { systemActor } from '../src/platform/http/actor.js';
import { OnOutboxEvent, type OutboxEvent } from '../src/platform/outbox/on-outbox-event.js';
import { Outbox } from '../src/platform/outbox/outbox.js';
import { Queues } from '../src/platform/queue/queues.js';
import { startTestApp, type TestApp } from './test-app.js';
import { until } from './until.js';

/** What the suite needs of a backend. */
export interface QueueBench {
  env: Record<string, string>;
  /** Loses everything the queue holds. */
  forget(app: TestApp): Promise<void>;
  stop(): Promise<void>;
}

/** Takes jobs of `checks`; a job's monitor type says what becomes of it. */
@Processor(QUEUES.checks, { concurrency: 4 })
export class ChecksInHand extends WorkerHost {
  readonly taken: string[] = [];
  readonly finished: string[] = [];
  failures = 0;
  gate: Promise<void> = Promise.resolve();

  async process(job: Job<RunChecksJob>): Promise<void> {
    this.taken.push(job.data.monitorType);
    if (this.failures > 0) {
      this.failures--;
      throw new Error('not yet');
    }
    await this.gate;
    this.finished.push(job.data.monitorType);
  }
}

/** Every queue must have somebody. */
@Processor(QUEUES.bulk)
class BulkInHand extends WorkerHost {
  async process(): Promise<void> {
    return Promise.resolve();
  }
}

@Injectable()
class Listener {
  readonly heard: number[] = [];

  @OnOutboxEvent('monitor.changed', 'spec')
  hear(event: OutboxEvent<'monitor.changed'>): Promise<void> {
    this.heard.push(event.payload.monitorId);
    return Promise.resolve();
  }
}

export const WORKERS: readonly Provider[] = [ChecksInHand, BulkInHand, Listener];
const job = (monitorType: RunChecksJob['monitorType']): RunChecksJob => ({ v: 1, monitorType });
const system = systemActor('spec');

/** The same promises on every backend. @see architecture §2, reliability BMQ-01..07 */
export function queueSuite(name: string, start: () => Promise<QueueBench>): void {
  describe(`queues on ${name}`, () => {
    let bench: QueueBench;
    let database: FreshDatabase;
    let spec: TestApp;
    let queues: Queues;
    let checks: ChecksInHand;

    beforeAll(async () => {
      bench = await start();
      database = await freshDatabase();
      spec = await startTestApp({
        databaseUrl: database.url,
        env: { ROLES: 'web,worker', OUTBOX_SWEEP_MS: '300', OUTBOX_POLL_MS: '100', ...bench.env },
        providers: WORKERS,
      });
      queues = spec.get(Queues);
      checks = spec.get(ChecksInHand);
    });
    afterAll(async () => {
      await spec.close();
      await bench.stop();
      await database.drop();
    });
    beforeEach(() => {
      checks.taken.length = 0;
      checks.finished.length = 0;
      checks.gate = Promise.resolve();
    });

    it('hands a job to the one who takes it', async () => {
      expect(await queues.enqueue('checks', job('API'))).toBe(true);
      await until('the job is done', () => checks.finished.includes('API'));
    });

    it('drops duplicates while one of them waits or runs', async () => {
      let open: () => void = () => undefined;
      checks.gate = new Promise((resolve) => {
        open = resolve;
      });
      for (let i = 0; i < 5; i++) expect(await queues.enqueue('checks', job('PING'), { dedupe: 'ping' })).toBe(true);
      for (let i = 0; i < 5; i++) expect(await queues.enqueue('checks', job('DNS'), { jobId: 'dns-1' })).toBe(true);
      await until('both have been taken', () => checks.taken.includes('PING') && checks.taken.includes('DNS'));
      open();
      await until('both are done', () => checks.finished.length >= 2);
      await queues.enqueue('checks', job('SSL'));
      await until('a later job is done', () => checks.finished.includes('SSL'));
      expect(checks.finished.sort()).toEqual(['DNS', 'PING', 'SSL']);
    });

    it('tries a job again that failed', async () => {
      checks.failures = 2;
      await queues.enqueue('checks', job('TCP'), { attempts: 3, backoffMs: 20 });
      await until('the third attempt is done', () => checks.finished.includes('TCP'));
      expect(checks.taken).toEqual(['TCP', 'TCP', 'TCP']);
    });

    it('takes many jobs at once', async () => {
      expect(
        await queues.enqueueAll(
          'checks',
          Array.from({ length: 200 }, () => ({ data: job('GRPC') })),
        ),
      ).toBe(true);
      await until('all are done', () => checks.finished.length === 200);
    });

    it('repeats a scheduled job once in the cluster, however often it is scheduled', async () => {
      for (let i = 0; i < 3; i++) expect(await queues.schedule('checks', 'every', { everyMs: 200 }, job('SQL'))).toBe(true);
      await until('it has run twice', () => checks.finished.length >= 2);
      expect(await queues.unschedule('checks', 'every')).toBe(true);
    });

    it('tells what was committed, through the queue', async () => {
      const listener = spec.get<Listener>(Listener);
      await spec.get<UnitOfWork>(UnitOfWork).run(system, (tx) => spec.get<Outbox>(Outbox).add(tx, 'monitor.changed', { monitorId: 41 }));
      await until('the listener has heard it', () => listener.heard.includes(41));
      await until('the event is done', async () => (await openEvents(spec)) === 0);
    });

    it('REL-06 tells everything although the queue loses all it holds', async () => {
      const listener = spec.get<Listener>(Listener);
      const work = spec.get<UnitOfWork>(UnitOfWork);
      for (let n = 100; n < 200; n++) {
        await work.run(system, (tx) => spec.get<Outbox>(Outbox).add(tx, 'monitor.changed', { monitorId: n }));
        if (n % 20 === 0) await bench.forget(spec);
      }
      await until('every event is done', async () => (await openEvents(spec)) === 0);
      expect(new Set(listener.heard.filter((n) => n >= 100)).size).toBe(100);
    });

    it('REL-36 lets a running job finish at shutdown, and takes no other', async () => {
      await spec.close();
      const own = await startTestApp({ env: { ROLES: 'worker', ...bench.env }, providers: WORKERS, databaseUrl: database.url });
      const [takers, theirs] = [own.get<ChecksInHand>(ChecksInHand), own.get<Queues>(Queues)];
      let open: () => void = () => undefined;
      takers.gate = new Promise((resolve) => {
        open = resolve;
      });
      await theirs.enqueue('checks', job('GAMEDIG'));
      await until('the job is taken', () => takers.taken.includes('GAMEDIG'));
      const closing = own.close();
      open();
      await closing;
      expect(takers.finished).toEqual(['GAMEDIG']);
      expect(await theirs.enqueue('checks', job('API'))).toBe(false);
    });
  });
}

async function openEvents(spec: TestApp): Promise<number> {
  const [row] = await spec.sources
    .get('upkeep')
    .query<{ n: number }[]>(`SELECT count(*)::int AS n FROM outbox WHERE state IN ('pending', 'enqueued')`);
  return row?.n ?? 0;
}
