import { createECDH, createPublicKey, verify } from 'node:crypto';
import { aMonitor, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EndpointSubscriptions } from '../../../../test/endpoint-subscriptions.js';
import type { SinkAnswer } from '../../../../test/provider-sink.js';
import { readPush } from '../../../../test/push-reader.js';
import { verifiedWebhook } from '../../../../test/standard-webhook.js';

const HOOK = 'https://hooks.acme.test/services/clarion-token-0001';
const URLS = {
  webhook: HOOK,
  slack: 'https://hooks.slack.com/services/T01/B01/aBcDeFgHiJkL',
  discord: 'https://discord.com/api/webhooks/12/token-token-token',
  teams: 'https://acme.webhook.office.com/webhookb2/1',
} as const;
const PUSH = 'https://push.acme.test/send/subscription-0001';

let api: EndpointSubscriptions;
beforeAll(async () => {
  api = await EndpointSubscriptions.start();
});
afterAll(async () => api.close());
beforeEach(async () => api.empty());

const browser = createECDH('prime256v1');
const p256dh = browser.generateKeys('base64url');
const auth = Buffer.alloc(16, 9);
const subscription = (endpoint = PUSH) => ({ endpoint, expirationTime: null, keys: { p256dh, auth: auth.toString('base64url') } });

describe('A6 an address that takes a test message is subscribed', () => {
  it('webhook: signed, with a secret that is shown once', async () => {
    const { status, body } = await api.connect('webhook', HOOK, { incidents: true });
    expect([status, body]).toEqual([
      200,
      {
        ...{ success: true, token: expect.any(String), secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) },
        manage_url: expect.stringMatching(/^http:\/\/localhost:3000\/subscribe\/manage\/\d+-manage-[0-9a-f]{32}$/),
        test: { status: 200, ms: expect.any(Number), answer: 'ok' },
      },
    ]);
    const [asked, ...others] = api.hosts.sink.requests;
    expect([asked!.path, others]).toEqual(['/services/clarion-token-0001', []]);
    expect(await verifiedWebhook(asked!, body.secret!)).toEqual({
      ...{ type: 'test', title: 'Updates of Clarion arrive here', text: expect.stringMatching(/^This is a test message\./) },
      ...{ url: 'http://localhost:3000/', page: { name: 'Clarion', url: 'http://localhost:3000/' }, at: expect.any(String) },
    });
    const [method] = await api.methods();
    expect(method).toMatchObject({ method_type: 'webhook', method_value: 'hooks.acme.test/…0001', failures: 0, paused_at: null });
    // Nothing that is stored or logged opens the address.
    const stored = await api.subscriptions.api.query<{ text: string }>(
      `SELECT m::text AS text FROM subscriber_methods m UNION ALL SELECT a::text FROM audit_log a`,
    );
    expect(stored.filter(({ text }) => text.includes('clarion-token') || text.includes(body.secret!))).toEqual([]);
    const { body: preferences } = await api.act('getPreferences', { token: body.token });
    expect(preferences).toMatchObject({ email: '', subscriptions: { incidents: true, maintenances: false } });
  });

  it.each(['slack', 'discord', 'teams'] as const)('%s: a post in the words of the provider, and no secret', async (channel) => {
    const { status, body } = await api.connect(channel, URLS[channel]);
    expect([status, body.secret]).toEqual([200, undefined]);
    expect(api.hosts.sink.requests[0]!.body).toContain('Updates of Clarion arrive here');
    expect((await api.methods())[0]).toMatchObject({ method_type: channel, secret: null });
    // Who says nothing gets everything.
    expect((await api.act('getPreferences', { token: body.token })).body).toMatchObject({
      subscriptions: { incidents: true, maintenances: true },
    });
  });

  it('push: a notification that this browser alone reads, from whom it was told (RFC 8292)', async () => {
    const { key } = (await api.act('pushKey')).body as unknown as { key: string };
    api.hosts.sink.answer = () => ({ status: 201 });
    const { status, body } = await api.act('connectPush', { subscription: subscription() });
    expect([status, body.token, body.manage_url]).toEqual([200, expect.any(String), expect.any(String)]);
    const [asked] = api.hosts.sink.requests;
    expect(JSON.parse(readPush(asked!.bytes, browser, auth))).toMatchObject({ title: 'Updates of Clarion arrive here', tag: 'test' });
    const [, token = '', k] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(asked!.headers.authorization!)!;
    expect(k).toBe(key);
    const [header, payload, signature] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature!, 'base64url'))).toBe(true);
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    expect(claims).toEqual({ aud: 'https://push.acme.test', exp: expect.any(Number), sub: 'http://localhost:3000' });
    expect(claims.exp - Date.now() / 1_000).toBeLessThan(86_400);
    // Made once, and sealed.
    expect((await api.act('pushKey')).body).toEqual({ key });
    const [kept] = await api.subscriptions.api.query<{ key: string }>('SELECT push_private_key AS key FROM instance');
    expect(kept!.key).toMatch(/^v1\.[0-9a-f]{8}\./);
  });
});

