import { SIGNALS } from '@clarion/contract';
import { SecretEntity } from '@clarion/database/platform/secret.entity';
import { asActor, openDatabase, type OpenDatabase } from '@clarion/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/until.js';
import { loadConfig } from '../config/load-config.js';
import type { Database } from '../database/database.js';
import type { DataSources } from '../database/data-sources.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Log } from '../logging/log.js';
import { Signals } from '../signals/signals.js';
import { Keyring } from './keyring.js';
import { secretPlace, SecretsUnavailable, SecretValues } from './secret-values.js';

const log = Log.create('silent');
const keyring = new Keyring('k'.repeat(32));

/** A process that counts its reads, and can lose its database. */
class Process {
  reads = 0;
  failure: Error | null = null;
  readonly lifecycle = new Lifecycle(log);
  readonly signals: Signals;
  readonly values: SecretValues;

  constructor({ url, db }: OpenDatabase, variables: Record<string, string> = {}) {
    const ready = { isReady: true, whenReady: () => Promise.resolve() } as Database;
    const source = {
      getRepository: () => {
        this.reads += 1;
        if (this.failure !== null) throw this.failure;
        return db.getRepository(SecretEntity);
      },
    };
    this.signals = new Signals(url, ready, this.lifecycle, log);
    this.values = new SecretValues({ get: () => source } as unknown as DataSources, this.signals, keyring, loadConfig(variables), log);
    this.signals.onApplicationBootstrap();
    this.values.onApplicationBootstrap();
  }

  async valueOf(name: string): Promise<string | null | undefined> {
    return (await this.values.current()).get(name)?.value;
  }
}

describe('SecretValues, with PostgreSQL and its notifications', () => {
  let database: OpenDatabase;
  let processes: Process[];
  const start = async (variables?: Record<string, string>): Promise<Process> => {
    const process = new Process(database, variables);
    processes.push(process);
    await until('it listens', () => process.signals.isListening);
    return process;
  };
  /** Stores a value as a process apart would. */
  const store = async (name: string, value: string, tells = true): Promise<void> =>
    asActor(database.db, async (tx) => {
      await tx.query(`INSERT INTO secrets (name, value) VALUES ($1, '') ON CONFLICT (name) DO NOTHING`, [name]);
      const { id } = await tx.findOneByOrFail(SecretEntity, { name });
      await tx.query(`UPDATE secrets SET value = $2 WHERE id = $1`, [id, keyring.encrypt(value, secretPlace(id))]);
      if (tells) await tx.query(`SELECT pg_notify($1, '')`, [SIGNALS.secrets]);
    });

  beforeEach(async () => {
    database = await openDatabase();
    processes = [];
  });
  afterEach(async () => {
    for (const { lifecycle } of processes) await lifecycle.beforeApplicationShutdown();
    await database.close();
  });

  it('prefers stored secrets to variables, and knows no other variable', async () => {
    await store('SECRET_BOTH', 'stored-value');
    const process = await start({ SECRET_BOTH: 'variable-value', SECRET_ONE: 'other-value', SECRET_SHORT: 'abc', HOME: '/root' });
    expect(await process.valueOf('SECRET_BOTH')).toBe('stored-value');
    expect(await process.valueOf('SECRET_ONE')).toBe('other-value');
    expect(await process.valueOf('HOME')).toBeUndefined();
    expect((await process.values.current()).get('SECRET_SHORT')).toEqual({
      value: null,
      problem: 'is shorter than 4 characters',
      origins: null,
    });
  });

  it('reads once, and again in every process when one changes a secret', async () => {
    await store('SHOP', 'first-value');
    const [one, two] = [await start(), await start()];
    expect([await one.valueOf('SHOP'), await two.valueOf('SHOP')]).toEqual(['first-value', 'first-value']);
    await Promise.all(Array.from({ length: 50 }, () => one.valueOf('SHOP')));
    expect(one.reads).toBeLessThan(10); // a poll may have come between
    await store('SHOP', 'second-value');
    await until('both know the new value', async () =>
      (await Promise.all([one, two].map((each) => each.valueOf('SHOP')))).every((value) => value === 'second-value'),
    );
  });

  it('does not believe what was read while a change was told', async () => {
    const process = await start();
    const early = process.values.current();
    process.values.forget();
    await store('SHOP', 'new-value', false);
    await early;
    expect(await process.valueOf('SHOP')).toBe('new-value');
  });

  it('goes on with what it knows while the database is away, and says so when it knows nothing', async () => {
    await store('SHOP', 'known-value');
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const [knowing, new_] = [await start(), await start()];
    await knowing.valueOf('SHOP');
    knowing.failure = new_.failure = away;
    knowing.values.forget();
    expect(await knowing.valueOf('SHOP')).toBe('known-value');
    await expect(new_.values.current()).rejects.toThrow(SecretsUnavailable);
  });

  it('SEC-71 does not open a ciphertext that was moved to another row', async () => {
    await store('MINE', 'mine-value');
    await store('YOURS', 'yours-value');
    await asActor(database.db, (tx) =>
      tx.query(`UPDATE secrets SET value = (SELECT value FROM secrets WHERE name = 'YOURS') WHERE name = 'MINE'`),
    );
    const process = await start();
    expect((await process.values.current()).get('MINE')).toEqual({
      value: null,
      problem: 'cannot be read under the present key',
      origins: null,
    });
    expect(await process.valueOf('YOURS')).toBe('yours-value');
  });
});
