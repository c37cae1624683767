import { translate } from '@clarion/i18n';
import { aMonitor, anIncident, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../test/subscriptions-api.js';
import { OutboxDispatcher } from '../../platform/outbox/outbox-dispatcher.js';

const HOSTILE = 'Cards\r\nBcc: evil@b.test <b>&😀</b>';
let subscriptions: SubscriptionsApi;
let shop: { id: number };
let search: { id: number };
let hidden: { id: number };
let page: { id: number };
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
  shop = await aMonitor(subscriptions.db, { tag: 'shop', name: 'Shop' });
  search = await aMonitor(subscriptions.db, { tag: 'search', name: 'Search' });
  hidden = await aMonitor(subscriptions.db, { tag: 'hidden', name: 'Canary', isHidden: true });
  page = await aPage(subscriptions.db, { pagePath: 'eu' }, [shop, hidden] as never);
  await aPage(subscriptions.db, { pagePath: 'us' }, [search] as never);
});
afterAll(async () => subscriptions.close());
beforeEach(async () => subscriptions.empty());

/** An incident with an update, over the API. */
const incident = async (monitors: readonly { id: number }[], overrides: object = {}): Promise<number> => {
  const { id } = await anIncident(subscriptions.db, { title: 'Cards', isGlobal: false, ...overrides });
  for (const monitor of monitors)
    await subscriptions.write(`INSERT INTO incident_monitors (incident_id, monitor_id) VALUES ($1, $2)`, [id, monitor.id]);
  const { status } = await subscriptions.api.post(`incidents/${id}/comments`, { comment: 'We **look** & see', state: 'IDENTIFIED' });
  expect(status).toBe(201);
  return id;
};
const scope = async (methodId: number, column: 'page_id' | 'monitor_id', id: number) =>
  subscriptions.write(
    `INSERT INTO subscription_scopes (subscription_id, ${column}) SELECT id, $2 FROM user_subscriptions WHERE subscriber_method_id = $1`,
    [methodId, id],
  );
const states = async () =>
  subscriptions.api.query<{ state: string; reason: string | null }>(`SELECT state, reason FROM deliveries ORDER BY id`);
const run = async (): Promise<void> => {
  await subscriptions.tellAll();
  await subscriptions.send();
};

