import { aMonitor } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Response } from 'supertest';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { MaintenancesModule } from './maintenances.module.js';

const DAY = 86_400;
const MINUTE = Math.floor(Date.now() / 60_000) * 60;

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, MonitorsModule, MaintenancesModule] });
  for (const tag of ['shop', 'search']) await aMonitor(api.app.sources.get('upkeep'), { tag });
});
afterAll(() => api.close());
beforeEach(async () => {
  const { body } = await api.get('maintenances');
  for (const { id } of body.maintenances as { id: number }[]) await api.delete(`maintenances/${id}`);
});

interface Planned {
  id: number;
  path: string;
  event: Response['body'];
}

/** A maintenance and the first of its events. @param offset of its start from now, seconds */
async function plan(offset: number, body: object = {}): Promise<Planned> {
  const answer = await api.post('maintenances', {
    title: 'Upgrade',
    start_date_time: MINUTE + offset,
    rrule: 'FREQ=MINUTELY;COUNT=1',
    duration_seconds: 3_600,
    monitors: [{ monitor_tag: 'shop' }],
    ...body,
  });
  const { id } = answer.body.maintenance;
  const [event] = (await api.get(`maintenances/${id}/events`)).body.events;
  return { id, path: `maintenances/${id}/events/${event.id}`, event };
}
const refusal = (answer: Response): unknown[] => [answer.status, answer.body.error?.code];

describe('GET /maintenances/events', () => {
  const list = async (query = ''): Promise<Response['body']> => (await api.get(`maintenances/events${query}`)).body;
  const idsOf = async (query = ''): Promise<number[]> => (await list(query)).events.map((event: { id: number }) => event.id);

  it('answers details with the maintenance inside, by start, from now on', async () => {
    const later = await plan(2 * DAY, { title: 'Later', description: 'Why' });
    const sooner = await plan(DAY, { monitors: [{ monitor_tag: 'search', impact: 'DOWN' }], is_global: 'NO' });
    await plan(-600);
    const body = await list();
    expect([body.page, body.limit, body.total]).toEqual([1, 20, 2]);
    expect(body.events.map(({ event_id: id }: { event_id: number }) => id)).toEqual([sooner.event.id, later.event.id]);
    expect(body.events[0]).toEqual({
      maintenance_id: sooner.id,
      event_id: sooner.event.id,
      event_start_date_time: MINUTE + DAY,
      event_end_date_time: MINUTE + DAY + 3_600,
      event_status: 'SCHEDULED',
      maintenance_title: 'Upgrade',
      maintenance_description: null,
      maintenance_status: 'ACTIVE',
      maintenance_rrule: 'FREQ=MINUTELY;COUNT=1',
      maintenance_duration_seconds: 3_600,
      monitors: [{ monitor_tag: 'search', impact: 'DOWN' }],
      url: `http://localhost:3000/maintenances/${sooner.event.id}`,
      id: sooner.event.id,
      status: 'SCHEDULED',
      start_date_time: MINUTE + DAY,
      end_date_time: MINUTE + DAY + 3_600,
      maintenance: (await api.get(`maintenances/${sooner.id}`)).body.maintenance,
    });
  });

  it('filters, and ignores what it does not know', async () => {
    const ongoing = await plan(-600);
    const planned = await plan(DAY, { monitors: [{ monitor_tag: 'search' }] });
    const both = [ongoing.event.id, planned.event.id];
    const past = `event_start_date_time=${MINUTE - DAY}`;
    expect(await idsOf()).toEqual([planned.event.id]);
    expect(await idsOf(`?${past}`)).toEqual(both);
    expect(await idsOf(`?${past}&event_status=ongoing`)).toEqual([ongoing.event.id]);
    expect(await idsOf(`?${past}&event_status=SOON`)).toEqual(both);
    expect(await idsOf(`?${past}&monitors=shop`)).toEqual([ongoing.event.id]);
    expect(await idsOf(`?${past}&monitors=nobody,%20search`)).toEqual([planned.event.id]);
    expect(await idsOf(`?${past}&monitors=nobody`)).toEqual([]);
    expect(await idsOf(`?${past}&maintenance_id=${ongoing.id}`)).toEqual([ongoing.event.id]);
    expect(await idsOf(`?${past}&maintenance_id=${ongoing.id}&monitors=search`)).toEqual([]);
    expect(await idsOf(`?${past}&maintenance_id=x`)).toEqual(both);
    expect(await idsOf('?event_start_date_time=x')).toEqual([planned.event.id]);
  });

  it.each([
    ['?limit=2', 1, 2, 2],
    ['?limit=0', 1, 1, 1],
    ['?limit=-5', 1, 1, 1],
    ['?limit=1000', 1, 100, 7],
    ['?limit=x&page=y', 1, 20, 7],
    ['?page=0', 1, 20, 7],
    ['?limit=3&page=3', 3, 3, 1],
    ['?page=99999999999999', 1_000_000_000, 20, 0],
  ])('clamps its page with %s', async (query, page, limit, count) => {
    const { id } = await plan(600, { rrule: 'FREQ=DAILY' });
    const all = await list(query);
    expect([all.page, all.limit, all.events.length, all.total]).toEqual([page, limit, count, 7]);
    const own = (await api.get(`maintenances/${id}/events${query}`)).body;
    expect([own.page, own.limit, own.events.length, own.total]).toEqual([page, limit, count, 7]);
  });
});

