import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FixedClock, openDatabase, type OpenDatabase } from '@clarion/testing';
import { countMinutes, type Span } from '@clarion/domain';
import type { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { lockMonitors, TimelineWriter } from '../../monitors/timeline/timeline-writer.service.js';
import { fillHistory } from './fill-history.js';
import { demoMonitors } from './scenario.js';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

it('writes a past whose spans tell the story to the minute', async () => {
  const clock = new FixedClock(Math.floor(Date.now() / 60_000) * 60 + 30);
  const outage = { startedAgo: 300, minutes: 47, status: 'DOWN', reason: 'HTTP 503', slowdown: 2 } as const;
  const story = { ...demoMonitors(1, 2)[0]!, troubles: [outage] };
  const work = new UnitOfWork({ get: () => database.db } as unknown as DataSources);
  const [monitor] = await database.db.query<{ id: number }[]>(`SELECT id FROM monitors LIMIT 1`);
  const id = monitor!.id;
  const { from, to } = await work.run(systemActor('spec'), async (tx) => {
    await tx.query(`INSERT INTO monitor_runtime (monitor_id, watched_since) VALUES ($1, 0) ON CONFLICT DO NOTHING`, [id]);
    await lockMonitors(tx, [id]);
    const window = await fillHistory(tx, id, story, clock.now());
    await new TimelineWriter().rebuild(tx, [{ monitorId: id, ...window }]);
    return window;
  });
  expect((to - from) / 60 + 1).toBe(2 * 1_440);
  const spans = await database.db.query<{ from_ts: number; to_ts: number; status: Span['status'] }[]>(
    `SELECT from_ts, to_ts, status FROM timeline_spans WHERE monitor_id = $1 ORDER BY from_ts`,
    [id],
  );
  expect(spans.map(({ status }) => status)).toEqual(['UP', 'DOWN', 'UP']);
  const timeline = spans.map((span) => ({
    from: span.from_ts,
    to: span.to_ts,
    status: span.status,
    source: 'check' as const,
    overlayId: null,
  }));
  expect(countMinutes(timeline, { from, to: to + 60 })).toMatchObject({ up: 2 * 1_440 - 47, down: 47, noData: 0 });
  const [rollups] = await database.db.query<{ n: number }[]>(`SELECT sum(n)::int AS n FROM latency_rollups WHERE monitor_id = $1`, [id]);
  expect(rollups!.n).toBe(2 * 1_440);
});
