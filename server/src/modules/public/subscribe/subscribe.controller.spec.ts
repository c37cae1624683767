import { aMonitor, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../../test/subscriptions-api.js';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { linkTokenOf } from '../../subscriptions/subscriber-tokens.js';

let subscriptions: SubscriptionsApi;
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
  const shop = await aMonitor(subscriptions.db, { tag: 'shop', name: 'Shop' });
  const hidden = await aMonitor(subscriptions.db, { tag: 'hidden', name: 'Kestrel', isHidden: true });
  await aPage(subscriptions.db, { pagePath: 'eu' }, [shop, hidden] as never);
});
afterAll(async () => subscriptions.close());
beforeEach(async () => subscriptions.empty());

const link = (methodId: number, purpose: 'incidents' | 'maintenances' | 'manage'): string =>
  linkTokenOf(subscriptions.api.app.get<Keyring>(Keyring), methodId, purpose);
/** Hidden fields of the first form. */
const hiddenIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [.../<form method="post">(.*?)<\/form>/s.exec(text)![1]!.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name!, value!.replaceAll('&quot;', '"').replaceAll('&amp;', '&')],
    ),
  );
const get = async (path: string) => subscriptions.api.app.request().get(path);
const chosenTypes = async () =>
  (
    await subscriptions.api.query<{ type: string }>(
      `SELECT event_type::text AS type FROM user_subscriptions WHERE status = 'ACTIVE' ORDER BY event_type`,
    )
  ).map(({ type }) => type);

