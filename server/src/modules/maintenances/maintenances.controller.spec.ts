import { aMonitor } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Response } from 'supertest';
import { FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { MaintenancesModule } from './maintenances.module.js';

const DAY = 86_400;
const MINUTE = Math.floor(Date.now() / 60_000) * 60;

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, MonitorsModule, MaintenancesModule] });
  for (const tag of ['shop', 'search', 'vault']) await aMonitor(api.app.sources.get('upkeep'), { tag });
});
afterAll(() => api.close());
beforeEach(async () => {
  const { body } = await api.get('maintenances');
  for (const { id } of body.maintenances as { id: number }[]) await api.delete(`maintenances/${id}`);
});

const ONE_TIME = { title: 'Upgrade', start_date_time: MINUTE + 3 * 3_600, rrule: 'FREQ=MINUTELY;COUNT=1', duration_seconds: 3_600 };
const create = async (body: object = {}): Promise<Response['body']> => {
  const answer = await api.post('maintenances', { ...ONE_TIME, ...body });
  expect([answer.status, answer.body.error?.message]).toEqual([201, undefined]);
  return answer.body.maintenance;
};
const eventsOf = async (id: number): Promise<Response['body'][]> => (await api.get(`maintenances/${id}/events?limit=100`)).body.events;
const refusal = (answer: Response): unknown[] => [answer.status, answer.body.error?.code];
const topics = async (): Promise<string[]> =>
  (await api.query<{ dedupe_key: string }>(`SELECT dedupe_key FROM outbox WHERE topic = 'maintenance.stage' ORDER BY id`)).map(
    ({ dedupe_key: key }) => key,
  );

