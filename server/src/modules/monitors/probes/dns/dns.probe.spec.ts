import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { type Answer, encode } from 'dns-packet';
import { aProbed, closedPort, loopback, NO_DEADLINE } from '../../../../../test/loopback.js';
import { type DnsAnswering, NameServer } from '../../../../../test/name-server.js';
import { SystemNameServers } from '../../../../platform/egress/name-resolver.js';
import { Lifecycle } from '../../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../../platform/logging/log.js';
import { Evaluations } from '../../evaluation/evaluations.service.js';
import { type ProbeOutcome } from '../probe.js';
import { DnsClient } from './dns-client.js';
import { DnsProbe } from './dns.probe.js';

const fixture = (name: string): string => readFileSync(new URL(`../../../../../test/fixtures/${name}.pem`, import.meta.url), 'utf8');
const TLS = { cert: fixture('self-signed.cert'), key: fixture('self-signed.key') };

const log = Log.create('silent');
const evaluations = new Evaluations(new Lifecycle(log), log);
afterAll(async () => evaluations.stop());

const opened: NameServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (server) => server.close()));
});
const start = async (answering: DnsAnswering, tls?: typeof TLS): Promise<NameServer> => {
  const server = await NameServer.start(answering, tls);
  opened.push(server);
  return server;
};

const address = (data: string, name = 'shop.test'): Answer => ({ type: 'A', name, data });
const nameServer = (data: string, name: string): Answer => ({ type: 'NS', name, data });
const alias = (data: string, name = 'shop.test'): Answer => ({ type: 'CNAME', name, data });

interface Setting {
  names?: Readonly<Record<string, readonly string[]>>;
  fallback?: readonly string[];
  deadline?: AbortSignal;
}

/** Runs a check that asks plain name servers on the port of `server`, which is also the machine's own resolver. */
async function run(server: { port: number }, typeData: Record<string, unknown>, setting: Setting = {}): Promise<ProbeOutcome> {
  const { policy, dialer } = loopback(setting.names);
  const places = { port: server.port, fallback: setting.fallback ?? [] };
  const probe = new DnsProbe(new DnsClient(policy, dialer), new SystemNameServers([`127.0.0.1:${server.port}`]), places, evaluations);
  return probe.run(aProbed('DNS', { host: 'shop.test', values: ['192.0.2.1'], ...typeData }), setting.deadline ?? NO_DEADLINE);
}
const GIVEN = { nameServer: '127.0.0.1' };

