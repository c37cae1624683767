import { aMonitor, anIncident, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../../test/subscriptions-api.js';
import { SweepSubscribers } from '../../subscriptions/sweep-subscribers.service.js';

const ADA = 'ada@b.test';
let subscriptions: SubscriptionsApi;
let shop: { id: number };
let hidden: { id: number };
let eu: { id: number };
let section: number;
let covert: number;
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
  shop = await aMonitor(subscriptions.db, { tag: 'shop', name: 'Shop' });
  hidden = await aMonitor(subscriptions.db, { tag: 'hidden', name: 'Canary', isHidden: true });
  await aMonitor(subscriptions.db, { tag: 'nowhere' });
  eu = await aPage(subscriptions.db, { pagePath: 'eu' }, [shop, hidden] as never);
  const sectionOf = async (name: string, monitorId: number): Promise<number> => {
    await subscriptions.write(`INSERT INTO page_sections (page_id, name) VALUES ($1, $2)`, [eu.id, name]);
    const [row] = await subscriptions.api.query<{ id: number }>(`SELECT id FROM page_sections WHERE name = $1`, [name]);
    await subscriptions.write(`UPDATE pages_monitors SET section_id = $1 WHERE monitor_id = $2`, [row!.id, monitorId]);
    return row!.id;
  };
  section = await sectionOf('Open', shop.id);
  covert = await sectionOf('Covert', hidden.id);
});
afterAll(async () => subscriptions.close());
beforeEach(async () => {
  await subscriptions.empty();
  await subscriptions.setting('i18n', { defaultLocale: 'en', locales: [{ code: 'de', name: 'Deutsch', selected: true, disabled: false }] });
});

const act = async (body: object) => {
  const { status, body: answer } = await subscriptions.act(body);
  return { status, answer };
};
const verify = async (more: object = {}): Promise<string> => {
  await subscriptions.send();
  const { status, answer } = await act({ action: 'verify', email: ADA, code: subscriptions.code(), ...more });
  expect(status).toBe(200);
  return answer.token as string;
};
const signIn = async (login: object = {}, more: object = {}): Promise<string> => {
  expect((await act({ action: 'login', email: ADA, ...login })).status).toBe(200);
  return verify(more);
};
const preferences = async (token: string) => (await act({ action: 'getPreferences', token })).answer;
const monitorScope = (tag: string) => ({ type: 'monitor', monitor_tag: tag });
/** Path of the link in the newest mail. */
const confirmPath = (): string => /\/subscribe\/confirm\/[\w-]+/.exec(subscriptions.sink.mails.at(-1)?.text ?? '')![0];

