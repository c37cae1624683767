import { aMonitor, anIncident, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADA } from '../test/monitors-api.js';
import { ProviderSink } from '../test/provider-sink.js';
import { SubscriptionsApi } from '../test/subscriptions-api.js';
import { AlertingModule } from './modules/alerting/alerting.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import type { PreviewMessageDto } from './modules/changes/dto/audience.dto.js';
import { IncidentsModule } from './modules/incidents/incidents.module.js';
import { MaintenancesModule } from './modules/maintenances/maintenances.module.js';
import { MonitorsModule } from './modules/monitors/monitors.module.js';
import { PagesModule } from './modules/pages/pages.module.js';
import { SubscriptionsModule } from './modules/subscriptions/subscriptions.module.js';
import { OutboxDispatcher } from './platform/outbox/outbox-dispatcher.js';
import { OutboxRelay } from './platform/outbox/outbox-relay.js';

const NOW = Math.floor(Date.now() / 60_000) * 60;
const HELD = { ...ADA, 'x-clarion-hold': '30' };
const BOTH = { incidents: true, maintenances: true };
const KEY = { authorization: 'Bearer key:*' };

let subscriptions: SubscriptionsApi;
let chat: ProviderSink;
let triggerId: number;
beforeAll(async () => {
  chat = await ProviderSink.start();
  subscriptions = await SubscriptionsApi.start({
    imports: [AuditModule, MonitorsModule, IncidentsModule, MaintenancesModule, AlertingModule, SubscriptionsModule, PagesModule],
    env: { EGRESS_ALLOW_PRIVATE: 'true' },
  });
  const shop = await aMonitor(subscriptions.db, { tag: 'shop', name: 'Shop' });
  const search = await aMonitor(subscriptions.db, { tag: 'search', name: 'Search' });
  await aPage(subscriptions.db, { pagePath: 'eu' }, [shop, search] as never);
  triggerId = (await trigger('Ops room', 'ACTIVE'))!;
  const off = await trigger('Old room', 'INACTIVE');
  await subscriptions.api.put('site/announce-triggers', { incidents: [triggerId, off], maintenances: [triggerId, off] });
});
afterAll(async () => {
  await subscriptions.close();
  await chat.close();
});
beforeEach(async () => {
  await subscriptions.empty();
  await subscriptions.write('DELETE FROM incident_drafts');
  await subscriptions.setting('globalMaintenanceNotificationSettings', {});
  chat.requests.length = 0;
});

async function trigger(name: string, status: string): Promise<number> {
  const { body } = await subscriptions.api.post('triggers', {
    ...{ trigger_type: 'webhook', name, trigger_status: status, trigger_meta: { url: `${chat.url}/chat-room-secret-path` } },
  });
  return body.trigger.id as number;
}

/** Subscribers of several languages, scopes and states. */
async function readers(): Promise<void> {
  const add = async (email: string, sql?: string, types?: string[]): Promise<void> => {
    const method = await subscriptions.subscriber(email, types);
    if (sql !== undefined) await subscriptions.write(sql, [method]);
  };
  const speaks = (locale: string): string =>
    `UPDATE subscriber_users SET locale = '${locale}' WHERE id = (SELECT subscriber_user_id FROM subscriber_methods WHERE id = $1)`;
  const only = (tag: string): string =>
    `INSERT INTO subscription_scopes (subscription_id, monitor_id)
     SELECT s.id, m.id FROM user_subscriptions s, monitors m WHERE s.subscriber_method_id = $1 AND m.tag = '${tag}'`;
  await add('en1@b.test');
  await add('en2@b.test', speaks('en'));
  await add('de@b.test', speaks('de'));
  await add('shop@b.test', only('shop'));
  await add('search@b.test', only('search'));
  await add('paused@b.test', 'UPDATE subscriber_methods SET paused_at = now() WHERE id = $1');
  await add('bounced@b.test', 'UPDATE subscriber_methods SET bounced_at = now() WHERE id = $1');
  await add(
    'new@b.test',
    `UPDATE subscriber_users SET status = 'PENDING' WHERE id = (SELECT subscriber_user_id FROM subscriber_methods WHERE id = $1)`,
  );
  await add('other@b.test', undefined, ['none'].slice(1));
  await add('hook@b.test', `UPDATE subscriber_methods SET method_type = 'webhook', method_value = 'https://hooks.b.test' WHERE id = $1`);
}

