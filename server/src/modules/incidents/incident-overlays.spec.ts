import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Impact } from '@clarion/contract';
import { aMonitor, anIncident, asActor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import type { MonitorsApi } from '../../../test/monitors-api.js';
import type { Clock } from '../../platform/database/clock.js';
import { WriteSamplesService } from '../monitors/timeline/write-samples.service.js';

const MINUTE = 60;
/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600;
const DAY_MINUTES = 1_440;
const clock = new FixedClock(T + 30);

let api: MonitorsApi;
let shop: number;
beforeAll(async () => {
  api = await startIncidentsApi({ clock: clock as unknown as Clock });
});
afterAll(async () => api.close());
beforeEach(async () => {
  await asActor(api.app.sources.get('upkeep'), async (tx) => {
    await tx.query('DELETE FROM incidents');
    await tx.query('DELETE FROM monitors');
  });
  shop = await monitor('shop');
});

/** Up for a day: one sample a minute, the running one last. */
async function monitor(tag: string): Promise<number> {
  const db = api.app.sources.get('upkeep');
  const { id } = await aMonitor(db, { tag });
  const points = Array.from({ length: DAY_MINUTES }, (_, index) => ({
    timestamp: T - (DAY_MINUTES - 1 - index) * MINUTE,
    status: 'UP' as const,
    latencyMs: 120,
  }));
  await asActor(db, (tx) => api.app.get<WriteSamplesService>(WriteSamplesService).writeManual(tx, id, points));
  return id;
}
const open = async (minutes: number, impact: Impact, rest: object = {}): Promise<number> => {
  const start = T - (DAY_MINUTES - 1) * MINUTE;
  const { body } = await api.post('incidents', {
    title: 'Errors',
    start_date_time: start,
    end_date_time: start + minutes * MINUTE,
    monitors: [{ monitor_tag: 'shop', impact }],
    ...rest,
  });
  return body.incident.id;
};
const uptime = async (tag = 'shop'): Promise<string> => (await api.get(`monitor-states/${tag}`)).body.monitor.uptime_30d;
const status = async (tag = 'shop'): Promise<string> => (await api.get(`monitor-states/${tag}`)).body.monitor.current_status;
const points = async (from: number, to: number): Promise<{ status: string; type: string; latency: number }[]> =>
  (await api.get(`monitors/shop/data?start_ts=${from}&end_ts=${to}`)).body.data;

describe('uptime under incidents, by the worked examples', () => {
  it('counts DOWN as down, and is as before once the incident is deleted', async () => {
    expect(await uptime()).toBe('100');
    const id = await open(60, 'DOWN');
    expect(await uptime()).toBe('95.833');
    await api.delete(`incidents/${id}`);
    expect(await uptime()).toBe('100');
  });

  it('counts MAINTENANCE as up, and DEGRADED by the monitor’s own choice', async () => {
    const maintenance = await open(60, 'MAINTENANCE');
    expect(await uptime()).toBe('100');
    await api.delete(`incidents/${maintenance}`);
    await open(30, 'DEGRADED');
    expect(await uptime()).toBe('100');
    await api.patch('monitors/shop', { include_degraded_in_downtime: 'YES' });
    expect(await uptime()).toBe('97.916');
  });

  it('lists UP and lets it override nothing', async () => {
    await open(60, 'UP');
    expect(await uptime()).toBe('100');
    expect((await points(T - 120, T))[0]).toMatchObject({ status: 'UP', type: 'MANUAL' });
  });
});

describe('the status of a monitor under incidents', () => {
  const begin = async (body: object = {}): Promise<number> =>
    (await api.post('incidents', { title: 'Errors', start_date_time: T - 600, monitors: [{ monitor_tag: 'shop' }], ...body })).body.incident
      .id;
  const say = (id: number, state: string, rest: object = {}) => api.post(`incidents/${id}/comments`, { comment: state, state, ...rest });

  it('is the incident’s from its start until it is resolved, and stays so in the past', async () => {
    const id = await begin();
    expect(await status()).toBe('DOWN');
    await say(id, 'MONITORING');
    expect(await status()).toBe('DOWN');
    await say(id, 'RESOLVED');
    expect(await status()).toBe('UP');
    const types = (await points(T - 720, T + 60)).map(({ type }) => type);
    expect(types).toEqual([...Array(2).fill('MANUAL'), ...Array(10).fill('INCIDENT'), 'MANUAL']);
  });

  it('begins and ends at the minute of the window, with the latencies of the checks below', async () => {
    const id = await begin();
    await say(id, 'RESOLVED', { timestamp: T - 300 });
    expect(await status()).toBe('UP');
    const all = await points(T - 660, T - 240);
    expect(all.map((point) => [point.status, point.type, point.latency])).toEqual([
      ['UP', 'MANUAL', 120],
      ...Array(5).fill(['DOWN', 'INCIDENT', 120]),
      ['UP', 'MANUAL', 120],
    ]);
    await say(id, 'INVESTIGATING');
    expect(await status()).toBe('DOWN');
  });

  it('lasts, when the end of a resolved incident is cleared, until the update that resolved it', async () => {
    const id = await begin();
    await say(id, 'RESOLVED', { timestamp: T - 300 });
    await api.patch(`incidents/${id}`, { end_date_time: T - 480 });
    expect((await points(T - 600, T)).filter(({ type }) => type === 'INCIDENT')).toHaveLength(2);
    await api.patch(`incidents/${id}`, { end_date_time: null });
    expect((await points(T - 600, T)).filter(({ type }) => type === 'INCIDENT')).toHaveLength(5);
  });

  it('follows the impacts of the updates', async () => {
    const id = await begin();
    await say(id, 'IDENTIFIED', { timestamp: T - 360, monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }] });
    await say(id, 'MONITORING', { timestamp: T - 120, monitors: [{ monitor_tag: 'shop', impact: 'UP' }] });
    expect((await points(T - 660, T + 60)).map((point) => point.status)).toEqual([
      'UP',
      ...Array(4).fill('DOWN'),
      ...Array(4).fill('DEGRADED'),
      ...Array(3).fill('UP'),
    ]);
    expect(await status()).toBe('UP');
  });

  it('is the worst of several', async () => {
    await begin({ monitors: [{ monitor_tag: 'shop', impact: 'MAINTENANCE' }] });
    expect(await status()).toBe('MAINTENANCE');
    await begin({ monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }] });
    expect(await status()).toBe('DEGRADED');
    const worst = await begin();
    expect(await status()).toBe('DOWN');
    await api.delete(`incidents/${worst}`);
    expect(await status()).toBe('DEGRADED');
  });

  it('is not touched by what an alert made, by what is closed, or by what is global without naming it', async () => {
    const db = api.app.sources.get('upkeep');
    await anIncident(db, { startDateTime: T - 600, incidentSource: 'ALERT' }, [{ monitor: { id: shop } }]);
    await anIncident(db, { startDateTime: T - 600, status: 'CLOSED' }, [{ monitor: { id: shop } }]);
    await begin({ monitors: [] });
    expect(await status()).toBe('UP');
  });

  it('takes its groups along', async () => {
    await aMonitor(api.app.sources.get('upkeep'), { tag: 'idle' });
    const monitors = ['shop', 'idle'].map((tag) => ({ tag, weight: 0.5 }));
    const group = { tag: 'all', name: 'All', monitor_type: 'GROUP', cron: '* * * * *', type_data: { monitors } };
    expect((await api.post('monitors', group)).status).toBe(201);
    const id = await begin();
    expect(await status('all')).toBe('DOWN');
    await say(id, 'RESOLVED');
    expect(await status('all')).toBe('UP');
  });

  it('reads an impact that was never stored as DOWN', async () => {
    const id = await begin({ monitors: [{ monitor_tag: 'shop', impact: 'UP' }] });
    await asActor(api.app.sources.get('upkeep'), (tx) => tx.query('UPDATE incident_monitors SET monitor_impact = NULL'));
    expect((await api.get(`incidents/${id}`)).body.incident.monitors).toEqual([{ monitor_tag: 'shop', impact: 'DOWN' }]);
    expect(await status()).toBe('DOWN');
  });
});
