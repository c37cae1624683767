import type { ChannelName } from '@clarion/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveriesBench } from '../../../../test/deliveries-bench.js';
import { ProviderSink } from '../../../../test/provider-sink.js';
import { AttemptDelivery } from './attempt-delivery.service.js';
import { GatherDeliveries } from './gather-deliveries.service.js';

let bench: DeliveriesBench;
let sink: ProviderSink;
beforeAll(async () => {
  [bench, sink] = await Promise.all([DeliveriesBench.start(), ProviderSink.start()]);
  bench.source.lineOf = ({ payload }) => Promise.resolve(payload['n'] === 5 ? null : `State ${String(payload['n'])}`);
});
afterAll(async () => {
  await bench.close();
  await sink.close();
});
beforeEach(() => {
  bench.source.make = ({ payload, channel }) => ({
    endpoint: {
      type: 'http',
      channel: channel === 'pagerduty' ? 'pagerduty' : 'webhook',
      url: `${sink.url}/hook`,
      keys: { routing_key: 'key' },
    },
    message: {
      ...{ type: 'note', title: `State ${String(payload['n'])}`, text: 'Now', url: 'https://a.test', linkText: 'Look' },
      ...{ state: 'info', severity: 'info', source: 'Acme', at: 1_800_000_000 },
    },
  });
});
afterEach(async () => {
  await bench.empty();
  sink.requests.length = 0;
  sink.answer = () => ({ status: 200 });
  bench.app.get<AttemptDelivery>(AttemptDelivery).breakers.leave('webhook:trigger:1', { kind: 'delivered' });
});

let n = 0;
/** One more state of the same thing, told to the same recipient. */
const tell = async (channel: ChannelName = 'webhook'): Promise<void> => {
  n += 1;
  await bench.add({ channel, eventId: await bench.event(), recipientKey: 'trigger:1', payload: { n } });
  await bench.send();
};
/** The first three go out, the others are kept back. */
const flap = async (times: number, channel: ChannelName = 'webhook'): Promise<void> => {
  n = 0;
  for (let i = 0; i < times; i++) await tell(channel);
};
const afterTheWindow = async (): Promise<void> => {
  await bench.query(`UPDATE deliveries SET delivered_at = delivered_at - interval '10 minutes'`);
  await bench.skipPauses();
  await bench.send();
};
const heard = (): { title: string; message: string }[] =>
  sink.requests.map(({ body }) => JSON.parse(body) as { title: string; message: string });
const log = async () =>
  bench.query<{ id: number; state: string; digest_id: number | null; reason: string | null; attempts: number }>(
    `SELECT id, state, digest_id, reason, attempts FROM deliveries ORDER BY id`,
  );

describe('more than three messages about one thing within ten minutes', () => {
  it('come as one when the window ends: the newest leads, the others follow with their times', async () => {
    await flap(7);
    expect(heard().map(({ title }) => title)).toEqual(['State 1', 'State 2', 'State 3']);
    const [, , , kept] = await bench.rows();
    expect(kept).toMatchObject({ state: 'pending', attempts: 0 });
    expect(kept!.pause_s).toBeGreaterThan(590);
    expect(kept!.pause_s).toBeLessThanOrEqual(600);
    await afterTheWindow();
    expect(heard()).toHaveLength(4);
    const { title, message } = heard().at(-1)!;
    expect(title).toBe('State 7');
    // The fifth says nothing any more.
    expect(message).toMatch(/^Now\n\nMuch happened .*\n\d\d:\d\d UTC State 6\n\d\d:\d\d UTC State 4$/);
    const rows = await log();
    const lead = rows[6]!.id;
    const reason = `Much happened within a few minutes: it is part of message ${lead}.`;
    expect(rows.slice(3)).toMatchObject([
      ...Array.from({ length: 3 }, () => ({ state: 'suppressed', digest_id: lead, reason, attempts: 0 })),
      { state: 'delivered', digest_id: lead, reason: null, attempts: 1 },
    ]);
  });

  it('are no concern of paging services, which must hear of every end', async () => {
    await flap(6, 'pagerduty');
    expect(sink.requests).toHaveLength(6);
  });

  it('go out by themselves when nothing newer came', async () => {
    await flap(4);
    await afterTheWindow();
    expect(heard().at(-1)).toMatchObject({ title: 'State 4', message: 'Now' });
  });

  it('stay one message under one id when the receiver was away', async () => {
    await flap(6);
    sink.answer = () => ({ status: 503 });
    await afterTheWindow();
    sink.answer = () => ({ status: 200 });
    await tell();
    await bench.skipPauses();
    await bench.send();
    const [failed, repeated] = sink.requests.slice(3);
    expect(repeated!.headers['webhook-id']).toBe(failed!.headers['webhook-id']);
    expect(repeated!.body).toBe(failed!.body);
    expect((await log()).slice(3).map(({ state }) => state)).toEqual(['suppressed', 'suppressed', 'delivered', 'delivered']);
  });

  it('never swallow the last state that still holds', async () => {
    await flap(6);
    const { make } = bench.source;
    bench.source.make = (delivery) => (delivery.payload['n'] === 6 ? { reason: 'It was deleted.' } : make(delivery));
    await afterTheWindow();
    await bench.send();
    expect(heard().map(({ title }) => title)).toEqual(['State 1', 'State 2', 'State 3', 'State 5']);
    expect(heard().at(-1)!.message).toMatch(/UTC State 4$/);
    expect((await log()).slice(3)).toMatchObject([
      { state: 'suppressed' },
      { state: 'delivered' },
      { state: 'suppressed', reason: 'It was deleted.' },
    ]);
  });

  it('outlive a digest that is taken back in the last moment', async () => {
    await flap(6);
    const [fourth, fifth, sixth] = (await log()).slice(3).map(({ id }) => id);
    await bench.query(`UPDATE deliveries SET state = 'suppressed', digest_id = $1 WHERE id = ANY ($2)`, [sixth, [fourth, fifth]]);
    await bench.query(`UPDATE deliveries SET state = 'cancelled', digest_id = id WHERE id = $1`, [sixth]);
    await bench.app.get<GatherDeliveries>(GatherDeliveries).tidy();
    await afterTheWindow();
    expect(heard().at(-1)).toMatchObject({ title: 'State 5' });
    expect(heard().at(-1)!.message).toMatch(/UTC State 4$/);
  });

  it('are not gathered into what was taken back', async () => {
    await flap(5);
    await bench.query(`UPDATE deliveries SET state = 'cancelled' WHERE payload ->> 'n' = '5'`);
    await afterTheWindow();
    expect(heard().at(-1)).toMatchObject({ title: 'State 4', message: 'Now' });
  });
});
