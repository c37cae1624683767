import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freezeDatabaseClock, openDatabase, type OpenDatabase, releaseDatabaseClock } from '@clarion/testing';
import { Injectable } from '@nestjs/common';
import { type DiscoveryService } from '@nestjs/core';
import { loadConfig } from '../config/load-config.js';
import { DataSources } from '../database/data-sources.js';
import { type Database } from '../database/database.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { armFailpoints } from '../failpoints/failpoint.js';
import { systemActor } from '../http/actor.js';
import { type Lifecycle } from '../lifecycle/lifecycle.js';
import { Log } from '../logging/log.js';
import { type Queues } from '../queue/queues.js';
import { type Signals } from '../signals/signals.js';
import { OnOutboxEvent, type OutboxEvent } from './on-outbox-event.js';
import { Outbox } from './outbox.js';
import { MOST_ATTEMPTS, OutboxDispatcher } from './outbox-dispatcher.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxSweep } from './outbox-sweep.js';

/** Two rooms that listen to the same fact; either can be made to fail. */
@Injectable()
class Rooms {
  readonly heard: string[] = [];
  failing = new Set<string>();

  @OnOutboxEvent('monitor.changed', 'pages')
  pages(event: OutboxEvent<'monitor.changed'>): Promise<void> {
    return this.hear('pages', event.payload.monitorId);
  }

  @OnOutboxEvent('monitor.changed', 'alerting')
  alerting(event: OutboxEvent<'monitor.changed'>): Promise<void> {
    return this.hear('alerting', event.payload.monitorId);
  }

  private hear(who: string, monitorId: number): Promise<void> {
    this.heard.push(`${who} ${monitorId}`);
    return this.failing.has(who) ? Promise.reject(new Error(`${who} is broken`)) : Promise.resolve();
  }
}

/** The queue in our hand: it may be away, forget, or repeat. */
class QueueInHand {
  isAway = false;
  readonly jobs = new Map<string, number>();

  enqueueAll(_queue: string, jobs: readonly { data: { outboxId: number }; jobId: string }[]): Promise<boolean> {
    if (this.isAway) return Promise.resolve(false);
    for (const { data, jobId } of jobs) this.jobs.set(jobId, data.outboxId);
    return Promise.resolve(true);
  }
}

const NOW = 1_800_000_000;
const system = systemActor('spec');
let database: OpenDatabase;
let sources: DataSources;
let work: UnitOfWork;
let rooms: Rooms;
let queue: QueueInHand;
let dispatcher: OutboxDispatcher;
let relay: OutboxRelay;
const outbox = new Outbox();
const config = loadConfig({ OUTBOX_SWEEP_MS: '15000' });
const log = Log.create('silent');

const newRelay = (): OutboxRelay =>
  new OutboxRelay(sources, queue as unknown as Queues, dispatcher, {} as Database, {} as Signals, {} as Lifecycle, config, log);

beforeAll(async () => {
  database = await openDatabase();
  sources = new DataSources(database.url, config, log);
  for (const source of sources.all()) await source.initialize();
  work = new UnitOfWork(sources);
});
afterAll(async () => {
  for (const source of sources.all()) await source.destroy();
  await database.close();
});
beforeEach(async () => {
  await database.db.query('TRUNCATE outbox CASCADE');
  await freezeDatabaseClock(database.db, NOW);
  rooms = new Rooms();
  queue = new QueueInHand();
  dispatcher = new OutboxDispatcher({ getProviders: () => [{ instance: rooms }] } as unknown as DiscoveryService, sources, log);
  dispatcher.onApplicationBootstrap();
  relay = newRelay();
});
afterEach(async () => {
  armFailpoints(undefined, 'test');
  await releaseDatabaseClock(database.db);
});

const at = (seconds: number): Promise<void> => freezeDatabaseClock(database.db, NOW + seconds);
const change = (monitorId: number, options = {}): Promise<number | undefined> =>
  work.run(system, (tx) => outbox.add(tx, 'monitor.changed', { monitorId }, options));
const row = async (id: number): Promise<{ state: string; attempts: number; last_error: string | null }> =>
  (
    await database.db.query<{ state: string; attempts: number; last_error: string | null }[]>(
      'SELECT state, attempts, last_error FROM outbox WHERE id = $1',
      [id],
    )
  )[0]!;
