import { createECDH } from 'node:crypto';
import { aMonitor, anIncident, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EndpointSubscriptions } from '../../../../test/endpoint-subscriptions.js';
import { type SinkRequest } from '../../../../test/provider-sink.js';
import { readPush } from '../../../../test/push-reader.js';
import { verifiedWebhook } from '../../../../test/standard-webhook.js';
import { AttemptDelivery } from '../../deliveries/sending/attempt-delivery.service.js';
import { EndpointHealth, MOST_FAILURES } from './endpoint-health.service.js';

const HOOK = 'https://hooks.acme.test/services/clarion-token-0001';
const SLACK = 'https://hooks.slack.com/services/T01/B01/aBcDeFgHiJkL';
const PUSH = 'https://push.acme.test/send/1';
const HOSTILE = '","admin":true,"x":" Cards\r\nBcc: evil@b.test <b>&😀</b>';

let api: EndpointSubscriptions;
let shop: { id: number };
let hidden: { id: number };
beforeAll(async () => {
  api = await EndpointSubscriptions.start();
  shop = await aMonitor(api.subscriptions.db, { tag: 'shop', name: 'Shop' });
  hidden = await aMonitor(api.subscriptions.db, { tag: 'canary', name: 'Canary', isHidden: true });
  await aPage(api.subscriptions.db, { pagePath: 'eu' }, [shop, hidden] as never);
});
afterAll(async () => api.close());
beforeEach(async () => {
  await api.empty();
  const { breakers } = api.subscriptions.api.app.get<AttemptDelivery>(AttemptDelivery);
  for (const { recipient_key: key, channel } of await deliveries()) breakers.leave(`${channel}:${key}`, { kind: 'delivered' });
});

const browser = createECDH('prime256v1');
const keys = { p256dh: browser.generateKeys('base64url'), auth: Buffer.alloc(16, 9).toString('base64url') };
const connected = async (channel: string, url: string, more: object = {}) => {
  const { status, body } = await api.connect(channel, url, more);
  expect(status).toBe(200);
  return body;
};
const connectedPush = async () => (await api.act('connectPush', { subscription: { endpoint: PUSH, keys } })).body;

const comment = async (id: number, state = 'IDENTIFIED', text = 'We **look** & see'): Promise<void> => {
  expect((await api.subscriptions.api.post(`incidents/${id}/comments`, { comment: text, state })).status).toBe(201);
};
const incident = async (title = 'Cards'): Promise<number> => {
  const { id } = await anIncident(api.subscriptions.db, { title, isGlobal: false });
  for (const { id: monitor } of [shop, hidden])
    await api.subscriptions.write(`INSERT INTO incident_monitors (incident_id, monitor_id, monitor_impact) VALUES ($1, $2, 'DOWN')`, [
      ...[id, monitor],
    ]);
  await comment(id);
  return id;
};
interface Row {
  channel: string;
  recipient_key: string;
  state: string;
  reason: string | null;
  sent: { text: string } | null;
}
const deliveries = async (): Promise<Row[]> =>
  api.subscriptions.api.query<Row>('SELECT channel, recipient_key, state, reason, sent FROM deliveries ORDER BY id');
/** Tells what happened and sends it; @param last the last attempt of the quick phase */
const run = async (last = false): Promise<void> => {
  await api.subscriptions.tellAll();
  if (last) await api.subscriptions.api.query(`UPDATE deliveries SET attempts = 2 WHERE state = 'pending'`);
  await api.subscriptions.send();
};
const to = (path: string): SinkRequest[] => api.hosts.sink.requests.filter((each) => each.path.startsWith(path));