describe('news for subscribers', () => {
  it('A5 is one mail each, in the words of the template, with one click to leave', async () => {
    await subscriptions.subscriber('ada@b.test');
    await subscriptions.subscriber('bo@b.test', ['maintenances']);
    const id = await incident([shop], { title: HOSTILE });
    await run();
    expect(subscriptions.sink.recipients).toEqual(['ada@b.test']);
    const [mail] = subscriptions.sink.mails;
    expect(mail!.subject).toMatch(new RegExp(`^\\[#${id}:IDENTIFIED\\] Cards\\s+Bcc: evil@b\\.test <b>&😀</b>$`));
    expect(mail!.html).toContain('We <strong>look</strong> &amp; see');
    expect(mail!.html).toContain('&lt;b&gt;&amp;😀&lt;/b&gt;');
    expect(mail!.text).toContain('We look & see');
    expect(mail!.text).toContain(`View Incident: http://localhost:3000/incidents/${id}`);
    const raw = subscriptions.sink.raw
      .at(-1)!
      .split('\r\n\r\n')[0]!
      .replaceAll(/\r\n[ \t]+/g, ' ');
    expect(raw).toMatch(/^List-Unsubscribe: <http:\/\/localhost:3000\/unsubscribe\/\d+-incidents-[0-9a-f]{32}>\r$/m);
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(raw).not.toMatch(/^bcc:/im);
    // Who looks at the log cannot unsubscribe anybody.
    expect(JSON.stringify(await subscriptions.api.query('SELECT sent FROM deliveries'))).not.toMatch(/\d+-incidents-[0-9a-f]{32}/);
  });

  it('D2 is written in the language of each reader, with own words of that language', async () => {
    const reader = async (email: string, locale: string | null, zone: string | null): Promise<void> => {
      const id = await subscriptions.subscriber(email);
      await subscriptions.write(
        `UPDATE subscriber_users SET locale = $2, time_zone = $3 WHERE id = (SELECT subscriber_user_id FROM subscriber_methods WHERE id = $1)`,
        [id, locale, zone],
      );
    };
    await reader('de@b.test', 'de', 'Europe/Berlin');
    await reader('ar@b.test', 'ar', 'Africa/Cairo');
    await reader('en@b.test', null, null);
    const id = await incident([shop]);
    await subscriptions.write(
      `INSERT INTO translations (object_type, object_id, locale, field, text) SELECT 'incident', $1, 'de', 'title', 'Karten'
       UNION ALL SELECT 'comment', id, 'ar', 'comment', 'نحن **نبحث**' FROM incident_comments WHERE incident_id = $1`,
      [id],
    );
    await run();
    const mailTo = (email: string) =>
      subscriptions.sink.mails.find(({ to }) => [to ?? []].flat().some(({ text }) => text.includes(email)))!;
    const [german, arabic, english] = [mailTo('de@b.test'), mailTo('ar@b.test'), mailTo('en@b.test')];
    expect(german.subject).toBe(`[#${id}: Ursache gefunden] Karten`);
    expect(german.html).toContain('<html lang="de" dir="ltr">');
    expect(german.text).toContain(`${translate('de', 'message.incident.view')}: http://localhost:3000/incidents/${id}`);
    // What an editor sees is what goes.
    const { body } = await subscriptions.api.post('email-templates/subscription_update/preview?locale=de', { incident_id: id });
    expect([body.rendered.subject, body.rendered.html.includes(' dir="auto"')]).toEqual([german.subject, true]);
    expect(body.rendered.text.split('\n').slice(0, 5)).toEqual(german.text!.split('\n').slice(0, 5));
    expect(arabic.subject).toContain(`[#${id}: ${translate('ar', 'incident.state.IDENTIFIED')}] Cards`);
    expect(arabic.html).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.html).toContain('<strong>نبحث</strong>');
    expect([english.subject, english.html.toString().includes('<html lang="en" dir="ltr">')]).toEqual([`[#${id}:IDENTIFIED] Cards`, true]);
  });

  it('OBX-02 told again adds nothing, and goes on where it was', async () => {
    await subscriptions.subscriber('ada@b.test');
    await incident([shop]);
    await run();
    const [event] = await subscriptions.api.query<{ id: number }>(`SELECT id FROM outbox WHERE topic = 'incident.commented'`);
    const again = async (cursor: string | null): Promise<void> => {
      await subscriptions.api.query(`UPDATE outbox SET state = 'pending', next_at = app_now(), cursor = $2::jsonb WHERE id = $1`, [
        event!.id,
        cursor,
      ]);
      await subscriptions.api.app.get<OutboxDispatcher>(OutboxDispatcher).dispatch(event!.id);
    };
    await again(null);
    expect(await states()).toHaveLength(1);
    await subscriptions.subscriber('late@b.test');
    await again('{"steps": {"subscribers": 999999}}');
    expect(await states()).toHaveLength(1);
    await again(null);
    await subscriptions.send();
    expect(await states()).toHaveLength(2);
    expect(subscriptions.sink.effects.size).toBe(subscriptions.sink.count);
  });

  it('C5 reaches whom it concerns: everything, a page, a monitor, and nobody for hidden ones', async () => {
    await subscriptions.subscriber('all@b.test');
    await scope(await subscriptions.subscriber('eu@b.test'), 'page_id', page.id);
    await scope(await subscriptions.subscriber('search@b.test'), 'monitor_id', search.id);
    await scope(await subscriptions.subscriber('hidden@b.test'), 'monitor_id', hidden.id);
    await incident([shop]);
    await run();
    expect(subscriptions.sink.recipients.sort()).toEqual(['all@b.test', 'eu@b.test']);
    subscriptions.sink.recipients.length = 0;
    await incident([search, hidden]);
    await run();
    expect(subscriptions.sink.recipients.sort()).toEqual(['all@b.test', 'search@b.test']);
    subscriptions.sink.recipients.length = 0;
    await incident([hidden]);
    await run();
    expect(subscriptions.sink.recipients).toEqual([]);
    await incident([], { isGlobal: true });
    await run();
    expect(subscriptions.sink.recipients).toHaveLength(4);
  });

  it('OBX-03 is looked at again when it is sent, and says why it is not', async () => {
    const ada = await subscriptions.subscriber('ada@b.test');
    const why = async (change: () => Promise<unknown>): Promise<string | null | undefined> => {
      await subscriptions.api.query('TRUNCATE deliveries, outbox CASCADE');
      await incident([shop]);
      await subscriptions.tellAll();
      await change();
      await subscriptions.send();
      return (await states())[0]?.reason;
    };
    expect(await why(async () => subscriptions.offer({ maintenances: true }))).toBe('Subscriptions to incidents are switched off.');
    await subscriptions.offer({ incidents: true });
    expect(await why(async () => subscriptions.write(`UPDATE user_subscriptions SET status = 'INACTIVE'`))).toMatch(/has unsubscribed/);
    await subscriptions.write(`UPDATE user_subscriptions SET status = 'ACTIVE'`);
    expect(await why(async () => subscriptions.write(`UPDATE incident_comments SET status = 'DELETED'`))).toMatch(/was deleted/);
    expect(await why(async () => subscriptions.write(`UPDATE subscriber_methods SET bounced_at = now() WHERE id = $1`, [ada]))).toMatch(
      /not there/,
    );
    await subscriptions.write(`UPDATE subscriber_methods SET bounced_at = NULL`);
    expect(await why(async () => subscriptions.write(`UPDATE subscriber_methods SET paused_at = now()`))).toBe('The subscriber is paused.');
    await subscriptions.write(`UPDATE subscriber_methods SET paused_at = NULL`);
    expect(await why(async () => subscriptions.write(`UPDATE subscriber_users SET status = 'INACTIVE'`))).toBe(
      'The subscriber is not active.',
    );
    expect(subscriptions.sink.mails).toEqual([]);
    await subscriptions.api.query('TRUNCATE deliveries, outbox CASCADE');
    await subscriptions.offer(null);
    await incident([shop]);
    await subscriptions.tellAll();
    expect(await states()).toEqual([]);
  });

  it('a mailbox that is not there is written to no more; a refusal for another reason is none', async () => {
    await subscriptions.subscriber('gone@b.test');
    subscriptions.sink.refuse = { rcpt: 552 };
    await incident([shop]);
    await run();
    const bounced = async () =>
      (await subscriptions.api.query<{ at: Date | null }>('SELECT bounced_at AS at FROM subscriber_methods'))[0]!.at !== null;
    expect([(await states())[0]!.state, await bounced()]).toEqual(['dead', false]);
    subscriptions.sink.refuse = { rcpt: 550 };
    await incident([shop]);
    await run();
    expect(await bounced()).toBe(true);
    subscriptions.sink.refuse = {};
    await incident([shop]);
    await run();
    expect([await states(), subscriptions.sink.mails]).toEqual([[expect.anything(), expect.anything()], []]);
  });

  it('news of quiet hours wait for their end, and are told then', async () => {
    await subscriptions.subscriber('ada@b.test');
    const minute = Math.floor((Date.now() % 86_400_000) / 60_000);
    await subscriptions.write(
      `UPDATE subscriber_users SET time_zone = 'UTC', quiet_from = ${(minute + 1_430) % 1_440}, quiet_to = ${(minute + 120) % 1_440}`,
    );
    await incident([shop]);
    await run();
    expect(subscriptions.sink.mails).toEqual([]);
    expect(await states()).toMatchObject([{ state: 'pending', reason: 'It waits for the end of the quiet hours.' }]);
    await subscriptions.write(`UPDATE deliveries SET next_attempt_at = app_now()`);
    await run();
    expect(subscriptions.sink.mails).toHaveLength(1);
  });

  it('quiet updates are told to nobody', async () => {
    await subscriptions.subscriber('ada@b.test');
    await incident([shop]);
    await subscriptions.api.query(`UPDATE outbox SET payload = payload || '{"isQuiet": true}' WHERE topic = 'incident.commented'`);
    await run();
    expect(await states()).toEqual([]);
  });

  it('B7 tells the stages of maintenances that the site tells, without names of hidden monitors', async () => {
    await subscriptions.subscriber('ada@b.test');
    const plan = async (title: string) => {
      const start = Math.floor(Date.now() / 60_000) * 60 + 2_700;
      const { status, body } = await subscriptions.api.post('maintenances', {
        ...{ title, description: 'New **racks**', start_date_time: start, rrule: 'FREQ=MINUTELY;COUNT=1', duration_seconds: 3_600 },
        monitors: ['shop', 'hidden'].map((tag) => ({ monitor_tag: tag, impact: 'DOWN' })),
      });
      expect([status, body.error]).toEqual([201, undefined]);
    };
    await plan('Power <i>');
    await run();
    const [mail] = subscriptions.sink.mails;
    expect(mail!.subject).toBe('Maintenance Starting Soon: Power <i>');
    expect(mail!.text).toMatch(/The maintenance “Power <i>” is starting in 4\d minutes\./);
    expect(mail!.html).toContain('Shop(DOWN)');
    expect(mail!.html).toContain('New <strong>racks</strong>');
    expect(`${mail!.html}${mail!.text}`).not.toContain('Canary');
    const [event] = await subscriptions.api.query<{ id: number }>('SELECT id FROM maintenances_events');
    expect(mail!.text).toContain(`http://localhost:3000/maintenances/${event!.id}`);
    await subscriptions.empty();
    await subscriptions.subscriber('ada@b.test');
    await subscriptions.setting('globalMaintenanceNotificationSettings', { event_types: { reminder: false } });
    await plan('Untold');
    await run();
    expect(await states()).toEqual([]);
    await subscriptions.setting('globalMaintenanceNotificationSettings', {});
    await plan('Off');
    await subscriptions.tellAll();
    await subscriptions.write(`UPDATE maintenances SET status = 'INACTIVE'`);
    await subscriptions.send();
    expect((await states()).map(({ state }) => state)).toEqual(['suppressed']);
    expect(subscriptions.sink.mails).toEqual([]);
  });

  it('OBX-03 five thousand are written down in steps', async () => {
    await subscriptions.write(
      `INSERT INTO subscriber_users (email, status) SELECT n || '@b.test', 'ACTIVE' FROM generate_series(1, 5000) n`,
    );
    await subscriptions.write(
      `INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) SELECT id, 'email', email FROM subscriber_users`,
    );
    await subscriptions.write(
      `INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type) SELECT subscriber_user_id, id, 'incidents' FROM subscriber_methods`,
    );
    await incident([shop]);
    await subscriptions.tellAll();
    const [told] = await subscriptions.api.query<{ rows: number; people: number; steps: number }>(
      `SELECT count(*)::int AS rows, count(DISTINCT recipient_key)::int AS people, count(DISTINCT xmin::text)::int AS steps FROM deliveries`,
    );
    expect(told).toEqual({ rows: 5_000, people: 5_000, steps: 10 });
    const [event] = await subscriptions.api.query<{ state: string; last: boolean }>(
      `SELECT state, (cursor->'steps'->>'subscribers')::int = (SELECT max(id) FROM subscriber_methods) AS last FROM outbox WHERE topic = 'incident.commented'`,
    );
    expect(event).toEqual({ state: 'done', last: true });
  });
});