/** What a worker does with the jobs it finds. */
const runJobs = async (): Promise<void> => {
  const ids = [...queue.jobs.values()];
  queue.jobs.clear();
  for (const id of ids) await dispatcher.dispatch(id);
};

describe('Outbox', () => {
  it('OBX-01 keeps the fact with the rows it speaks of, and forgets it with them', async () => {
    const failing = work.run(system, async (tx) => {
      await outbox.add(tx, 'monitor.changed', { monitorId: 1 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.db.query('SELECT id FROM outbox')).toEqual([]);
  });

  it('keeps the first of two facts with one identity', async () => {
    expect(await change(1, { dedupeKey: 'alert:1:TRIGGERED' })).toEqual(expect.any(Number));
    expect(await change(2, { dedupeKey: 'alert:1:TRIGGERED' })).toBeUndefined();
    expect(await database.db.query('SELECT payload FROM outbox')).toEqual([{ payload: { monitorId: 1 } }]);
  });

  it('wakes the relays when it is committed, and not before', async () => {
    const heard: string[] = [];
    const runner = database.db.createQueryRunner();
    const client = (await runner.connect()) as {
      on(event: string, listener: (message: { channel: string }) => void): void;
      query(sql: string): Promise<unknown>;
    };
    client.on('notification', ({ channel }) => heard.push(channel));
    await client.query('LISTEN clarion_outbox');
    await work.run(system, async (tx) => {
      await outbox.addAll(tx, 'monitor.changed', [{ payload: { monitorId: 1 } }, { payload: { monitorId: 2 } }]);
      await client.query('SELECT 1');
      expect(heard).toEqual([]);
    });
    await client.query('SELECT 1');
    expect(heard).toEqual(['clarion_outbox']);
    await client.query('UNLISTEN *');
    await runner.release();
  });

  it('takes back what nobody was told yet', async () => {
    const id = (await change(1, { holdUntil: NOW + 30 }))!;
    expect(await work.run(system, (tx) => outbox.cancel(tx, id))).toBe(true);
    await at(60);
    await relay.relay();
    expect(queue.jobs.size).toBe(0);
    expect(await work.run(system, (tx) => outbox.cancel(tx, id))).toBe(false);
  });
});

describe('OutboxRelay', () => {
  it('OBX-02 tells every listener once, and is done', async () => {
    const id = (await change(1))!;
    await relay.relay();
    await runJobs();
    expect(rooms.heard.sort()).toEqual(['alerting 1', 'pages 1']);
    expect(await row(id)).toMatchObject({ state: 'done', attempts: 1 });
    await relay.relay();
    expect(queue.jobs.size).toBe(0);
  });

  it('waits for the end of an undo window', async () => {
    await change(1, { holdUntil: NOW + 30 });
    await relay.relay();
    expect(queue.jobs.size).toBe(0);
    await at(30);
    await relay.relay();
    expect(queue.jobs.size).toBe(1);
  });

  it('REL-06 offers again within 30 s what the queue forgot', async () => {
    await change(1);
    await relay.relay();
    queue.jobs.clear(); // FLUSHALL
    await at(10);
    await relay.relay();
    expect(queue.jobs.size).toBe(0);
    await at(16);
    await relay.relay();
    await runJobs();
    expect(rooms.heard.sort()).toEqual(['alerting 1', 'pages 1']);
  });

  it('REL-06 tells by itself while the queue is away', async () => {
    queue.isAway = true;
    const id = (await change(1))!;
    await relay.relay();
    expect(rooms.heard.sort()).toEqual(['alerting 1', 'pages 1']);
    expect(await row(id)).toMatchObject({ state: 'done' });
  });

  it('repeats what was enqueued before a crash, under the same id', async () => {
    await change(1);
    armFailpoints('relay.after_enqueue:throw', 'test');
    await expect(relay.relay()).rejects.toThrow('failpoint');
    armFailpoints(undefined, 'test');
    expect([...queue.jobs.keys()]).toHaveLength(1);
    await relay.relay();
    expect([...queue.jobs.keys()]).toHaveLength(1);
  });

  it('FLT-22 lets three relays work side by side without telling anything twice', async () => {
    await work.run(system, (tx) =>
      outbox.addAll(
        tx,
        'monitor.changed',
        Array.from({ length: 500 }, (_, n) => ({ payload: { monitorId: n } })),
      ),
    );
    let enqueued = 0;
    const count = queue.enqueueAll.bind(queue);
    queue.enqueueAll = async (name, jobs) => {
      enqueued += jobs.length;
      return count(name, jobs);
    };
    const drain = async (each: OutboxRelay): Promise<void> => {
      let more = true;
      while (more) more = await each.relay();
    };
    await Promise.all([drain(relay), drain(newRelay()), drain(newRelay())]);
    await relay.relay();
    expect([enqueued, queue.jobs.size]).toEqual([500, 500]);
  });
});

describe('OutboxDispatcher', () => {
  it('tells only the listener that failed again, and holds the others up for nothing', async () => {
    rooms.failing.add('alerting');
    const id = (await change(1))!;
    await relay.relay();
    await runJobs();
    expect(await row(id)).toMatchObject({ state: 'pending', last_error: 'alerting: alerting is broken' });
    rooms.failing.clear();
    rooms.heard.length = 0;
    await at(6);
    await relay.relay();
    await runJobs();
    expect(rooms.heard).toEqual(['alerting 1']);
    expect(await row(id)).toMatchObject({ state: 'done', last_error: null });
  });

  it('FLT-27 gives a poisonous event up after a while, and tells the next ones meanwhile', async () => {
    rooms.failing.add('alerting');
    const poison = (await change(1))!;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      await at(attempt * 1000);
      await relay.relay();
      await runJobs();
    }
    expect(await row(poison)).toMatchObject({ state: 'dead', attempts: MOST_ATTEMPTS });
    rooms.failing.clear();
    const next = (await change(2))!;
    await relay.relay();
    await runJobs();
    expect(await row(next)).toMatchObject({ state: 'done' });
    expect(await row(poison)).toMatchObject({ state: 'dead' });
  });

  it('does nothing for a job that comes twice after the event is done', async () => {
    const id = (await change(1))!;
    await relay.relay();
    await runJobs();
    rooms.heard.length = 0;
    await dispatcher.dispatch(id);
    await dispatcher.dispatch(987_654);
    expect(rooms.heard).toEqual([]);
  });

  it('tells an event again whose teller was killed', async () => {
    const id = (await change(1))!;
    await relay.relay();
    queue.jobs.clear();
    // What a killed teller leaves behind: claimed, one listener done, no end.
    await database.db.query(
      `UPDATE outbox SET attempts = 1, next_at = app_now() + interval '60 seconds', cursor = '{"done": ["pages"]}' WHERE id = $1`,
      [id],
    );
    await at(61);
    await relay.relay();
    await runJobs();
    expect(rooms.heard).toEqual(['alerting 1']);
    expect(await row(id)).toMatchObject({ state: 'done' });
  });

  it('OPS-12 leaves events of a newer build alone', async () => {
    const id = (await change(1))!;
    await database.db.query(`UPDATE outbox SET topic = 'monitor.teleported' WHERE id = $1`, [id]);
    await relay.relay();
    await runJobs();
    expect(await row(id)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('refuses two listeners with one name', () => {
    const twice = new OutboxDispatcher(
      { getProviders: () => [{ instance: rooms }, { instance: new Rooms() }] } as unknown as DiscoveryService,
      sources,
      log,
    );
    expect(() => twice.onApplicationBootstrap()).toThrow('pages');
  });
});

describe('OutboxSweep', () => {
  it('forgets routine facts after a day, others after eight, and open ones never', async () => {
    const sweep = new OutboxSweep(sources);
    const routine = (await change(1))!;
    const named = (await change(2, { dedupeKey: 'alert:2:TRIGGERED' }))!;
    const open = (await change(3))!;
    await database.db.query(`UPDATE outbox SET state = 'done' WHERE id = ANY($1)`, [[routine, named]]);
    const left = async (): Promise<number[]> =>
      (await database.db.query<{ id: number }[]>('SELECT id FROM outbox ORDER BY id')).map(({ id }) => id);
    await at(86_400 * 2);
    await sweep.sweep();
    expect(await left()).toEqual([named, open]);
    await at(86_400 * 9);
    await sweep.sweep();
    expect(await left()).toEqual([open]);
  });
});