describe('news for webhooks, chats and browsers', () => {
  it('C5 is told over every channel that is offered, once each, in its own form', async () => {
    const { secret } = await connected('webhook', HOOK);
    await connected('slack', SLACK);
    await connected('discord', 'https://discord.com/api/webhooks/12/token-token', { incidents: false, maintenances: true });
    await connectedPush();
    await api.subscriptions.subscriber('ada@b.test');
    api.hosts.sink.requests.length = 0;
    const id = await incident(HOSTILE);
    await run();
    expect((await deliveries()).map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      ...['email delivered', 'push delivered', 'slack delivered', 'webhook delivered'],
    ]);
    const body = await verifiedWebhook(to('/services/clarion')[0]!, secret!);
    expect(body).toEqual({
      ...{ type: 'incident.update', incident_id: id, update_id: expect.any(Number), title: HOSTILE, state: 'IDENTIFIED' },
      ...{ text: 'We look & see', html: expect.stringContaining('We <strong>look</strong> &amp; see') },
      ...{ url: `http://localhost:3000/incidents/${id}`, monitors: [{ tag: 'shop', name: 'Shop', impact: 'DOWN' }] },
      ...{ page: { name: 'Clarion', url: 'http://localhost:3000/' }, at: expect.stringMatching(/^20\d\d-.*Z$/) },
    });
    const slack = JSON.parse(to('/services/T01')[0]!.body) as { text: string };
    expect(slack.text).toMatch(/^\[#\d+:IDENTIFIED\] ","admin":true,"x":" Cards Bcc: evil@b\.test &lt;b&gt;&amp;😀&lt;\/b&gt;$/);
    const push = JSON.parse(readPush(to('/send/1')[0]!.bytes, browser, Buffer.alloc(16, 9))) as { tag: string; url: string };
    expect(push).toMatchObject({ tag: `incident:${id}`, url: `http://localhost:3000/incidents/${id}`, body: 'We look & see' });
    expect(JSON.stringify(await deliveries())).not.toMatch(/Canary|clarion-token|aBcDeFgHiJkL/);
  });

  it('OBX-07 every attempt has the same id and the same bytes, and a later update takes the place of a notification', async () => {
    await connected('webhook', HOOK);
    await connectedPush();
    api.hosts.sink.requests.length = 0;
    api.hosts.sink.answer = ({ path }) => ({ status: path.startsWith('/services') && to('/services').length === 1 ? 503 : 201 });
    const id = await incident();
    await run();
    await api.subscriptions.api.query(`UPDATE deliveries SET next_attempt_at = app_now() WHERE state = 'retrying'`);
    await api.subscriptions.send();
    const [first, second] = to('/services');
    expect([second!.headers['webhook-id'], second!.body]).toEqual([first!.headers['webhook-id'], first!.body]);
    await comment(id, 'RESOLVED');
    await run();
    expect(to('/services')[2]!.headers['webhook-id']).not.toBe(first!.headers['webhook-id']);
    expect(JSON.parse(to('/services')[2]!.body)).toMatchObject({ state: 'RESOLVED' });
    const [topics, tags] = [
      to('/send').map(({ headers }) => headers['topic']),
      to('/send').map(({ bytes }) => (JSON.parse(readPush(bytes, browser, Buffer.alloc(16, 9))) as { tag: string }).tag),
    ];
    expect([new Set(topics).size, tags]).toEqual([1, [`incident:${id}`, `incident:${id}`]]);
  });

  it('B7 maintenances come with their times', async () => {
    const { secret } = await connected('webhook', HOOK);
    api.hosts.sink.requests.length = 0;
    const start = Math.floor(Date.now() / 60_000) * 60 + 2_700;
    await api.subscriptions.api.post('maintenances', {
      ...{ title: 'Power', description: 'New **racks**', start_date_time: start, rrule: 'FREQ=MINUTELY;COUNT=1', duration_seconds: 3_600 },
      monitors: ['shop', 'canary'].map((tag) => ({ monitor_tag: tag, impact: 'DEGRADED' })),
    });
    await run();
    expect(await verifiedWebhook(api.hosts.sink.requests[0]!, secret!)).toMatchObject({
      ...{ type: 'maintenance.update', maintenance_id: expect.any(Number), event_id: expect.any(Number), title: 'Power' },
      ...{ state: 'starting_soon', starts_at: new Date(start * 1_000).toISOString(), ends_at: expect.any(String) },
      monitors: [{ tag: 'shop', name: 'Shop', impact: 'DEGRADED' }],
    });
  });

  it('OBX-03 is looked at again when it is sent', async () => {
    const { token } = await connected('webhook', HOOK);
    const why = async (change: () => Promise<unknown>): Promise<string | null | undefined> => {
      await api.subscriptions.api.query('TRUNCATE deliveries, outbox CASCADE');
      await incident();
      await api.subscriptions.tellAll();
      await change();
      await api.subscriptions.send();
      return (await deliveries())[0]?.reason;
    };
    expect(await why(async () => api.offer({ slack: { incidents: true } }))).toMatch(/over this channel are switched off/);
    await api.offer();
    expect(await why(async () => api.subscriptions.write('UPDATE subscriber_methods SET paused_at = now()'))).toMatch(/is paused/);
    await api.subscriptions.write('UPDATE subscriber_methods SET paused_at = NULL');
    expect(await why(async () => api.subscriptions.write(`UPDATE incident_comments SET status = 'DELETED'`))).toMatch(/was deleted/);
    expect(await why(async () => api.act('deleteSubscription', { token }))).toMatch(/not there any more/);
    // Only the test message.
    expect(api.hosts.sink.requests).toHaveLength(1);
  });

  it('SEC-22 a name that turns to an address inside is not dialled any more', async () => {
    await connected('webhook', 'https://rebind.acme.test/hook');
    api.hosts.names.set('rebind.acme.test', () => ['169.254.169.254']);
    api.hosts.dialled.length = 0;
    await incident();
    await run(true);
    expect([await deliveries(), api.hosts.dialled]).toMatchObject([[{ state: 'dead' }], []]);
  });
});

describe('an address that fails', () => {
  it('is paused after five messages that were given up in a row; one that arrives begins anew', async () => {
    const { token } = await connected('webhook', HOOK);
    api.hosts.sink.answer = () => ({ status: 403, body: 'token revoked' });
    const fail = async (times: number): Promise<void> => {
      for (let time = 1; time <= times; time += 1) {
        await incident();
        await run(true);
      }
    };
    await fail(MOST_FAILURES - 1);
    expect(await api.methods()).toMatchObject([{ failures: 4, paused_at: null }]);
    api.hosts.sink.answer = () => ({ status: 200 });
    await incident();
    await run();
    expect(await api.methods()).toMatchObject([{ failures: 0, paused_at: null }]);
    api.hosts.sink.answer = () => ({ status: 403, body: 'token revoked' });
    await fail(MOST_FAILURES);
    expect(await api.methods()).toMatchObject([
      { failures: 5, paused_at: expect.any(Date), pause_reason: expect.stringMatching(/^5 messages in a row .* token revoked$/) },
    ]);
    const before = (await deliveries()).length;
    await incident();
    await run();
    expect(await deliveries()).toHaveLength(before);
    api.hosts.sink.answer = () => ({ status: 200 });
    expect((await api.act('resume', { token })).status).toBe(200);
    await incident();
    await run();
    expect((await deliveries()).at(-1)).toMatchObject({ state: 'delivered' });
    const [audited] = await api.subscriptions.api.query<{ actions: string[] }>(
      `SELECT array_agg(body ->> 'action' ORDER BY id) AS actions FROM audit_log WHERE body ->> 'action' IN ('subscriber.pause', 'subscriber.resume')`,
    );
    expect(audited!.actions.slice(-2)).toEqual(['subscriber.pause', 'subscriber.resume']);
  });

  it('counts what was given up behind it, and what was away for 72 hours', async () => {
    await connected('webhook', HOOK);
    api.hosts.sink.answer = () => ({ status: 503 });
    await incident();
    await api.subscriptions.tellAll();
    await api.subscriptions.api.query(`UPDATE deliveries SET attempts = 30, retry_since = app_now() - interval '73 hours'`);
    await api.subscriptions.send();
    const [method] = await api.methods();
    expect(await api.methods()).toMatchObject([{ failures: 1, paused_at: null }]);
    await api.subscriptions.api.app.get<EndpointHealth>(EndpointHealth).gaveUp(method!.id, 'status 503', 17);
    expect(await api.methods()).toMatchObject([{ failures: 18, pause_reason: expect.stringMatching(/^18 messages in a row/) }]);
  });

  it('with 410 is paused at once', async () => {
    await connected('slack', SLACK);
    api.hosts.sink.answer = () => ({ status: 410, body: 'channel_is_archived' });
    await incident();
    await run(true);
    expect(await api.methods()).toMatchObject([{ pause_reason: 'The address says that it is not there any more: channel_is_archived' }]);
  });

  it.each([404, 410])('is forgotten when a push service says %i: the browser has unsubscribed', async (status) => {
    await connectedPush();
    api.hosts.sink.answer = () => ({ status });
    await incident();
    await run(true);
    expect([await api.methods(), await api.subscriptions.api.query('SELECT 1 FROM subscriber_users')]).toEqual([[], []]);
  });

  it('of mail bounces by its own rules, and is never paused for failures', async () => {
    await api.subscriptions.subscriber('ada@b.test');
    api.subscriptions.sink.refuse = { rcpt: 552 };
    for (let time = 0; time <= MOST_FAILURES; time += 1) {
      await incident();
      await run(true);
    }
    expect(await api.methods()).toMatchObject([{ failures: 0, paused_at: null }]);
  });
});
