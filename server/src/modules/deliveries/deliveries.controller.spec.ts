import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveriesBench } from '../../../test/deliveries-bench.js';
import { ProviderSink } from '../../../test/provider-sink.js';
import { DeliveryLog } from './delivery-log.service.js';

const ALERTS = { authorization: 'Bearer key:alerts.read,alerts.write' };
const LOOKER = { authorization: 'Bearer key:alerts.read' };
const SUBSCRIBERS = { authorization: 'Bearer key:subscribers.read,subscribers.write' };
const EDITOR = { authorization: 'Bearer key:incidents.write' };
const NOBODY = { authorization: 'Bearer key:monitors.read' };

let bench: DeliveriesBench;
let sink: ProviderSink;
beforeAll(async () => {
  [bench, sink] = await Promise.all([DeliveriesBench.start(), ProviderSink.start()]);
  bench.source.make = ({ recipientKey }) => ({
    endpoint: { type: 'http', channel: 'webhook', url: `${sink.url}/${recipientKey}`, keys: { token: 'verysecret' } },
    message: { type: 'http', body: `{"key":"verysecret","to":"${recipientKey}"}`, contentType: 'application/json' },
  });
});
afterAll(async () => {
  await bench.close();
  await sink.close();
});
afterEach(async () => {
  await bench.empty();
  sink.requests.length = 0;
  sink.answer = () => ({ status: 200 });
});

const get = (path: string, headers: Record<string, string> = ALERTS) => bench.app.request().get(`/api/v4/deliveries${path}`).set(headers);
const post = (path: string, body: object = {}, headers: Record<string, string> = ALERTS) =>
  bench.app.request().post(`/api/v4/deliveries${path}`).set(headers).send(body);
const audited = async (): Promise<string[]> =>
  (await bench.query<{ body: string }>('SELECT body FROM audit_log')).map(
    ({ body }) => ((typeof body === 'string' ? JSON.parse(body) : body) as { action: string }).action,
  );