describe('one event', () => {
  it('is found under its maintenance alone', async () => {
    const { path, event } = await plan(DAY);
    const other = await plan(DAY);
    expect((await api.get(path)).body).toEqual({ event });
    for (const wrong of [
      `maintenances/${other.id}/events/${event.id}`,
      `${path}x`,
      path.replace(/\d+$/, '0'),
      path.replace(/\d+$/, '999999'),
    ]) {
      for (const answer of [await api.get(wrong), await api.patch(wrong, { status: 5 }), await api.delete(wrong)]) {
        expect(refusal(answer)).toEqual([404, 'NOT_FOUND']);
      }
    }
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['both forms', { start_date_time: MINUTE, end_date_time: MINUTE + 60, status: 'CANCELLED' }],
    ['a start with a status', { start_date_time: MINUTE, status: 'CANCELLED' }],
    ['no end', { start_date_time: MINUTE }],
    ['no start', { end_date_time: MINUTE }],
    ['an end before the start', { start_date_time: MINUTE, end_date_time: MINUTE - 60 }],
    ['times that are one after flooring', { start_date_time: MINUTE, end_date_time: MINUTE + 59 }],
    ['times as text', { start_date_time: '1', end_date_time: '2' }],
    ['null for a time', { start_date_time: null, end_date_time: MINUTE }],
    ['an unknown status', { status: 'ONGOING' }],
    ['a status in small letters', { status: 'cancelled' }],
    ['null for a status', { status: null }],
  ])('refuses %s', async (_name, body) => {
    const { path, event } = await plan(DAY);
    expect(refusal(await api.patch(path, body))).toEqual([400, 'BAD_REQUEST']);
    expect((await api.get(path)).body.event).toEqual(event);
  });

  it('is moved to a new window, floored, with the status that follows', async () => {
    const { path } = await plan(DAY);
    const move = async (from: number, to: number) =>
      (await api.patch(path, { start_date_time: MINUTE + from + 7.5, end_date_time: MINUTE + to + 30 })).body.event;
    expect(await move(1_800, 3_600)).toMatchObject({ start_date_time: MINUTE + 1_800, end_date_time: MINUTE + 3_600, status: 'READY' });
    expect(await move(2 * DAY, 3 * DAY)).toMatchObject({ status: 'SCHEDULED' });
    expect(await move(-600, 3_600)).toMatchObject({ status: 'ONGOING' });
    expect(await move(-600, -60)).toMatchObject({ status: 'COMPLETED' });
    expect(refusal(await api.patch(path, { start_date_time: MINUTE, end_date_time: MINUTE + 60 }))).toEqual([400, 'BAD_REQUEST']);
  });

  it('completed under way ends now, at least a minute after it began', async () => {
    const { path } = await plan(-600);
    const { body } = await api.patch(path, { status: 'COMPLETED' });
    expect(body.event).toMatchObject({ status: 'COMPLETED', event_status: 'COMPLETED' });
    expect(body.event.end_date_time).toBeGreaterThanOrEqual(MINUTE);
    expect(body.event.end_date_time).toBeLessThanOrEqual(MINUTE + 120);
    for (const status of ['COMPLETED', 'CANCELLED']) expect(refusal(await api.patch(path, { status }))).toEqual([400, 'BAD_REQUEST']);
  });

  it('cancelled before it begins keeps the window that was planned, and cannot be completed', async () => {
    const { path, event } = await plan(DAY);
    expect(refusal(await api.patch(path, { status: 'COMPLETED' }))).toEqual([400, 'BAD_REQUEST']);
    const { body } = await api.patch(path, { status: 'CANCELLED' });
    expect(body.event).toMatchObject({ status: 'CANCELLED', end_date_time: event.end_date_time });
    expect(refusal(await api.patch(path, { status: 'CANCELLED' }))).toEqual([400, 'BAD_REQUEST']);
  });

  it('deleted is gone, and its occurrence gets no other one', async () => {
    const { id, path, event } = await plan(600, { rrule: 'FREQ=DAILY' });
    expect((await api.delete(path)).status).toBe(200);
    expect(refusal(await api.get(path))).toEqual([404, 'NOT_FOUND']);
    expect(refusal(await api.delete(path))).toEqual([404, 'NOT_FOUND']);
    await api.patch(`maintenances/${id}`, { duration_seconds: 60 });
    await api.patch(`maintenances/${id}`, { status: 'INACTIVE' });
    await api.patch(`maintenances/${id}`, { status: 'ACTIVE' });
    const { events } = (await api.get(`maintenances/${id}/events`)).body;
    expect(events.map(({ start_date_time: start }: { start_date_time: number }) => start)).not.toContain(event.start_date_time);
    expect(events).toHaveLength(6);
  });

  it('tells each of its stages once', async () => {
    const { path, event } = await plan(DAY);
    await api.patch(path, { start_date_time: MINUTE + 1_800, end_date_time: MINUTE + 3_600 });
    await api.patch(path, { start_date_time: MINUTE + 2 * DAY, end_date_time: MINUTE + 3 * DAY });
    await api.patch(path, { start_date_time: MINUTE + 1_800, end_date_time: MINUTE + 3_600 });
    await api.patch(path, { status: 'CANCELLED' });
    const rows = await api.query<{ key: string }>(
      `SELECT dedupe_key AS key FROM outbox WHERE topic = 'maintenance.stage' AND payload ->> 'eventId' = $1 ORDER BY id`,
      [String(event.id)],
    );
    expect(rows.map(({ key }) => key)).toEqual(
      ['created', 'starting_soon', 'cancelled'].map((stage) => `maintenance_${event.id}_${stage}`),
    );
  });
});

