import { BUILT_IN_ROLES, DEFAULT_PAGE_SETTINGS, PERMISSIONS } from '@clarion/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditEntryEntity } from '../audit/audit-entry.entity.js';
import { siteSettingSeeds } from './site-settings.js';

export interface SeedSettings {
  /** Public address a new site starts with, without a slash at the end. */
  origin?: string;
}

/** What the seeds put in (`-` before what they took away), by kind; empty when everything was there. */
export type Seeded = Record<string, string[]>;

const DEFAULT_ORIGIN = 'http://localhost:3000';

/**
 * Puts in what a new database lacks and never touches what is there, but for permissions and built-in roles, which are ours:
 * those follow `@clarion/contract`. Runs at every start; one audit row when anything changed. @see data-model §13
 */
export async function seed(dataSource: DataSource, { origin = DEFAULT_ORIGIN }: SeedSettings = {}): Promise<Seeded> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'seed', true)`);
    const instance = await keysOf(tx, 'INSERT INTO instance (id) VALUES (1) ON CONFLICT DO NOTHING RETURNING id AS key');
    const seeded: Seeded = {
      permissions: await syncPermissions(tx),
      roles: await syncRoles(tx),
      settings: await seedSettings(tx, origin),
      pages: await seedHomePage(tx),
      // Whoever has deleted every monitor does not want this one back at the next start.
      monitors: instance.length > 0 ? await seedOwnMonitor(tx) : [],
    };
    const changes = Object.fromEntries(Object.entries(seeded).filter(([, keys]) => keys.length > 0));
    if (Object.keys(changes).length > 0) await audit(tx, changes);
    return changes;
  });
}

/** Runs a statement that returns `key` for every row it changed. A DELETE or UPDATE must stand inside a WITH: TypeORM shapes their answers differently. */
async function keysOf(tx: EntityManager, sql: string, values: readonly unknown[] = []): Promise<string[]> {
  const rows = await tx.query<{ key: unknown }[]>(sql, [...values]);
  return rows.map(({ key }) => String(key)).sort();
}

const syncPermissions = (tx: EntityManager): Promise<string[]> =>
  keysOf(
    tx,
    `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) AS wanted (id, name)),
      gone AS (DELETE FROM permissions WHERE id NOT IN (SELECT id FROM wanted) RETURNING '-' || id AS key),
      put AS (
        INSERT INTO permissions (id, permission_name) SELECT id, name FROM wanted
        ON CONFLICT (id) DO UPDATE SET permission_name = excluded.permission_name, updated_at = app_now()
        WHERE permissions.permission_name <> excluded.permission_name RETURNING id AS key)
     SELECT key FROM gone UNION ALL SELECT key FROM put`,
    [Object.keys(PERMISSIONS), Object.values(PERMISSIONS)],
  );

async function syncRoles(tx: EntityManager): Promise<string[]> {
  const roles = Object.entries(BUILT_IN_ROLES);
  const made = await keysOf(
    tx,
    `INSERT INTO roles (id, role_name, readonly) SELECT id, name, true FROM unnest($1::text[], $2::text[]) AS wanted (id, name)
     ON CONFLICT (id) DO NOTHING RETURNING id AS key`,
    [roles.map(([id]) => id), roles.map(([, role]) => role.name)],
  );
  const grants = roles.flatMap(([role, { permissions }]) => permissions.map((permission) => [role, permission] as const));
  const granted = await keysOf(
    tx,
    `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) AS wanted (role, permission)),
      gone AS (
        DELETE FROM roles_permissions WHERE roles_id IN (SELECT role FROM wanted)
        AND (roles_id, permissions_id) NOT IN (SELECT role, permission FROM wanted) RETURNING '-' || roles_id || ':' || permissions_id AS key),
      put AS (
        INSERT INTO roles_permissions (roles_id, permissions_id) SELECT role, permission FROM wanted
        ON CONFLICT (roles_id, permissions_id) DO UPDATE SET status = 'ACTIVE', updated_at = app_now()
        WHERE roles_permissions.status <> 'ACTIVE' RETURNING roles_id || ':' || permissions_id AS key)
     SELECT key FROM gone UNION ALL SELECT key FROM put`,
    [grants.map(([role]) => role), grants.map(([, permission]) => permission)],
  );
  return [...made, ...granted];
}

function seedSettings(tx: EntityManager, origin: string): Promise<string[]> {
  const settings = Object.entries(siteSettingSeeds(origin));
  return keysOf(
    tx,
    `INSERT INTO site_settings (key, value, data_type) SELECT * FROM unnest($1::text[], $2::jsonb[], $3::text[])
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [settings.map(([key]) => key), settings.map(([, { value }]) => JSON.stringify(value)), settings.map(([, { dataType }]) => dataType)],
  );
}

async function seedHomePage(tx: EntityManager): Promise<string[]> {
  const made = await keysOf(
    tx,
    `INSERT INTO pages (page_path, page_title, page_header, page_subheader, page_settings_json)
     VALUES ('', 'Home', 'Service status', 'What works, what does not, and what we do about it.', $1)
     ON CONFLICT (page_path) WHERE deleted_at IS NULL DO NOTHING RETURNING page_path AS key`,
    // Only what this page decides for itself is stored: the rest follows the site's settings.
    [JSON.stringify({ monitor_layout_style: DEFAULT_PAGE_SETTINGS.monitor_layout_style })],
  );
  await tx.query('INSERT INTO page_versions (page_id, dirty_since) SELECT id, app_now() FROM pages ON CONFLICT DO NOTHING');
  return made;
}

/**
 * Clarion watches itself, so that the page shows something real from the first minute. The address is not stored: `{"self":"readyz"}`
 * means loopback and the port in use, resolved when the check runs, or a changed PORT would turn the monitor red. One slow answer of a busy
 * machine is no outage, two in a row are.
 */
async function seedOwnMonitor(tx: EntityManager): Promise<string[]> {
  return keysOf(
    tx,
    `WITH made AS (
      INSERT INTO monitors (tag, name, description, cron, monitor_type, type_data, category_name, confirmation_threshold)
      SELECT 'clarion', 'Clarion', 'This status page, watching itself.', '* * * * *', 'API', '{"self": "readyz"}', 'Home', 2
      WHERE NOT EXISTS (SELECT FROM monitors) RETURNING id, tag),
      placed AS (
      INSERT INTO pages_monitors (page_id, monitor_id) SELECT pages.id, made.id FROM made, pages WHERE page_path = '' AND deleted_at IS NULL)
     SELECT tag AS key FROM made`,
  );
}

async function audit(tx: EntityManager, changes: Seeded): Promise<void> {
  const [now] = await tx.query<[{ at: Date }]>('SELECT app_now() AS at');
  await tx.insert(AuditEntryEntity, {
    body: {
      at: now.at.toISOString(),
      actor: 'system',
      actorName: null,
      action: 'system.seed',
      entityType: 'system',
      entityId: null,
      before: null,
      after: changes,
      requestId: 'seed',
      ip: null,
      userAgent: null,
    },
  });
}