describe('the delivery log', () => {
  it('lists messages page by page, the newest first, by what is asked for', async () => {
    const eventId = await bench.event();
    await bench.add(...[1, 2, 3].map((n) => ({ channel: 'webhook' as const, eventId, recipientKey: `trigger:${n}` })));
    await bench.add({ channel: 'email', eventId, recipientKey: 'trigger:21', state: 'suppressed', reason: 'It is off.' });
    const first = await get('?limit=3').expect(200);
    const body = first.body as { deliveries: { recipient: string }[]; next_cursor: number };
    expect(body.deliveries.map(({ recipient }) => recipient)).toEqual(['trigger:21', 'trigger:3', 'trigger:2']);
    const second = (await get(`?limit=3&cursor=${body.next_cursor}`)).body as typeof body;
    expect([second.deliveries.map(({ recipient }) => recipient), second.next_cursor]).toEqual([['trigger:1'], null]);
    const count = async (query: string): Promise<number> => ((await get(query).expect(200)).body as typeof body).deliveries.length;
    // A whole recipient means that one alone, and not those whose numbers begin like it.
    const queries = [
      '?state=suppressed',
      '?channel=webhook',
      '?recipient=ER:2',
      '?recipient=trigger:2',
      `?event_id=${eventId}`,
      '?kind=notice',
    ];
    expect(await Promise.all(queries.map(count))).toEqual([1, 3, 2, 1, 4, 0]);
    expect((await get('?state=suppressed')).body).toMatchObject({
      deliveries: [{ kind: 'alert', channel: 'email', topic: 'mail.requested', reason: 'It is off.', next_attempt_at: null }],
    });
  });

  it('lists what one subscriber was sent, at every address', async () => {
    const eventId = await bench.event();
    const [userId, methodId] = await bench.app.sources.get('upkeep').transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.actor', 'spec', true), set_config('app.request', 'spec', true)`);
      const users = `INSERT INTO subscriber_users (email, status) VALUES ('ana@example.test', 'ACTIVE') RETURNING id`;
      const [user] = await tx.query<[{ id: number }]>(users);
      const methods = `INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) VALUES ($1, 'email', 'ana@example.test') RETURNING id`;
      const [method] = await tx.query<[{ id: number }]>(methods, [user.id]);
      return [user.id, method.id];
    });
    const keys = [`method:${methodId}`, `method:${methodId}0`, `user:${userId}`];
    await bench.add(...keys.map((recipientKey) => ({ channel: 'email' as const, eventId, recipientKey })));
    const { body } = await get(`?subscriber_id=${userId}`).expect(200);
    expect((body as { deliveries: { recipient: string }[] }).deliveries.map(({ recipient }) => recipient)).toEqual([keys[0]]);
  });

  it('shows what was sent and what the provider said, without secrets', async () => {
    sink.answer = () => ({ status: 400, body: 'verysecret is wrong' });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.send();
    const [row] = await bench.rows();
    const { body } = await get(`/${row!.id}`).expect(200);
    expect(body).toMatchObject({
      delivery: { state: 'retrying', attempts: 1, error: '••• is wrong' },
      sent: { subject: null, text: '{"key":"•••","to":"trigger:1"}' },
      attempts: [{ status: 400, answer: '••• is wrong' }],
    });
  });

  it('keeps nothing of a message that carries a code', async () => {
    const { make } = bench.source;
    bench.source.make = (delivery) => ({ ...make(delivery), isPrivate: true }) as ReturnType<typeof make>;
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'user:1' });
    await bench.send();
    bench.source.make = make;
    const [row] = await bench.rows();
    expect((await get(`/${row!.id}`).expect(200)).body).toMatchObject({ delivery: { state: 'delivered' }, sent: null });
  });

  it('counts what waits and what was given up', async () => {
    const eventId = await bench.event();
    await bench.add(...[1, 2, 3].map((n) => ({ channel: 'webhook' as const, eventId, recipientKey: `trigger:${n}` })));
    await bench.query(`UPDATE deliveries SET state = 'dead' WHERE recipient_key = 'trigger:3'`);
    await bench.query(`UPDATE deliveries SET next_attempt_at = app_now() - interval '90 seconds' WHERE recipient_key = 'trigger:1'`);
    const { body } = await get('/summary').expect(200);
    expect(body).toMatchObject({ open: 2, held: 0, dead: 1, is_mail_configured: false });
    expect((body as { oldest_due_seconds: number }).oldest_due_seconds).toBeGreaterThanOrEqual(90);
  });

  it('is forgotten after 90 days, but for what is still open', async () => {
    const eventId = await bench.event();
    await bench.add(...[1, 2, 3].map((n) => ({ channel: 'webhook' as const, eventId, recipientKey: `trigger:${n}` })));
    await bench.query(`UPDATE deliveries SET state = 'dead' WHERE recipient_key <> 'trigger:3'`);
    await bench.query(`UPDATE deliveries SET created_at = app_now() - interval '91 days' WHERE recipient_key <> 'trigger:1'`);
    await bench.app.get<DeliveryLog>(DeliveryLog).forgetOld();
    expect((await bench.rows()).map((row) => row.recipient_key)).toEqual(['trigger:1', 'trigger:3']);
  });

  it('shows everybody what they may look at', async () => {
    const eventId = await bench.event();
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:1' });
    await bench.add({ channel: 'email', eventId, recipientKey: 'method:1', kind: 'subscription' });
    const [alert, mail] = await bench.rows();
    expect((await get('', SUBSCRIBERS).expect(200)).body).toMatchObject({ deliveries: [{ id: mail!.id }] });
    await get(`/${alert!.id}`, SUBSCRIBERS).expect(404);
    await get('', NOBODY).expect(403);
    await get('/summary', NOBODY).expect(403);
    await post(`/${mail!.id}/resend`, {}, ALERTS).expect(404);
    await post(`/${alert!.id}/resend`, {}, LOOKER).expect(403);
    await post('/resend', { event_id: eventId }, LOOKER).expect(403);
    await bench.app.request().get('/api/v4/deliveries').expect(401);
  });

  it.each(['/0', '/x', '/999999'])('knows no delivery %s', async (path) => {
    await get(path).expect(404);
  });

  it.each(['?state=lost', '?limit=0', '?limit=201', '?cursor=x', '?event_id=-1'])('refuses %s', async (query) => {
    await get(query).expect(400);
  });
});