describe('for the dashboard', () => {
  it('lists where maintenances stand', async () => {
    const weekly = await plan(-600, {
      title: 'Weekly backup',
      rrule: 'FREQ=DAILY;INTERVAL=2',
      timezone: 'Europe/Berlin',
    });
    const once = await plan(DAY, { title: 'Move' });
    const { body } = await api.get('maintenance-states');
    expect([body.page, body.limit, body.total]).toEqual([1, 10, 2]);
    const [move, backup] = body.maintenances;
    expect(move).toMatchObject({
      id: once.id,
      is_recurring: false,
      current_event: null,
      next_event: once.event,
      event_count: 1,
      rule_words: { kind: 'once' },
    });
    expect(backup).toMatchObject({
      id: weekly.id,
      is_recurring: true,
      current_event: weekly.event,
      rule_words: { kind: 'repeats', frequency: 'DAILY', interval: 2 },
      event_count: 4,
      version: 1,
    });
    expect(backup.next_event.start_date_time).toBeGreaterThan(MINUTE);
    const titles = async (query: string) =>
      (await api.get(`maintenance-states?${query}`)).body.maintenances.map(({ title }: { title: string }) => title);
    expect(await titles('text=BACK')).toEqual(['Weekly backup']);
    expect(await titles('status=INACTIVE')).toEqual([]);
    expect(await titles('status=NEVER')).toEqual([]);
    expect(await titles('monitor_tag=search')).toEqual([]);
    expect(await titles('monitor_tag=shop&text=mov')).toEqual(['Move']);
    expect(await titles('sort=next&order=asc')).toEqual(['Weekly backup', 'Move']);
    expect(await titles('sort=start&order=asc&limit=1&page=2')).toEqual(['Move']);
    const one = await api.get(`maintenance-states/${weekly.id}`);
    expect([one.body.maintenance.id, one.headers['etag']]).toEqual([weekly.id, '"v1"']);
    expect(refusal(await api.get('maintenance-states/0'))).toEqual([404, 'NOT_FOUND']);
  });

  it('previews the next ten occurrences, the clocks and what stands in the way', async () => {
    const other = await plan(DAY, { title: 'Move', rrule: 'FREQ=WEEKLY' });
    const { status, body } = await api.post('maintenance-previews', {
      start_date_time: MINUTE + DAY - 1_800,
      rrule: 'FREQ=WEEKLY',
      timezone: 'UTC',
      duration_seconds: 3_600,
      monitors: [{ monitor_tag: 'shop' }, { monitor_tag: 'search' }],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ is_one_time: false, warnings: [], rule_words: { kind: 'repeats', frequency: 'WEEKLY' } });
    expect(body.occurrences).toHaveLength(10);
    const conflict = { maintenance_id: other.id, title: 'Move', monitor_tag: 'shop' };
    expect(body.occurrences[0]).toMatchObject({
      start_date_time: MINUTE + DAY - 1_800,
      offset_minutes: 0,
      note: null,
      conflicts: [{ ...conflict, event_id: other.event.id, start_date_time: MINUTE + DAY, end_date_time: MINUTE + DAY + 3_600 }],
    });
    expect(body.occurrences[9].conflicts).toEqual([
      { ...conflict, event_id: null, start_date_time: MINUTE + 64 * DAY, end_date_time: MINUTE + 64 * DAY + 3_600 },
    ]);
  });

  it('previews what clocks do, and warns', async () => {
    const preview = async (body: object) =>
      (
        await api.post('maintenance-previews', {
          start_date_time: Date.UTC(2027, 2, 21, 1, 30) / 1_000,
          duration_seconds: 7_200,
          timezone: 'Europe/Berlin',
          ...body,
        })
      ).body;
    const { occurrences } = await preview({ rrule: 'FREQ=WEEKLY' });
    expect(
      occurrences.slice(0, 3).map((each: Record<string, unknown>) => [each['local_start'], each['offset_minutes'], each['note']]),
    ).toEqual([
      ['2027-03-21T02:30', 60, null],
      ['2027-03-28T02:30', 120, 'GAP'],
      ['2027-04-04T02:30', 120, null],
    ]);
    expect((await preview({ rrule: 'FREQ=HOURLY' })).warnings).toEqual(['SUB_DAILY', 'OVERLAPS_ITSELF']);
    expect(await preview({ rrule: 'FREQ=MINUTELY;COUNT=1' })).toMatchObject({ is_one_time: true, warnings: [], occurrences: [{}] });
    const bad = await api.post('maintenance-previews', { start_date_time: MINUTE, duration_seconds: 60, rrule: 'FREQ=HOURLY;BYHOUR=25' });
    expect(refusal(bad)).toEqual([400, 'BAD_REQUEST']);
    expect(bad.body.error.details).toEqual([{ field: 'rrule', message: expect.stringMatching(/BYHOUR/) }]);
  });
});

