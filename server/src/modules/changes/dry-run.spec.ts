import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonitor, aPage, asActor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { FULL_KEY, type MonitorsApi } from '../../../test/monitors-api.js';
import type { Clock } from '../../platform/database/clock.js';
import { WriteSamplesService } from '../monitors/timeline/write-samples.service.js';
import { AuditModule } from '../audit/audit.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';

const MINUTE = 60;
const DAY_MINUTES = 1_440;
/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600;
const clock = new FixedClock(T + 30);

let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({
    imports: [AuditModule, MonitorsModule, IncidentsModule, PagesModule, SubscriptionsModule],
    clock: clock as unknown as Clock,
    env: { SMTP_HOST: 'mail.acme.test', SMTP_PORT: '25', SMTP_USER: '-', SMTP_PASS: '-', SMTP_FROM_EMAIL: 'status@acme.test' },
  });
  const db = api.app.sources.get('upkeep');
  const shop = await up('shop');
  await aPage(db, { pagePath: 'eu' }, [shop, await up('payments')]);
  await aPage(db, { pagePath: 'us' }, [await up('search')]);
  const monitors = ['shop', 'payments'].map((tag) => ({ tag, weight: 0.5 }));
  await api.post('monitors', { tag: 'all', name: 'All', monitor_type: 'GROUP', cron: '* * * * *', type_data: { monitors } });
});
afterAll(async () => api.close());
beforeEach(async () => {
  await asActor(api.app.sources.get('upkeep'), async (tx) => {
    await tx.query('DELETE FROM incidents');
    await tx.query('DELETE FROM subscriber_users');
    await tx.query(`DELETE FROM site_settings WHERE key = 'subscriptionsSettings'`);
  });
});

/** Up for a day: one sample a minute, the running one last. */
async function up(tag: string): Promise<{ id: number }> {
  const db = api.app.sources.get('upkeep');
  const monitor = await aMonitor(db, { tag });
  const points = Array.from({ length: DAY_MINUTES }, (_, index) => ({
    timestamp: T - (DAY_MINUTES - 1 - index) * MINUTE,
    status: 'UP' as const,
    latencyMs: 120,
  }));
  await asActor(db, (tx) => api.app.get<WriteSamplesService>(WriteSamplesService).writeManual(tx, monitor.id, points));
  return monitor;
}

const OUTAGE = {
  title: 'Errors',
  start_date_time: T - 59 * MINUTE,
  is_global: 'NO',
  monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }],
};
const UP = { status: 'UP', key: 'ALL_OPERATIONAL', open_incidents: 0 };
const NOBODY = { email: 0, webhook: 0, slack: 0, teams: 0, discord: 0, push: 0 };
/** Everything a change could leave behind. */
const traces = () =>
  api.query(`SELECT (SELECT count(*)::int FROM incidents) AS incidents, (SELECT count(*)::int FROM incident_comments) AS comments,
    (SELECT count(*)::int FROM outbox) AS outbox, (SELECT count(*)::int FROM audit_log) AS audit, (SELECT sum(version)::int FROM incidents) AS versions`);

describe('?dryRun=true', () => {
  it('answers the usual body and what would change, and stores nothing', async () => {
    const before = await traces();
    const { status, body } = await api.post('incidents?dryRun=true', OUTAGE);
    expect(status).toBe(200);
    expect(body.incident).toMatchObject({ title: 'Errors', monitors: OUTAGE.monitors });
    expect(body.dry_run).toEqual({
      banner: [{ page_path: 'eu', before: UP, after: { status: 'DOWN', key: 'PARTIAL_OUTAGE', open_incidents: 1 } }],
      monitors: [
        { monitor_tag: 'shop', status_before: 'UP', status_after: 'DOWN', uptime_30d_before: '100', uptime_30d_after: '95.833' },
        { monitor_tag: 'all', status_before: 'UP', status_after: 'DEGRADED', uptime_30d_before: '100', uptime_30d_after: '100' },
      ],
      ...{ later: null, announcements: 0, recipients: NOBODY, languages: [], triggers: [], messages: [] },
      left_out: expect.objectContaining({ paused: 0, bounced: 0 }),
    });
    expect(await traces()).toEqual(before);
    expect((await api.get(`incidents/${body.incident.id}`)).status).toBe(404);
  });

  it('says what then really happens', async () => {
    const preview = (await api.post('incidents?dryRun=true', OUTAGE)).body.dry_run;
    await api.post('incidents', OUTAGE);
    for (const { monitor_tag: tag, status_after: status, uptime_30d_after: uptime } of preview.monitors) {
      expect((await api.get(`monitor-states/${tag}`)).body.monitor).toMatchObject({ current_status: status, uptime_30d: uptime });
    }
  });

  it('names every page for what is global', async () => {
    const { body } = await api.post('incidents?dryRun=true', { title: 'Errors', start_date_time: T });
    expect(body.dry_run.banner).toEqual(
      ['~home', 'eu', 'us'].map((path) => ({
        page_path: path,
        before: path === '~home' ? { ...UP, status: 'NO_DATA', key: 'NO_DATA' } : UP,
        after: expect.objectContaining({ open_incidents: 1 }),
      })),
    );
    expect(body.dry_run.monitors).toEqual([]);
  });

  it('tries changes, updates and deletions of what is there', async () => {
    const { id } = (await api.post('incidents', OUTAGE)).body.incident;
    const comment = (await api.post(`incidents/${id}/comments`, { comment: 'x', state: 'IDENTIFIED' })).body.comment.id;
    const before = await traces();
    const after = ({ body }: { body: { dry_run: { monitors: { monitor_tag: string; status_after: string }[] } } }) =>
      body.dry_run.monitors.find(({ monitor_tag: tag }) => tag === 'shop')?.status_after;
    expect(after(await api.patch(`incidents/${id}?dryRun=true`, { monitors: [] }))).toBe('UP');
    expect(after(await api.delete(`incidents/${id}?dryRun=true`))).toBe('UP');
    expect(after(await api.post(`incidents/${id}/comments?dryRun=true`, { comment: 'x', state: 'RESOLVED' }))).toBe('UP');
    expect(after(await api.patch(`incidents/${id}/comments/${comment}?dryRun=true`, { state: 'RESOLVED' }))).toBe('UP');
    expect(after(await api.delete(`incidents/${id}/comments/${comment}?dryRun=true`))).toBe('DOWN');
    expect(await traces()).toEqual(before);
  });

  it('refuses what the change itself refuses', async () => {
    expect((await api.post('incidents?dryRun=true', { ...OUTAGE, monitors: [{ monitor_tag: 'nobody' }] })).status).toBe(400);
    expect((await api.post('incidents?dryRun=maybe', OUTAGE)).status).toBe(400);
    expect((await api.delete('incidents/0?dryRun=true')).status).toBe(404);
  });

  it('goes with an Idempotency-Key: the repeat is answered, and nothing is stored', async () => {
    const send = () => api.post('incidents?dryRun=true', OUTAGE, { ...FULL_KEY, 'idempotency-key': 'try' } as never);
    const [first, second] = [await send(), await send()];
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect((await api.get('incidents')).body.incidents).toEqual([]);
  });

  it('publishes no draft', async () => {
    const { id } = (await api.post('incident-drafts', { title: 'Errors', monitors: OUTAGE.monitors })).body.draft;
    const { status, body } = await api.post(`incident-drafts/${id}/publish?dryRun=true`);
    expect([status, body.dry_run.monitors[0].status_after]).toEqual([200, 'DOWN']);
    expect((await api.get(`incident-drafts/${id}`)).status).toBe(200);
  });
});

