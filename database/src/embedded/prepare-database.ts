import pg from 'pg';
import { urlOf, type ClusterLogin } from './cluster.js';

/** The application's database and its user, who owns it and can do nothing beyond it. */
export const DATABASE = 'clarion';
export const USER = 'clarion';

/** Makes user and database where they are missing: a first start may have been killed between the two. */
export async function prepareDatabase(login: ClusterLogin, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(login) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const exists = async (sql: string, name: string): Promise<boolean> => (await client.query(sql, [name])).rows.length > 0;
    if (!(await exists('SELECT FROM pg_roles WHERE rolname = $1', USER))) {
      await client.query(`CREATE ROLE ${USER} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (!(await exists('SELECT FROM pg_database WHERE datname = $1', DATABASE))) {
      await client.query(`CREATE DATABASE ${DATABASE} OWNER ${USER}`);
    }
  } finally {
    await client.end();
  }
}
