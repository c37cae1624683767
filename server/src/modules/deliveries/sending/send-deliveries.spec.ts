import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveriesBench } from '../../../../test/deliveries-bench.js';
import { ProviderSink } from '../../../../test/provider-sink.js';
import { ClaimDeliveries } from './claim-deliveries.service.js';
import { AttemptDelivery } from './attempt-delivery.service.js';

let bench: DeliveriesBench;
let sink: ProviderSink;

beforeAll(async () => {
  [bench, sink] = await Promise.all([DeliveriesBench.start(), ProviderSink.start()]);
});
afterAll(async () => {
  await bench.close();
  await sink.close();
});

const toSink = (path = '/hook'): void => {
  bench.source.make = ({ id, recipientKey }) => ({
    endpoint: { type: 'http', channel: 'webhook', url: `${sink.url}${path}/${recipientKey}` },
    message: { type: 'http', body: JSON.stringify({ id }), contentType: 'application/json' },
  });
};
const paths = (): string[] => sink.requests.map(({ path }) => path);

afterEach(async () => {
  await bench.empty();
  sink.requests.length = 0;
  sink.effects.clear();
  sink.answer = () => ({ status: 200, body: '{"ok":true}' });
  const { breakers } = bench.app.get<AttemptDelivery>(AttemptDelivery);
  for (const key of ['email', 'webhook:trigger:1', 'webhook:trigger:2']) breakers.leave(key, { kind: 'delivered' });
});

describe('a message', () => {
  it('is sent once, and what became of it is written down', async () => {
    toSink();
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.send();
    const [row] = await bench.rows();
    expect(row).toMatchObject({ state: 'delivered', attempts: 1, last_error: null, sent: { text: `{"id":${row!.id}}` } });
    expect(await bench.query('SELECT status_code, excerpt, error FROM delivery_attempts')).toEqual([
      { status_code: 200, excerpt: '{"ok":true}', error: null },
    ]);
    await bench.send();
    expect(sink.requests).toHaveLength(1);
  });

  it('is not written twice, however often its event is told', async () => {
    const eventId = await bench.event();
    const rows = ['trigger:1', 'trigger:2'].map((recipientKey) => ({ channel: 'webhook' as const, eventId, recipientKey }));
    expect([await bench.add(...rows), await bench.add(...rows)]).toEqual([2, 0]);
  });

  it('OBX-03 is looked at again when it is sent, and left out with the reason', async () => {
    bench.source.make = () => ({ reason: 'The trigger is inactive.' });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'suppressed', attempts: 0, reason: 'The trigger is inactive.' }]);
    expect(await bench.query('SELECT 1 FROM delivery_attempts')).toEqual([]);
  });

  it('that was left out at fan-out is written down with its reason and never sent', async () => {
    await bench.add({
      channel: 'webhook',
      eventId: await bench.event(),
      recipientKey: 'trigger:1',
      state: 'suppressed',
      reason: 'No consent.',
    });
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'suppressed', reason: 'No consent.' }]);
    expect(bench.source.prepared).toEqual([]);
  });

  it('is not sent after it expired', async () => {
    toSink();
    const expiresAt = new Date(Date.now() - 1000);
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1', expiresAt });
    await bench.app.get<ClaimDeliveries>(ClaimDeliveries).tidy();
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'suppressed', reason: 'It expired before it could be sent.' }]);
    expect(sink.requests).toEqual([]);
  });

  it('that cannot be prepared is tried again', async () => {
    bench.source.make = () => {
      throw new Error('the monitor is locked');
    };
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'retrying', attempts: 1 }]);
  });

  it('is prepared together with others where its room can, and alone when that fails', async () => {
    toSink();
    const together: number[] = [];
    bench.source.prepareMany = (deliveries) => {
      together.push(deliveries.length);
      if (together.length > 1) return Promise.reject(new Error('one of them is poison'));
      return Promise.resolve(
        deliveries.map((each) => (each.recipientKey === 'trigger:2' ? { reason: 'Not this one.' } : bench.source.make(each))),
      );
    };
    const add = async (...keys: string[]): Promise<void> => {
      const eventId = await bench.event();
      await bench.add(...keys.map((recipientKey) => ({ channel: 'webhook' as const, eventId, recipientKey })));
      await bench.send();
    };
    await add('trigger:1', 'trigger:2', 'trigger:3');
    expect(together).toEqual([3]);
    expect(bench.source.prepared).toEqual([]);
    expect((await bench.rows()).map(({ state, reason }) => [state, reason])).toEqual([
      ['delivered', null],
      ['suppressed', 'Not this one.'],
      ['delivered', null],
    ]);
    await add('trigger:4', 'trigger:5');
    expect(bench.source.prepared).toHaveLength(2);
    expect(paths().sort()).toEqual([1, 3, 4, 5].map((n) => `/hook/trigger:${n}`));
  });

  it('of a kind that nobody here knows is left to a newer build', async () => {
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.query(`UPDATE deliveries SET kind = 'digest'`);
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });
});