describe('sending again', () => {
  it('takes the same message under the same id, and says who asked', async () => {
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.send();
    const [row] = await bench.rows();
    const { body } = await post(`/${row!.id}/resend`).expect(200);
    expect(body).toMatchObject({ delivery: { id: row!.id, state: 'pending', attempts: 0 } });
    await bench.send();
    expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(sink.requests).toHaveLength(2);
    expect(await audited()).toContain('delivery.resend');
  });

  it('is refused while it is on its way, and after it expired', async () => {
    const eventId = await bench.event();
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:1' });
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:2', expiresAt: new Date(Date.now() - 1000) });
    await bench.query(`UPDATE deliveries SET state = 'dead' WHERE recipient_key = 'trigger:2'`);
    for (const { id } of await bench.rows()) await post(`/${id}/resend`).expect(409);
  });

  it('goes to those alone who did not get it', async () => {
    const eventId = await bench.event();
    await bench.add(...[1, 2, 3].map((n) => ({ channel: 'webhook' as const, eventId, recipientKey: `trigger:${n}` })));
    await bench.send();
    await bench.query(`UPDATE deliveries SET state = 'dead' WHERE recipient_key <> 'trigger:1'`);
    sink.requests.length = 0;
    expect((await post('/resend', { event_id: eventId, failed_only: true }).expect(200)).body).toEqual({ event_id: eventId, count: 2 });
    await bench.send();
    expect(sink.requests.map(({ path }) => path).sort()).toEqual(['/trigger:2', '/trigger:3']);
    await post('/resend', { event_id: eventId, failed_only: false }).expect(400);
  });
});

describe('a hold', () => {
  const held = async (): Promise<number> => {
    const eventId = await bench.event({ holdUntil: Math.floor(Date.now() / 1000) + 60 });
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:1', holdUntil: new Date(Date.now() + 60_000) });
    return eventId;
  };

  it('is undone by whoever may publish', async () => {
    const eventId = await held();
    await post(`/hold/${eventId}/undo`, {}, ALERTS).expect(403);
    expect((await post(`/hold/${eventId}/undo`, {}, EDITOR).expect(200)).body).toEqual({
      event_id: eventId,
      is_event_changed: true,
      count: 1,
      ...{ is_retracted: false, draft_id: null, reason: null, hold_until: null },
    });
    expect(await bench.rows()).toMatchObject([{ state: 'cancelled', reason: 'Taken back by spec key.' }]);
    expect((await post(`/hold/${eventId}/undo`, {}, EDITOR).expect(200)).body).toMatchObject({ is_event_changed: false, count: 0 });
    expect(await audited()).toContain('delivery.undo');
    await post('/hold/999999/undo', {}, EDITOR).expect(404);
  });

  it('is ended at once', async () => {
    const eventId = await held();
    expect((await post(`/hold/${eventId}/send-now`, {}, EDITOR).expect(200)).body).toMatchObject({ is_event_changed: true, count: 1 });
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'delivered' }]);
  });
});

describe('a test send', () => {
  it('shows the answer, and leaves nothing behind', async () => {
    sink.answer = () => ({ status: 418, body: 'I am verysecret teapot' });
    const outcome = await bench.deliveries.trySend(
      { type: 'http', channel: 'webhook', url: sink.url },
      { type: 'http', body: '{}', contentType: 'application/json' },
      { blot: ['verysecret'] },
    );
    expect(outcome).toEqual({ kind: 'permanent', status: 418, answer: 'I am ••• teapot' });
    expect(await bench.rows()).toEqual([]);
    expect(bench.deliveries.isMailConfigured()).toBe(false);
  });
});
