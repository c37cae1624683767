import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { aMonitor, asActor } from '@clarion/testing';
import request from 'supertest';
import { type DeepPartial } from 'typeorm';
import { startTestApp, type TestApp } from '../../../../test/test-app.js';
import { AuditModule } from '../../audit/audit.module.js';
import { MonitorsModule } from '../monitors.module.js';
import { TypeDataSecrets } from '../type-data-secrets.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ imports: [AuditModule, MonitorsModule], env: { APP_BASE_PATH: '/status' } });
});
afterAll(async () => app.close());

const db = () => app.sources.get('web');

async function aHeartbeat(tag: string, overrides: DeepPartial<MonitorEntity> = {}): Promise<MonitorEntity> {
  const monitor = await aMonitor(db(), { tag, monitorType: 'HEARTBEAT', typeData: {}, ...overrides });
  const typeData = app.get<TypeDataSecrets>(TypeDataSecrets).seal(monitor.id, { secretString: 's3:cr/et' });
  await asActor(db(), async (tx) => tx.query('UPDATE monitors SET type_data = $2 WHERE id = $1', [monitor.id, JSON.stringify(typeData)]));
  return monitor;
}

const signals = async (monitorId: number): Promise<number> => {
  const [row] = await db().query<{ n: number }[]>('SELECT count(*)::int AS n FROM heartbeat_signals WHERE monitor_id = $1', [monitorId]);
  return row?.n ?? 0;
};
const server = () => app.app.getHttpServer();

describe('heartbeats (monitors §6.7)', () => {
  it.each(['get', 'post'] as const)('takes both forms of the address by %s, and answers after commit', async (method) => {
    const { id, tag } = await aHeartbeat(`job-${method}`);
    for (const path of [`${tag}:s3:cr/et`, `${tag}/s3:cr/et`, `${tag}%3As3%3Acr%2Fet`, `${tag}/s3%3Acr%2Fet/`, `${tag}:s3:cr/et?now=1`]) {
      const response = await request(server())[method](`/status/ext/heartbeat/${path}`);
      expect([path, response.status, response.body]).toEqual([path, 200, { status: 'OK' }]);
    }
    expect(await signals(id)).toBe(5);
    const [runtime] = await db().query(
      `SELECT last_heartbeat_at = (SELECT max(received_at) FROM heartbeat_signals WHERE monitor_id = $1) AS same FROM monitor_runtime WHERE monitor_id = $1`,
      [id],
    );
    expect(runtime).toEqual({ same: true });
  });

  it('takes any body and does not look at it, up to 64 KiB', async () => {
    await aHeartbeat('job-body');
    const post = (body: Buffer, type: string) =>
      request(server()).post('/status/ext/heartbeat/job-body:s3:cr/et').set('content-type', type).send(body);
    expect((await post(Buffer.from('{"broken'), 'application/json')).status).toBe(200);
    expect((await post(Buffer.alloc(64 * 1024), 'application/x-anything')).status).toBe(200);
    expect((await post(Buffer.alloc(64 * 1024 + 1), 'text/plain')).status).toBe(413);
  });

  it.each([
    ['job-plain:', 400, { error: 'Tag and secret are required' }],
    [':secret', 400, { error: 'Tag and secret are required' }],
    ['nobody:secret', 400, { error: 'Monitor not found' }],
    ['job-paused:s3:cr/et', 400, { error: 'Monitor not found' }],
    ['not-a-heartbeat:s3:cr/et', 400, { error: 'Monitor not found' }],
    ['job-plain:wrong', 400, { error: 'Invalid heartbeat secret' }],
    ['job-plain:s3:cr/et2', 400, { error: 'Invalid heartbeat secret' }],
  ])('answers %s with %i', async (path, status, body) => {
    if ((await db().query(`SELECT 1 FROM monitors WHERE tag = 'job-plain'`)).length === 0) {
      await aHeartbeat('job-plain');
      await aHeartbeat('job-paused', { status: 'INACTIVE' });
      await aHeartbeat('not-a-heartbeat', { monitorType: 'NONE' });
    }
    const response = await request(server()).get(`/status/ext/heartbeat/${path}`);
    expect([response.status, response.body]).toEqual([status, body]);
  });

  it.each([
    '/status/ext/heartbeat',
    '/status/ext/heartbeat/',
    '/status/ext/heartbeat/job-plain',
    '/status/ext/heartbeat/job-plain/',
    '/ext/heartbeat/job-plain:s3:cr/et',
  ])('answers 404 where a part is missing: %s', async (path) => {
    expect((await request(server()).get(path)).status).toBe(404);
  });

  it('takes signals by GET and POST alone; HEAD is none', async () => {
    const { id } = await aHeartbeat('job-methods');
    for (const method of ['head', 'put', 'patch', 'delete', 'options'] as const) {
      const response = await request(server())[method]('/status/ext/heartbeat/job-methods:s3:cr/et');
      expect([method, response.status, response.headers['allow']]).toEqual([method, 405, 'GET, POST']);
    }
    expect(await signals(id)).toBe(0);
  });

  it('SEC-67 stops listening to somebody who guesses, and still hears others', async () => {
    const { id } = await aHeartbeat('job-guessed');
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1)
      statuses.push((await request(server()).get(`/status/ext/heartbeat/job-guessed:${guess}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429, 429]);
    const limited = await request(server()).get('/status/ext/heartbeat/job-guessed:s3:cr/et');
    expect([limited.status, Number(limited.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(await signals(id)).toBe(0);
  });

  it('REL-08 answers 503 when a signal cannot be stored', async () => {
    await aHeartbeat('job-readonly');
    const pool = app.sources.get('heartbeats');
    const name = new URL(app.databaseUrl).pathname.slice(1);
    await db().query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await pool.destroy();
    await pool.initialize();
    const response = await request(server()).get('/status/ext/heartbeat/job-readonly:s3:cr/et');
    expect([response.status, response.headers['retry-after']]).toEqual([503, '5']);
    await db().query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    await pool.destroy();
    await pool.initialize();
    expect((await request(server()).get('/status/ext/heartbeat/job-readonly:s3:cr/et')).status).toBe(200);
  });
});
