import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { createServer as createTcpServer, Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@clarion/testing';
import { aProbed, closedPort, type Loopback, loopback, NO_DEADLINE, Servers } from '../../../../../test/loopback.js';
import { type Clock } from '../../../../platform/database/clock.js';
import { type ProbeOutcome } from '../probe.js';
import { SslProbe } from './ssl.probe.js';

const fixture = (name: string): string => readFileSync(new URL(`../../../../../test/fixtures/${name}.pem`, import.meta.url), 'utf8');
const VALID = { cert: fixture('self-signed.cert'), key: fixture('self-signed.key') };
const EXPIRED = { cert: fixture('expired.cert'), key: fixture('expired.key') };
const HOUR = 3_600;
const END = Date.parse(new X509Certificate(VALID.cert).validTo) / 1_000;
const START = Date.parse(new X509Certificate(VALID.cert).validFrom) / 1_000;
/** A month before the certificate ends. */
const EARLY = END - 720 * HOUR;

const servers = new Servers();
afterEach(async () => servers.close());

const serving = async (options: TlsOptions): Promise<number> => servers.listen(createServer(options));

interface Setting {
  now?: number;
  way?: Loopback;
  deadline?: AbortSignal;
}

async function run(
  typeData: Record<string, unknown>,
  { now = EARLY, way = loopback({ 'shop.test': ['127.0.0.1'] }), deadline = NO_DEADLINE }: Setting = {},
): Promise<ProbeOutcome> {
  return new SslProbe(way.policy, way.dialer, new FixedClock(now) as unknown as Clock).run(aProbed('SSL', typeData), deadline);
}

describe('SSL checks (monitors §6.5)', () => {
  it.each([
    [168.01, 'UP', null],
    [168, 'DEGRADED', 'the certificate expires in 7 days'],
    [24, 'DOWN', 'the certificate expires in 24 hours'],
    [-1, 'DOWN', 'the certificate expired 1 hour ago'],
  ])('judges a certificate with %p hours left as %s', async (hours, status, errorMessage) => {
    const port = await serving(VALID);
    const { verdict } = await run({ host: 'shop.test', port: String(port) }, { now: END - hours * HOUR });
    expect(verdict).toMatchObject({ status, type: 'REALTIME', errorMessage });
    expect(verdict?.latencyMs).toBeGreaterThan(0);
  });

  it('goes by the limits of the monitor', async () => {
    const port = await serving(VALID);
    const typeData = { host: '127.0.0.1', port: String(port), degradedRemainingHours: 1_000, downRemainingHours: 800 };
    expect((await run(typeData)).verdict).toMatchObject({ status: 'DOWN' });
    expect((await run({ ...typeData, downRemainingHours: 700 })).verdict).toMatchObject({ status: 'DEGRADED' });
  });

  it('reads the date of a certificate that nobody trusts, and tells', async () => {
    const port = await serving(EXPIRED);
    const { verdict, detail } = await run({ host: '127.0.0.1', port: String(port) });
    expect(verdict).toMatchObject({
      status: 'DOWN',
      type: 'REALTIME',
      errorMessage: expect.stringMatching(/^the certificate expired \d+ days ago$/),
    });
    expect(detail?.explanation).toContain('of expired.test is valid from 2020-01-01 00:00 to 2020-01-08 00:00 UTC');
    expect(detail?.explanation).toContain('browsers would not trust it');
  });

  it('is DOWN for a certificate that is not valid yet', async () => {
    const port = await serving(VALID);
    expect((await run({ host: '127.0.0.1', port: String(port) }, { now: START - 5 * HOUR })).verdict).toMatchObject({
      status: 'DOWN',
      errorMessage: 'the certificate becomes valid in 5 hours',
    });
  });

  it('says how long each step took, and explains', async () => {
    const port = await serving(VALID);
    const { detail, verdict } = await run({ host: 'shop.test', port: String(port) });
    expect(detail).toMatchObject({
      explanation: expect.stringMatching(
        /^UP: the certificate of shop\.test is valid from .+ UTC; degraded at 168 hours, down at 24\. Note: /,
      ),
      timings: { dnsMs: expect.any(Number), connectMs: expect.any(Number), tlsMs: verdict?.latencyMs, firstByteMs: null },
      address: '127.0.0.1',
      http: null,
    });
  });

  it('asks servers that refuse to speak HTTP', async () => {
    const port = await serving({ ...VALID, ALPNProtocols: ['imap'] });
    expect((await run({ host: '127.0.0.1', port: String(port) })).verdict).toMatchObject({ status: 'UP' });
  });

  it.each<[string, () => Promise<number>, unknown]>([
    ['nobody listens', async () => closedPort(createTcpServer()), 'connection refused'],
    [
      'the other side hangs up',
      async () => servers.listen(createTcpServer((socket) => socket.destroy())),
      expect.stringContaining('TLS handshake'),
    ],
    [
      'there is no TLS',
      async () => servers.listen(createTcpServer((socket) => socket.end('220 mail.test ESMTP\r\n'))),
      'TLS handshake failed',
    ],
  ])('is an error without latency when %s', async (_, open, errorMessage) => {
    const { verdict } = await run({ host: '127.0.0.1', port: String(await open()) });
    expect(verdict).toEqual({ status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage });
  });

  it('is a timeout when the handshake never ends, or the connection never comes about', async () => {
    const port = await servers.listen(createTcpServer());
    const shaking = await run({ host: '127.0.0.1', port: String(port) }, { deadline: AbortSignal.timeout(60) });
    expect(shaking.detail).toMatchObject({ address: '127.0.0.1', timings: { connectMs: expect.any(Number), tlsMs: null } });
    expect(shaking.verdict).toMatchObject({
      status: 'DOWN',
      type: 'TIMEOUT',
      errorMessage: 'TLS handshake timed out',
    });
    const way = loopback({}, () => new Socket());
    expect((await run({ host: '127.0.0.1' }, { way, deadline: AbortSignal.timeout(60) })).verdict).toMatchObject({
      type: 'TIMEOUT',
      errorMessage: 'connection timed out',
    });
  });

  it.each([
    [{}, 'the monitor has no host yet'],
    [{ host: '169.254.169.254' }, 'address not allowed'],
    [{ host: 'nobody.test' }, 'the name does not exist'],
    [{ host: 'shop.test/path' }, 'this is not a host name or address'],
  ])('turns %j into a sample that says what is wrong', async (typeData, errorMessage) => {
    expect((await run(typeData)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage });
  });
});
