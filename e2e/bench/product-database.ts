import { startEmbedded } from '@clarion/database';
import pg from 'pg';
import type { Product } from '../support/product.ts';

export interface ProductDatabase {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** The embedded database of a running product, for looking at what no interface shows. */
export async function openDatabase(product: Product): Promise<ProductDatabase> {
  const embedded = await startEmbedded({ dataDir: product.dataDir, own: 'cli' });
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  return {
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<Row>(sql, [...values])).rows,
    close: async () => {
      await client.end();
      await embedded.stop();
    },
  };
}
