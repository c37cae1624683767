import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DeliveriesBench } from '../../../../test/deliveries-bench.js';
import { ProviderSink } from '../../../../test/provider-sink.js';
import { Log } from '../../../platform/logging/log.js';
import { DoctorService } from './doctor.service.js';

let bench: DeliveriesBench;
let sink: ProviderSink;
let doctor: DoctorService;
beforeAll(async () => {
  [bench, sink] = await Promise.all([DeliveriesBench.start(), ProviderSink.start()]);
  doctor = new DoctorService(bench.app.sources, Log.create('silent'));
  bench.source.make = () => ({
    endpoint: { type: 'http', channel: 'webhook', url: sink.url },
    message: { type: 'http', body: '{}', contentType: 'application/json' },
  });
});
afterAll(async () => {
  await bench.close();
  await sink.close();
});
beforeEach(async () => {
  await bench.empty();
  await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
  await bench.query(`UPDATE outbox SET state = 'done'`);
});

const found = async (): Promise<string[]> => (await doctor.examine()).map(({ invariant }) => invariant);

it('finds nothing about messages that wait, were sent, or fail', async () => {
  expect(await found()).toEqual([]);
  await bench.send();
  expect(await found()).toEqual([]);
  await bench.add({ channel: 'webhook', eventId: await bench.event(), recipientKey: 'trigger:1' });
  await bench.query(`UPDATE outbox SET state = 'done'`);
  sink.answer = () => ({ status: 500 });
  await bench.send();
  sink.answer = () => ({ status: 200 });
  expect(await found()).toEqual([]);
});

it.each([
  ['INV-20', `UPDATE deliveries SET state = 'delivered'`],
  ['INV-08', `UPDATE deliveries SET expires_at = app_now() - interval '3 minutes'`],
  ['INV-08', `UPDATE deliveries SET next_attempt_at = app_now() - interval '20 minutes'`],
  ['INV-08', `UPDATE deliveries SET state = 'retrying', attempts = 9, retry_since = app_now() - interval '76 hours'`],
  ['INV-08', `UPDATE deliveries SET state = 'sending'`],
  ['INV-08', `UPDATE deliveries SET state = 'sending', lease_token = gen_random_uuid(), lease_until = app_now() - interval '3 minutes'`],
])('%s finds %s', async (invariant, sql) => {
  await bench.query(sql);
  expect(await found()).toEqual([invariant]);
});