describe('choices of the contract’s endpoint', () => {
  it('wait with the code and are applied when it is shown; those of the proof go first', async () => {
    const choices = { incidents: true, scopes: [monitorScope('shop'), monitorScope('shop'), { type: 'page', page_path: 'eu' }] };
    const token = await signIn({ choices, locale: 'DE', time_zone: 'europe/berlin' });
    expect(await preferences(token)).toMatchObject({
      ...{ subscriptions: { incidents: true, maintenances: false }, locale: 'de', time_zone: 'Europe/Berlin' },
      scopes: [monitorScope('shop'), { type: 'page', page_path: 'eu' }],
    });
    const again = await signIn({ choices }, { choices: { maintenances: true, scopes: [{ type: 'section', section_id: section }] } });
    expect(await preferences(again)).toMatchObject({
      ...{ subscriptions: { incidents: true, maintenances: true }, scopes: [{ type: 'section', section_id: section }], locale: 'de' },
    });
    await subscriptions.offer({ incidents: true });
    await subscriptions.empty();
    await subscriptions.offer({ incidents: true });
    expect((await preferences(await signIn({ choices: { incidents: true, maintenances: true } }))).subscriptions).toEqual({
      ...{ incidents: true, maintenances: false },
    });
  });

  it('are refused by name, hidden things like unknown ones, whoever asks', async () => {
    const secret = await anIncident(subscriptions.db, { isGlobal: false }, [{ monitor: hidden }] as never);
    const said = async (choices: object) => {
      const { status, answer } = await act({ action: 'login', email: ADA, choices });
      return [status, String(answer.message).replaceAll(/\d+/g, 'N')];
    };
    const unknown = [400, 'choices.scopes[N]: there is nothing of this name to subscribe to'];
    for (const scope of [
      ...[monitorScope('hidden'), monitorScope('nowhere'), monitorScope('nobody'), { type: 'page', page_path: 'nope' }],
      ...[
        { type: 'section', section_id: covert },
        { type: 'section', section_id: 999 },
        { type: 'incident', incident_id: secret.id },
      ],
      ...[{ type: 'incident', incident_id: 99_999 }, { type: 'monitor' }, { type: 'planet' }, null, { type: 'section', section_id: '1' }],
    ])
      expect([scope, await said({ scopes: [monitorScope('shop'), scope] })]).toEqual([scope, unknown]);
    expect((await said({ scopes: 'all' }))[0]).toBe(400);
    expect((await said({ scopes: Array.from({ length: 101 }, (_, id) => ({ type: 'section', section_id: id + 1 })) }))[0]).toBe(400);
    for (const odd of [{ locale: 'xx' }, { locale: 5 }, { time_zone: 'Mars/Base' }, { choices: 'all' }])
      expect((await act({ action: 'login', email: ADA, ...odd })).status).toBe(400);
    expect(await subscriptions.api.query('SELECT * FROM subscriber_users')).toEqual([]);
  });

  it('change what is there, and leave what is not said', async () => {
    const token = await signIn({ choices: { incidents: true, maintenances: true, scopes: [monitorScope('shop')] } });
    const update = async (body: object) => (await act({ action: 'updatePreferences', token, ...body })).status;
    expect(await update({ quiet_hours: { from: '22:00', to: '07:00' }, locale: 'de' })).toBe(200);
    expect(await preferences(token)).toMatchObject({
      ...{ scopes: [monitorScope('shop')], quiet_hours: { from: '22:00', to: '07:00' }, locale: 'de', subscriptions: { incidents: true } },
    });
    expect(await update({ scopes: [], quiet_hours: null, locale: null, maintenances: false })).toBe(200);
    expect(await preferences(token)).toMatchObject({
      ...{ scopes: [], quiet_hours: null, locale: null, subscriptions: { incidents: true, maintenances: false } },
    });
    for (const odd of [
      ...[{ quiet_hours: { from: '22:00', to: '22:00' } }, { quiet_hours: { from: '24:00', to: '1:00' } }, { quiet_hours: 'night' }],
      ...[{ scopes: [monitorScope('hidden')] }, { locale: 'fr' }, { time_zone: '' }],
    ])
      expect([odd, await update(odd)]).toEqual([odd, 400]);
  });

  it('keep what was chosen before it was hidden, and end with the last thing they were about', async () => {
    const token = await signIn({ choices: { incidents: true, scopes: [monitorScope('shop')] } });
    await subscriptions.write(`UPDATE monitors SET is_hidden = true WHERE tag = 'shop'`);
    const { scopes } = await preferences(token);
    expect([scopes, (await act({ action: 'updatePreferences', token, scopes })).status]).toEqual([[monitorScope('shop')], 200]);
    await subscriptions.write(`UPDATE monitors SET is_hidden = false WHERE tag = 'shop'`);
    const incident = await anIncident(subscriptions.db, { isGlobal: true });
    await act({ action: 'updatePreferences', token, scopes: [{ type: 'incident', incident_id: incident.id }] });
    await subscriptions.write('DELETE FROM incidents WHERE id = $1', [incident.id]);
    expect(await preferences(token)).toMatchObject({ scopes: [], subscriptions: { incidents: false, maintenances: false } });
  });

  it('take in one thing more', async () => {
    const token = await signIn();
    const add = async (scope: object) => (await act({ action: 'addScope', token, scope })).status;
    expect(await add(monitorScope('shop'))).toBe(200);
    expect(await preferences(token)).toMatchObject({
      ...{ scopes: [monitorScope('shop')], subscriptions: { incidents: true, maintenances: true } },
    });
    expect([await add({ type: 'page', page_path: 'eu' }), await add({ type: 'page', page_path: 'eu' })]).toEqual([200, 200]);
    expect((await preferences(token)).scopes).toHaveLength(2);
    expect([await add(monitorScope('hidden')), await add({})]).toEqual([400, 400]);
    await act({ action: 'updatePreferences', token, scopes: [] });
    await add(monitorScope('shop'));
    expect((await preferences(token)).scopes).toEqual([]);
  });
});