describe('who would be told', () => {
  let count = 0;
  async function subscriber(method: string, scopes: { monitor?: string; page?: string } = {}, status = 'ACTIVE'): Promise<void> {
    count += 1;
    await asActor(api.app.sources.get('upkeep'), async (tx) => {
      const one = async (sql: string, parameters: unknown[]): Promise<number> => (await tx.query<{ id: number }[]>(sql, parameters))[0]!.id;
      const user = await one(`INSERT INTO subscriber_users (email, status) VALUES ($1, 'ACTIVE') RETURNING id`, [`s${count}@acme.test`]);
      const way = await one(
        `INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value, status) VALUES ($1, $2, $3, $4) RETURNING id`,
        [user, method, `address ${count}`, status],
      );
      const wish = await one(
        `INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type) VALUES ($1, $2, 'incidents') RETURNING id`,
        [user, way],
      );
      if (scopes.monitor !== undefined)
        await tx.query(`INSERT INTO subscription_scopes (subscription_id, monitor_id) SELECT $1, id FROM monitors WHERE tag = $2`, [
          wish,
          scopes.monitor,
        ]);
      if (scopes.page !== undefined)
        await tx.query(`INSERT INTO subscription_scopes (subscription_id, page_id) SELECT $1, id FROM pages WHERE page_path = $2`, [
          wish,
          scopes.page,
        ]);
    });
  }
  const settings = (enable: boolean, incidents: boolean) =>
    asActor(api.app.sources.get('upkeep'), (tx) =>
      tx.query(
        `INSERT INTO site_settings (key, value, data_type) VALUES ('subscriptionsSettings', $1, 'object') ON CONFLICT (key) DO UPDATE SET value = $1`,
        [JSON.stringify({ enable, methods: { emails: { incidents, maintenances: true }, webhook: BOTH, slack: BOTH } })],
      ),
    );
  const BOTH = { incidents: true, maintenances: true };
  const told = async (body: object = {}) =>
    (await api.post('incidents?dryRun=true', { ...OUTAGE, comment: 'Hello', ...body })).body.dry_run.recipients;

  it('is everybody who asked for it and can be reached, each once', async () => {
    await settings(true, true);
    await subscriber('email');
    await subscriber('email', { monitor: 'shop' });
    await subscriber('email', { monitor: 'search' });
    await subscriber('email', { page: 'eu' });
    await subscriber('email', { page: 'us' });
    await subscriber('email', {}, 'INACTIVE');
    await subscriber('slack');
    await subscriber('webhook', { page: 'us' });
    expect(await told()).toEqual({ ...NOBODY, email: 3, slack: 1 });
    expect(await told({ monitors: [], is_global: 'YES' })).toEqual({ ...NOBODY, email: 5, webhook: 1, slack: 1 });
    expect(await told({ monitors: [] })).toEqual(NOBODY);
    expect(await told({ comment: null })).toEqual(NOBODY);
    expect(await told({ notify: 'NO' })).toEqual(NOBODY);
    await settings(true, false);
    expect(await told()).toEqual({ ...NOBODY, slack: 1 });
    await settings(false, true);
    expect(await told()).toEqual(NOBODY);
  });

  it('is nobody for what only hidden monitors are touched by', async () => {
    await settings(true, true);
    await subscriber('email');
    await api.patch('monitors/search', { is_hidden: 'YES' });
    expect(await told({ monitors: [{ monitor_tag: 'search' }] })).toEqual(NOBODY);
    expect(await told({ monitors: [{ monitor_tag: 'search' }], is_global: 'YES' })).toMatchObject({ email: 1 });
    await api.patch('monitors/search', { is_hidden: 'NO' });
  });
});
