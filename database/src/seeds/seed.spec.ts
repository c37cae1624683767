import { BUILT_IN_ROLES, PERMISSION_IDS } from '@clarion/contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { startThrowaway, type ThrowawayCluster } from '../embedded/throwaway.js';
import { migrate } from '../migrate.js';
import { seed } from './seed.js';

let cluster: ThrowawayCluster;
let db: DataSource;
beforeAll(async () => {
  cluster = await startThrowaway();
  const url = await cluster.createDatabase();
  await migrate({ url, origin: 'https://status.example.test' });
  db = await createDataSource({ url }).initialize();
});
afterAll(async () => {
  await db.destroy();
  await cluster.stop();
});

const values = async (sql: string): Promise<unknown[]> => (await db.query<{ value: unknown }[]>(sql)).map(({ value }) => value);
const change = (...statements: string[]): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`SELECT set_config('app.actor', 'user:1', true), set_config('app.request', 'spec', true)`);
    for (const statement of statements) await tx.query(statement);
  });

it('puts a working site into an empty database', async () => {
  expect(await values('SELECT id AS value FROM permissions ORDER BY 1')).toEqual([...PERMISSION_IDS].sort());
  for (const [role, { permissions }] of Object.entries(BUILT_IN_ROLES)) {
    expect(await values(`SELECT permissions_id AS value FROM roles_permissions WHERE roles_id = '${role}' ORDER BY 1`)).toEqual(
      [...permissions].sort(),
    );
  }
  expect(await values(`SELECT value FROM site_settings WHERE key = 'siteURL'`)).toEqual(['https://status.example.test']);
  // Words that nobody changed are in the dictionaries.
  expect(await values('SELECT template_id AS value FROM general_email_templates')).toEqual([]);
  expect(
    await db.query(`SELECT tag, page_path FROM pages JOIN pages_monitors ON page_id = pages.id JOIN monitors ON monitors.id = monitor_id`),
  ).toEqual([{ tag: 'clarion', page_path: '' }]);
  expect(await values(`SELECT body->>'action' AS value FROM audit_log`)).toEqual(['system.seed']);
});

it('changes nothing the second time, and leaves no second audit row', async () => {
  expect(await seed(db)).toEqual({});
  expect(await values('SELECT count(*)::int AS value FROM audit_log')).toEqual([1]);
});

it('keeps what people changed and deleted, and puts back what the contract owns', async () => {
  await change(
    `UPDATE site_settings SET value = '"Acme"' WHERE key = 'siteName'`,
    `DELETE FROM site_settings WHERE key = 'theme'`,
    `INSERT INTO general_email_templates (template_id, template_subject, template_html_body) VALUES ('verify_email', 'Ours', '')`,
    `DELETE FROM monitors`,
    `DELETE FROM roles_permissions WHERE roles_id = 'member' AND permissions_id = 'pages.read'`,
    `UPDATE roles_permissions SET status = 'INACTIVE' WHERE roles_id = 'member' AND permissions_id = 'users.read'`,
    `INSERT INTO roles_permissions (roles_id, permissions_id) VALUES ('member', 'users.write')`,
    `INSERT INTO permissions (id, permission_name) VALUES ('moon.read', 'Watch the moon')`,
    `INSERT INTO roles (id, role_name) VALUES ('night', 'Night shift')`,
    `INSERT INTO roles_permissions (roles_id, permissions_id) VALUES ('night', 'monitors.read'), ('night', 'moon.read')`,
  );
  expect(await seed(db)).toEqual({
    permissions: ['-moon.read'],
    roles: ['-member:users.write', 'member:pages.read', 'member:users.read'],
    settings: ['theme'],
  });
  expect(await values(`SELECT value FROM site_settings WHERE key = 'siteName'`)).toEqual(['Acme']);
  expect(await values(`SELECT template_subject AS value FROM general_email_templates WHERE template_id = 'verify_email'`)).toEqual([
    'Ours',
  ]);
  expect(await values('SELECT tag AS value FROM monitors')).toEqual([]);
  expect(await values(`SELECT permissions_id AS value FROM roles_permissions WHERE roles_id = 'night'`)).toEqual(['monitors.read']);
});