it('C5 is narrowed to what readers see; an address is not asked for anything else', async () => {
  const db = api.subscriptions.db;
  const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
  await aPage(db, { pagePath: 'eu' }, [shop] as never);
  const refused = await api.connect('webhook', HOOK, { scopes: [{ type: 'monitor', monitor_tag: 'canary' }] });
  expect([refused.status, api.hosts.dialled]).toEqual([400, []]);
  const scopes = [{ type: 'monitor', monitor_tag: 'shop' }];
  const { token } = (await api.connect('webhook', HOOK, { incidents: true, scopes, time_zone: 'Europe/Berlin' })).body;
  expect((await api.act('getPreferences', { token })).body).toMatchObject({
    ...{ channel: 'webhook', address: 'hooks.acme.test/…0001', scopes, time_zone: 'Europe/Berlin', status: 'active' },
    subscriptions: { incidents: true, maintenances: false },
  });
});

describe('the same address again', () => {
  it('gets the new choices and no second subscription, its secret stays, and the answers are alike', async () => {
    const first = await api.connect('webhook', HOOK, { incidents: true });
    const again = await api.connect('webhook', ` ${HOOK}#top`, { incidents: false, maintenances: true });
    expect([again.status, again.body.secret]).toEqual([200, undefined]);
    expect({ ...again.body, token: '', test: {} }).toEqual({ success: true, token: '', manage_url: first.body.manage_url, test: {} });
    expect(await verifiedWebhook(api.hosts.sink.requests[1]!, first.body.secret!)).toMatchObject({ type: 'test' });
    expect(await api.methods()).toHaveLength(1);
    expect((await api.act('getPreferences', { token: first.body.token })).body).toMatchObject({
      subscriptions: { incidents: false, maintenances: true },
    });
  });

  it('twice at once is one subscription', async () => {
    const both = await Promise.all([api.connect('webhook', HOOK), api.connect('webhook', HOOK)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.filter(({ body }) => body.secret !== undefined)).toHaveLength(1);
    expect(await api.methods()).toHaveLength(1);
    expect(await api.subscriptions.api.query('SELECT * FROM subscriber_users')).toHaveLength(1);
  });

  it('ends a pause', async () => {
    await api.connect('slack', URLS.slack);
    await api.subscriptions.write(`UPDATE subscriber_methods SET paused_at = now(), pause_reason = 'x', failures = 7`);
    await api.connect('slack', URLS.slack);
    expect(await api.methods()).toMatchObject([{ paused_at: null, pause_reason: null, failures: 0 }]);
  });
});

describe('what does not take the test message is not kept', () => {
  it.each<[string, SinkAnswer, object]>([
    ['404', { status: 404, body: 'no_service' }, { status: 404, answer: 'no_service' }],
    ['410', { status: 410 }, { status: 410 }],
    ['429', { status: 429, headers: { 'retry-after': '5' } }, { status: 429 }],
    ['500', { status: 500, body: 'x'.repeat(9_000) }, { status: 500, answer: 'x'.repeat(1_024) }],
    ['a redirect inside', { status: 302, headers: { location: 'http://169.254.169.254/' } }, { status: 302 }],
    ['half a body', { cuts: true }, { status: 0 }],
    ['nothing', { hangs: true }, { status: 0, answer: 'no complete answer in time' }],
  ])('%s', async (_name, answer, expected) => {
    api.hosts.patienceMs = 400;
    api.hosts.sink.answer = () => answer;
    const { status, body } = await api.connect('webhook', HOOK);
    expect([status, body]).toEqual([400, { message: expect.stringMatching(/^The test message/), test: expect.objectContaining(expected) }]);
    expect(JSON.stringify(body)).not.toContain('clarion-token');
    expect([await api.methods(), api.hosts.dialled]).toEqual([[], ['8.8.4.4']]);
  });

  it.each([
    ['http://hooks.acme.test/x', /https/],
    ['https://127.0.0.1/x', /address not allowed/],
    ['https://[::1]/x', /address not allowed/],
    ['https://10.1.2.3:8443/x', /address not allowed/],
    ['https://2852039166/latest', /address not allowed/],
    ['https://metadata.google.internal/', /address not allowed/],
    ['https://hooks.acme.test:25/', /port not allowed/],
    ['https://inside.acme.test/x', /address not allowed/],
    ['https://both.acme.test/x', /address not allowed/],
    ['https://hooks.gone.test/x', /name does not exist/],
  ])('SEC-20 %s is not dialled', async (url, message) => {
    api.hosts.names.set('inside.acme.test', () => ['192.168.1.1']).set('both.acme.test', () => ['8.8.4.4', '127.0.0.1']);
    const { status, body } = await api.connect('webhook', url);
    expect([status, body.message]).toEqual([400, expect.stringMatching(message)]);
    expect([await api.methods(), api.hosts.dialled, api.hosts.sink.requests]).toEqual([[], [], []]);
  });

  it.each([
    ['slack', HOOK, /Slack/],
    ['discord', URLS.slack, /Discord/],
    ['teams', 'https://logic.azure.com.acme.test/x', /Teams/],
    ['email', HOOK, /channel must be one of/],
    ['push', HOOK, /channel must be one of/],
    ['pagerduty', HOOK, /channel must be one of/],
  ])('%s is not reached at %s', async (channel, url, message) => {
    const { status, body } = await api.connect(channel, url);
    expect([status, body.message, api.hosts.dialled]).toEqual([400, expect.stringMatching(message), []]);
  });

  it('wants a browser’s keys, and an address of its push service that may be dialled', async () => {
    for (const sent of [null, { ...subscription(), keys: {} }, subscription('http://push.acme.test/'), subscription('https://10.0.0.1/')])
      expect((await api.act('connectPush', { subscription: sent })).status).toBe(400);
    expect([await api.methods(), api.hosts.dialled]).toEqual([[], []]);
  });
});

describe('what a site does not offer', () => {
  it('is refused per channel, also where mail is not offered', async () => {
    await api.offer({ webhook: { incidents: true } });
    expect((await api.connect('slack', URLS.slack)).status).toBe(400);
    expect((await api.act('pushKey')).status).toBe(400);
    expect((await api.act('connectPush', { subscription: subscription() })).status).toBe(400);
    // What is not offered is left out, and nothing at all is no subscription.
    expect((await api.connect('webhook', HOOK, { maintenances: true })).status).toBe(400);
    await api.offer({ emails: {}, webhook: { incidents: true } });
    const { status, body } = await api.connect('webhook', HOOK, { incidents: true, maintenances: true });
    expect(status).toBe(200);
    const types = await api.subscriptions.api.query(`SELECT event_type FROM user_subscriptions WHERE status = 'ACTIVE'`);
    expect(types).toEqual([{ event_type: 'incidents' }]);
    await api.subscriptions.setting('subscriptionsSettings', { enable: false, methods: { webhook: { incidents: true } } });
    expect((await api.act('test', { token: body.token })).status).toBe(400);
  });
});

describe('with the token', () => {
  it('a test says what the address says now, and a pause ends when it takes messages again', async () => {
    const { token } = (await api.connect('discord', URLS.discord)).body;
    await api.subscriptions.write(`UPDATE subscriber_methods SET paused_at = now(), pause_reason = 'x', failures = 5`);
    api.hosts.sink.answer = () => ({ status: 503, body: 'later' });
    expect((await api.act('test', { token })).body).toEqual({
      success: false,
      test: { status: 503, ms: expect.any(Number), answer: 'later' },
    });
    const refused = await api.act('resume', { token });
    expect([refused.status, refused.body]).toMatchObject([400, { test: { status: 503, answer: 'later' } }]);
    expect(await api.methods()).toMatchObject([{ pause_reason: 'x' }]);
    api.hosts.sink.answer = () => ({ status: 204 });
    expect((await api.act('resume', { token })).body).toMatchObject({ success: true, test: { status: 204 } });
    expect(await api.methods()).toMatchObject([{ paused_at: null, pause_reason: null, failures: 0 }]);
  });

  it('of somebody else, of another maker, or of nobody, nothing is sent', async () => {
    const { token } = (await api.connect('webhook', HOOK)).body;
    const { token: other } = (await api.connect('slack', URLS.slack)).body;
    api.hosts.reset();
    const [header, payload, signature] = token.split('.');
    const forged = [undefined, '', 7, 'a.b.c', `${header}.${payload}.`, `${header}.${other.split('.')[1]}.${signature}`];
    for (const each of forged) for (const action of ['test', 'resume']) expect((await api.act(action, { token: each })).status).toBe(401);
    await api.act('deleteSubscription', { token });
    expect((await api.act('test', { token })).status).toBe(401);
    expect(api.hosts.sink.requests).toEqual([]);
  });

  it('of mail: no test, and a pause ends without one', async () => {
    await api.subscriptions.act({ action: 'login', email: 'ada@b.test' });
    await api.subscriptions.send();
    const { token } = (await api.act('verify', { email: 'ada@b.test', code: api.subscriptions.code() })).body;
    expect((await api.act('test', { token })).status).toBe(400);
    await api.subscriptions.write(`UPDATE subscriber_methods SET paused_at = now()`);
    expect((await api.act('resume', { token })).body).toEqual({ success: true });
    expect(await api.methods()).toMatchObject([{ paused_at: null }]);
  });
});

it('SEC-67 neither one visitor nor one host is helped to a flood', async () => {
  const statuses = async (times: number, url: (n: number) => string): Promise<number[]> => {
    const all: number[] = [];
    for (let n = 0; n < times; n += 1) all.push((await api.connect('webhook', url(n))).status);
    return all;
  };
  expect(await statuses(6, () => HOOK)).toEqual([200, 200, 200, 200, 200, 429]);
  await api.subscriptions.api.query('TRUNCATE rate_limits');
  expect((await statuses(21, (n) => `https://h${n}.acme.test/`)).indexOf(429)).toBe(20);
});
