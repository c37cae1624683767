import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Status } from '@clarion/contract';
import { type Overlay } from '@clarion/domain';
import { aMonitor, asActor, FixedClock } from '@clarion/testing';
import { type Clock } from '../../platform/database/clock.js';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { MonitorPages, type PlaceOfMonitor } from './monitor-pages.js';
import { Overlays } from './timeline/overlays.js';
import { WriteSamplesService } from './timeline/write-samples.service.js';

const MINUTE = 60;
const DAY = 86_400;
/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3600;
const clock = new FixedClock(T + 30);

let api: MonitorsApi;
const overlays = new Map<number, Overlay[]>();
const places: PlaceOfMonitor[] = [];
beforeAll(async () => {
  api = await MonitorsApi.start({ clock: clock as unknown as Clock });
  api.app.get<Overlays>(Overlays).register({ overlaysOf: async () => overlays });
  api.app.get<MonitorPages>(MonitorPages).register({
    placesOf: async (_db, ids) => places.filter(({ monitorId }) => ids.includes(monitorId)),
    monitorsOn: async (_db, path) =>
      places.some((place) => place.path === path) ? places.filter((place) => place.path === path).map(({ monitorId }) => monitorId) : null,
    append: async (_tx, _actor, monitorId, paths) => {
      if (paths.includes('nowhere')) return ['nowhere'];
      places.push(...paths.map((path) => ({ monitorId, path, title: `Page ${path}` })));
      return [];
    },
  });
});
afterAll(async () => api.close());
beforeEach(async () => {
  clock.set(T + 30);
  overlays.clear();
  places.length = 0;
  await asActor(api.app.sources.get('upkeep'), async (tx) => tx.query('DELETE FROM monitors'));
});

/** A monitor with a letter for each of the last minutes, the running one last. */
async function monitor(tag: string, letters: string, overrides: Parameters<typeof aMonitor>[1] = {}): Promise<number> {
  const db = api.app.sources.get('upkeep');
  const { id } = await aMonitor(db, { tag, name: tag.toUpperCase(), ...overrides });
  const words: Record<string, Status> = { u: 'UP', g: 'DEGRADED', d: 'DOWN', m: 'MAINTENANCE', n: 'NO_DATA' };
  const points = [...letters].flatMap((letter, index) =>
    words[letter] === undefined
      ? []
      : [{ timestamp: T - (letters.length - 1 - index) * MINUTE, status: words[letter], latencyMs: letter === 'd' ? 0 : 120 }],
  );
  await asActor(db, async (tx) => api.app.get<WriteSamplesService>(WriteSamplesService).writeManual(tx, id, points));
  return id;
}
const list = async (query = '') => (await api.get(`monitor-states${query}`)).body;
const tags = async (query = ''): Promise<string[]> => (await list(query)).monitors.map(({ tag }: { tag: string }) => tag);
const state = async (tag: string) => (await api.get(`monitor-states/${tag}`)).body.monitor;