describe('POST /maintenances', () => {
  it('answers the contract’s object, and its event is there at once', async () => {
    const maintenance = await create({
      monitors: [{ monitor_tag: 'shop' }, { monitor_tag: 'search', impact: 'DOWN' }],
      start_date_time: ONE_TIME.start_date_time + 31.5,
    });
    expect(maintenance).toEqual({
      id: expect.any(Number),
      title: 'Upgrade',
      description: null,
      start_date_time: ONE_TIME.start_date_time,
      rrule: 'FREQ=MINUTELY;COUNT=1',
      duration_seconds: 3_600,
      status: 'ACTIVE',
      is_global: 'YES',
      timezone: 'UTC',
      monitors: [
        { monitor_tag: 'shop', impact: 'MAINTENANCE' },
        { monitor_tag: 'search', impact: 'DOWN' },
      ],
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
      url: `http://localhost:3000/maintenances/${maintenance.id}?type=maintenance`,
    });
    const [event, ...more] = await eventsOf(maintenance.id);
    expect(more).toEqual([]);
    expect(event).toEqual({
      id: expect.any(Number),
      maintenance_id: maintenance.id,
      start_date_time: ONE_TIME.start_date_time,
      end_date_time: ONE_TIME.start_date_time + 3_600,
      status: 'SCHEDULED',
      event_status: 'SCHEDULED',
      created_at: expect.any(String),
      updated_at: expect.any(String),
      url: `http://localhost:3000/maintenances/${event.id}`,
    });
  });

  it('strips the prefix of a rule and takes the last of a tag that comes twice', async () => {
    const maintenance = await create({
      rrule: ' RRULE:FREQ=DAILY ',
      monitors: [
        { monitor_tag: 'shop', impact: 'DOWN' },
        { monitor_tag: 'shop', impact: null },
      ],
      is_global: 'NO',
      timezone: 'europe/berlin',
    });
    expect(maintenance).toMatchObject({
      rrule: 'FREQ=DAILY',
      monitors: [{ monitor_tag: 'shop', impact: 'MAINTENANCE' }],
      is_global: 'NO',
      timezone: 'Europe/Berlin',
    });
  });

  it.each<[string, object, RegExp]>([
    ['no title', { title: undefined }, /title/],
    ['an empty title', { title: '  ' }, /title/],
    ['no start', { start_date_time: undefined }, /start_date_time/],
    ['a start as text', { start_date_time: '1772445600' }, /start_date_time/],
    ['no rule', { rrule: undefined }, /rrule/],
    ['a rule that is none', { rrule: 'every day' }, /no part of a rule/],
    ['a rule as a number', { rrule: 5 }, /rrule/],
    ['an hour there is not', { rrule: 'FREQ=HOURLY;BYHOUR=25' }, /BYHOUR takes whole numbers from 0 to 23/],
    ['a rule that never comes true', { rrule: 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30' }, /never comes true/],
    ['an explosive rule', { rrule: 'FREQ=SECONDLY' }, /more than 500 events/],
    ['no duration', { duration_seconds: undefined }, /duration_seconds/],
    ['a duration of nothing', { duration_seconds: 0 }, /duration_seconds/],
    ['a duration as text', { duration_seconds: '3600' }, /duration_seconds/],
    ['monitors that are no list', { monitors: 'shop' }, /monitors/],
    ['null for monitors', { monitors: null }, /monitors/],
    ['tags instead of monitors', { monitors: ['shop'] }, /monitors/],
    ['an unknown monitor', { monitors: [{ monitor_tag: 'nobody' }] }, /“nobody”/],
    ['an unknown impact', { monitors: [{ monitor_tag: 'shop', impact: 'MINOR' }] }, /impact/],
    ['an unknown zone', { timezone: 'Mars/Olympus' }, /time zone/],
    ['an unknown flag', { is_global: true }, /is_global/],
  ])('refuses %s', async (_name, body, reason) => {
    const answer = await api.post('maintenances', { ...ONE_TIME, ...body });
    expect(refusal(answer)).toEqual([400, 'BAD_REQUEST']);
    expect(answer.body.error.message).toMatch(reason);
    expect((await api.get('maintenances')).body.maintenances).toEqual([]);
  });

  it('makes the events of seven days, and of one under way, each told once with the stage it begins in', async () => {
    await api.query('TRUNCATE outbox CASCADE');
    const start = MINUTE - 2 * DAY - 600;
    const { id } = await create({ rrule: 'FREQ=DAILY', start_date_time: start });
    const events = await eventsOf(id);
    expect(events.map(({ start_date_time: at, status }) => [(at - start) / DAY, status])).toEqual([
      [2, 'ONGOING'],
      ...[3, 4, 5, 6, 7, 8, 9].map((day) => [day, 'SCHEDULED']),
    ]);
    const told = await topics();
    expect(told.filter((key) => key.endsWith('_created'))).toHaveLength(8);
    expect(told.filter((key) => !key.endsWith('_created'))).toEqual([`maintenance_${events[0]!.id}_ongoing`]);
  });

  it.each([
    ['one that ended within a day', -DAY, 1, 'COMPLETED'],
    ['one under way', -600, 1, 'ONGOING'],
    ['one that begins within the hour', 1_800, 1, 'READY'],
    ['one far ahead', 300 * DAY, 1, 'SCHEDULED'],
    ['one long over', -2 * DAY, 0, undefined],
  ])('makes the event of %s', async (_name, offset, count, status) => {
    const events = await eventsOf((await create({ start_date_time: MINUTE + offset })).id);
    expect([events.length, events[0]?.status]).toEqual([count, status]);
  });

  it('makes the next event of a rule that is far away', async () => {
    const events = await eventsOf((await create({ rrule: 'FREQ=YEARLY', start_date_time: MINUTE - 30 * DAY })).id);
    expect(events).toHaveLength(1);
    expect(events[0]!.start_date_time).toBeGreaterThan(MINUTE + 300 * DAY);
  });

  it('gives the same answer to the same Idempotency-Key', async () => {
    const send = () => api.post('maintenances', ONE_TIME, { ...FULL_KEY, 'idempotency-key': 'plan-1' });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect((await api.get('maintenances')).body.maintenances).toHaveLength(1);
  });

  it('leaves an audit row', async () => {
    const { id } = await create();
    const rows = await api.query<{ action: string }>(
      `SELECT body ->> 'action' AS action FROM audit_log WHERE body ->> 'entityType' = 'maintenance' AND body ->> 'entityId' = $1 ORDER BY id`,
      [String(id)],
    );
    expect(rows.map(({ action }) => action)).toEqual(['maintenance.create', 'maintenance.schedule']);
  });
});

describe('GET /maintenances', () => {
  it('lists them, the newest first, by status and monitor; unknown values of status are ignored', async () => {
    const first = await create({ monitors: [{ monitor_tag: 'shop' }] });
    const second = await create();
    await api.patch(`maintenances/${second.id}`, { status: 'INACTIVE' });
    const ids = async (query = '') => (await api.get(`maintenances${query}`)).body.maintenances.map(({ id }: { id: number }) => id);
    expect(await ids()).toEqual([second.id, first.id]);
    expect(await ids('?status=ACTIVE')).toEqual([first.id]);
    expect(await ids('?status=INACTIVE')).toEqual([second.id]);
    expect(await ids('?status=whatever')).toEqual([second.id, first.id]);
    expect(await ids('?monitor_tag=shop')).toEqual([first.id]);
    expect(await ids('?monitor_tag=nobody')).toEqual([]);
    expect((await api.get('maintenances/')).status).toBe(200);
  });

  it.each(['0', '12abc', '12.5', '-1', '99999999999', '2147483647', 'x'])('knows no maintenance %s', async (id) => {
    for (const answer of [
      await api.get(`maintenances/${id}`),
      await api.patch(`maintenances/${id}`, { title: 5 }),
      await api.delete(`maintenances/${id}`),
      await api.get(`maintenances/${id}/events`),
    ]) {
      expect(refusal(answer)).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('answers 405 where a method is not taken, 401 without a key, 403 without the scope', async () => {
    expect(refusal(await api.put('maintenances', {}))).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(refusal(await api.patch('maintenances/events', {}))).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(refusal(await api.delete('maintenances/events'))).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(refusal(await api.get('maintenances', {}))).toEqual([401, 'UNAUTHORIZED']);
    expect(refusal(await api.post('maintenances', ONE_TIME, { authorization: 'Bearer key:maintenances.read' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });
});

describe('PATCH and DELETE /maintenances/{id}', () => {
  it('changes what is sent and keeps the rest', async () => {
    const { id } = await create({ description: 'Why', monitors: [{ monitor_tag: 'shop' }] });
    const { body } = await api.patch(`maintenances/${id}`, { title: ' Move ', description: null, unknown: 1 });
    expect(body.maintenance).toMatchObject({
      title: 'Move',
      description: null,
      monitors: [{ monitor_tag: 'shop', impact: 'MAINTENANCE' }],
    });
    const replaced = await api.patch(`maintenances/${id}`, { monitors: [{ monitor_tag: 'vault', impact: 'UP' }] });
    expect(replaced.body.maintenance.monitors).toEqual([{ monitor_tag: 'vault', impact: 'UP' }]);
    expect((await api.patch(`maintenances/${id}`, { monitors: [] })).body.maintenance.monitors).toEqual([]);
    for (const bad of [
      { title: '' },
      { title: null },
      { status: 'PAUSED' },
      { rrule: 'FREQ=NEVER' },
      { duration_seconds: -1 },
      { start_date_time: 'x' },
      { monitors: null },
    ]) {
      expect(refusal(await api.patch(`maintenances/${id}`, bad))).toEqual([400, 'BAD_REQUEST']);
    }
  });

  it('makes planned events anew when the schedule changes, and leaves the others', async () => {
    const { id } = await create({ rrule: 'FREQ=DAILY', start_date_time: MINUTE - 2 * DAY - 600 });
    const [ongoing, cancelled] = await eventsOf(id);
    await api.patch(`maintenances/${id}/events/${cancelled!.id}`, { status: 'CANCELLED' });
    await api.patch(`maintenances/${id}`, { duration_seconds: 7_200 });
    const events = await eventsOf(id);
    expect(events.slice(0, 2).map((event) => [event.id, event.status])).toEqual([
      [ongoing!.id, 'ONGOING'],
      [cancelled!.id, 'CANCELLED'],
    ]);
    expect(events.slice(2).map((event) => event.end_date_time - event.start_date_time)).toEqual(Array.from({ length: 6 }, () => 7_200));
    expect(events).toHaveLength(8);
  });

  it('moves one time to its new start', async () => {
    const { id } = await create();
    await api.patch(`maintenances/${id}`, { start_date_time: MINUTE + 5 * DAY });
    expect((await eventsOf(id)).map((event) => event.start_date_time)).toEqual([MINUTE + 5 * DAY]);
  });

  it('keeps events while it is INACTIVE and makes new ones when it is back', async () => {
    const { id } = await create({ rrule: 'FREQ=DAILY' });
    const before = (await eventsOf(id)).length;
    await api.patch(`maintenances/${id}`, { status: 'INACTIVE' });
    expect(await eventsOf(id)).toHaveLength(before);
    await api.patch(`maintenances/${id}`, { rrule: 'FREQ=WEEKLY' });
    expect(await eventsOf(id)).toEqual([]);
    await api.patch(`maintenances/${id}`, { status: 'ACTIVE' });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('honours If-Match', async () => {
    const { id } = await create();
    const { etag } = (await api.get(`maintenances/${id}`)).headers;
    expect(etag).toMatch(/^"v\d+"$/);
    const first = await api.patch(`maintenances/${id}`, { monitors: [] }, { ...FULL_KEY, 'if-match': etag! });
    expect([first.status, first.headers['etag'] === etag]).toEqual([200, false]);
    const second = await api.patch(`maintenances/${id}`, { title: 'Late' }, { ...FULL_KEY, 'if-match': etag! });
    expect(refusal(second)).toEqual([412, 'PRECONDITION_FAILED']);
    expect(JSON.parse(second.body.error.details[0].message)).toMatchObject({ id, title: 'Upgrade' });
  });

  it('goes with its events', async () => {
    const { id } = await create();
    const [event] = await eventsOf(id);
    const { status, body } = await api.delete(`maintenances/${id}`);
    expect([status, typeof body.message]).toEqual([200, 'string']);
    expect(refusal(await api.get(`maintenances/${id}/events/${event!.id}`))).toEqual([404, 'NOT_FOUND']);
    expect(await api.query('SELECT 1 FROM maintenances_events WHERE maintenance_id = $1', [id])).toEqual([]);
  });
});

describe('POST /maintenances/{id}/split', () => {
  const starts = async (id: number) => (await eventsOf(id)).map((event) => event.start_date_time);

  it('ends the series before an event and goes on from it, with what was cancelled left so', async () => {
    const start = MINUTE + 3_600;
    const { id } = await create({
      rrule: 'FREQ=DAILY;COUNT=20',
      start_date_time: start,
      monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }],
    });
    const events = await eventsOf(id);
    await api.patch(`maintenances/${id}/events/${events[4]!.id}`, { status: 'CANCELLED' });
    const { status, body } = await api.post(`maintenances/${id}/split`, { event_id: events[3]!.id, title: 'From now on' });
    expect(status).toBe(201);
    expect(body.maintenance).toMatchObject({
      title: 'From now on',
      start_date_time: start + 3 * DAY,
      rrule: 'FREQ=DAILY;COUNT=17',
      monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }],
    });
    expect(await starts(id)).toEqual([0, 1, 2].map((day) => start + day * DAY));
    const moved = await eventsOf(body.maintenance.id);
    expect(moved.map((event) => [event.id, event.status])).toEqual(
      events.slice(3).map((event, index) => [event.id, index === 1 ? 'CANCELLED' : 'SCHEDULED']),
    );
  });

  it('makes the rest anew when its schedule is another one', async () => {
    const start = MINUTE + 3_600;
    const { id } = await create({ rrule: 'FREQ=DAILY', start_date_time: start });
    const events = await eventsOf(id);
    const { body } = await api.post(`maintenances/${id}/split`, { event_id: events[2]!.id, duration_seconds: 60 });
    const rest = await eventsOf(body.maintenance.id);
    expect(rest.map((event) => event.end_date_time - event.start_date_time)).toEqual(rest.map(() => 60));
    expect(await starts(body.maintenance.id)).toEqual(events.slice(2).map((event) => event.start_date_time));
  });

  it('refuses the first event, one that is over, and one of another maintenance', async () => {
    const { id } = await create({ rrule: 'FREQ=DAILY' });
    const [first, second] = await eventsOf(id);
    await api.patch(`maintenances/${id}/events/${second!.id}`, { status: 'CANCELLED' });
    for (const event_id of [first!.id, second!.id, 999_999, 'x', undefined]) {
      expect(refusal(await api.post(`maintenances/${id}/split`, { event_id }))).toEqual([400, 'BAD_REQUEST']);
    }
  });
});
