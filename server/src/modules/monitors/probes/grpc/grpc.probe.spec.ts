import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type handleUnaryCall, Server, ServerCredentials, status } from '@grpc/grpc-js';
import { aProbed, closedPort, loopback, NO_DEADLINE, Servers } from '../../../../../test/loopback.js';
import { type ProbeOutcome } from '../probe.js';
import { GrpcProbe } from './grpc.probe.js';
import { readGrpcRequest } from './grpc-request.js';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../../../test/fixtures/${name}.pem`, import.meta.url));
const TLS = ServerCredentials.createSsl(null, [{ cert_chain: fixture('self-signed.cert'), private_key: fixture('self-signed.key') }]);

/** Names of the services of a health server, and the bytes of the answers; it was asked at `authorities`. */
class HealthServer {
  readonly authorities: string[] = [];
  private readonly server = new Server();
  private constructor(check: handleUnaryCall<Buffer, Buffer>, path: string) {
    this.server.addService(
      {
        check: {
          path,
          requestStream: false,
          responseStream: false,
          requestSerialize: (bytes: Buffer) => bytes,
          requestDeserialize: (bytes: Buffer) => bytes,
          responseSerialize: (bytes: Buffer) => bytes,
          responseDeserialize: (bytes: Buffer) => bytes,
        },
      },
      {
        check: ((call, callback) => {
          this.authorities.push(call.getHost());
          check(call, callback);
        }) as handleUnaryCall<Buffer, Buffer>,
      },
    );
  }

  static async start(
    check: handleUnaryCall<Buffer, Buffer>,
    credentials = ServerCredentials.createInsecure(),
    path = '/grpc.health.v1.Health/Check',
  ): Promise<{ health: HealthServer; port: number }> {
    const health = new HealthServer(check, path);
    opened.push(health);
    const port = await new Promise<number>((resolve, reject) => {
      health.server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
    });
    return { health, port };
  }

  close(): void {
    this.server.forceShutdown();
  }
}
const opened: HealthServer[] = [];
const servers = new Servers();
afterEach(async () => {
  for (const health of opened.splice(0)) health.close();
  await servers.close();
});

/** A server whose services have these statuses; the empty name is the server as a whole. */
const statuses =
  (of: Readonly<Record<string, number>>): handleUnaryCall<Buffer, Buffer> =>
  ({ request }, callback) => {
    const number = of[request.subarray(2).toString()];
    if (number === undefined) callback({ code: status.NOT_FOUND, details: 'unknown service' });
    else callback(null, number === 0 ? Buffer.alloc(0) : Buffer.from([0x08, number]));
  };

async function run(typeData: Record<string, unknown>, deadline = NO_DEADLINE): Promise<ProbeOutcome> {
  const { egress } = loopback({
    'shop.test': ['127.0.0.1'],
    'other.test': ['127.0.0.1'],
    'slow.test': [],
    'inside.test': ['10.0.0.1', 'fe80::1'],
  });
  return new GrpcProbe(egress).run(aProbed('GRPC', { host: '127.0.0.1', ...typeData }), deadline);
}

describe('GRPC checks (monitors §6.9)', () => {
  it.each([
    ['', 'UP', null, 'the server as a whole reports serving status SERVING'],
    ['shop', 'DOWN', 'serving status NOT_SERVING', 'the service shop reports serving status NOT_SERVING'],
    ['new', 'DEGRADED', 'serving status UNKNOWN', 'the service new reports serving status UNKNOWN'],
    ['gone', 'DEGRADED', 'serving status SERVICE_UNKNOWN', 'the service gone reports serving status SERVICE_UNKNOWN'],
  ])('judges the service “%s” as %s', async (service, verdict, errorMessage, explanation) => {
    const { port } = await HealthServer.start(statuses({ '': 1, shop: 2, new: 0, gone: 3 }));
    const outcome = await run({ port, service });
    expect(outcome.verdict).toMatchObject({ status: verdict, type: 'REALTIME', errorMessage });
    expect(outcome.verdict?.latencyMs).toBeGreaterThan(0);
    expect(outcome.detail).toMatchObject({
      explanation: `${verdict}: ${explanation}`,
      timings: { totalMs: expect.any(Number) },
      http: null,
    });
  });

  it('connects to the address that was checked, and says whom it means', async () => {
    const { health, port } = await HealthServer.start(statuses({ '': 1 }));
    const { verdict, detail } = await run({ host: 'shop.test', port });
    expect(verdict).toMatchObject({ status: 'UP' });
    expect(detail?.timings?.dnsMs).toEqual(expect.any(Number));
    expect(health.authorities).toEqual([`shop.test:${port}`]);
  });

  it('speaks TLS, and trusts nobody it does not have to', async () => {
    const { port } = await HealthServer.start(statuses({ '': 1 }), TLS);
    expect((await run({ host: 'shop.test', port, tls: true, insecure: true })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ host: '127.0.0.1', port, tls: true, insecure: true })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ host: 'other.test', port, tls: true })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      errorMessage: 'self-signed certificate',
    });
    expect((await run({ host: 'shop.test', port, insecure: true })).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR' });
  });

  it.each<[string, handleUnaryCall<Buffer, Buffer>, string]>([
    ['a service nobody knows', statuses({}), 'the server does not know the service shop'],
    ['a server that fails', (_, callback) => callback({ code: status.INTERNAL, details: 'out of order' }), 'INTERNAL: out of order'],
    [
      'an answer that is none',
      (_, callback) => callback(null, Buffer.from([0x0b])),
      'INTERNAL: Response message parsing error: unknown wire type',
    ],
    [
      'an answer without an end',
      (_, callback) => callback(null, Buffer.alloc(100_000)),
      'RESOURCE_EXHAUSTED: Received message larger than max (100000 vs 16384)',
    ],
  ])('is an error for %s', async (_, check, errorMessage) => {
    const { port } = await HealthServer.start(check);
    expect((await run({ port, service: 'shop' })).verdict).toEqual({ status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage });
  });

  it('is an error for a server that says nothing of itself', async () => {
    const { port } = await HealthServer.start(statuses({ shop: 1 }));
    expect((await run({ port })).verdict).toMatchObject({ errorMessage: 'the server says nothing of itself as a whole' });
  });

  it('is an error for a server without a health service', async () => {
    const { port } = await HealthServer.start(statuses({}), ServerCredentials.createInsecure(), '/shop.Orders/List');
    expect((await run({ port })).verdict).toMatchObject({ type: 'ERROR', errorMessage: 'the server has no health service' });
  });

  it.each<[string, () => Promise<number>, unknown]>([
    ['nobody listens', async () => closedPort(createServer()), 'connection refused'],
    ['the other side hangs up', async () => servers.listen(createServer((socket) => socket.destroy())), expect.stringMatching(/\w/)],
    [
      'it speaks something else',
      async () => servers.listen(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
      expect.stringMatching(/\w/),
    ],
  ])('is an error when %s', async (_, open, errorMessage) => {
    const { verdict } = await run({ port: await open(), timeout: 5_000 });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage });
  });

  it('says where it asked, whatever came of it', async () => {
    const refusing = await run({ host: 'shop.test', port: await closedPort(createServer()) });
    expect(refusing.detail).toMatchObject({ address: '127.0.0.1', timings: { dnsMs: expect.any(Number), totalMs: expect.any(Number) } });
    const { port } = await HealthServer.start(statuses({ '': 2 }));
    expect((await run({ port })).detail).toMatchObject({ address: '127.0.0.1', timings: { dnsMs: null } });
    const { port: silent } = await HealthServer.start(() => undefined);
    expect((await run({ port: silent, timeout: 80 })).detail).toMatchObject({ address: '127.0.0.1' });
    expect((await run({ host: 'inside.test' })).detail).toMatchObject({ address: null, timings: { dnsMs: null } });
    expect((await run({ host: 'slow.test', timeout: 80 })).detail).toMatchObject({ address: null });
  });

  it('is a timeout when the answer does not come, or the connection says nothing, or the name is not found in time', async () => {
    const timeout = { status: 'DOWN', type: 'TIMEOUT', errorMessage: 'no answer within 80 ms' };
    const { port } = await HealthServer.start(() => undefined);
    expect((await run({ port, timeout: 80 })).verdict).toMatchObject(timeout);
    expect((await run({ port: await servers.listen(createServer()), timeout: 80 })).verdict).toMatchObject(timeout);
    expect((await run({ host: 'slow.test', timeout: 80 })).verdict).toMatchObject(timeout);
    const { port: late } = await HealthServer.start((_, callback) => callback({ code: status.DEADLINE_EXCEEDED, details: 'late' }));
    expect((await run({ port: late })).verdict).toMatchObject({ type: 'TIMEOUT' });
  });

  it('ends when it is told to', async () => {
    const { port } = await HealthServer.start(() => undefined);
    expect((await run({ port }, AbortSignal.timeout(50))).verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it.each([
    [{ host: '' }, 'the monitor has no host yet'],
    [{ port: 'grpc' }, 'the port must be a number from 1 to 65535'],
    [{ host: '169.254.169.254' }, 'address not allowed'],
    [{ host: 'inside.test' }, 'address not allowed'],
    [{ host: 'nobody.test' }, 'the name does not exist'],
    [{ host: 'unix:/var/run/docker.sock' }, 'this is not a host name or address'],
  ])('turns %j into a sample that says what is wrong', async (typeData, errorMessage) => {
    expect((await run(typeData)).verdict).toEqual({ status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage });
  });
});

describe('what a GRPC monitor asks for', () => {
  it('takes the defaults for what is not said', () => {
    const defaults = { host: 'shop.test', port: 50_051, service: '', tls: false, takesAnyCertificate: false, timeoutMs: 10_000 };
    expect(readGrpcRequest({ host: ' shop.test ' })).toEqual(defaults);
    expect(readGrpcRequest({ host: 'shop.test', insecure: true, timeout: -1, service: 7 })).toEqual(defaults);
  });

  it('never throws, whatever was stored', () => {
    const members = fc.constantFrom('host', 'port', 'service', 'tls', 'insecure', 'timeout');
    fc.assert(
      fc.property(fc.dictionary(members, fc.anything()), (typeData) => {
        const request = readGrpcRequest(typeData);
        expect(typeof request === 'string' || request.timeoutMs >= 1).toBe(true);
      }),
    );
  });
});
