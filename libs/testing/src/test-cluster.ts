import { randomUUID } from 'node:crypto';
import { createDataSource, migrate, startThrowaway, type PoolOptions } from '@clarion/database';
import pg from 'pg';
import type { DataSource } from 'typeorm';

/** Name of the variable through which the global set-up tells the specs where the cluster is. */
export const TEST_CLUSTER_VARIABLE = 'CLARION_TEST_DATABASE_URL';
const TEMPLATE = 'clarion_template';

export interface TestCluster {
  /** The migrated, seeded template; specs copy it. */
  url: string;
  stop(): Promise<void>;
}

/** Starts one cluster for a whole test run, with a migrated and seeded template database (about 1.5 s). For Jest's globalSetup. */
export async function startTestCluster(): Promise<TestCluster> {
  const cluster = await startThrowaway();
  try {
    const url = await cluster.createDatabase(TEMPLATE);
    await migrate({ url });
    return { url, stop: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

export interface FreshDatabase {
  url: string;
  drop(): Promise<void>;
}

const clusterUrl = (): string => {
  const url = process.env[TEST_CLUSTER_VARIABLE];
  if (url === undefined)
    throw new Error(`${TEST_CLUSTER_VARIABLE} is not set: name the global set-up of @clarion/testing in the Jest configuration`);
  return url;
};

const onDatabase = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * A database of this spec's own, in a few hundredths of a second.
 * @param empty without tables, for tests of migrations; otherwise a copy of the migrated and seeded template
 */
export async function freshDatabase({ empty = false }: { empty?: boolean } = {}): Promise<FreshDatabase> {
  const maintenance = onDatabase(clusterUrl(), 'postgres');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await run(maintenance, `CREATE DATABASE ${name}${empty ? '' : ` TEMPLATE ${TEMPLATE} STRATEGY file_copy`}`);
  return { url: onDatabase(clusterUrl(), name), drop: () => drop(maintenance, name) };
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** FORCE may not end an autovacuum worker, which a superuser owns; a plain drop cancels it and waits. */
async function drop(maintenance: string, name: string): Promise<void> {
  try {
    await run(maintenance, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    await run(maintenance, `DROP DATABASE IF EXISTS ${name}`);
  }
}

export interface OpenDatabase {
  url: string;
  db: DataSource;
  /** Closes the data source and drops the database. */
  close(): Promise<void>;
}

/** A fresh database with an open data source. */
export async function openDatabase(pool: Partial<PoolOptions> = { max: 5 }): Promise<OpenDatabase> {
  const { url, drop } = await freshDatabase();
  const db = createDataSource({ url, applicationName: 'spec', pool });
  await db.initialize();
  return {
    url,
    db,
    async close() {
      await db.destroy();
      await drop();
    },
  };
}