describe('DNS checks of a given server (monitors §6.4)', () => {
  it('is UP when an expected value is among the records', async () => {
    const server = await start(() => ({ answers: [address('192.0.2.2'), address('192.0.2.1')] }));
    const { verdict, detail } = await run(server, GIVEN);
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null });
    expect(verdict?.latencyMs).toBeGreaterThan(0);
    expect(detail).toMatchObject({
      explanation: 'UP: 127.0.0.1 says A is 192.0.2.2, 192.0.2.1',
      address: '127.0.0.1',
      timings: { dnsMs: verdict?.latencyMs, connectMs: null, tlsMs: null, totalMs: expect.any(Number) },
      http: null,
    });
    expect(server.asked.map(({ questions }) => questions?.[0])).toMatchObject([{ name: 'shop.test', type: 'A' }]);
  });

  it('is DOWN when they are others, or none, or there is no such name', async () => {
    let says: ReturnType<DnsAnswering> = { answers: [address('192.0.2.9')] };
    const server = await start(() => says);
    expect((await run(server, GIVEN)).verdict).toMatchObject({
      status: 'DOWN',
      type: 'REALTIME',
      errorMessage: 'missing 192.0.2.1; found 192.0.2.9',
    });
    says = { answers: [alias('elsewhere.test')] };
    expect((await run(server, GIVEN)).verdict).toMatchObject({ status: 'DOWN', type: 'REALTIME', errorMessage: 'no A records' });
    says = { rcode: 3 };
    expect((await run(server, GIVEN)).verdict).toMatchObject({ status: 'DOWN', type: 'REALTIME', errorMessage: 'the name does not exist' });
  });

  it('wants every value when the monitor says ALL', async () => {
    const server = await start(() => ({ answers: [address('192.0.2.1'), address('192.0.2.2')] }));
    const both = { ...GIVEN, matchType: 'ALL', values: ['192.0.2.2', '192.0.2.1'] };
    expect((await run(server, both)).verdict).toMatchObject({ status: 'UP' });
    expect((await run(server, { ...both, values: ['192.0.2.2', '192.0.2.3'] })).verdict).toMatchObject({
      status: 'DOWN',
      errorMessage: 'missing 192.0.2.3; found 192.0.2.1, 192.0.2.2',
    });
  });

  it('asks again over a connection when the answer does not fit a packet', async () => {
    const server = await start((_, overStream) => (overStream ? { answers: [address('192.0.2.1')] } : { isTruncated: true }));
    expect((await run(server, GIVEN)).verdict).toMatchObject({ status: 'UP' });
    expect(server.streamed).toBe(1);
  });

  it('sends a lost packet again', async () => {
    let calls = 0;
    const server = await start(() => (++calls === 1 ? null : { answers: [address('192.0.2.1')] }));
    expect((await run(server, GIVEN)).verdict).toMatchObject({ status: 'UP' });
  });

  it.each<[string, ReturnType<DnsAnswering>, string]>([
    ['it cannot say', { rcode: 2 }, '127.0.0.1: the name server answered SERVFAIL'],
    ['it will not say', { rcode: 5 }, '127.0.0.1: the name server answered REFUSED'],
  ])('is an error when %s', async (_, says, errorMessage) => {
    const server = await start(() => says);
    expect((await run(server, GIVEN)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
  });

  it.each<[string, (id: number) => Buffer, string]>([
    ['is cut off', (id) => Buffer.from([id >> 8, id & 255, 0x80, 0, 0, 1, 0, 9, 0]), 'the answer is not DNS'],
    [
      'is a question',
      (id) => encode({ type: 'query', id, questions: [{ type: 'A', name: 'shop.test' }] }),
      'the answer is to another question',
    ],
    [
      'is about another name',
      (id) => encode({ type: 'response', id, questions: [{ type: 'A', name: 'other.test' }], answers: [address('192.0.2.1')] }),
      'the answer is to another question',
    ],
  ])('is an error when the answer %s', async (_, answer, errorMessage) => {
    const server = await start((query) => answer(query.id ?? 0));
    expect((await run(server, GIVEN)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage: `127.0.0.1: ${errorMessage}` });
  });

  it('is an error when nobody listens, and a timeout when nobody answers', async () => {
    expect((await run({ port: await closedPort(createServer()) }, GIVEN)).verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      errorMessage: '127.0.0.1: connection refused',
    });
    const silent = await start(() => null);
    expect((await run(silent, GIVEN, { deadline: AbortSignal.timeout(60) })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'TIMEOUT',
      errorMessage: '127.0.0.1: no answer in time',
    });
  });

  it('is an error for a server that is never asked', async () => {
    expect((await run({ port: 53 }, { nameServer: '169.254.169.254' })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: '169.254.169.254: address not allowed',
    });
    expect((await run({ port: 53 }, { values: [] })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: 'the monitor expects no values yet',
    });
  });
});

describe('what a failed DNS check shows', () => {
  it('is where it asked, and how far it came', async () => {
    const names = { 'ns.test': ['127.0.0.1'] };
    const failing = await start(() => ({ rcode: 2 }), TLS);
    const overTls = { transport: 'TLS', nameServer: 'ns.test', tlsPort: failing.tlsPort, allowSelfSignedCert: true };
    expect((await run(failing, overTls, { names })).detail).toMatchObject({
      address: '127.0.0.1',
      timings: { dnsMs: null, connectMs: expect.any(Number), tlsMs: expect.any(Number), totalMs: expect.any(Number) },
    });
    expect((await run(failing, { ...overTls, allowSelfSignedCert: false }, { names })).detail).toMatchObject({
      address: '127.0.0.1',
      timings: { connectMs: expect.any(Number), tlsMs: null },
    });
    const silent = await start(() => null);
    expect((await run(silent, GIVEN, { deadline: AbortSignal.timeout(60) })).detail).toMatchObject({
      address: '127.0.0.1',
      timings: { dnsMs: null, connectMs: null, totalMs: expect.any(Number) },
    });
    expect((await run({ port: 53 }, { nameServer: '169.254.169.254' })).detail).toMatchObject({ address: null });
  });
});