describe('/subscribe, without script', () => {
  it('goes from address and choices over a code to what can be changed', async () => {
    const first = await get('/subscribe?monitor=shop');
    expect([first.status, first.headers['cache-control'], first.headers['x-robots-tag']]).toEqual([200, 'no-store', 'noindex']);
    expect(first.headers['content-security-policy']).toContain(`default-src 'none'`);
    expect(first.text).not.toContain('<script');
    expect(first.text).toMatch(/name="scope" value="monitor:shop" checked>Shop</);
    expect(first.text).not.toContain('Kestrel');
    const chosen = { email: 'Ada@b.test', incidents: 'yes', reach: 'some', scope: 'monitor:shop', time_zone: 'Europe/Berlin' };
    const asked = await subscriptions.submit('/subscribe', chosen);
    expect(asked.text).toContain('one-time-code');
    const kept = hiddenIn(asked.text);
    expect(kept).toMatchObject({ action: 'verify', email: 'Ada@b.test' });
    await subscriptions.send();
    const wrong = await subscriptions.submit('/subscribe', { ...kept, code: 'abc' });
    expect([wrong.status, wrong.text.includes('role="alert"'), hiddenIn(wrong.text)]).toEqual([400, true, kept]);
    const code = subscriptions.code();
    const shown = await subscriptions.submit('/subscribe', { ...kept, code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    expect(shown.status).toBe(303);
    const manage = await get(new URL(shown.headers['location'] as string).pathname + '?done=1');
    expect(manage.text).toContain('You are subscribed.');
    expect(manage.text).toMatch(/value="monitor:shop" checked>/);
    expect(manage.text).toContain('<option value="Europe/Berlin" selected>');
    expect(await chosenTypes()).toEqual(['incidents']);
  });

  it('says what is wrong above the form, which keeps what was filled in', async () => {
    const said = async (fields: Readonly<Record<string, string>>) => {
      const { status, text } = await subscriptions.submit('/subscribe', fields);
      return [status, /role="alert">([^<]*)</.exec(text)?.[1], text] as const;
    };
    const [status, words, text] = await said({ email: '"><script>alert(1)</script>', incidents: 'yes', reach: 'all' });
    expect([status, words, text.includes('<script'), text.includes('name="incidents" value="yes" checked')]).toEqual([
      ...[400, 'Enter a valid e-mail address.', false, true],
    ]);
    expect((await said({ email: 'ada@b.test', reach: 'all' }))[1]).toBe('Pick incidents, planned maintenance or both.');
    const some = await said({ email: 'ada@b.test', incidents: 'yes', reach: 'some' });
    expect([some[1], some[2].includes('value="some" checked')]).toEqual(['Pick at least one service, or choose all.', true]);
    expect((await said({ email: 'ada@b.test', incidents: 'yes', reach: 'some', scope: 'monitor:hidden' }))[0]).toBe(400);
    expect((await said({ action: 'verify', email: 'ada@b.test', code: '1', kept: '{"choices":5}' }))[0]).toBe(400);
    await subscriptions.offer(null);
    expect((await get('/subscribe')).status).toBe(404);
  });

  it('shows pages that know nothing of each other to those who come from them, or chose something there', async () => {
    await subscriptions.setting('globalPageVisibilitySettings', { forceExclusivity: true });
    const isShown = async (path: string): Promise<boolean> => (await get(path)).text.includes('monitor:shop');
    expect([await isShown('/subscribe'), await isShown('/subscribe?page_path=eu'), await isShown('/subscribe?monitor=shop')]).toEqual([
      ...[false, true, true],
    ]);
    await subscriptions.setting('globalPageVisibilitySettings', {});
  });

  it('speaks the language of its reader, and names what can be picked in it', async () => {
    await subscriptions.setting('i18n', { defaultLocale: 'en', locales: [{ code: 'ar', selected: true, disabled: false }] });
    const { text } = await get('/subscribe?lang=ar');
    expect(text).toContain('<html lang="ar" dir="rtl">');
    expect(text).toMatch(/<option value="ar" selected>/);
    const id = await subscriptions.subscriber('ada@b.test');
    await subscriptions.write(`UPDATE subscriber_users SET locale = 'ar'`);
    expect((await get(`/subscribe/manage/${link(id, 'manage')}`)).text).toContain('lang="ar"');
    expect((await get(`/subscribe/manage/${link(id, 'manage')}?lang=en`)).text).toContain('lang="en"');
    await subscriptions.setting('i18n', {});
  });
});

describe('/subscribe/manage', () => {
  it('changes everything from the link of a mail, old ones too, and ends there', async () => {
    const id = await subscriptions.subscriber('ada@b.test', ['incidents']);
    const path = `/subscribe/manage/${link(id, 'manage')}`;
    expect((await get(path.replace('manage/', ''))).text).toMatch(
      /name="incidents" value="yes" checked>.*name="maintenances" value="yes">/,
    );
    const quiet = { quiet: 'yes', quiet_from: '23:00', quiet_to: '06:30' };
    const fields = { action: 'save', maintenances: 'yes', reach: 'some', scope: 'monitor:shop', time_zone: 'Asia/Tokyo', ...quiet };
    expect((await subscriptions.submit(path, fields)).text).toContain('Saved.');
    expect(await chosenTypes()).toEqual(['maintenances']);
    const [user] = await subscriptions.api.query(`SELECT time_zone, quiet_from, quiet_to FROM subscriber_users`);
    expect(user).toEqual({ time_zone: 'Asia/Tokyo', quiet_from: 1_380, quiet_to: 390 });
    const same = await subscriptions.submit(path, { ...fields, quiet_to: '23:00' });
    expect([same.status, same.text.includes('Quiet hours need two different times.')]).toEqual([400, true]);
    const pausedAt = async () =>
      (await subscriptions.api.query<{ at: Date | null }>('SELECT paused_at AS at FROM subscriber_methods'))[0]!.at;
    expect((await subscriptions.submit(path, { action: 'pause' })).text).toContain('nothing is sent to you until you resume');
    expect(await pausedAt()).not.toBeNull();
    await subscriptions.submit(path, { action: 'resume' });
    expect(await pausedAt()).toBeNull();
    await subscriptions.submit(path, { action: 'leave' });
    expect(await chosenTypes()).toEqual([]);
    expect((await get(`/subscribe/manage/${link(id, 'incidents')}`)).status).toBe(404);
    await subscriptions.offer(null);
    expect((await get(path)).text).toContain('Delete my subscription');
    expect((await subscriptions.submit(path, { action: 'delete' })).text).toContain('deleted');
    expect([(await get(path)).status, await subscriptions.api.query('SELECT 1 FROM subscriber_users')]).toEqual([404, []]);
  });
});

describe('C3 /unsubscribe', () => {
  it('asks when it is looked at and changes nothing: scanners follow links', async () => {
    const id = await subscriptions.subscriber('ada@b.test');
    const page = await get(`/unsubscribe/${link(id, 'incidents')}`);
    expect([page.status, page.headers['referrer-policy']]).toEqual([200, 'no-referrer']);
    expect(page.text).toContain('No more messages to ada@b.test about incidents?');
    expect(await chosenTypes()).toEqual(['incidents', 'maintenances']);
  });

  it('RFC 8058 one POST ends the type, without cookie or redirect, any number of times, with the feature off too', async () => {
    const id = await subscriptions.subscriber('ada@b.test');
    await subscriptions.offer(null);
    const path = `/unsubscribe/${link(id, 'incidents')}`;
    const oneClick = async () => subscriptions.submit(path, { 'List-Unsubscribe': 'One-Click' });
    expect([(await oneClick()).status, (await oneClick()).status]).toEqual([200, 200]);
    expect(await chosenTypes()).toEqual(['maintenances']);
    await subscriptions.submit(path, { types: 'all' });
    expect(await chosenTypes()).toEqual([]);
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
    expect(await chosenTypes()).toEqual(['incidents', 'maintenances']);
  });
});
