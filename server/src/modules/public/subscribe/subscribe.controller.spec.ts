import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../../test/subscriptions-api.js';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { linkTokenOf } from '../../subscriptions/subscriber-tokens.js';

let subscriptions: SubscriptionsApi;
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
});
afterAll(async () => subscriptions.close());
beforeEach(async () => subscriptions.empty());

const link = (methodId: number, purpose: 'incidents' | 'maintenances' | 'manage'): string =>
  linkTokenOf(subscriptions.api.app.get<Keyring>(Keyring), methodId, purpose);
const get = async (path: string) => subscriptions.api.app.request().get(path);
const chosen = async () =>
  (
    await subscriptions.api.query<{ type: string }>(
      `SELECT event_type::text AS type FROM user_subscriptions WHERE status = 'ACTIVE' ORDER BY event_type`,
    )
  ).map(({ type }) => type);

describe('/subscribe, without script', () => {
  it('goes from an address over a code to choices', async () => {
    const first = await get('/subscribe');
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(first.headers['content-security-policy']).toContain(`default-src 'none'`);
    expect(first.text).not.toContain('<script');
    const asked = await subscriptions.submit('/subscribe', { action: 'login', email: 'Ada@b.test' });
    expect(asked.text).toContain('one-time-code');
    await subscriptions.send();
    const wrong = await subscriptions.submit('/subscribe', { action: 'verify', email: 'ada@b.test', code: 'abc' });
    expect([wrong.status, wrong.text.includes('role="alert"'), wrong.text.includes('name="code"')]).toEqual([400, true, true]);
    const code = subscriptions.code();
    const shown = await subscriptions.submit('/subscribe', {
      action: 'verify',
      email: 'ada@b.test',
      code: ` ${code.slice(0, 3)} ${code.slice(3)}`,
    });
    const token = /name="token" value="([^"]+)"/.exec(shown.text)![1]!;
    const saved = await subscriptions.submit('/subscribe', { token, incidents: 'yes', action: 'save' });
    expect(saved.text).toContain('ada@b.test hears of incidents from now on.');
    expect(await chosen()).toEqual(['incidents']);
    expect((await subscriptions.submit('/subscribe', { token: `${token}x`, incidents: 'yes' })).status).toBe(401);
  });

  it('says so where nothing is offered, and prints nothing somebody sent as markup', async () => {
    const hostile = await subscriptions.submit('/subscribe', { action: 'login', email: '"><script>alert(1)</script>' });
    expect([hostile.status, hostile.text.includes('<script')]).toEqual([400, false]);
    await subscriptions.offer(null);
    expect((await get('/subscribe')).status).toBe(404);
  });

  it('is managed from the link of a mail, and ends there', async () => {
    const id = await subscriptions.subscriber('ada@b.test', ['incidents']);
    const path = `/subscribe/${link(id, 'manage')}`;
    expect((await get(path)).text).toMatch(/name="incidents" value="yes" checked>.*name="maintenances" value="yes">/);
    await subscriptions.submit(path, { action: 'save', maintenances: 'yes' });
    expect(await chosen()).toEqual(['maintenances']);
    expect((await get(`/subscribe/${link(id, 'incidents')}`)).status).toBe(404);
    expect((await subscriptions.submit(path, { action: 'delete' })).text).toContain('deleted');
    expect([(await get(path)).status, await chosen()]).toEqual([404, []]);
  });
});

describe('C3 /unsubscribe', () => {
  it('asks when it is looked at and changes nothing: scanners follow links', async () => {
    const id = await subscriptions.subscriber('ada@b.test');
    const page = await get(`/unsubscribe/${link(id, 'incidents')}`);
    expect([page.status, page.headers['referrer-policy']]).toEqual([200, 'no-referrer']);
    expect(page.text).toContain('No more mail to ada@b.test about incidents?');
    expect(await chosen()).toEqual(['incidents', 'maintenances']);
  });

  it('RFC 8058 one POST ends the type, without cookie or redirect, any number of times, with the feature off too', async () => {
    const id = await subscriptions.subscriber('ada@b.test');
    await subscriptions.offer(null);
    const path = `/unsubscribe/${link(id, 'incidents')}`;
    const oneClick = async () => subscriptions.submit(path, { 'List-Unsubscribe': 'One-Click' });
    expect([(await oneClick()).status, (await oneClick()).status]).toEqual([200, 200]);
    expect(await chosen()).toEqual(['maintenances']);
    await subscriptions.submit(path, { types: 'all' });
    expect(await chosen()).toEqual([]);
    await subscriptions.write('DELETE FROM subscriber_users');
    expect((await oneClick()).status).toBe(200);
  });

  it('knows its own links alone', async () => {
    const id = await subscriptions.subscriber('ada@b.test');
    const token = link(id, 'incidents');
    const forged = [
      token.replace('incidents', 'maintenances'),
      `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`,
      'x',
      `${id + 1}${token.slice(1)}`,
    ];
    for (const each of forged) expect((await subscriptions.submit(`/unsubscribe/${each}`)).status).toBe(404);
    expect(await chosen()).toEqual(['incidents', 'maintenances']);
  });
});
