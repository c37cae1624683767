import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonitor, aPage, asActor } from '@clarion/testing';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { WriteSamplesService } from '../monitors/timeline/write-samples.service.js';
import { PagesModule } from '../pages/pages.module.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { MaintenancesModule } from './maintenances.module.js';

const NOW = Math.floor(Date.now() / 60_000) * 60;
const NOBODY = { email: 0, webhook: 0, slack: 0, teams: 0, discord: 0, push: 0 };
const UNDER_WAY = {
  title: 'Upgrade',
  start_date_time: NOW - 600,
  rrule: 'FREQ=MINUTELY;COUNT=1',
  duration_seconds: 7_200,
  monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }],
  is_global: 'NO',
};

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, MonitorsModule, MaintenancesModule, PagesModule, SubscriptionsModule] });
  const db = api.app.sources.get('upkeep');
  const monitor = await aMonitor(db, { tag: 'shop' });
  await aPage(db, { pagePath: 'eu' }, [monitor]);
  const points = [{ timestamp: NOW, status: 'UP' as const, latencyMs: 120 }];
  await asActor(db, (tx) => api.app.get<WriteSamplesService>(WriteSamplesService).writeManual(tx, monitor.id, points));
  await asActor(db, async (tx) => {
    await tx.query(`INSERT INTO site_settings (key, value, data_type) VALUES
      ('subscriptionsSettings', '{"enable": true, "methods": {"webhook": {"maintenances": true}}}', 'object')
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
    await tx.query(`INSERT INTO subscriber_users (id, email, status) VALUES (1, 'sam@acme.test', 'ACTIVE')`);
    await tx.query(`INSERT INTO subscriber_methods (id, subscriber_user_id, method_type, method_value, status)
      VALUES (1, 1, 'webhook', 'https://hooks.acme.test', 'ACTIVE')`);
    await tx.query(`INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type) VALUES (1, 1, 'maintenances')`);
  });
});
afterAll(async () => api.close());
beforeEach(async () => {
  await asActor(api.app.sources.get('upkeep'), async (tx) => {
    await tx.query('DELETE FROM maintenances');
    await tx.query(`DELETE FROM site_settings WHERE key = 'globalMaintenanceNotificationSettings'`);
  });
});

/** Everything a change could leave behind. */
const traces = () =>
  api.query(`SELECT (SELECT count(*)::int FROM maintenances) AS maintenances, (SELECT count(*)::int FROM maintenances_events) AS events,
    (SELECT count(*)::int FROM outbox) AS outbox, (SELECT count(*)::int FROM audit_log) AS audit,
    (SELECT string_agg(status::text || start_date_time || coalesce(deleted_at::text, ''), ',' ORDER BY id) FROM maintenances_events) AS stages`);
const tells = (event_types: object) =>
  asActor(api.app.sources.get('upkeep'), (tx) =>
    tx.query(
      `INSERT INTO site_settings (key, value, data_type) VALUES ('globalMaintenanceNotificationSettings', $1, 'object')
        ON CONFLICT (key) DO UPDATE SET value = $1`,
      [JSON.stringify({ event_types })],
    ),
  );

describe('?dryRun=true', () => {
  it('answers the usual body and what would change, and stores nothing', async () => {
    const before = await traces();
    const { status, body } = await api.post('maintenances?dryRun=true', UNDER_WAY);
    expect(status).toBe(200);
    expect(body.maintenance).toMatchObject({ title: 'Upgrade', monitors: UNDER_WAY.monitors });
    expect(body.dry_run).toMatchObject({
      banner: [{ page_path: 'eu', before: { key: 'ALL_OPERATIONAL' }, after: { status: 'DOWN', key: 'MAJOR_OUTAGE' } }],
      monitors: [{ monitor_tag: 'shop', status_before: 'UP', status_after: 'DOWN' }],
      recipients: { ...NOBODY, webhook: 1 },
    });
    expect(await traces()).toEqual(before);
    expect((await api.get(`maintenances/${body.maintenance.id}`)).status).toBe(404);
  });

  it('tries changes of what is there', async () => {
    const { id } = (await api.post('maintenances', UNDER_WAY)).body.maintenance;
    const [event] = (await api.get(`maintenances/${id}/events`)).body.events;
    const before = await traces();
    const after = ({ body }: { body: { dry_run: { monitors: { status_after: string }[] } } }) => body.dry_run.monitors[0]?.status_after;
    expect(after(await api.patch(`maintenances/${id}?dryRun=true`, { monitors: [] }))).toBe('UP');
    expect(after(await api.patch(`maintenances/${id}?dryRun=true`, { title: 'Same' }))).toBe('DOWN');
    expect(after(await api.delete(`maintenances/${id}?dryRun=true`))).toBe('UP');
    expect(after(await api.patch(`maintenances/${id}/events/${event.id}?dryRun=true`, { status: 'COMPLETED' }))).toBe('UP');
    expect(after(await api.delete(`maintenances/${id}/events/${event.id}?dryRun=true`))).toBe('UP');
    expect(await traces()).toEqual(before);
  });

  it('tries to cut a series', async () => {
    const weekly = { ...UNDER_WAY, rrule: 'FREQ=DAILY', start_date_time: NOW - 2 * 86_400 + 3_600, duration_seconds: 600 };
    const { id } = (await api.post('maintenances', weekly)).body.maintenance;
    const { events } = (await api.get(`maintenances/${id}/events`)).body;
    const planned = events.filter(({ status }: { status: string }) => status === 'SCHEDULED')[1];
    const before = await traces();
    const { status, body } = await api.post(`maintenances/${id}/split?dryRun=true`, { event_id: planned.id, title: 'Rest' });
    expect([status, body.maintenance.title, body.maintenance.start_date_time]).toEqual([200, 'Rest', planned.start_date_time]);
    expect(await traces()).toEqual(before);
  });

  it('refuses what the change itself refuses', async () => {
    expect((await api.post('maintenances?dryRun=true', { ...UNDER_WAY, rrule: 'FREQ=NEVER' })).status).toBe(400);
    expect((await api.post('maintenances?dryRun=maybe', UNDER_WAY)).status).toBe(400);
    expect((await api.delete('maintenances/0?dryRun=true')).status).toBe(404);
  });
});

describe('who would be told at once', () => {
  const told = async (body: object): Promise<number> =>
    (await api.post('maintenances?dryRun=true', { ...UNDER_WAY, ...body })).body.dry_run.recipients.webhook;
  const NEXT_WEEK = { start_date_time: NOW + 5 * 86_400 };

  it('is nobody of what is only planned, unless the site tells that too', async () => {
    expect(await told(NEXT_WEEK)).toBe(0);
    await tells({ created: true });
    expect(await told(NEXT_WEEK)).toBe(1);
  });

  it('hears of the stage it begins in, unless the site does not tell it', async () => {
    expect(await told({ start_date_time: NOW + 1_800 })).toBe(1);
    await tells({ reminder: false });
    expect(await told({ start_date_time: NOW + 1_800 })).toBe(0);
    expect(await told({})).toBe(1);
  });

  it('hears of an end by hand, but not of new words', async () => {
    const { id } = (await api.post('maintenances', UNDER_WAY)).body.maintenance;
    const [event] = (await api.get(`maintenances/${id}/events`)).body.events;
    const path = `maintenances/${id}/events/${event.id}?dryRun=true`;
    expect((await api.patch(path, { status: 'CANCELLED' })).body.dry_run.recipients.webhook).toBe(1);
    expect((await api.patch(`maintenances/${id}?dryRun=true`, { title: 'New' })).body.dry_run.recipients).toEqual(NOBODY);
    expect((await api.delete(`maintenances/${id}?dryRun=true`)).body.dry_run.recipients).toEqual(NOBODY);
  });
});