describe('assertions on DNS answers', () => {
  const lasting = (data: string, ttl: number): Answer => ({ type: 'A', name: 'shop.test', data, ttl });
  const two = async (): Promise<NameServer> => start(() => ({ answers: [lasting('192.0.2.1', 300), lasting('192.0.2.2', 60)] }));

  it.each<[object, string, string | null]>([
    [{ kind: 'record', comparison: 'contains', value: '192.0.2.2' }, 'UP', null],
    [{ kind: 'record', comparison: 'not_contains', value: '192.0.2.2' }, 'DOWN', 'a record is “192.0.2.2”'],
    [{ kind: 'record', comparison: 'matches', value: '\\.2$' }, 'UP', null],
    [{ kind: 'record', comparison: 'matches', value: '^10\\.', severity: 'DEGRADED' }, 'DEGRADED', 'no record matches “^10\\.”'],
    [{ kind: 'count', at_least: 2, at_most: 2 }, 'UP', null],
    [{ kind: 'count', at_least: 3 }, 'DOWN', '2 records, fewer than 3'],
    [{ kind: 'ttl', at_least: 60 }, 'UP', null],
    [{ kind: 'ttl', at_least: 120, severity: 'DEGRADED' }, 'DEGRADED', 'a record has 60 seconds to live, fewer than 120'],
    [{ kind: 'response_time', below: 10_000 }, 'UP', null],
  ])('judge %j as %s', async (assertion, status, errorMessage) => {
    const { verdict } = await run(await two(), { ...GIVEN, assertions: [assertion] });
    expect(verdict).toMatchObject({ status, type: 'REALTIME', errorMessage });
  });

  it('come beside the expected values, and say what they saw', async () => {
    const assertions = [{ kind: 'count', at_most: 1, severity: 'DEGRADED' }];
    const { verdict, detail } = await run(await two(), { ...GIVEN, values: ['192.0.2.9'], assertions });
    expect(verdict).toMatchObject({
      status: 'DOWN',
      errorMessage: 'missing 192.0.2.9; found 192.0.2.1, 192.0.2.2; 2 records, more than 1',
    });
    expect(detail?.explanation).toBe(
      'DOWN: 127.0.0.1 says missing 192.0.2.9; found 192.0.2.1, 192.0.2.2; 1 of 1 assertion failed: 2 records, more than 1 (DEGRADED)',
    );
  });

  it('need no values beside them; records there must be then, unless they are counted', async () => {
    const alone = { ...GIVEN, values: null };
    const slow = [{ kind: 'response_time', below: 10_000 }];
    expect((await run(await two(), { ...alone, assertions: slow })).verdict).toMatchObject({ status: 'UP' });
    const empty = await start(() => ({ answers: [], isAuthoritative: true }));
    expect((await run(empty, { ...alone, assertions: slow })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'no A records' });
    const none = { ...alone, assertions: [{ kind: 'count', at_most: 0 }] };
    expect((await run(empty, none)).verdict).toMatchObject({ status: 'UP' });
    const unknown = await start(() => ({ rcode: 3 }));
    expect((await run(unknown, none)).verdict).toMatchObject({ status: 'UP' });
    expect((await run(unknown, { ...alone, assertions: slow })).verdict).toMatchObject({ errorMessage: 'the name does not exist' });
    expect((await run(await two(), none)).verdict).toMatchObject({ status: 'DOWN', errorMessage: '2 records, more than 0' });
  });

  it('compare values as the records read', async () => {
    const server = await start(() => ({
      answers: [{ type: 'MX', name: 'shop.test', data: { preference: 10, exchange: 'Mail.Shop.test' } }],
    }));
    const typeData = { ...GIVEN, lookupRecord: 'MX', values: null };
    const assertions = [{ kind: 'record', comparison: 'contains', value: '10 mail.shop.test.' }];
    expect((await run(server, { ...typeData, assertions })).verdict).toMatchObject({ status: 'UP' });
  });

  it('that nobody can read are an error', async () => {
    expect((await run({ port: 53 }, { ...GIVEN, assertions: [{ kind: 'banner' }] })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: 'assertion 1 cannot be used: kind must be one of record, count, ttl, response_time',
    });
  });
});

describe('DNS checks over TLS', () => {
  const overTls = (server: NameServer, more: object = {}): Record<string, unknown> => ({
    transport: 'TLS',
    nameServer: 'shop.test',
    tlsPort: server.tlsPort,
    allowSelfSignedCert: true,
    ...more,
  });
  const names = { 'shop.test': ['127.0.0.1'] };

  it('asks over TLS, with a server by name or by address', async () => {
    const server = await start(() => ({ answers: [address('192.0.2.1')] }), TLS);
    expect((await run(server, overTls(server), { names })).verdict).toMatchObject({ status: 'UP', type: 'REALTIME' });
    expect((await run(server, overTls(server, { nameServer: '127.0.0.1' }))).verdict).toMatchObject({ status: 'UP' });
    expect(server.streamed).toBe(2);
  });

  it('trusts nobody it does not have to', async () => {
    const server = await start(() => ({ answers: [address('192.0.2.1')] }), TLS);
    expect((await run(server, overTls(server, { allowSelfSignedCert: false }), { names })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      errorMessage: 'shop.test: self-signed certificate',
    });
  });

  it('is a timeout when the answer does not come, and an error when it is empty', async () => {
    const silent = await start(() => null, TLS);
    expect((await run(silent, overTls(silent), { names, deadline: AbortSignal.timeout(300) })).verdict).toMatchObject({ type: 'TIMEOUT' });
    const empty = await start(() => Buffer.alloc(0), TLS);
    expect((await run(empty, overTls(empty), { names })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: 'shop.test: the answer is not DNS',
    });
  });
});