describe('OBX-05 a receiver', () => {
  it('that fails is asked three times within seconds, then ever more rarely', async () => {
    toSink();
    sink.answer = () => ({ status: 503, body: 'busy' });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt++) {
      await bench.skipPauses();
      await bench.send();
      const [row] = await bench.rows();
      expect(row).toMatchObject({ state: 'retrying', attempts: attempt, last_error: 'busy' });
      pauses.push(row!.pause_s);
    }
    for (const [index, expected] of [5, 10, 120, 600].entries()) {
      expect(pauses[index]!).toBeGreaterThan(expected * 0.85);
      expect(pauses[index]!).toBeLessThan(expected * 1.15);
    }
  });

  it('that fails for 72 hours is given up', async () => {
    toSink();
    sink.answer = () => ({ status: 503 });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.query(`UPDATE deliveries SET retry_since = app_now() - interval '72 hours', attempts = 70`);
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'dead', attempts: 71, last_error: 'status 503' }]);
  });

  it('that has been away for 72 hours takes with it what waits behind it', async () => {
    toSink();
    sink.answer = () => ({ status: 503, body: 'away' });
    for (let i = 0; i < 8; i++)
      await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1', aggregate: `alert:${i}:1` });
    await bench.query(`UPDATE deliveries SET retry_since = app_now() - interval '73 hours'`);
    const claims = bench.app.get<ClaimDeliveries>(ClaimDeliveries);
    expect(await claims.giveUp('webhook', 'trigger:2', 'away')).toBe(0);
    expect(await claims.giveUp('webhook', 'trigger:1', 'away')).toBe(8);
    expect(await bench.rows()).toMatchObject(
      Array.from({ length: 8 }, () => ({ state: 'dead', last_error: 'away', reason: 'The receiver could not be reached for 72 hours.' })),
    );
  });

  it('that asks for patience gets it', async () => {
    toSink();
    sink.answer = () => ({ status: 429, headers: { 'retry-after': '240' } });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    await bench.send();
    const [row] = await bench.rows();
    expect(row!.pause_s).toBeGreaterThan(235);
  });

  it.each([401, 404])('that answers %d is asked to the end of the quick phase, and no more', async (status) => {
    toSink();
    sink.answer = () => ({ status });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    for (let attempt = 1; attempt <= 4; attempt++) {
      await bench.skipPauses();
      await bench.send();
    }
    expect(await bench.rows()).toMatchObject([{ state: 'dead', attempts: 3 }]);
    expect(sink.requests).toHaveLength(3);
    expect(bench.source.switchedOff).toEqual([]);
  });

  it('that answers 410 is switched off by the room it belongs to', async () => {
    toSink();
    sink.answer = () => ({ status: 410 });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    for (let attempt = 1; attempt <= 3; attempt++) {
      await bench.skipPauses();
      await bench.send();
    }
    expect(await bench.rows()).toMatchObject([{ state: 'dead' }]);
    expect(bench.source.switchedOff).toEqual(['trigger:1']);
  });
});

describe('OBX-06 order', () => {
  it('is kept for one recipient and thing: what ended does not overtake what began', async () => {
    toSink();
    sink.answer = () => ({ status: 503 });
    const [began, ended] = [await bench.event(), await bench.event()];
    await bench.add({ channel: 'webhook', eventId: ended, recipientKey: 'trigger:1' });
    await bench.add({ channel: 'webhook', eventId: began, recipientKey: 'trigger:1' });
    await bench.send();
    expect(bench.source.prepared.map(({ eventId }) => eventId)).toEqual([began]);
    sink.answer = () => ({ status: 200 });
    await bench.skipPauses();
    await bench.send();
    expect(bench.source.prepared.map(({ eventId }) => eventId)).toEqual([began, began, ended]);
  });

  it('waits for an earlier fact about the same thing that is still being told', async () => {
    toSink();
    const began = await bench.event({ aggregateId: 'alert:9' });
    const ended = await bench.event({ aggregateId: 'alert:9' });
    await bench.add({ channel: 'webhook', eventId: ended, recipientKey: 'trigger:1' });
    await bench.send();
    expect(sink.requests).toEqual([]);
    await bench.query(`UPDATE outbox SET state = 'done' WHERE id = $1`, [began]);
    await bench.send();
    expect(sink.requests).toHaveLength(1);
  });

  it('of different things is nobody’s concern: one that is stuck holds up no other', async () => {
    toSink();
    sink.answer = ({ body }) => ({ status: body.includes('"id"') && paths().length === 1 ? 503 : 200 });
    const eventId = await bench.event();
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:1', aggregate: 'alert:1:1' });
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1', aggregate: 'alert:2:1' });
    await bench.send();
    expect((await bench.rows()).map(({ state }) => state).sort()).toEqual(['delivered', 'retrying']);
  });

  it('puts urgent messages before many others', async () => {
    toSink();
    const eventId = await bench.event();
    const many = Array.from({ length: 60 }, (_, i) => ({
      channel: 'webhook' as const,
      eventId,
      recipientKey: `method:${i}`,
      kind: 'subscription' as const,
    }));
    await bench.add(...many);
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'user:1', kind: 'account' });
    await bench.send();
    expect(bench.source.prepared[0]).toMatchObject({ kind: 'account' });
    expect(bench.source.prepared).toHaveLength(61);
  });

  it('leaves a receiver that keeps failing in peace, and the others are not held up', async () => {
    toSink();
    sink.answer = ({ path }) => (path.endsWith('trigger:1') ? { status: 500 } : { status: 200 });
    for (let i = 0; i < 8; i++)
      await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1', aggregate: `alert:${i}:1` });
    await bench.send();
    const tried = sink.requests.length;
    expect(tried).toBeGreaterThanOrEqual(5);
    await bench.skipPauses();
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:2' });
    await bench.send();
    expect(paths().slice(tried)).toEqual(['/hook/trigger:2']);
  });
});

