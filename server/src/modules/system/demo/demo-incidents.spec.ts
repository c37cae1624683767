import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aMonitor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../../test/incidents-api.js';
import type { MonitorsApi } from '../../../../test/monitors-api.js';
import type { Clock } from '../../../platform/database/clock.js';
import { systemActor } from '../../../platform/http/actor.js';
import { UPDATES_TOLD } from '../doctor/incident-invariants.js';
import { DemoIncidents } from './demo-incidents.service.js';
import { DEMO_INCIDENTS } from './incident-scenario.js';
import { demoMonitors } from './scenario.js';

const clock = new FixedClock(Math.floor(Date.now() / 60_000) * 60 + 30);
let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({ clock: clock as unknown as Clock, providers: [DemoIncidents] });
});
afterAll(async () => api.close());

it('names services of the cast, and tells the past in order', () => {
  const tags = new Set(demoMonitors().map(({ tag }) => tag));
  for (const { impacts, updates, startedAgo } of DEMO_INCIDENTS) {
    const named = [impacts, ...updates.map((update) => update.impacts ?? {})].flatMap((each) => Object.keys(each));
    expect(named.filter((tag) => !tags.has(tag))).toEqual([]);
    const times = updates.map(({ after }) => after);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(startedAgo);
  }
});

it('tells a month of incidents once, by the service everybody uses, one of them going on', async () => {
  for (const tag of ['checkout-eu', 'payments', 'webhooks']) await aMonitor(api.app.sources.get('upkeep'), { tag });
  const demo = api.app.get<DemoIncidents>(DemoIncidents);
  expect([await demo.fill(systemActor('demo')), await demo.fill(systemActor('demo'))]).toEqual([DEMO_INCIDENTS.length, 0]);
  const { incidents } = (await api.get('incident-states?sort=updated')).body;
  expect(incidents).toHaveLength(DEMO_INCIDENTS.length);
  expect(incidents.filter(({ state }: { state: string }) => state !== 'RESOLVED')).toEqual([incidents[0]]);
  expect(incidents[0]).toMatchObject({
    is_overdue: false,
    monitors: [
      { monitor_tag: 'checkout-eu', impact: 'DOWN' },
      { monitor_tag: 'payments', impact: 'DEGRADED' },
    ],
  });
  expect(incidents.filter((incident: { has_report: boolean }) => incident.has_report)).toHaveLength(1);
});

it('INV-06 finds an update that nobody was told of', async () => {
  const db = api.app.sources.get('upkeep').manager;
  expect(await UPDATES_TOLD.check(db)).toEqual([]);
  const [row] = await api.query<{ dedupe_key: string }>(`SELECT dedupe_key FROM outbox WHERE topic = 'incident.commented' LIMIT 1`);
  await api.query('DELETE FROM outbox WHERE dedupe_key = $1', [row!.dedupe_key]);
  expect(await UPDATES_TOLD.check(db)).toEqual([row!.dedupe_key]);
});
