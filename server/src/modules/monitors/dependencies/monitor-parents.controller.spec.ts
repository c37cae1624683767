import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FULL_KEY, MonitorsApi } from '../../../../test/monitors-api.js';
import { DependenciesService } from './dependencies.service.js';

/** May look, and no more. */
const READER = { authorization: 'Bearer key:monitors.read' };
const minute = (): number => Math.floor(Date.now() / 60_000) * 60;

let api: MonitorsApi;
let dependencies: DependenciesService;
beforeAll(async () => {
  api = await MonitorsApi.start();
  dependencies = api.app.get(DependenciesService);
});
afterAll(async () => api.close());

let count = 0;
/** Names that nobody has: `shop` becomes `shop-7`. */
let t: (name: string) => string;
beforeEach(() => {
  const round = (count += 1);
  t = (name) => `${name}-${round}`;
});
const make = async (...names: string[]): Promise<void> => {
  for (const name of names)
    expect((await api.post('monitors', { tag: t(name), name: t(name), monitor_type: 'NONE', cron: '* * * * *' })).status).toBe(201);
};
const put = (name: string, parents: unknown, headers: Record<string, string> = {}) =>
  api.put(`monitors/${t(name)}/parents`, { parents }, { ...FULL_KEY, ...headers });
const parentsOf = async (name: string): Promise<string[]> => (await api.get(`monitors/${t(name)}/parents`)).body.parents;
const read = async (name: string) => (await api.get(`monitors/${t(name)}/dependencies`)).body.dependencies;
const idOf = async (name: string): Promise<number> => (await api.get(`monitors/${t(name)}`)).body.monitor.id;
const is = async (name: string, status: string): Promise<void> => {
  expect((await api.patch(`monitors/${t(name)}/data/${minute()}`, { status, latency: 1 })).status).toBe(200);
};
const audit = async (name: string): Promise<{ before: object; after: object; actor: string }[]> =>
  api.query(
    `SELECT body->'before' AS before, body->'after' AS after, body->>'actor' AS actor FROM audit_log
     WHERE body->>'entityType' = 'monitor' AND body->>'entityId' = $1::text AND body->'after' ? 'parents' ORDER BY id`,
    [await idOf(name)],
  );