const INCIDENT = {
  ...{ title: 'Cards\r\n<b>fail</b>', start_date_time: NOW - 600, is_global: 'NO', monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }] },
  ...{ comment: 'We **look** & see', state: 'IDENTIFIED' },
};
const MAINTENANCE = {
  ...{ title: 'New racks', description: 'Power', start_date_time: NOW - 600, rrule: 'FREQ=MINUTELY;COUNT=1', duration_seconds: 7_200 },
  ...{ monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }], is_global: 'NO' },
};

/** Without what differs between any two messages. */
const plain = (text: string): string =>
  text
    .replaceAll(/\d+-(incidents|maintenances|manage)-[0-9a-f]{32}/g, '•••')
    .replaceAll(/(incidents|maintenances)\/\d+/g, '$1/N')
    .replaceAll(/#\d+/g, '#N')
    .replaceAll(/\r\n|[\r\n]/g, '\n')
    .trim();
const oneLine = (text: string): string => plain(text).replaceAll(/\s+/g, ' ');
const run = async (): Promise<void> => {
  await subscriptions.tellAll();
  await subscriptions.send();
};
/** What arrived, as the preview says it. */
const arrived = () => ({
  mails: subscriptions.sink.mails
    .map(({ subject, html, text }) => ({ subject: oneLine(subject!), html: plain(String(html)), text: plain(text!) }))
    .sort(byText),
  notes: chat.requests.map(({ body }) => plain(body)).sort(),
  to: [...subscriptions.sink.recipients].sort(),
});
const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
/** One mail for each who reads that language. */
const foretold = ({
  messages,
  languages,
}: {
  messages: PreviewMessageDto[];
  languages: { channel: string; locale: string; count: number }[];
}) => ({
  mails: messages
    .filter(({ channel }) => channel === 'email')
    .flatMap(({ subject, html, text, locale }) => {
      const { count } = languages.find((each) => each.channel === 'email' && each.locale === locale)!;
      return Array.from({ length: count }, () => ({ subject: oneLine(subject!), html: plain(html!), text: plain(text!) }));
    })
    .sort(byText),
  notes: messages.filter(({ audience }) => audience === 'trigger').map(({ body }) => plain(body!)),
});

describe('the preview of messages', () => {
  const LEFT_OUT = { paused: 1, bounced: 1, not_confirmed: 1, other_news: 1, other_services: 1, switched_off: 1, trigger_inactive: 1 };
  /** Dry run, then the same for real: what was foretold arrives. */
  async function isWhatArrives(path: string, body: object, method: 'post' | 'patch' = 'post'): Promise<void> {
    const before = await subscriptions.api.query('SELECT count(*)::int AS n FROM outbox');
    const { dry_run: report } = (await subscriptions.api[method](`${path}?dryRun=true`, body)).body;
    expect(await subscriptions.api.query('SELECT count(*)::int AS n FROM outbox')).toEqual(before);
    expect(report).toMatchObject({
      ...{ announcements: 1, recipients: { email: 4, webhook: 0 }, left_out: LEFT_OUT },
      ...{ triggers: [{ name: 'Ops room', channel: 'webhook' }] },
      languages: [
        { channel: 'email', locale: 'en', count: 3 },
        { channel: 'email', locale: 'de', count: 1 },
      ],
    });
    expect(JSON.stringify(report)).not.toMatch(/\d+-(incidents|maintenances|manage)-[0-9a-f]{32}|secret-path|@b\.test/);
    await subscriptions.api[method](path, body);
    await run();
    const { to, ...messages } = arrived();
    expect(to).toEqual(['de@b.test', 'en1@b.test', 'en2@b.test', 'shop@b.test']);
    expect(messages).toEqual(foretold(report));
  }

  it('is what arrives: a new incident', async () => {
    await readers();
    await isWhatArrives('incidents', INCIDENT);
  });

  it('is what arrives: an update of one that is there, with a monitor that joins', async () => {
    await readers();
    const { id } = await anIncident(subscriptions.db, { title: 'Cards', isGlobal: false });
    await isWhatArrives(`incidents/${id}/comments`, {
      comment: 'Found',
      state: 'MONITORING',
      monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }],
    });
  });

  it('is what arrives: work that begins at once, and is cancelled', async () => {
    await readers();
    await isWhatArrives('maintenances', MAINTENANCE);
    const [event] = await subscriptions.api.query<{ id: number; maintenance_id: number }>(
      'SELECT id, maintenance_id FROM maintenances_events',
    );
    subscriptions.sink.mails.length = subscriptions.sink.recipients.length = chat.requests.length = 0;
    await isWhatArrives(`maintenances/${event!.maintenance_id}/events/${event!.id}`, { status: 'CANCELLED' }, 'patch');
  });

  it('shows of planned work what is told when its stages come', async () => {
    await readers();
    const { dry_run: report } = (
      await subscriptions.api.post('maintenances?dryRun=true', { ...MAINTENANCE, start_date_time: NOW + 5 * 86_400 })
    ).body;
    expect(report).toMatchObject({ announcements: 0, recipients: { email: 0 }, messages: [] });
    expect(report.later).toMatchObject({ announcements: 3, recipients: { email: 4 }, left_out: LEFT_OUT });
    const titles = (report.later.messages as PreviewMessageDto[])
      .filter(({ audience }) => audience === 'trigger')
      .map(({ subject }) => subject);
    expect(titles).toEqual([
      'Maintenance Starting Soon: New racks',
      'Maintenance In Progress: New racks',
      'Maintenance Completed: New racks',
    ]);
    expect((await subscriptions.api.post('incidents?dryRun=true', { ...INCIDENT, notify: 'NO' })).body.dry_run.later).toBeNull();
  });

  it('is empty where nobody is told, and says why', async () => {
    await readers();
    const of = async (body: object) => (await subscriptions.api.post('incidents?dryRun=true', { ...INCIDENT, ...body })).body.dry_run;
    expect(await of({ notify: 'NO' })).toMatchObject({ announcements: 0, messages: [], triggers: [] });
    expect((await of({ monitors: [] })).left_out).toMatchObject({ not_shown: 6, paused: 1 });
    await subscriptions.setting('subscriptionsSettings', { enable: false, methods: { emails: BOTH } });
    expect(await of({})).toMatchObject({ recipients: { email: 0 }, left_out: { switched_off: 5, other_services: 1 } });
  });
});