describe('the link of the mail', () => {
  const withLink = async (): Promise<void> =>
    subscriptions.write(`UPDATE general_email_templates SET template_text_body = '{{email_code}} {{confirm_url}}' WHERE template_id = $1`, [
      'subscription_account_code',
    ]);

  it('confirms once and by a click alone, with what was chosen, and leads to where it is changed', async () => {
    await withLink();
    await act({ action: 'login', email: ADA, choices: { incidents: true, scopes: [monitorScope('shop')] } });
    await subscriptions.send();
    const path = confirmPath();
    const looked = await subscriptions.api.app.request().get(path);
    expect([looked.status, looked.headers['cache-control'], looked.text.includes('<form method="post"')]).toEqual([200, 'no-store', true]);
    expect(looked.text).toContain('<dt>Tell me about</dt><dd>Incidents</dd><dt>For</dt><dd>Shop</dd>');
    expect(await subscriptions.api.query(`SELECT 1 FROM subscriber_methods`)).toEqual([]);
    const confirmed = await subscriptions.submit(path);
    expect([confirmed.status, confirmed.headers['location']]).toEqual([
      ...[303, expect.stringMatching(/^http:\/\/localhost:3000\/subscribe\/manage\/\d+-manage-[0-9a-f]{32}\?done=1$/)],
    ]);
    expect(await subscriptions.api.query(`SELECT event_type::text FROM user_subscriptions WHERE status = 'ACTIVE'`)).toEqual([
      { event_type: 'incidents' },
    ]);
    expect([(await subscriptions.submit(path)).status, (await subscriptions.api.app.request().get(path)).status]).toEqual([404, 404]);
  });

  it('ends after a day, with the next mail, and with the code; nothing else opens it', async () => {
    await withLink();
    const ask = async (): Promise<string> => {
      await act({ action: 'login', email: ADA });
      await subscriptions.send();
      return confirmPath();
    };
    const first = await ask();
    const second = await ask();
    expect((await subscriptions.submit(first)).status).toBe(404);
    await subscriptions.write(`UPDATE subscriber_users SET link_expires_at = app_now() - interval '1 second'`);
    expect((await subscriptions.submit(second)).status).toBe(404);
    const third = await ask();
    await verify();
    const [user] = await subscriptions.api.query<{ id: number }>('SELECT id FROM subscriber_users');
    for (const forged of [third, `/subscribe/confirm/${user!.id}-${'A'.repeat(32)}`, '/subscribe/confirm/x', `${third}x`])
      expect((await subscriptions.submit(forged)).status).toBe(404);
  });
});

describe('SEC-08 known and unknown addresses', () => {
  it('are the same work to the database, asking for a code and guessing one', async () => {
    const { db } = subscriptions;
    await signIn({ choices: { incidents: true } });
    const written = async (): Promise<unknown> => {
      const [row] = await db.query<object[]>(
        `SELECT (SELECT count(*)::int FROM deliveries) AS mails, (SELECT count(*)::int FROM outbox) AS events,
          (SELECT count(*)::int FROM audit_log) AS entries`,
      );
      return row;
    };
    const added: object[] = [];
    const answers: unknown[] = [];
    for (const email of [ADA, 'new@b.test']) {
      await subscriptions.api.query('TRUNCATE deliveries, delivery_attempts, outbox, rate_limits CASCADE');
      const before = await written();
      answers.push(await act({ action: 'login', email, choices: { incidents: true }, locale: 'de' }));
      answers.push(await act({ action: 'verify', email: email.replace('new', 'never'), code: '000000' }));
      added.push({ before, after: await written() });
    }
    expect(answers.slice(0, 2)).toEqual(answers.slice(2));
    expect(added[0]).toEqual(added[1]);
  });

  it('are forgotten a day after the last mail when nobody confirms them, and only then', async () => {
    const sweep = subscriptions.api.app.get<SweepSubscribers>(SweepSubscribers);
    await signIn();
    for (const email of ['old@b.test', 'new@b.test']) await act({ action: 'login', email });
    await subscriptions.write(`UPDATE subscriber_users SET updated_at = app_now() - interval '25 hours' WHERE email <> 'new@b.test'`);
    await sweep.forgetUnconfirmed();
    const left = await subscriptions.api.query<{ email: string }>('SELECT email FROM subscriber_users ORDER BY email');
    expect(left.map(({ email }) => email)).toEqual([ADA, 'new@b.test']);
  });
});
