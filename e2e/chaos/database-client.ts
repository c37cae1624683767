import pg from 'pg';
import type { Ask } from './telling.ts';

/** A connection to a database that may be taken away: the next question opens another one. */
export async function databaseClient(url: string): Promise<{ ask: Ask; close(): Promise<void> }> {
  let client: pg.Client | undefined;
  const open = async (): Promise<pg.Client> => {
    const opened = new pg.Client({ connectionString: url });
    opened.on('error', () => (client = undefined));
    await opened.connect();
    return opened;
  };
  client = await open();
  return {
    ask: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      client ??= await open();
      return (await client.query<Row>(sql, [...values])).rows;
    },
    close: async () => {
      await client?.end();
    },
  };
}
