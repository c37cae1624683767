import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type OpenDatabase } from '@clarion/testing';
import { type EntityManager } from 'typeorm';
import { loadConfig } from '../config/load-config.js';
import { armFailpoints } from '../failpoints/failpoint.js';
import { systemActor, visitorActor } from '../http/actor.js';
import { Log } from '../logging/log.js';
import { DataSources } from './data-sources.js';
import { isDatabaseUnavailable, isUniqueViolation, sqlState } from './transient-error.js';
import { UnitOfWork } from './unit-of-work.js';

let database: OpenDatabase;
let sources: DataSources;
let work: UnitOfWork;
const cy = visitorActor({ requestId: 'request-1', ip: '192.0.2.1', userAgent: null });

beforeAll(async () => {
  database = await openDatabase();
  sources = new DataSources(database.url, loadConfig({ DATABASE_POOL_MAX: '4' }), Log.create('silent'));
  await sources.get('web').initialize();
  await sources.get('worker').initialize();
  work = new UnitOfWork(sources);
  await database.db.query('CREATE TABLE notes (id int PRIMARY KEY, n int NOT NULL)');
});
afterAll(async () => {
  await sources.get('web').destroy();
  await sources.get('worker').destroy();
  await database.close();
});
beforeEach(async () => {
  armFailpoints(undefined, 'test');
  await database.db.query('TRUNCATE notes');
});

/** A promise and the hand that fulfils it. */
function gateway(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const stored = async (): Promise<number[]> =>
  (await database.db.query<{ id: number }[]>('SELECT id FROM notes ORDER BY id')).map(({ id }) => id);
const add = (tx: EntityManager, id: number): Promise<unknown> => tx.query('INSERT INTO notes VALUES ($1, 0)', [id]);

describe('UnitOfWork', () => {
  it('SEC-75 tells the database who acts, for this transaction only', async () => {
    const read = (tx: EntityManager): Promise<{ actor: string; request: string }[]> =>
      tx.query(`SELECT current_setting('app.actor', true) AS actor, current_setting('app.request', true) AS request`);
    expect(await work.run(cy, read)).toEqual([{ actor: 'visitor', request: 'request-1' }]);
    expect(await work.run(systemActor('retention', 'r2'), read)).toEqual([{ actor: 'system:retention', request: 'r2' }]);
    const [after] = await read(sources.get('web').manager);
    expect(after?.actor ?? '').toBe('');
  });

  it('commits everything or nothing', async () => {
    await work.run(cy, (tx) => add(tx, 1));
    const failing = work.run(cy, async (tx) => {
      await add(tx, 2);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await stored()).toEqual([1]);
  });

  it('takes the worker’s connections for our own work and the web’s for everybody else', async () => {
    const pool = async (tx: EntityManager): Promise<string> =>
      (await tx.query<{ name: string }[]>(`SELECT current_setting('application_name') AS name`))[0]!.name;
    expect(await work.run(cy, pool)).toBe('clarion web');
    expect(await work.run(systemActor('x'), pool)).toBe('clarion worker');
    expect(await work.run(systemActor('x'), pool, { pool: 'web' })).toBe('clarion web');
  });

  it('joins the unit of work it is called in', async () => {
    const failing = work.run(cy, async () => {
      await work.run(cy, (tx) => add(tx, 1));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await stored()).toEqual([]);
  });

  it('does not hand an ended transaction to what was left running', async () => {
    let later: Promise<unknown> = Promise.resolve();
    const gate = gateway();
    await work.run(cy, () => {
      later = gate.promise.then(() => work.run(cy, (tx) => add(tx, 7)));
      return Promise.resolve();
    });
    gate.resolve();
    await later;
    expect(await stored()).toEqual([7]);
  });

  it('FLT-10 runs the whole of it again after a deadlock', async () => {
    await database.db.query('INSERT INTO notes VALUES (1, 0), (2, 0)');
    const bothHoldOne = gateway();
    let holding = 0;
    let runs = 0;
    const inOrder = (first: number, second: number): Promise<void> =>
      work.run(cy, async (tx) => {
        runs++;
        await tx.query('UPDATE notes SET n = n + 1 WHERE id = $1', [first]);
        if (++holding === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await tx.query('UPDATE notes SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([inOrder(1, 2), inOrder(2, 1)]);
    expect(runs).toBe(3);
    expect(await database.db.query('SELECT n FROM notes')).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('gives up after three repeats', async () => {
    let runs = 0;
    const failing = work.run(cy, async (tx) => {
      runs++;
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
    });
    await expect(failing).rejects.toThrow('again');
    expect(runs).toBe(4);
  });

  it('does not repeat what will fail again', async () => {
    let runs = 0;
    const failing = work.run(cy, async (tx) => {
      runs++;
      await add(tx, 1);
      await add(tx, 1);
    });
    const error = await failing.catch((thrown: unknown) => thrown);
    expect([
      isUniqueViolation(error),
      isUniqueViolation(error, 'notes_pkey'),
      isUniqueViolation(error, 'other'),
      sqlState(error),
      runs,
    ]).toEqual([true, true, false, '23505', 1]);
  });

  it('FLT-03 stores nothing when it fails right before its commit, and all of it right after', async () => {
    armFailpoints('http.before_commit:throw', 'test');
    await expect(work.run(cy, (tx) => add(tx, 1))).rejects.toThrow('failpoint');
    armFailpoints('http.after_commit:throw', 'test');
    await expect(work.run(cy, (tx) => add(tx, 2))).rejects.toThrow('failpoint');
    expect(await stored()).toEqual([2]);
  });

  it('REL-34 ends a statement that takes too long, and says that the database is not available', async () => {
    const error = await work
      .run(cy, async (tx) => {
        await tx.query(`SET LOCAL statement_timeout = '20ms'`);
        await tx.query('SELECT pg_sleep(10)');
      })
      .catch((thrown: unknown) => thrown);
    expect(isDatabaseUnavailable(error)).toBe(true);
  });
});

describe('failpoints', () => {
  it('REL-22 are inert outside tests', async () => {
    armFailpoints('http.before_commit:throw', 'production');
    await work.run(cy, (tx) => add(tx, 1));
    expect(await stored()).toEqual([1]);
  });

  it.each(['nowhere:throw', 'http.before_commit', 'http.before_commit:delay:soon'])('refuse %s', (text) => {
    expect(() => armFailpoints(text, 'test')).toThrow('failpoint');
  });
});
