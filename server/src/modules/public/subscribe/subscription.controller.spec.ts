import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../../test/subscriptions-api.js';

const ADA = 'ada@b.test';
let subscriptions: SubscriptionsApi;
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
});
afterAll(async () => subscriptions.close());
beforeEach(async () => subscriptions.empty());

/** The token of somebody who has shown the code. */
const signIn = async (email = ADA): Promise<string> => {
  await subscriptions.act({ action: 'login', email });
  await subscriptions.send();
  const { body } = await subscriptions.act({ action: 'verify', email, code: subscriptions.code() });
  return body.token as string;
};

describe('C2 dashboard-apis/subscription', () => {
  it('lets somebody in by a code, choose, and leave', async () => {
    const token = await signIn();
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    expect(claims).toMatchObject({
      ...{ subscriber_user_id: expect.any(Number), subscriber_method_id: expect.any(Number), email: ADA, type: 'subscriber' },
      ...{ aud: 'clarion:subscriber' },
    });
    expect(claims.exp - claims.iat).toBe(365 * 86_400);
    expect((await subscriptions.act({ action: 'getPreferences', token })).body).toEqual({
      ...{ success: true, email: ADA, subscriptions: { incidents: false, maintenances: false } },
      availableSubscriptions: { incidents: true, maintenances: true },
      ...{ channel: 'email', address: ADA, scopes: [], locale: null, time_zone: null, quiet_hours: null, status: 'active' },
      manage_url: expect.stringMatching(/^http:\/\/localhost:3000\/subscribe\/manage\/\d+-manage-[0-9a-f]{32}$/),
    });
    await subscriptions.offer({ incidents: true });
    const { status, body } = await subscriptions.act({ action: 'updatePreferences', token, incidents: true, maintenances: true });
    expect([status, body]).toEqual([200, { success: true }]);
    // What the site does not offer is left alone.
    expect((await subscriptions.act({ action: 'getPreferences', token })).body.subscriptions).toEqual({
      incidents: true,
      maintenances: false,
    });
    expect((await subscriptions.act({ action: 'deleteSubscription', token })).body).toEqual({ success: true });
    expect(await subscriptions.api.query('SELECT * FROM subscriber_users')).toEqual([]);
    expect((await subscriptions.act({ action: 'getPreferences', token })).status).toBe(401);
  });

  it('SEC-08 answers the same whether or not an address is known, and keeps no code', async () => {
    await signIn();
    const answers = [
      await subscriptions.act({ action: 'login', email: ADA }),
      await subscriptions.act({ action: 'login', email: 'bo@b.test' }),
    ];
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await subscriptions.send();
    const code = subscriptions.code();
    const stored = await subscriptions.api.query<{ text: string }>(
      `SELECT u::text AS text FROM subscriber_users u UNION ALL SELECT d::text FROM deliveries d UNION ALL SELECT o::text FROM outbox o`,
    );
    expect(stored.filter(({ text }) => new RegExp(`\\b${code}\\b`).test(text))).toEqual([]);
  });

  it('SEC-08 takes a code once, for five minutes, five times wrong at most, and as a text', async () => {
    const verify = async (code: unknown) => (await subscriptions.act({ action: 'verify', email: ADA, code })).status;
    const ask = async (): Promise<string> => {
      await subscriptions.api.query('TRUNCATE rate_limits');
      await subscriptions.act({ action: 'login', email: ADA });
      await subscriptions.send();
      return subscriptions.code();
    };
    expect(await verify('000000')).toBe(400);
    const first = await ask();
    expect([await verify(Number(first)), await verify(null), await verify(first), await verify(first)]).toEqual([400, 400, 200, 400]);
    const late = await ask();
    await subscriptions.write(`UPDATE subscriber_users SET verification_expires_at = app_now() - interval '1 second'`);
    expect(await verify(late)).toBe(400);
    const guessed = await ask();
    const wrong = guessed === '123456' ? '654321' : '123456';
    for (let attempt = 1; attempt <= 5; attempt += 1) expect(await verify(wrong)).toBe(400);
    expect(await verify(guessed)).toBe(400);
  });

  it('refuses what is no address, no action, no token of ours, or not offered', async () => {
    const token = await signIn();
    const [header, payload] = token.split('.');
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
    const statuses = [
      await subscriptions.act({ action: 'login', email: 'ada@b.test, bo@b.test' }),
      await subscriptions.act({ action: 'login', email: 'a@b.test\r\nBcc: c@b.test' }),
      await subscriptions.act({ action: 'dance' }),
      await subscriptions.act({ action: 'getPreferences', token: none }),
      await subscriptions.act({ action: 'getPreferences', token: `${header}.${payload}.AAAA` }),
      await subscriptions.act({ action: 'updatePreferences', incidents: true }),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400, 401, 401, 401]);
    expect(statuses.every(({ body }) => Object.keys(body).join() === 'message')).toBe(true);
    // It opens nothing else.
    expect((await subscriptions.api.get('monitors', { authorization: `Bearer ${token}` })).status).toBe(401);
    await subscriptions.offer({ incidents: false });
    expect((await subscriptions.act({ action: 'login', email: ADA })).status).toBe(400);
    await subscriptions.offer(null);
    expect((await subscriptions.act({ action: 'getPreferences', token })).status).toBe(400);
  });

  it('SEC-67 sends an address a few codes and no more', async () => {
    const statuses: number[] = [];
    for (let time = 1; time <= 6; time += 1) statuses.push((await subscriptions.act({ action: 'login', email: ADA })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