describe('PUT /monitors/{tag}/parents', () => {
  it('replaces them all, and tells the log', async () => {
    await make('shop', 'db', 'router', 'dns');
    expect((await api.get(`monitors/${t('shop')}/parents`)).body).toEqual({ parents: [] });
    const { status, body } = await put('shop', [t('router'), t('db'), t('router')]);
    expect([status, body]).toEqual([200, { parents: [t('db'), t('router')] }]);
    await put('shop', [t('dns'), t('db')]);
    await put('shop', [t('db'), t('dns')]);
    expect(await parentsOf('shop')).toEqual([t('db'), t('dns')]);
    expect(await audit('shop')).toEqual([
      { before: { parents: [] }, after: { parents: [t('db'), t('router')] }, actor: expect.any(String) },
      { before: { parents: [t('db'), t('router')] }, after: { parents: [t('db'), t('dns')] }, actor: expect.any(String) },
    ]);
    await put('shop', []);
    expect(await parentsOf('shop')).toEqual([]);
  });

  it('leaves the monitor of the contract as it was', async () => {
    await make('shop', 'db');
    const before = await api.get(`monitors/${t('shop')}`);
    await put('shop', [t('db')]);
    const after = await api.get(`monitors/${t('shop')}`);
    expect([after.text, after.headers['etag']]).toEqual([before.text, before.headers['etag']]);
    await api.patch(`monitors/${t('shop')}`, { name: 'Shop', parents: [] });
    expect(await parentsOf('shop')).toEqual([t('db')]);
  });

  it('answers a validator and holds it against the next change', async () => {
    await make('shop', 'db', 'dns');
    const { headers } = await api.get(`monitors/${t('shop')}/parents`);
    const changed = await put('shop', [t('db')], { 'if-match': headers['etag']! });
    expect(changed.status).toBe(200);
    const late = await put('shop', [t('dns')], { 'if-match': headers['etag']! });
    expect([late.status, late.body.error.code]).toEqual([412, 'PRECONDITION_FAILED']);
    expect(await parentsOf('shop')).toEqual([t('db')]);
    const again = await api.get(`monitors/${t('shop')}/parents`, { ...FULL_KEY, 'if-none-match': changed.headers['etag']! });
    expect(again.status).toBe(304);
  });

  it('refuses what cannot be, under its name', async () => {
    await make('shop', 'db');
    const refusal = async (parents: unknown) => {
      const { status, body } = await put('shop', parents);
      return [status, body.error.details?.[0]?.field, body.error.details?.[0]?.message];
    };
    expect(await refusal([t('nobody')])).toEqual([400, 'parents', `There is no monitor with the tag “${t('nobody')}”`]);
    expect(await refusal([t('db'), t('shop')])).toEqual([400, 'parents', 'A monitor cannot depend on itself']);
    for (const parents of [null, 'db', [1], [null], Array.from({ length: 21 }, (_, index) => `m${index}`)])
      expect((await refusal(parents)).slice(0, 2)).toEqual([400, 'parents']);
    expect(await parentsOf('shop')).toEqual([]);
    expect((await api.put('monitors/nobody-at-all/parents', { parents: 'x' })).status).toBe(404);
    expect((await api.put(`monitors/${t('shop')}/parents`, { parents: [] }, READER)).status).toBe(403);
  });

  it('names the circle it would close', async () => {
    await make('shop', 'app', 'db');
    await put('shop', [t('app')]);
    await put('app', [t('db')]);
    const { status, body } = await put('db', [t('shop')]);
    expect([status, body.error.details[0].message]).toEqual([
      400,
      expect.stringContaining(`${t('db')} → ${t('shop')} → ${t('app')} → ${t('db')}`),
    ]);
    expect(await parentsOf('db')).toEqual([]);
  });

  it('takes a group for one that depends on its members', async () => {
    await make('a', 'b', 'c');
    const members = (...names: string[]) => ({ monitors: names.map((name) => ({ tag: t(name), weight: 0.5 })) });
    const group = { tag: t('all'), name: t('all'), monitor_type: 'GROUP', cron: '* * * * *', type_data: members('a', 'b') };
    expect((await api.post('monitors', group)).status).toBe(201);
    const own = await put('a', [t('all')]);
    expect([own.status, own.body.error.details[0].message]).toEqual([400, expect.stringContaining(`${t('a')} → ${t('all')} → ${t('a')}`)]);
    expect((await put('c', [t('all')])).status).toBe(200);
    expect((await put('all', [t('a')])).status).toBe(200);
    expect((await put('all', [t('c')])).status).toBe(400);
    const taken = await api.patch(`monitors/${t('all')}`, { type_data: members('a', 'c') });
    expect([taken.status, taken.body.error.details[0].field]).toEqual([400, 'type_data.monitors']);
  });

  it('lets two who link at the same time close no circle', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `n${index}`);
    await make(...names);
    const answers = await Promise.all(names.map((name, index) => put(name, [t(names[(index + 1) % names.length]!)])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 400]);
  });
});

describe('GET /monitor-parents', () => {
  it('tells of everybody who has parents, and of nobody who is gone', async () => {
    await make('shop', 'db', 'router', 'old');
    await put('shop', [t('router'), t('db')]);
    await put('old', [t('db')]);
    await api.delete(`monitors/${t('old')}`);
    await api.delete(`monitors/${t('router')}`);
    const { status, body } = await api.get('monitor-parents', READER);
    expect(status).toBe(200);
    expect(body.monitor_parents).toContainEqual({ tag: t('shop'), parents: [t('db')] });
    expect(JSON.stringify(body)).not.toContain(t('old'));
  });
});