describe('a sender that was killed', () => {
  it('FLT-02 leaves what it had to others, who send it under the same id', async () => {
    toSink();
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    const lost = await bench.app.get<ClaimDeliveries>(ClaimDeliveries).claim('webhook', 10, [], 4);
    expect(lost).toHaveLength(1);
    await bench.send();
    expect(sink.requests).toEqual([]);
    await bench.query(`UPDATE deliveries SET lease_until = app_now() - interval '1 second'`);
    await bench.app.get<ClaimDeliveries>(ClaimDeliveries).tidy();
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    expect(sink.effects.size).toBe(1);
    expect(await bench.query('SELECT error FROM delivery_attempts ORDER BY id')).toEqual([
      { error: 'The process ended before the answer was known.' },
      { error: null },
    ]);
  });

  it('says nothing about a delivery that somebody else has by now', async () => {
    toSink();
    await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
    let steal = true;
    sink.answer = () => ({ status: 200, slowMs: 50 });
    bench.source.make = ((make) => (delivery) => {
      if (steal) void bench.query(`UPDATE deliveries SET lease_token = gen_random_uuid()`);
      steal = false;
      return make(delivery);
    })(bench.source.make);
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'sending' }]);
  });

  it('eight claiming at once never take a row twice', async () => {
    const eventId = await bench.event();
    await bench.add(...Array.from({ length: 200 }, (_, i) => ({ channel: 'webhook' as const, eventId, recipientKey: `method:${i}` })));
    const claims = bench.app.get<ClaimDeliveries>(ClaimDeliveries);
    const taken: number[] = [];
    const worker = async (): Promise<void> => {
      for (let round = 0; round < 40; round++) taken.push(...(await claims.claim('webhook', 8, [], 8)).map(({ id }) => id));
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(taken).toHaveLength(200);
    expect(new Set(taken).size).toBe(200);
  });
});

describe('a hold', () => {
  it('keeps a message back until its time', async () => {
    toSink();
    await bench.add({
      channel: 'webhook',
      eventId: await bench.event(),
      recipientKey: 'trigger:1',
      holdUntil: new Date(Date.now() + 60_000),
    });
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'held' }]);
    await bench.skipPauses();
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'delivered' }]);
  });

  it('ends with an undo: nothing is sent, and a fan-out that goes on adds nothing', async () => {
    toSink();
    const eventId = await bench.event({ holdUntil: Math.floor(Date.now() / 1000) + 60 });
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:1', holdUntil: new Date(Date.now() + 60_000) });
    const manager = bench.app.sources.get('worker').manager;
    expect(await bench.deliveries.cancel(manager, eventId, 'Taken back.')).toEqual({ isEventChanged: true, count: 1 });
    expect(await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:2' })).toBe(0);
    await bench.skipPauses();
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'cancelled', reason: 'Taken back.' }]);
    expect(sink.requests).toEqual([]);
  });

  it('can be ended at once', async () => {
    toSink();
    const eventId = await bench.event({ holdUntil: Math.floor(Date.now() / 1000) + 60 });
    await bench.add({ channel: 'webhook', eventId, recipientKey: 'trigger:1', holdUntil: new Date(Date.now() + 60_000) });
    const manager = bench.app.sources.get('worker').manager;
    expect(await bench.deliveries.sendNow(manager, eventId)).toEqual({ isEventChanged: true, count: 1 });
    await bench.send();
    expect(await bench.rows()).toMatchObject([{ state: 'delivered' }]);
  });
});
