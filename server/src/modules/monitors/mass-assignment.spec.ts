import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { SampleEntity } from '@clarion/database/monitors/sample.entity';
import { getMetadataStorage } from 'class-validator';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { CreateMonitorDto } from './dto/create-monitor.dto.js';
import { UpdateMonitorDto } from './dto/update-monitor.dto.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start();
});
afterAll(async () => api.close());

const fieldsOf = (dto: new () => object): Set<string> =>
  new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(dto, '', false, false)
      .map(({ propertyName }) => propertyName),
  );

/** Every column and relation of an entity under both its names, with a value that would show, less what the DTO takes. */
function everythingBut(entity: typeof MonitorEntity | typeof SampleEntity, taken: ReadonlySet<string>): Record<string, unknown> {
  const { columns, relations } = api.app.sources.get('web').getMetadata(entity);
  const names = [
    ...columns.flatMap(({ propertyName, databaseName }) => [propertyName, databaseName]),
    ...relations.map(({ propertyName }) => propertyName),
  ];
  return Object.fromEntries(names.filter((name) => !taken.has(name)).map((name, index) => [name, 41_000 + index]));
}

type Row = Record<string, unknown>;
const rowOf = async (tag: string): Promise<Row> => (await api.query<Row>(`SELECT * FROM monitors WHERE tag = $1`, [tag]))[0] ?? {};
const without = (row: Row, ...names: string[]): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

describe('SEC-11 mass assignment', () => {
  it('POST /monitors sets what its DTO names, and nothing else', async () => {
    const foreign = everythingBut(MonitorEntity, fieldsOf(CreateMonitorDto));
    expect(Object.keys(foreign)).toEqual(
      expect.arrayContaining(['id', 'version', 'deleted_at', 'deletedAt', 'dayDownMinimumCount', 'isHidden', 'typeData']),
    );
    expect((await api.post('monitors', { tag: 'plain', name: 'x' })).status).toBe(201);
    expect((await api.post('monitors', { ...foreign, tag: 'stuffed', name: 'x' })).status).toBe(201);
    const own = ['id', 'tag', 'created_at', 'updated_at'];
    expect(without(await rowOf('stuffed'), ...own)).toEqual(without(await rowOf('plain'), ...own));
    expect((await rowOf('stuffed'))['id']).toBeLessThan(41_000);
  });

  it('PATCH /monitors/{tag} changes what its DTO names, and nothing else', async () => {
    await api.post('monitors', { tag: 'target', name: 'x', type_data: { url: 'https://a.test/' } });
    const before = await rowOf('target');
    const { status } = await api.patch('monitors/target', { ...everythingBut(MonitorEntity, fieldsOf(UpdateMonitorDto)), name: 'y' });
    expect(status).toBe(200);
    const after = await rowOf('target');
    expect(without(after, 'updated_at')).toEqual({ ...without(before, 'updated_at'), name: 'y', version: 2 });
  });

  it('PATCH of data writes what its DTO names, and nothing else', async () => {
    await api.post('monitors', { tag: 'data', name: 'x' });
    const taken = new Set(['timestamp', 'latency', 'status']);
    await api.patch('monitors/data/data/600', { ...everythingBut(SampleEntity, taken), status: 'DOWN', latency: 5 });
    await api.patch('monitors/data/data', {
      ...everythingBut(SampleEntity, taken),
      start_ts: 660,
      end_ts: 720,
      status: 'DOWN',
      latency: 5,
    });
    const rows = await api.query<Row>(
      `SELECT d.*, d.status::text, d.type::text FROM monitoring_data d WHERE timestamp BETWEEN 600 AND 720 ORDER BY timestamp`,
    );
    const id = (await rowOf('data'))['id'];
    expect(rows).toEqual(
      [600, 660, 720].map((timestamp) => ({
        ...{ timestamp, latency: 5, monitor_id: id, vouched_seconds: 60, status: 'D', raw_status: null, type: 'M', error_message: null },
      })),
    );
  });
});

describe('SEC-15 Idempotency-Key', () => {
  it('makes one monitor of a request that is sent again', async () => {
    const body = { tag: 'once', name: 'x', type: 'HEARTBEAT' };
    const send = async () => api.send('post', 'monitors', body, { authorization: 'Bearer key:*', 'idempotency-key': 'deploy-42' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await api.query(`SELECT FROM audit_log WHERE body ->> 'entityId' = $1`, [String(first.body.monitor.id)])).toHaveLength(1);
  });
});