describe('GET /monitor-states/{tag}', () => {
  it('describes a monitor as people see it', async () => {
    const id = await monitor('shop', 'uuuuuuuudd', { cron: '* * * * *', image: '/a.png' });
    places.push({ monitorId: id, path: '', title: 'Home' }, { monitorId: id, path: 'eu', title: 'EU' });
    expect(await state('shop')).toEqual({
      id,
      tag: 'shop',
      name: 'SHOP',
      image: '/a.png',
      monitor_type: 'API',
      cron: '* * * * *',
      status: 'ACTIVE',
      is_hidden: 'NO',
      version: 1,
      current_status: 'DOWN',
      since: T - MINUTE,
      last_checked_at: T,
      is_delayed: false,
      latency: null,
      interval_seconds: 60,
      uptime_30d: '80.00',
      last_checks: 'uuuuuuuudd',
      pages: [
        { page_path: '~home', page_title: 'Home' },
        { page_path: 'eu', page_title: 'EU' },
      ],
    });
  });

  it('knows a monitor that never had a sample', async () => {
    await monitor('fresh', '', { cron: null });
    expect(await state('fresh')).toMatchObject({
      ...{ current_status: 'NO_DATA', since: null, last_checked_at: null, is_delayed: false, latency: null, interval_seconds: null },
      ...{ uptime_30d: null, last_checks: '', pages: [] },
    });
  });

  it('is delayed when a check is overdue, and NO_DATA when the last one is too old', async () => {
    await monitor('late', 'uu');
    clock.set(T + 200);
    expect(await state('late')).toMatchObject({ current_status: 'UP', is_delayed: true, since: T - MINUTE });
    clock.set(T + 301);
    expect(await state('late')).toMatchObject({ current_status: 'NO_DATA', is_delayed: true, last_checked_at: T });
    await monitor('paused', 'uu', { status: 'INACTIVE' });
    expect(await state('paused')).toMatchObject({ is_delayed: false });
  });

  it('shows what an overlay decides, and since when', async () => {
    const id = await monitor('planned', 'uuuuuuuuuu');
    overlays.set(id, [{ kind: 'maintenance', id: 1, from: T - 4 * MINUTE, to: T + DAY, impact: 'MAINTENANCE', isAlertMade: false }]);
    expect(await state('planned')).toMatchObject({
      current_status: 'MAINTENANCE',
      since: T - 4 * MINUTE,
      uptime_30d: '100',
      last_checks: 'uuuuuuuuuu',
    });
    overlays.set(id, [{ kind: 'incident', id: 1, from: T - MINUTE, to: null, impact: 'DOWN', isAlertMade: false }]);
    expect(await state('planned')).toMatchObject({ current_status: 'DOWN', since: T - MINUTE, uptime_30d: '80.00' });
  });

  it('tells a status that began before the thirty days', async () => {
    const id = await monitor('old', 'u');
    const db = api.app.sources.get('upkeep');
    await asActor(db, async (tx) => {
      await tx.query(`UPDATE monitor_current_state SET since_ts = $2 WHERE monitor_id = $1`, [id, T - 90 * DAY]);
      await tx.query(`UPDATE status_spans SET from_ts = $2 WHERE monitor_id = $1`, [id, T - 90 * DAY]);
    });
    expect(await state('old')).toMatchObject({ since: T - 90 * DAY, uptime_30d: '100' });
  });

  it('keeps the last sixty checks', async () => {
    await monitor('long', `${'d'.repeat(30)}${'u'.repeat(60)}`);
    expect((await state('long')).last_checks).toBe('u'.repeat(60));
  });

  it('follows the monitor’s formula', async () => {
    await monitor('strict', 'uuuuuuuugg', { includeDegradedInDowntime: true });
    await monitor('own', 'uuuuuuuugg', { monitorSettingsJson: { uptime_formula_numerator: 'degraded' } });
    expect([(await state('strict')).uptime_30d, (await state('own')).uptime_30d]).toEqual(['80.00', '20.00']);
  });

  it('is 404 for nobody', async () => {
    expect((await api.get('monitor-states/nobody')).status).toBe(404);
  });
});

describe('GET /monitor-states', () => {
  beforeEach(async () => {
    await monitor('delta', 'uuuu', { cron: '*/5 * * * *', monitorType: 'NONE' });
    await monitor('Beta'.toLowerCase(), 'uudd', { isHidden: true });
    await monitor('alpha', 'uggg', { cron: '0 * * * *' });
    await monitor('gamma', '', { cron: null, status: 'INACTIVE', monitorType: 'DNS' });
  });

  it.each([
    ['', ['alpha', 'beta', 'delta', 'gamma']],
    ['?order=desc', ['gamma', 'delta', 'beta', 'alpha']],
    ['?sort=id', ['delta', 'beta', 'alpha', 'gamma']],
    ['?sort=monitor_type', ['beta', 'alpha', 'gamma', 'delta']],
    ['?sort=current_status', ['delta', 'gamma', 'alpha', 'beta']],
    ['?sort=current_status&order=desc', ['beta', 'alpha', 'gamma', 'delta']],
    ['?sort=interval', ['beta', 'delta', 'alpha', 'gamma']],
    ['?sort=interval&order=desc', ['alpha', 'delta', 'beta', 'gamma']],
    ['?sort=uptime', ['beta', 'alpha', 'delta', 'gamma']],
    ['?text=ALP', ['alpha']],
    ['?text=TA', ['beta', 'delta']],
    ['?text=%25', []],
    ['?text=_', []],
    ['?text=%5C', []],
    ['?current_status=DOWN', ['beta']],
    ['?current_status=NO_DATA', ['gamma']],
    ['?monitor_type=DNS', ['gamma']],
    ['?status=INACTIVE', ['gamma']],
    ['?is_hidden=YES', ['beta']],
    ['?status=ACTIVE&is_hidden=NO&sort=current_status&order=desc', ['alpha', 'delta']],
    ['?monitor_type=HTTP', []],
    ['?status=x', []],
    ['?is_hidden=true', []],
    ['?page_path=nowhere', []],
  ])('%s answers %j', async (query, expected) => {
    expect(await tags(query)).toEqual(expected);
  });

  it('counts all and answers one page', async () => {
    expect(await list('?limit=2')).toMatchObject({ page: 1, limit: 2, total: 4, monitors: [{ tag: 'alpha' }, { tag: 'beta' }] });
    expect(await list('?limit=2&page=2&sort=uptime')).toMatchObject({ page: 2, total: 4, monitors: [{ tag: 'delta' }, { tag: 'gamma' }] });
    expect(await list('?page=9')).toMatchObject({ total: 4, monitors: [] });
    expect(await list('?current_status=UP&limit=1')).toMatchObject({ total: 1 });
  });

  it('filters by page, the home page by its name on the wire', async () => {
    const [{ id }] = (await list('?text=beta')).monitors;
    places.push({ monitorId: id, path: '', title: 'Home' });
    expect(await tags('?page_path=~home')).toEqual(['beta']);
  });

  it('sorts and filters by what overlays decide', async () => {
    const [{ id }] = (await list('?text=delta')).monitors;
    overlays.set(id, [{ kind: 'incident', id: 1, from: T - 2 * MINUTE, to: null, impact: 'DOWN', isAlertMade: false }]);
    expect(await tags('?current_status=DOWN')).toEqual(['beta', 'delta']);
    expect(await tags('?sort=uptime')).toEqual(['delta', 'beta', 'alpha', 'gamma']);
  });

  it.each(['?current_status=OK', '?sort=tag', '?order=up', '?limit=0', '?limit=101', '?limit=x', '?page=0', `?text=${'x'.repeat(256)}`])(
    'refuses %s',
    async (query) => {
      const { status, body } = await api.get(`monitor-states${query}`);
      expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
    },
  );

  it('needs monitors.read', async () => {
    expect((await api.get('monitor-states', {})).status).toBe(401);
    expect((await api.get('overview', { authorization: 'Bearer key:pages.read' })).status).toBe(403);
  });
});

