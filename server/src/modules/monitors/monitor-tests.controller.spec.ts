import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADA, FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';

let api: MonitorsApi;
let target: Server;
let url: string;
const received: IncomingMessage[] = [];
beforeAll(async () => {
  api = await MonitorsApi.start();
  target = createServer((request, response) => {
    received.push(request);
    if (request.url === '/hangs') return;
    response.statusCode = request.url === '/fails' ? 503 : 200;
    response.setHeader('content-type', 'text/plain').end('hello from the target');
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
});
afterAll(async () => {
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
  await api.close();
});

const STRANGERS = [
  { tag: 'nobody', weight: 0.5 },
  { tag: 'no-one', weight: 0.5 },
];
const run = async (body: object, headers = FULL_KEY as Readonly<Record<string, string>>) => api.post('monitor-tests', body, headers);

describe('POST /monitor-tests', () => {
  it('runs the check once, says why, and shows what came back', async () => {
    const { status, body } = await run({ monitor_type: 'API', type_data: { url } });
    expect(status).toBe(200);
    expect(body.test).toMatchObject({
      status: 'UP',
      type: 'REALTIME',
      error_message: null,
      verdict: expect.any(String),
      address: '127.0.0.1',
      timings: { total_ms: expect.any(Number), first_byte_ms: expect.any(Number) },
      http: { status_code: 200, body_excerpt: 'hello from the target' },
    });
    expect(body.test.http.headers).toContainEqual({ name: 'content-type', value: 'text/plain' });
  });

  it('finds a target down', async () => {
    expect((await run({ monitor_type: 'API', type_data: { url: `${url}/fails` } })).body.test).toMatchObject({
      status: 'DOWN',
      http: { status_code: 503 },
    });
    expect((await run({ monitor_type: 'API', type_data: { url: `${url}/hangs`, timeout: 50 } })).body.test).toMatchObject({
      status: 'DOWN',
      type: 'TIMEOUT',
      http: null,
    });
    expect((await run({ monitor_type: 'API', type_data: { url: 'http://127.0.0.1:1/' } })).body.test).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
    });
    expect((await run({ monitor_type: 'API' })).body.test).toMatchObject({ status: 'DOWN', type: 'ERROR' });
  });

  it('stores nothing', async () => {
    const before = [await api.query('SELECT count(*) FROM audit_log'), await api.query('SELECT count(*) FROM monitoring_data')];
    await run({ monitor_type: 'API', type_data: { url } });
    expect([await api.query('SELECT count(*) FROM audit_log'), await api.query('SELECT count(*) FROM monitoring_data')]).toEqual(before);
  });

  it('fills masked secrets in from the stored monitor, for no other', async () => {
    const headers = [{ key: 'Authorization', value: 'Bearer stored-secret' }];
    await api.post('monitors', { tag: 'stored', name: 'x', type_data: { url, headers } });
    const read = (await api.get('monitors/stored', ADA)).body.monitor.type_data;
    expect(read.headers[0].value).toBe('••••cret');
    expect((await run({ tag: 'stored', monitor_type: 'API', type_data: read }, ADA)).body.test.status).toBe('UP');
    expect(received.at(-1)?.headers.authorization).toBe('Bearer stored-secret');
    const without = await run({ monitor_type: 'API', type_data: read }, ADA);
    expect([without.status, without.body.error.details[0].field]).toEqual([400, 'type_data.headers[0].value']);
  });

  it('runs assertions and functions, and says what they saw', async () => {
    const assertions = [{ kind: 'body', comparison: 'matches', value: '^hello', severity: 'DEGRADED' }];
    const code = '(async function (statusCode, responseTime, responseRaw) { return { status: "DEGRADED", latency: responseRaw.length } })';
    expect((await run({ monitor_type: 'API', type_data: { url, assertions, eval: code } })).body.test).toMatchObject({
      status: 'DEGRADED',
      type: 'REALTIME',
      latency: 21,
      error_message: 'HTTP 200',
      verdict: 'DEGRADED: the server answered 200; 1 assertion holds; the function returned the status “DEGRADED” and the latency 21',
    });
    const refused = await run({
      monitor_type: 'API',
      type_data: { url, assertions: [{ kind: 'body', comparison: 'matches', value: '(' }] },
    });
    expect([refused.status, refused.body.error.details[0].field]).toEqual([400, 'type_data.assertions[0].value']);
  });

  it('keeps assertions and authentication as they were written, with secrets for those who may see them', async () => {
    const typeData = {
      url,
      assertions: [{ kind: 'status', ranges: '200', note: 'kept' }],
      auth: { kind: 'basic', username: 'ada', password: 'stored-secret', note: 'kept' },
    };
    await api.post('monitors', { tag: 'guarded', name: 'x', type_data: typeData });
    expect((await api.get('monitors/guarded', FULL_KEY)).body.monitor.type_data).toEqual(typeData);
    const read = (await api.get('monitors/guarded', ADA)).body.monitor.type_data;
    expect(read).toEqual({ ...typeData, auth: { ...typeData.auth, password: '••••cret' } });
    const [row] = (await api.query(`SELECT type_data::text AS stored FROM monitors WHERE tag = 'guarded'`)) as { stored: string }[];
    expect(row?.stored).not.toContain('stored-secret');
    expect((await run({ tag: 'guarded', monitor_type: 'API', type_data: read }, ADA)).body.test.status).toBe('UP');
    expect(received.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from('ada:stored-secret').toString('base64')}`);
  });

  it('judges a heartbeat by its last signal', async () => {
    await api.post('monitors', { tag: 'job', name: 'x', type: 'HEARTBEAT', type_data: { secretString: 'abc' } });
    expect((await run({ tag: 'job', monitor_type: 'HEARTBEAT' })).body.test).toMatchObject({ status: 'NO_DATA' });
    await api.app.request().get('/ext/heartbeat/job:abc');
    expect((await run({ tag: 'job', monitor_type: 'HEARTBEAT' })).body.test).toMatchObject({ status: 'UP' });
  });

  it.each<[string, object, string]>([
    ['no type', {}, 'monitor_type'],
    ['an unknown type', { monitor_type: 'HTTP' }, 'monitor_type'],
    ['a type without a check', { monitor_type: 'NONE' }, 'monitor_type'],
    ['a group of somebody unknown', { monitor_type: 'GROUP', type_data: { monitors: STRANGERS } }, 'type_data.monitors'],
    ['a file', { monitor_type: 'API', type_data: { url: 'file:///etc/passwd' } }, 'type_data.url'],
    ['the metadata service', { monitor_type: 'API', type_data: { url: 'http://169.254.169.254/' } }, 'type_data.url'],
    ['a list', { monitor_type: 'API', type_data: [] }, 'type_data'],
  ])('refuses %s as a save would', async (_, body, field) => {
    const { status, body: answer } = await run(body);
    expect([status, answer.error.details[0].field]).toEqual([400, field]);
  });

  it('is 404 for an unknown tag, and for writers only', async () => {
    expect((await run({ tag: 'nobody', monitor_type: 'API' })).status).toBe(404);
    expect((await run({ tag: 'No Tag', monitor_type: 'API' })).status).toBe(404);
    expect((await run({ monitor_type: 'API' }, { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });

  it('runs ten at once and refuses more for a moment', async () => {
    const hanging = Array.from({ length: 10 }, async () =>
      run({ monitor_type: 'API', type_data: { url: `${url}/hangs`, timeout: 20_000 } }),
    );
    const before = received.length;
    const arrived = (async () => {
      while (received.filter((request) => request.url === '/hangs').length < 11)
        await new Promise((resolve) => target.once('request', resolve));
    })();
    await arrived;
    expect(received.length).toBeGreaterThan(before);
    const refused = await run({ monitor_type: 'API', type_data: { url } });
    expect([refused.status, refused.body.error.code, refused.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '5']);
    target.closeAllConnections();
    for (const answer of hanging) expect((await answer).status).toBe(200);
    expect((await run({ monitor_type: 'API', type_data: { url } })).status).toBe(200);
  });
});