describe('what an event does to its monitors', () => {
  const stateOf = async (tag: string): Promise<string> => (await api.get(`monitor-states/${tag}`)).body.monitor.current_status;
  const typesOf = async (tag: string, from: number, to: number): Promise<string[]> => {
    const { body } = await api.get(`monitors/${tag}/data?start_ts=${from}&end_ts=${to}`);
    return body.data.map(({ status, type }: { status: string; type: string }) => `${status} ${type}`);
  };

  it('overrides them exactly in its window, whatever the impact, and stays in history when it is over', async () => {
    const { path } = await plan(-300, {
      monitors: [
        { monitor_tag: 'shop', impact: 'DOWN' },
        { monitor_tag: 'search', impact: 'UP' },
      ],
    });
    expect([await stateOf('shop'), await stateOf('search')]).toEqual(['DOWN', 'UP']);
    expect(await typesOf('shop', MINUTE - 600, MINUTE - 60)).toEqual(Array.from({ length: 4 }, () => 'DOWN MAINTENANCE'));
    await api.patch(path, { status: 'COMPLETED' });
    expect(await stateOf('shop')).toBe('NO_DATA');
    expect(await typesOf('shop', MINUTE - 600, MINUTE - 60)).toEqual(Array.from({ length: 4 }, () => 'DOWN MAINTENANCE'));
    await api.delete(path);
    expect(await typesOf('shop', MINUTE - 600, MINUTE - 60)).toEqual([]);
  });

  it('of several the one that began first decides, then the lower id', async () => {
    const impact = (value: string) => ({ monitors: [{ monitor_tag: 'shop', impact: value }] });
    await plan(-300, impact('DEGRADED'));
    const first = await plan(-600, impact('MAINTENANCE'));
    await plan(-600, impact('DOWN'));
    expect(await stateOf('shop')).toBe('MAINTENANCE');
    await api.patch(`maintenances/${first.id}`, { status: 'INACTIVE' });
    expect(await stateOf('shop')).toBe('DOWN');
  });
});