describe('GET /overview', () => {
  it('counts, and says what needs somebody', async () => {
    await monitor('down', 'uudd');
    await monitor('slow', 'uugg');
    await monitor('fine', 'uuuu');
    await monitor('silent', '');
    await monitor('off', 'dd', { status: 'INACTIVE' });
    const { status, body } = await api.get('overview');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      counts: { UP: 1, DEGRADED: 1, DOWN: 1, MAINTENANCE: 0, NO_DATA: 1 },
      paused: 1,
      has_monitors: true,
      checks_last_minute: 4,
    });
    expect(body.attention.map(({ tag }: { tag: string }) => tag)).toEqual(['down', 'slow', 'silent']);
    clock.set(T + 200);
    const later = (await api.get('overview')).body;
    expect(later.attention.map(({ tag }: { tag: string }) => tag)).toEqual(['down', 'slow', 'silent', 'fine']);
  });

  it('knows when there is nothing yet', async () => {
    expect((await api.get('overview')).body).toEqual({
      counts: { UP: 0, DEGRADED: 0, DOWN: 0, MAINTENANCE: 0, NO_DATA: 0 },
      paused: 0,
      attention: [],
      has_monitors: false,
      checks_last_minute: 0,
      lateness_p99_ms: null,
    });
  });

  it('measures how long due checks wait, those that run left out', async () => {
    const ids = [await monitor('a', ''), await monitor('b', '')];
    await api.query(
      `INSERT INTO monitor_runtime (monitor_id, watched_since, next_due_at) SELECT id, 0, app_now() - interval '7 seconds' FROM unnest($1::int[]) id
       ON CONFLICT (monitor_id) DO UPDATE SET next_due_at = excluded.next_due_at`,
      [ids],
    );
    const late = (await api.get('overview')).body.lateness_p99_ms;
    expect(late).toBeGreaterThanOrEqual(7_000);
    await api.query(`UPDATE monitor_runtime SET lease_until = app_now() + interval '1 minute' WHERE monitor_id = ANY($1)`, [ids]);
    expect((await api.get('overview')).body.lateness_p99_ms).toBe(0);
  });
});

it('asks the same number of questions for ten rows as for one', async () => {
  const statements = async (query: string): Promise<number> => {
    const before = counter.count;
    await list(query);
    return counter.count - before;
  };
  for (let index = 0; index < 10; index += 1) await monitor(`m${index}`, 'uu');
  const counter = countQueries();
  try {
    for (const sort of ['name', 'current_status', 'uptime'])
      expect(await statements(`?sort=${sort}`)).toBe(await statements(`?sort=${sort}&limit=1`));
  } finally {
    counter.stop();
  }
});

/** Counts the statements of the web pool. */
function countQueries(): { count: number; stop: () => void } {
  const manager = api.app.sources.get('web').manager;
  const query = manager.query.bind(manager);
  const counter = { count: 0, stop: () => void Object.assign(manager, { query }) };
  Object.assign(manager, {
    query: async (sql: string, parameters?: unknown[]) => {
      counter.count += 1;
      return query(sql, parameters);
    },
  });
  return counter;
}
