import { aMonitor, anIncident, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../test/subscriptions-api.js';

let subscriptions: SubscriptionsApi;
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
});
afterAll(async () => subscriptions.close());
beforeEach(async () => subscriptions.empty());

const READER = { authorization: 'Bearer key:subscribers.read' };

describe('C4 /api/v4/subscribers', () => {
  it('are added ACTIVE without a mail, changed and deleted, each with an audit row', async () => {
    const { api } = subscriptions;
    const { status, body } = await api.post('subscribers', { email: ' Ada@B.test ', incidents: true });
    expect([status, body.subscriber]).toEqual([
      201,
      {
        ...{ id: expect.any(Number), email: 'ada@b.test', status: 'ACTIVE', incidents: true, maintenances: false, has_bounced: false },
        ...{ channel: 'email', address: 'ada@b.test', state: 'active', paused_reason: null, scopes: [], locale: null, time_zone: null },
        ...{ created_at: expect.any(String), last_delivered_at: null },
      },
    ]);
    const path = `subscribers/${body.subscriber.id}`;
    const again = await api.post('subscribers', { email: 'ada@b.test' });
    expect([again.status, again.body.error.details[0].field]).toEqual([400, 'email']);
    expect((await api.patch(path, { incidents: false, maintenances: true })).body.subscriber).toMatchObject({
      ...{ incidents: false, maintenances: true },
    });
    await subscriptions.send();
    expect(subscriptions.sink.mails).toEqual([]);
    expect((await api.delete(path)).status).toBe(200);
    expect([(await api.delete(path)).status, (await api.patch(path, {})).status, (await api.patch('subscribers/x', {})).status]).toEqual([
      ...[404, 404, 404],
    ]);
    const log = await api.query<{ action: string }>(
      `SELECT body->>'action' AS action FROM audit_log WHERE body->>'entityType' = 'subscriber' AND body->>'entityId' = $1 ORDER BY id`,
      [String(body.subscriber.id)],
    );
    expect(log.map(({ action }) => action)).toEqual(['subscriber.create', 'subscriber.update', 'subscriber.update', 'subscriber.delete']);
  });

  it('are listed ten a page, the newest first, and found', async () => {
    for (let n = 1; n <= 11; n += 1) await subscriptions.subscriber(`reader${n}@b.test`, n === 3 ? ['maintenances'] : ['incidents']);
    const { api } = subscriptions;
    const emails = async (query: string) =>
      (await api.get(`subscribers${query}`)).body.subscribers.map(({ email }: { email: string }) => email) as string[];
    const { body } = await api.get('subscribers');
    expect([body.page, body.limit, body.total, body.subscribers.length]).toEqual([1, 10, 11, 10]);
    expect(await emails('?page=2')).toEqual(['reader1@b.test']);
    expect(await emails('?event_type=maintenances')).toEqual(['reader3@b.test']);
    expect(await emails('?search=READER10')).toEqual(['reader10@b.test']);
    expect(await emails('?search=%25')).toEqual([]);
    await subscriptions.act({ action: 'login', email: 'new@b.test' });
    expect(await emails('?status=PENDING')).toEqual(['new@b.test']);
    const [pending] = (await api.get('subscribers?status=PENDING')).body.subscribers;
    expect((await api.patch(`subscribers/${pending.id}`, { incidents: true })).status).toBe(400);
  });

  it('have scopes, a language and a state, in the list and narrowed by them', async () => {
    const { api } = subscriptions;
    const shop = await aMonitor(subscriptions.db, { tag: 'shop' });
    await aMonitor(subscriptions.db, { tag: 'alone' });
    await aPage(subscriptions.db, { pagePath: 'eu' }, [shop] as never);
    const scopes = [
      { type: 'monitor', monitor_tag: 'shop' },
      { type: 'page', page_path: 'eu' },
    ];
    const { status, body } = await api.post('subscribers', { email: 'ada@b.test', incidents: true, scopes, locale: 'en' });
    expect([status, body.subscriber]).toMatchObject([201, { scopes, locale: 'en' }]);
    const path = `subscribers/${body.subscriber.id}`;
    const refused = async (more: object) => (await api.patch(path, more)).body.error?.details?.[0]?.field;
    expect(await refused({ scopes: [{ type: 'monitor', monitor_tag: 'alone' }] })).toBe('scopes[0]');
    expect([await refused({ scopes: [{ type: 'monitor' }] }), await refused({ locale: 'xx' })]).toEqual(['scopes[0]', 'locale']);
    expect([await refused({ scopes: [{ type: 'planet' }] }), await refused({ state: 'pending' })]).toEqual(['scopes[0].type', 'state']);
    await subscriptions.subscriber('bo@b.test');
    await subscriptions.act({ action: 'login', email: 'new@b.test' });
    const found = async (query: string) =>
      (await api.get(`subscribers?${query}`)).body.subscribers.map(({ address }: { address: string }) => address) as string[];
    expect([await found('page_path=eu'), await found('monitor_tag=shop'), await found('page_path=~home')]).toEqual([
      ...[['ada@b.test'], ['ada@b.test'], []],
    ]);
    const paused = (await api.patch(path, { state: 'paused' })).body.subscriber;
    expect(paused).toMatchObject({ state: 'paused', paused_reason: 'Paused by an operator.', status: 'ACTIVE', scopes });
    expect([await found('state=paused'), await found('state=pending'), await found('state=active&channel=email')]).toEqual([
      ...[['ada@b.test'], ['new@b.test'], ['bo@b.test']],
    ]);
    await subscriptions.write(`UPDATE subscriber_methods SET bounced_at = app_now() WHERE method_value = 'bo@b.test'`);
    expect((await api.get('subscribers/summary')).body).toMatchObject({
      ...{ total: 3, by_channel: { email: 3, webhook: 0 }, by_state: { pending: 1, active: 0, paused: 1, bounced: 1 } },
    });
    expect((await api.patch(path, { state: 'active', scopes: [] })).body.subscriber).toMatchObject({ state: 'active', scopes: [] });
  });

  it('are reminded while they have confirmed nothing, and say when they were told the last time', async () => {
    const { api } = subscriptions;
    await subscriptions.act({ action: 'login', email: 'new@b.test' });
    const [pending] = (await api.get('subscribers')).body.subscribers;
    expect((await api.post(`subscribers/${pending.id}/resend`)).body).toEqual({ success: true });
    await subscriptions.send();
    expect(subscriptions.sink.recipients).toEqual(['new@b.test', 'new@b.test']);
    const { body } = await subscriptions.act({
      action: 'verify',
      email: 'new@b.test',
      code: subscriptions.code(),
      choices: { incidents: true },
    });
    expect(body.success).toBe(true);
    expect([(await api.post(`subscribers/${pending.id}/resend`)).status, (await api.post('subscribers/99999/resend')).status]).toEqual([
      ...[409, 404],
    ]);
    const { id } = await anIncident(subscriptions.db, { isGlobal: true });
    await api.post(`incidents/${id}/comments`, { comment: 'We look', state: 'IDENTIFIED' });
    await subscriptions.tellAll();
    await subscriptions.send();
    const [told] = (await api.get('subscribers')).body.subscribers;
    expect(Date.now() - Date.parse(told.last_delivered_at)).toBeLessThan(60_000);
  });

  it('need their permissions', async () => {
    const { api } = subscriptions;
    expect((await api.get('subscribers', READER)).status).toBe(200);
    expect((await api.post('subscribers', { email: 'a@b.test' }, READER)).status).toBe(403);
    expect((await api.get('subscribers', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
    expect((await api.post('subscribers', { email: 'no address' })).status).toBe(400);
  });
});
