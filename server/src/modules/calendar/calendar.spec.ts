import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asActor } from '@clarion/testing';
import type { MonitorsApi } from '../../../test/monitors-api.js';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MaintenancesModule } from '../maintenances/maintenances.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { CalendarModule } from './calendar.module.js';

const at = (text: string): number => Date.parse(text) / 1_000;
let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({ imports: [AuditModule, MonitorsModule, IncidentsModule, MaintenancesModule, CalendarModule] });
  await api.post('monitors', { tag: 'shop', name: 'Shop' });
  await asActor(api.app.sources.get('upkeep'), async (tx) => {
    await tx.query(
      `INSERT INTO incidents (id, title, start_date_time, end_date_time, state) VALUES
       (1, 'ends as March begins in Berlin', $1::bigint, $2::bigint, 'RESOLVED'), (2, 'ends in the first minute of March', $1, $2 + 60, 'RESOLVED'),
       (3, 'open', $2 + 120, NULL, 'MONITORING'), (4, 'begins with April', $3::bigint, NULL, 'MONITORING'),
       (5, 'resolved, its end cleared', $1, NULL, 'RESOLVED'), (6, 'over as soon as it began', $2 + 180, $2 + 180, 'RESOLVED')`,
      [at('2026-02-20T10:00Z'), at('2026-03-01T00:00+01:00'), at('2026-04-01T00:00+02:00')],
    );
    await tx.query(`INSERT INTO incident_comments (incident_id, comment, commented_at, state) VALUES (5, 'over', $1, 'RESOLVED')`, [
      at('2026-03-05T10:00Z'),
    ]);
    await tx.query(`INSERT INTO incident_monitors (incident_id, monitor_id) SELECT 2, id FROM monitors WHERE tag = 'shop'`);
    await tx.query(
      `INSERT INTO maintenances (id, title, start_date_time, rrule, duration_seconds) VALUES (1, 'Patches', $1, 'FREQ=WEEKLY;BYDAY=SU', 3600)`,
      [at('2026-02-22T02:00Z')],
    );
    await tx.query(
      `INSERT INTO maintenances_events (id, maintenance_id, occurrence_start, start_date_time, end_date_time, status, deleted_at) VALUES
       (1, 1, $1::bigint, $1, $1 + 3600, 'COMPLETED', NULL), (2, 1, $1 + 60, $1 + 60, $1 + 3600, 'COMPLETED', now()), (3, 1, $2::bigint, $2, $2 + 3600, 'SCHEDULED', NULL)`,
      [at('2026-03-01T02:00Z'), at('2026-03-31T21:30Z')],
    );
  });
});
afterAll(() => api.close());

const read = async (query: string) => (await api.get(`calendar?${query}`)).body;

describe('GET /calendar', () => {
  it('answers what touches the month of a zone, its last minute and its first', async () => {
    const { month, incidents, events } = await read('month=2026-03&tz=Europe/Berlin');
    expect(month).toBe('2026-03');
    expect(incidents.map(({ id }: { id: number }) => id)).toEqual([2, 5, 3, 6]);
    expect(incidents[0]).toEqual({
      id: 2,
      title: 'ends in the first minute of March',
      start_date_time: at('2026-02-20T10:00Z'),
      end_date_time: at('2026-03-01T00:01+01:00'),
      state: 'RESOLVED',
      monitors: ['shop'],
    });
    expect(incidents[1].end_date_time).toBe(at('2026-03-05T10:00Z'));
    expect(events.map(({ event_id: id }: { event_id: number }) => id)).toEqual([1, 3]);
    expect(events[0]).toEqual({
      event_id: 1,
      maintenance_id: 1,
      maintenance_title: 'Patches',
      maintenance_status: 'ACTIVE',
      event_start_date_time: at('2026-03-01T02:00Z'),
      event_end_date_time: at('2026-03-01T03:00Z'),
      event_status: 'COMPLETED',
      monitors: [],
    });
  });

  it('has the months of other zones begin at other times', async () => {
    // 21:30 UTC on the 31st is half past eleven in Berlin, and April in Auckland.
    expect((await read('month=2026-04&tz=Europe/Berlin')).events).toHaveLength(1);
    expect((await read('month=2026-04&tz=Pacific/Auckland')).events.map(({ event_id: id }: { event_id: number }) => id)).toEqual([3]);
    expect((await read('month=2026-03&tz=Pacific/Auckland')).events.map(({ event_id: id }: { event_id: number }) => id)).toEqual([1]);
    expect((await read('month=2026-12')).incidents.map(({ id }: { id: number }) => id)).toEqual([3, 4]);
  });

  it.each(['', 'month=2026-13', 'month=March', 'month=2026-03&tz=Mars/Base'])('refuses %s', async (query) => {
    const answer = await api.get(`calendar?${query}`);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BAD_REQUEST']);
  });
});