describe('DNS checks without a server', () => {
  const names = { 'ns1.shop.test': ['127.0.0.1'], 'ns2.shop.test': ['127.0.0.1'] };

  /** The zone is shop.test; every server of the spec is this one. */
  const zone = (authority: (type: string, name: string) => ReturnType<DnsAnswering>): DnsAnswering => {
    return ({ questions: [question] = [] }) => {
      if (question?.type !== 'NS') return authority(question?.type ?? '', question?.name ?? '');
      const isZone = question.name === 'shop.test';
      return { answers: isZone ? [nameServer('ns2.shop.test', 'shop.test'), nameServer('ns1.shop.test', 'shop.test')] : [] };
    };
  };
  const asked = (server: NameServer): string[] =>
    server.asked.map(({ questions: [question] = [] }) => `${question?.type} ${question?.name}`);

  it('walks up to the servers of the zone and asks them', async () => {
    const server = await start(zone(() => ({ answers: [address('192.0.2.1', 'a.b.shop.test')], isAuthoritative: true })));
    const { verdict, detail } = await run(server, { host: 'a.b.shop.test' }, { names });
    expect(verdict).toMatchObject({ status: 'UP' });
    expect(detail?.explanation).toBe('UP: ns1.shop.test says A is 192.0.2.1');
    expect(asked(server)).toEqual(['NS a.b.shop.test', 'NS b.shop.test', 'NS shop.test', 'A a.b.shop.test']);
  });

  it('goes on to the next server when one fails', async () => {
    let calls = 0;
    const server = await start(zone(() => (++calls === 1 ? { rcode: 5 } : { answers: [address('192.0.2.1')], isAuthoritative: true })));
    expect((await run(server, {}, { names })).detail?.explanation).toBe('UP: ns2.shop.test says A is 192.0.2.1');
  });

  it('believes the servers of the zone when they know of nothing', async () => {
    const server = await start(zone(() => ({ rcode: 3, isAuthoritative: true })));
    expect((await run(server, {}, { names, fallback: ['127.0.0.1'] })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'REALTIME',
      errorMessage: 'the name does not exist',
    });
    expect(asked(server)).toEqual(['NS shop.test', 'A shop.test']);
  });

  it('asks a resolver when the zone knows an alias only', async () => {
    let calls = 0;
    const server = await start(
      zone(() =>
        ++calls <= 2
          ? { answers: [alias('cdn.test')], isAuthoritative: true }
          : { answers: [alias('cdn.test'), address('192.0.2.1', 'cdn.test')] },
      ),
    );
    expect((await run(server, {}, { names, fallback: ['127.0.0.1'] })).detail?.explanation).toBe('UP: 127.0.0.1 says A is 192.0.2.1');
  });

  it('asks a resolver when the zone has no servers, or none that may be asked', async () => {
    const server = await start(({ questions: [question] = [] }) =>
      question?.type === 'NS' ? { answers: [] } : { answers: [address('192.0.2.1')] },
    );
    expect((await run(server, {}, { fallback: ['127.0.0.1'] })).verdict).toMatchObject({ status: 'UP' });
    const forbidden = await start(zone(() => ({ answers: [address('192.0.2.1')] })));
    const inside = { 'ns1.shop.test': ['169.254.169.254'], 'ns2.shop.test': ['10.0.0.1', '169.254.169.254'] };
    expect((await run(forbidden, {}, { names: inside, fallback: ['127.0.0.1'] })).detail?.explanation).toBe(
      'UP: 127.0.0.1 says A is 192.0.2.1',
    );
    expect((await run(forbidden, {}, { names: inside })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      errorMessage: 'ns2.shop.test: address not allowed',
    });
  });

  it('is an error when there is nobody to ask', async () => {
    const server = await start(() => ({ rcode: 3 }));
    expect((await run(server, {})).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage: 'no name server could be asked' });
  });

  it('ends in time when the zone is silent', async () => {
    const server = await start(() => null);
    expect((await run(server, {}, { fallback: ['127.0.0.1'], deadline: AbortSignal.timeout(80) })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'TIMEOUT',
    });
  });
});
