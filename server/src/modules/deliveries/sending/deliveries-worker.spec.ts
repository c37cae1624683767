import { afterEach, describe, expect, it } from '@jest/globals';
import { aUser, type FreshDatabase, freshDatabase } from '@clarion/testing';
import { DeliveriesBench } from '../../../../test/deliveries-bench.js';
import { WORKERS } from '../../../../test/queue-suite.js';
import { SmtpSink } from '../../../../test/smtp-sink.js';
import { until } from '../../../../test/until.js';
import { Log } from '../../../platform/logging/log.js';
import { DoctorService } from '../../system/doctor/doctor.service.js';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function sinkOf(): Promise<SmtpSink> {
  const sink = await SmtpSink.start();
  ends.push(() => sink.close());
  return sink;
}

/** A worker that sends by itself. Pauses are short. */
async function workerOn(sink: SmtpSink, database: FreshDatabase, more: Record<string, string> = {}): Promise<DeliveriesBench> {
  const env = { ROLES: 'web,worker', OUTBOX_POLL_MS: '50', TEST_RETRY_SPEED: '100', ...sink.env(), ...more };
  const bench = await DeliveriesBench.start({ env, providers: WORKERS, databaseUrl: database.url });
  bench.source.make = ({ recipientKey, id }) => ({
    endpoint: { type: 'mail', to: `${recipientKey.replace(':', '-')}@example.test` },
    message: { type: 'mail', subject: `Message ${id}`, html: '<p>Hello</p>', text: 'Hello' },
  });
  return bench;
}

async function databaseOf(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  ends.push(() => database.drop());
  return database;
}

const many = (eventId: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    channel: 'email' as const,
    kind: 'subscription' as const,
    eventId,
    recipientKey: `method:${i}`,
  }));
const states = async (bench: DeliveriesBench): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await bench.query<{ state: string; n: number }>('SELECT state, count(*)::int AS n FROM deliveries GROUP BY state')).map(
      ({ state, n }) => [state, n],
    ),
  );
const findings = (bench: DeliveriesBench) => new DoctorService(bench.app.sources, Log.create('silent')).examine();

describe('a worker', () => {
  it('sends as soon as something is written, each mail once', async () => {
    const [sink, database] = [await sinkOf(), await databaseOf()];
    const bench = await workerOn(sink, database);
    ends.push(() => bench.close());
    await bench.add(...many(await bench.event(), 300));
    await until('all are sent', async () => (await states(bench))['delivered'] === 300);
    expect([sink.count, sink.effects.size, new Set(sink.recipients).size]).toEqual([300, 300, 300]);
    expect(await findings(bench)).toEqual([]);
  });

  it('FLT-25 goes on when the mail server is back, and has lost nothing', async () => {
    const [sink, database] = [await sinkOf(), await databaseOf()];
    const bench = await workerOn(sink, database);
    ends.push(() => bench.close());
    sink.refuse = { connect: 421 };
    await bench.add(...many(await bench.event(), 40));
    await until('the breaker is open', async () => ((await states(bench))['retrying'] ?? 0) >= 5);
    sink.refuse = {};
    await bench.query(`UPDATE deliveries SET next_attempt_at = app_now() WHERE state = 'retrying'`);
    await until('all are sent', async () => (await states(bench))['delivered'] === 40);
    expect(sink.effects.size).toBe(40);
  });

  it('REL-04 ended in the middle leaves the rest to the next one: at least once, under the same id', async () => {
    const [sink, database] = [await sinkOf(), await databaseOf()];
    sink.slowMs = 30;
    const first = await workerOn(sink, database, { SHUTDOWN_DRAIN_MS: '0' });
    await first.add(...many(await first.event(), 100));
    await until('some are on their way', () => sink.count >= 20);
    await first.close();
    const second = await workerOn(sink, database);
    ends.push(() => second.close());
    // What the first one had when it ended is free when its leases are over.
    await second.query(`UPDATE deliveries SET lease_until = app_now() WHERE state = 'sending'`);
    await until('all are sent', async () => (await states(second))['delivered'] === 100);
    expect(sink.effects.size).toBe(100);
    expect(sink.count).toBeLessThanOrEqual(100 + 48);
    expect(await findings(second)).toEqual([]);
  });

  it('FLT-02 that vanished after the receiver’s yes is followed by one that says the same again', async () => {
    const [sink, database] = [await sinkOf(), await databaseOf()];
    const first = await workerOn(sink, database, { FAILPOINTS: 'delivery.after_send:throw' });
    await first.add(...many(await first.event(), 3));
    await until('all are with the receiver', () => sink.effects.size === 3);
    expect(await states(first)).toEqual({ sending: 3 });
    await first.close();
    const second = await workerOn(sink, database);
    ends.push(() => second.close());
    await second.query(`UPDATE deliveries SET lease_until = app_now() WHERE state = 'sending'`);
    await until('all are written down', async () => (await states(second))['delivered'] === 3);
    expect([sink.count, sink.effects.size]).toEqual([6, 3]);
    expect(await findings(second)).toEqual([]);
  });

  it('tells the owner that mails were given up: once, however many they are', async () => {
    const [sink, database] = [await sinkOf(), await databaseOf()];
    const bench = await workerOn(sink, database);
    ends.push(() => bench.close());
    await aUser(bench.app.sources.get('upkeep'), { email: 'ada@example.test', isOwner: true });
    sink.refuse = { rcpt: 550 };
    sink.refusedAddress = /^method/;
    // Of a chat that a reader named they hear nothing.
    await bench.add({ channel: 'slack', kind: 'subscription', eventId: await bench.event(), recipientKey: 'method:99' });
    await until('it is given up', async () => (await states(bench))['dead'] === 1);
    await bench.add(...many(await bench.event(), 5));
    await until('they are given up', async () => (await states(bench))['dead'] === 6);
    await until('the owner is told', () => sink.mails.length > 0);
    expect(sink.recipients).toEqual(['ada@example.test']);
    expect(sink.mails.at(-1)).toMatchObject({ subject: 'Messages could not be delivered (email)' });
    expect(sink.mails.at(-1)!.text).toMatch(/^(5 messages|One message)/);
    expect(await bench.query(`SELECT 1 FROM deliveries WHERE kind = 'notice'`)).toHaveLength(1);
  });
});
