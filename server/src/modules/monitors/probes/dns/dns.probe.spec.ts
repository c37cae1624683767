import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Answer, encode } from 'dns-packet';
import { aProbed, closedPort, loopback, NO_DEADLINE } from '../../../../../test/loopback.js';
import { type DnsAnswering, NameServer } from '../../../../../test/name-server.js';
import { SystemNameServers } from '../../../../platform/egress/name-resolver.js';
import { type ProbeOutcome } from '../probe.js';
import { DnsClient } from './dns-client.js';
import { DnsProbe } from './dns.probe.js';

const fixture = (name: string): string => readFileSync(new URL(`../../../../../test/fixtures/${name}.pem`, import.meta.url), 'utf8');
const TLS = { cert: fixture('self-signed.cert'), key: fixture('self-signed.key') };

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
  const probe = new DnsProbe(new DnsClient(policy, dialer), new SystemNameServers([`127.0.0.1:${server.port}`]), places);
  return probe.run(aProbed('DNS', { host: 'shop.test', values: ['192.0.2.1'], ...typeData }), setting.deadline ?? NO_DEADLINE);
}
const GIVEN = { nameServer: '127.0.0.1' };

describe('DNS checks of a given server (monitors §6.4)', () => {
  it('is UP when an expected value is among the records', async () => {
    const server = await start(() => ({ answers: [address('192.0.2.2'), address('192.0.2.1')] }));
    const { verdict, detail } = await run(server, GIVEN);
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null });
    expect(verdict?.latencyMs).toBeGreaterThan(0);
    expect(detail).toMatchObject({ explanation: 'UP: 127.0.0.1 says A is 192.0.2.2, 192.0.2.1', http: null });
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
