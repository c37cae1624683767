import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MonitorType } from '@clarion/contract';
import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js';
import { Servers } from '../../../test/loopback.js';
import { FULL_KEY, MonitorsApi, SCOPED_KEY } from '../../../test/monitors-api.js';
import { NameServer } from '../../../test/name-server.js';
import { SourceServer } from '../../../test/source-server.js';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../test/fixtures/${name}.pem`, import.meta.url));
const TLS = { cert: fixture('self-signed.cert'), key: fixture('self-signed.key') };

const servers = new Servers();
const grpc = new GrpcServer();
let api: MonitorsApi;
let database: FreshDatabase;
let names: NameServer;
let game: SourceServer;
/** Settings that lead to the servers of this spec, with every field of the type. */
let settings: Readonly<Partial<Record<MonitorType, Record<string, unknown>>>>;

beforeAll(async () => {
  api = await MonitorsApi.start();
  database = await freshDatabase({ empty: true });
  names = await NameServer.start(
    () => ({ answers: [{ type: 'MX', name: 'shop.test', data: { preference: 10, exchange: 'mail.shop.test' } }] }),
    TLS,
  );
  game = await SourceServer.start();
  const bytes = (value: Buffer): Buffer => value;
  const path = '/grpc.health.v1.Health/Check';
  const wire = { requestSerialize: bytes, requestDeserialize: bytes, responseSerialize: bytes, responseDeserialize: bytes };
  grpc.addService(
    { check: { path, requestStream: false, responseStream: false, ...wire } },
    { check: (_: unknown, callback: (error: null, answer: Buffer) => void) => callback(null, Buffer.from([0x08, 1])) },
  );
  const grpcPort = await new Promise<number>((resolve, reject) => {
    const credentials = ServerCredentials.createSsl(null, [{ cert_chain: TLS.cert, private_key: TLS.key }]);
    grpc.bindAsync('127.0.0.1:0', credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
  const tcpPort = await servers.listen(createServer());
  const tlsPort = await servers.listen(createTlsServer(TLS));
  settings = {
    TCP: { hosts: [{ type: 'IP4', host: '127.0.0.1', port: tcpPort, timeout: 2_000 }] },
    DNS: {
      host: 'shop.test',
      lookupRecord: 'MX',
      matchType: 'ALL',
      values: ['mail.shop.test'],
      transport: 'TLS',
      nameServer: '127.0.0.1',
      tlsPort: names.tlsPort,
      tlsServername: 'shop.test',
      allowSelfSignedCert: true,
    },
    SSL: { host: '127.0.0.1', port: String(tlsPort), degradedRemainingHours: 48, downRemainingHours: 12 },
    SQL: { dbType: 'pg', connectionString: database.url, query: 'SELECT 2', timeout: 4_000 },
    GRPC: { host: '127.0.0.1', port: grpcPort, service: 'shop', tls: true, insecure: true, timeout: 4_000 },
    GAMEDIG: { gameId: 'teamfortress2', host: '127.0.0.1', port: game.port, timeout: 4_000, guessPort: false, requestRules: true },
  };
});
afterAll(async () => {
  grpc.forceShutdown();
  await Promise.all([servers.close(), names.close(), game.close()]);
  await database.drop();
  await api.close();
});

describe.each<MonitorType>(['TCP', 'DNS', 'SSL', 'SQL', 'GRPC', 'GAMEDIG'])('a monitor of the type %s', (monitor_type) => {
  const tag = `type-${monitor_type.toLowerCase()}`;

  it('keeps every field as it was written', async () => {
    const type_data = settings[monitor_type];
    const created = await api.post('monitors', { tag, name: tag, cron: '* * * * *', monitor_type, type_data });
    expect([created.status, created.body.monitor.type_data]).toEqual([201, type_data]);
    expect((await api.get(`monitors/${tag}`)).body.monitor.type_data).toEqual(type_data);
  });

  it('is on the schedule', async () => {
    const rows = await api.query<{ due: boolean }>(
      'SELECT next_due_at IS NOT NULL AS due FROM monitor_runtime r JOIN monitors m ON m.id = r.monitor_id WHERE m.tag = $1',
      [tag],
    );
    expect(rows).toEqual([{ due: true }]);
  });

  it('is found up by a test, with a reason and without HTTP', async () => {
    const { status, body } = await api.post('monitor-tests', { monitor_type, type_data: settings[monitor_type] }, FULL_KEY);
    expect(status).toBe(200);
    expect(body.test).toMatchObject({
      status: 'UP',
      type: 'REALTIME',
      error_message: null,
      verdict: expect.stringMatching(/^UP: /),
      timings: { total_ms: expect.any(Number) },
      http: null,
    });
  });

  it('is found down, in words, when nothing is configured yet', async () => {
    const { body } = await api.post('monitor-tests', { monitor_type, type_data: {} });
    expect(body.test).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      latency: 0,
      error_message: expect.stringMatching(/^the monitor has no/),
    });
  });
});

it('shows the connection string of a database to nobody without the right, and tests it all the same', async () => {
  const read = (await api.get('monitors/type-sql', SCOPED_KEY)).body.monitor.type_data;
  expect(read.connectionString).toMatch(/^••••/);
  const { body } = await api.post('monitor-tests', { tag: 'type-sql', monitor_type: 'SQL', type_data: read }, SCOPED_KEY);
  expect(body.test).toMatchObject({ status: 'UP' });
});

it('pings, or says plainly why this machine cannot', async () => {
  const type_data = { hosts: [{ type: 'IP4', host: '127.0.0.1', timeout: 1_000, count: 1 }] };
  const created = await api.post('monitors', { tag: 'type-ping', name: 'x', cron: '* * * * *', monitor_type: 'PING', type_data });
  expect(created.body.monitor.type_data).toEqual(type_data);
  const { body } = await api.post('monitor-tests', { monitor_type: 'PING', type_data });
  if (body.test.status === 'UP') expect(body.test.latency).toBeGreaterThan(0);
  else
    expect(body.test).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      error_message: expect.stringMatching(/not installed|does not let us/),
    });
});
