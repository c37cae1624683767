import { aMonitor, asActor, FixedClock, type OpenDatabase, openDatabase } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { storeHistory } from '../../../../test/pages/history.js';
import type { DataSources } from '../../../platform/database/data-sources.js';
import { GroupTimelines } from './group-timelines.service.js';
import { Overlays } from '../timeline/overlays.js';
import { type DataPoint, TimelineService } from '../timeline/timeline.service.js';

const DAY = 86_400;
const NOW = 1_800_000_030;
const MINUTE_NOW = 1_800_000_000;
const WINDOW = { from: MINUTE_NOW - DAY, to: MINUTE_NOW + 60 };

describe('timelines of groups', () => {
  let database: OpenDatabase;
  let groups: GroupTimelines;
  let timeline: TimelineService;
  let ids: { web: number; api: number; group: number };
  const overlays = new Overlays();
  const maintained = new Set<number>();

  beforeAll(async () => {
    database = await openDatabase();
    const { db } = database;
    groups = new GroupTimelines(overlays, new FixedClock(NOW));
    timeline = new TimelineService({ get: () => db } as unknown as DataSources, overlays, groups);
    overlays.register({
      overlaysOf: async (_db, monitorIds) =>
        new Map(
          monitorIds
            .filter((id) => maintained.has(id))
            .map((id) => [
              id,
              [{ kind: 'maintenance', id: 1, from: MINUTE_NOW - 600, to: null, impact: 'MAINTENANCE', isAlertMade: false }],
            ]),
        ),
    });
    const web = await aMonitor(db, { tag: 'web', name: 'Web' });
    const api = await aMonitor(db, { tag: 'api', name: 'API' });
    const group = await aMonitor(db, { tag: 'shop', name: 'Shop', monitorType: 'GROUP', typeData: { latencyCalculation: 'MAX' } });
    ids = { web: web.id, api: api.id, group: group.id };
    await asActor(db, (tx) =>
      tx.query(`INSERT INTO group_members (group_id, monitor_id, weight, position) VALUES ($1, $2, 0.5, 0), ($1, $3, 0.5, 1)`, [
        ids.group,
        ids.web,
        ids.api,
      ]),
    );
    await storeHistory(db, ids.web, [{ from: MINUTE_NOW - 2 * DAY, status: 'UP' }], MINUTE_NOW + 60, 80);
    await storeHistory(
      db,
      ids.api,
      [
        { from: MINUTE_NOW - 2 * DAY, status: 'UP' },
        { from: MINUTE_NOW - 3_600, status: 'DOWN', to: MINUTE_NOW - 3_480 },
        { from: MINUTE_NOW - 3_480, status: 'UP' },
      ],
      MINUTE_NOW, // its check of this minute is still to come
      120,
    );
  });
  beforeEach(() => maintained.clear());
  afterAll(() => database.close());

  const points = async (from: number, to: number): Promise<DataPoint[]> => {
    const found: DataPoint[] = [];
    for await (const point of timeline.dataPoints(ids.group, { from, to }, NOW)) found.push(point);
    return found;
  };

  it('are the weighted fold of what people see of the members, up to the newest that is known', async () => {
    const group = (await groups.of(database.db.manager, [ids.group, ids.web], WINDOW)).get(ids.group)!;
    expect(group.spans).toEqual([
      { from: WINDOW.from, to: MINUTE_NOW - 3_600, status: 'UP' },
      { from: MINUTE_NOW - 3_600, to: MINUTE_NOW - 3_480, status: 'DEGRADED' },
      { from: MINUTE_NOW - 3_480, to: MINUTE_NOW + 60, status: 'UP' },
    ]);
    expect(group).toMatchObject({ latencyMs: 120, newest: { status: 'UP', timestamp: MINUTE_NOW, sinceTs: MINUTE_NOW - 3_480 } });
  });

  it('are what everybody reads: spans, and the minutes of the data API, which name who is to blame', async () => {
    const spans = (await timeline.spans([ids.group], WINDOW)).get(ids.group)!;
    expect(spans.map(({ status }) => status)).toEqual(['UP', 'DEGRADED', 'UP']);
    const [first, second, third] = await points(MINUTE_NOW - 3_540, MINUTE_NOW - 3_420);
    expect(first).toMatchObject({
      timestamp: MINUTE_NOW - 3_540,
      status: 'DEGRADED',
      type: 'REALTIME',
      errorMessage: 'worst members: API',
    });
    expect(second).toMatchObject({ status: 'UP', errorMessage: null });
    expect(third).toBeUndefined();
  });

  it('change with a maintenance of a member', async () => {
    maintained.add(ids.api);
    await database.db.query(`UPDATE status_spans SET status = 'DOWN' WHERE monitor_id = $1 AND to_ts IS NULL`, [ids.api]);
    const spans = (await timeline.spans([ids.group], WINDOW)).get(ids.group)!;
    await database.db.query(`UPDATE status_spans SET status = 'UP' WHERE monitor_id = $1 AND to_ts IS NULL`, [ids.api]);
    expect(spans.at(-1)).toEqual({ from: MINUTE_NOW - 600, to: MINUTE_NOW + 60, status: 'UP' });
    expect(spans.at(-2)).toMatchObject({ to: MINUTE_NOW - 600, status: 'DEGRADED' });
  });

  it('wait for as many minutes as the group asks for', async () => {
    const { db } = database;
    const threshold = (minutes: number) =>
      asActor(db, (tx) => tx.query('UPDATE monitors SET confirmation_threshold = $2 WHERE id = $1', [ids.group, minutes]));
    await threshold(3);
    const spans = (await timeline.spans([ids.group], WINDOW)).get(ids.group)!;
    await threshold(2);
    const shown = (await timeline.spans([ids.group], WINDOW)).get(ids.group)!;
    await threshold(1);
    expect(spans).toEqual([{ ...WINDOW, status: 'UP' }]);
    expect(shown).toHaveLength(3);
  });

  it('give way to what was written by hand on the group itself', async () => {
    const { db } = database;
    const from = MINUTE_NOW - 7_200;
    await storeHistory(db, ids.group, [{ from, status: 'DOWN' }], from + 120);
    await db.query(
      `INSERT INTO monitoring_data (timestamp, latency, monitor_id, vouched_seconds, status, type) VALUES ($1, 5, $2, 60, 'D', 'M'), ($3, 5, $2, 60, 'D', 'M')`,
      [from, ids.group, from + 60],
    );
    const spans = (await timeline.spans([ids.group], WINDOW)).get(ids.group)!;
    expect(spans.find(({ status }) => status === 'DOWN')).toEqual({ from, to: from + 120, status: 'DOWN' });
    const found = await points(from - 60, from + 180);
    expect(found.map(({ status, type }) => [status, type])).toEqual([
      ['UP', 'REALTIME'],
      ['DOWN', 'MANUAL'],
      ['DOWN', 'MANUAL'],
      ['UP', 'REALTIME'],
    ]);
  });
});