describe('what is published from the dashboard', () => {
  const publish = async (path: string, body?: object, headers: Record<string, string> = HELD, method: 'post' | 'patch' = 'post') => {
    const answer = await subscriptions.api[method](path, body, headers);
    return { body: answer.body, status: answer.status, event: answer.headers['x-clarion-event'] as string | undefined };
  };
  const end = async (event: string | undefined, deed: string, body?: object) =>
    (await subscriptions.api.post(`deliveries/hold/${event}/${deed}`, body, ADA)).body;
  const deeds = async (): Promise<string[]> =>
    (await subscriptions.api.query<{ body: { action: string } | string }>('SELECT body FROM audit_log ORDER BY id DESC LIMIT 12')).map(
      ({ body }) => (typeof body === 'string' ? (JSON.parse(body) as { action: string }) : body).action,
    );
  /** Its time has come: the relay tells it. */
  const later = async (seconds: number): Promise<void> => {
    await subscriptions.api.query(
      `UPDATE outbox SET hold_until = hold_until - make_interval(secs => $1), next_at = next_at - make_interval(secs => $1) WHERE state = 'held'`,
      [seconds],
    );
    await subscriptions.api.app.get<OutboxRelay>(OutboxRelay).relay();
    const rows = await subscriptions.api.query<{ id: number }>(`SELECT id FROM outbox WHERE state = 'enqueued' ORDER BY id`);
    for (const { id } of rows) await subscriptions.api.app.get<OutboxDispatcher>(OutboxDispatcher).dispatch(id);
    await run();
  };

  it('is held for people alone, and leaves by itself, once', async () => {
    await subscriptions.subscriber('ada@b.test');
    const { event, body } = await publish('incidents', INCIDENT);
    await later(20);
    expect(subscriptions.sink.recipients).toEqual([]);
    const held = (await subscriptions.api.get('deliveries/hold', ADA)).body.held;
    expect(held).toMatchObject([
      { event_id: Number(event), topic: 'incident.commented', about: `incident:${body.incident.id}`, can_retract: true },
    ]);
    await later(10);
    await later(10);
    expect(subscriptions.sink.recipients).toEqual(['ada@b.test']);
    expect((await subscriptions.api.get('deliveries/hold', ADA)).body.held).toEqual([]);
    // Too late: what was told stays.
    expect(await end(event, 'undo')).toMatchObject({ is_event_changed: false, is_retracted: false });
    expect((await subscriptions.api.get(`incidents/${body.incident.id}`)).status).toBe(200);
    expect((await publish('incidents', INCIDENT, { ...KEY, 'x-clarion-hold': '30' })).event).toBeUndefined();
    expect((await publish('incidents', { ...INCIDENT, notify: 'NO' })).event).toBeUndefined();
    expect((await publish('incidents', INCIDENT, { ...ADA, 'x-clarion-hold': '0' })).event).toBeUndefined();
    expect((await publish('incidents', INCIDENT, { ...ADA, 'x-clarion-hold': '31' })).status).toBe(400);
    expect((await publish('maintenances', { ...MAINTENANCE, start_date_time: NOW + 5 * 86_400 })).event).toBeUndefined();
    expect(await subscriptions.api.query(`SELECT id FROM outbox WHERE state = 'held'`)).toEqual([]);
  });

  it('43 is taken back with its messages: an incident becomes a draft again', async () => {
    await subscriptions.subscriber('ada@b.test');
    const { event, body } = await publish('incidents', INCIDENT);
    const undone = await end(event, 'undo');
    expect(undone).toMatchObject({ is_event_changed: true, is_retracted: true, reason: null });
    await later(60);
    expect([subscriptions.sink.recipients, chat.requests]).toEqual([[], []]);
    expect((await subscriptions.api.get(`incidents/${body.incident.id}`)).status).toBe(404);
    const { draft } = (await subscriptions.api.get(`incident-drafts/${undone.draft_id}`)).body;
    expect(draft).toMatchObject({
      comment: INCIDENT.comment,
      state: 'IDENTIFIED',
      monitors: INCIDENT.monitors,
      is_global: 'NO',
      start_date_time: NOW - 600,
    });
    expect(await deeds()).toEqual(expect.arrayContaining(['incident.create', 'delivery.undo', 'incident.delete', 'incident_draft.create']));
    const again = await publish(`incident-drafts/${undone.draft_id}/publish`);
    expect(await end(again.event, 'send-now')).toMatchObject({ is_event_changed: true, is_retracted: false });
    await run();
    expect(subscriptions.sink.recipients).toEqual(['ada@b.test']);
  });

  it('an update is as if it had never been, unless somebody went on with it', async () => {
    await subscriptions.subscriber('ada@b.test');
    const { id } = (await subscriptions.api.post('incidents', { ...INCIDENT, notify: 'NO', next_update_at: NOW + 1_800 })).body.incident;
    const situation = () =>
      subscriptions.api.query(
        `SELECT state, end_date_time, next_update_at, ARRAY(SELECT monitor_id FROM incident_monitors WHERE incident_id = i.id) AS monitors,
          (SELECT count(*)::int FROM incident_comments WHERE incident_id = i.id AND status <> 'DELETED') AS comments FROM incidents i WHERE id = $1`,
        [id],
      );
    const before = await situation();
    const resolved = { comment: 'Over', state: 'RESOLVED', monitors: [{ monitor_tag: 'search', impact: 'UP' }] };
    const { event } = await publish(`incidents/${id}/comments`, resolved);
    expect(await situation()).not.toEqual(before);
    expect(await end(event, 'undo')).toMatchObject({ is_retracted: true, draft_id: null });
    expect(await situation()).toEqual(before);
    expect(await deeds()).toEqual(expect.arrayContaining(['incident_comment.create', 'delivery.undo', 'incident_comment.delete']));

    const second = await publish(`incidents/${id}/comments`, resolved);
    await subscriptions.api.patch(`incidents/${id}`, { title: 'Other' });
    expect(await end(second.event, 'undo')).toMatchObject({
      is_event_changed: true,
      is_retracted: false,
      reason: 'The incident was changed meanwhile.',
    });
    const third = await publish(`incidents/${id}/comments`, { comment: 'Again', state: 'IDENTIFIED' });
    expect(await end(third.event, 'undo', { retract: false })).toMatchObject({ is_event_changed: true, is_retracted: false, reason: null });
    await later(60);
    expect(subscriptions.sink.recipients).toEqual([]);
    expect((await situation()) as object[]).toMatchObject([{ comments: 3 }]);
  });

  it('maintenances: the plan goes, an end is undone and can be told another time', async () => {
    await subscriptions.subscriber('ada@b.test');
    const { event, body } = await publish('maintenances', MAINTENANCE);
    expect(await end(event, 'undo')).toMatchObject({ is_retracted: true });
    expect((await subscriptions.api.get(`maintenances/${body.maintenance.id}`)).status).toBe(404);
    const { id } = (await subscriptions.api.post('maintenances', MAINTENANCE)).body.maintenance;
    await run();
    subscriptions.sink.recipients.length = 0;
    const row = () =>
      subscriptions.api.query<{ id: number }>('SELECT id, status, start_date_time, end_date_time, cancelled_at FROM maintenances_events');
    const before = await row();
    const path = `maintenances/${id}/events/${before[0]!.id}`;
    const ended = await publish(path, { status: 'COMPLETED' }, HELD, 'patch');
    expect(await row()).not.toEqual(before);
    expect(await end(ended.event, 'undo')).toMatchObject({ is_retracted: true });
    expect(await row()).toEqual(before);
    await publish(path, { status: 'COMPLETED' }, HELD, 'patch');
    await later(60);
    expect(subscriptions.sink.recipients).toEqual(['ada@b.test']);
    expect(subscriptions.sink.mails.at(-1)!.subject).toContain('Maintenance Completed');
  });

  it('waits for a decision for an hour at most', async () => {
    await subscriptions.subscriber('ada@b.test');
    const { event } = await publish('incidents', INCIDENT);
    const { hold_until: until } = await end(event, 'hold');
    expect(Math.abs(Date.parse(until) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    await later(3_000);
    expect(subscriptions.sink.recipients).toEqual([]);
    await later(700);
    expect(subscriptions.sink.recipients).toEqual(['ada@b.test']);
    expect(await end(event, 'hold')).toMatchObject({ is_event_changed: false, hold_until: null });
    expect(await deeds()).toContain('delivery.hold');
    expect(
      (await subscriptions.api.post(`deliveries/hold/${event}/hold`, undefined, { authorization: 'Bearer key:maintenances.write' })).status,
    ).toBe(403);
  });
});
