import type { Product } from '../support/product.ts';
import { openDatabase } from './product-database.ts';

/**
 * Copies monitors of the demo, with what is known of them, until there are so many; all on the home page. Their tags are `many-{n}`.
 * Nothing checks the copies. Their samples are not copied: pages do not read them.
 */
export async function manyMonitors(product: Product, count: number): Promise<void> {
  const database = await openDatabase(product);
  try {
    const [{ present }] = (await database.query<{ present: number }>(
      `SELECT count(*)::int AS present FROM monitors WHERE deleted_at IS NULL`,
    )) as [{ present: number }];
    const columns = await database.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'monitors' AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'tag', 'name', 'monitor_type')`,
    );
    const rest = columns.map(({ name }) => `"${name}"`).join(', ');
    await database.query(`SELECT set_config('app.actor', 'system', false), set_config('app.request', 'bench', false)`);
    await database.query(
      `INSERT INTO monitors (tag, name, monitor_type, ${rest})
       SELECT 'many-' || n, 'Service ' || n, 'NONE', ${rest} FROM generate_series($1::int, $2::int) AS n
       JOIN LATERAL (SELECT * FROM monitors WHERE monitor_type <> 'GROUP' AND tag NOT LIKE 'many-%' AND deleted_at IS NULL ORDER BY id OFFSET n % 20 LIMIT 1) AS m ON true`,
      [present + 1, count],
    );
    const pairs = `
      SELECT copy.id, model.id AS model_id, copy.n FROM (SELECT id, substring(tag from 6)::int AS n FROM monitors WHERE tag LIKE 'many-%') AS copy
      JOIN LATERAL (SELECT id FROM monitors WHERE monitor_type <> 'GROUP' AND tag NOT LIKE 'many-%' AND deleted_at IS NULL ORDER BY id OFFSET copy.n % 20 LIMIT 1) AS model ON true`;
    for (const table of ['status_spans', 'monitor_current_state', 'latency_rollups', 'monitor_runtime']) {
      const own = await database.query<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'monitor_id')`,
        [table],
      );
      const names = own.map(({ name }) => `"${name}"`).join(', ');
      const values = own.map(({ name }) => `source."${name}"`).join(', ');
      await database.query(
        `INSERT INTO ${table} (monitor_id, ${names}) SELECT pair.id, ${values} FROM (${pairs}) AS pair JOIN ${table} AS source ON source.monitor_id = pair.model_id ON CONFLICT DO NOTHING`,
      );
    }
    await database.query(
      `INSERT INTO pages_monitors (page_id, monitor_id, position)
       SELECT (SELECT id FROM pages WHERE page_path = ''), id, 1000 + row_number() OVER (ORDER BY id) FROM monitors WHERE tag LIKE 'many-%' ON CONFLICT DO NOTHING`,
    );
    await database.query(`UPDATE page_versions SET version = version + 1`);
    await database.query(`ANALYZE`);
  } finally {
    await database.close();
  }
}