describe('people who act at the same time', () => {
  const halves = (...names: string[]) => ({
    monitor_type: 'GROUP',
    type_data: { monitors: names.map((name) => ({ tag: t(name), weight: 0.5 })) },
  });
  const asGroup = (name: string, ...members: string[]) => api.patch(`monitors/${t(name)}`, halves(...members));
  const ROUNDS = 8;
  const statusesOf = async (...answers: Promise<{ status: number }>[]): Promise<number[]> =>
    (await Promise.all(answers)).map(({ status }) => status).sort();

  it('cannot make two groups of each other', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await make('a', 'b', 'c');
      expect(await statusesOf(asGroup('a', 'b', 'c'), asGroup('b', 'a', 'c'))).toEqual([200, 400]);
      for (const name of ['a', 'b', 'c']) await api.delete(`monitors/${t(name)}`);
    }
  });

  it('cannot make a member depend on the group that takes it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await make('a', 'b', 'c');
      expect(await statusesOf(asGroup('a', 'b', 'c'), put('b', [t('a')]))).toEqual([200, 400]);
      for (const name of ['a', 'b', 'c']) await api.delete(`monitors/${t(name)}`);
    }
  });

  it('cannot take a monitor for a member while it becomes a group', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await make('b', 'c', 'd');
      const group = api.post('monitors', { tag: t('a'), name: 'x', ...halves('b', 'c') });
      const [created, changed] = await Promise.all([group, asGroup('b', 'c', 'd')]);
      expect([created.status, changed.status]).toEqual(created.status === 201 ? [201, 400] : [400, 200]);
      for (const name of ['a', 'b', 'c', 'd']) await api.delete(`monitors/${t(name)}`);
    }
  });
});

describe('links of a monitor', () => {
  it('can be made with it, or not at all', async () => {
    await make('db');
    const body = { tag: t('shop'), name: 'x', monitor_type: 'NONE' };
    expect((await api.post('monitors', { ...body, parents: [t('nobody')] })).status).toBe(400);
    expect((await api.get(`monitors/${t('shop')}`)).status).toBe(404);
    const { status, body: made } = await api.post('monitors', { ...body, parents: [t('db')] });
    expect([status, made.monitor]).toEqual([201, expect.not.objectContaining({ parents: expect.anything() })]);
    expect(await parentsOf('shop')).toEqual([t('db')]);
  });

  it('go with it in both directions, and who depended on it is told in the log', async () => {
    await make('cart', 'shop', 'db');
    await put('cart', [t('shop'), t('db')]);
    await put('shop', [t('db')]);
    expect((await api.delete(`monitors/${t('shop')}`)).status).toBe(200);
    expect(await parentsOf('cart')).toEqual([t('db')]);
    expect((await read('db')).children.map(({ tag }: { tag: string }) => tag)).toEqual([t('cart')]);
    expect((await audit('cart')).at(-1)).toMatchObject({ before: { parents: [t('db'), t('shop')] }, after: { parents: [t('db')] } });
    await make('shop');
    expect([await parentsOf('shop'), (await read('shop')).children]).toEqual([[], []]);
  });

  it('are copied upwards by a clone, not downwards', async () => {
    await make('cart', 'shop', 'db');
    await put('cart', [t('shop')]);
    await put('shop', [t('db')]);
    expect((await api.post(`monitors/${t('shop')}/clone`, { tag: t('copy'), name: t('copy') })).status).toBe(201);
    expect([await parentsOf('copy'), (await read('copy')).children]).toEqual([[t('db')], []]);
  });
});

describe('whose alerts are held back', () => {
  it('is who depends on something that is DOWN, however far up, while its own checks go on', async () => {
    await make('cart', 'shop', 'db', 'host');
    await put('cart', [t('shop')]);
    await put('shop', [t('db'), t('host')]);
    for (const name of ['cart', 'shop', 'db', 'host']) await is(name, 'UP');
    expect((await read('cart')).held_back_by).toEqual([]);
    await is('db', 'DOWN');
    await is('host', 'DEGRADED');
    expect(await read('cart')).toEqual({
      parents: [{ tag: t('shop'), name: t('shop'), current_status: 'UP' }],
      children: [],
      held_back_by: [{ tag: t('db'), name: t('db') }],
    });
    expect((await read('shop')).children).toEqual([{ tag: t('cart'), name: t('cart'), current_status: 'UP' }]);
    expect(await dependencies.whoHoldsBack(await idOf('shop'))).toEqual([{ id: await idOf('db'), tag: t('db'), name: t('db') }]);
    expect(await dependencies.whoHoldsBack(await idOf('db'))).toEqual([]);
    await is('cart', 'DOWN');
    expect((await api.get(`monitor-states/${t('cart')}`)).body.monitor.current_status).toBe('DOWN');
  });

  it('is nobody for the sake of one that is paused', async () => {
    await make('shop', 'db');
    await put('shop', [t('db')]);
    await is('db', 'DOWN');
    expect((await read('shop')).held_back_by).toHaveLength(1);
    await api.patch(`monitors/${t('db')}`, { status: 'INACTIVE' });
    expect((await read('shop')).held_back_by).toEqual([]);
  });
});
