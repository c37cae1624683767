import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMonitor } from '@clarion/testing';
import { type MonitorsApi } from '../../../test/monitors-api.js';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MaintenancesModule } from '../maintenances/maintenances.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { CalendarModule } from './calendar.module.js';
import { windowOfMonth } from './month.js';

const at = (iso: string): number => Date.parse(iso) / 1_000;

let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({
    imports: [AuditModule, MonitorsModule, IncidentsModule, MaintenancesModule, PagesModule, CalendarModule],
  });
  await aMonitor(api.app.sources.get('upkeep'), { tag: 'shop' });
});
afterAll(async () => api.close());

const anIncident = async (title: string, start: string, end: string | null): Promise<void> => {
  const { body } = await api.post('incidents', { title, start_date_time: at(start) });
  if (end === null) return;
  await api.post(`incidents/${body.incident.id}/comments`, { comment: 'Over', state: 'RESOLVED', timestamp: at(end) });
};

/** A past event, as the schedulers would have left it. */
async function anEvent(title: string, start: string, seconds: number, body: object = {}): Promise<number> {
  const answer = await api.post('maintenances', {
    title,
    start_date_time: at(start),
    rrule: 'FREQ=MINUTELY;COUNT=1',
    duration_seconds: seconds,
    monitors: [{ monitor_tag: 'shop' }],
    ...body,
  });
  return answer.body.maintenance.id;
}

describe('GET /calendar', () => {
  const read = async (query: string) => {
    const { status, body } = await api.get(`calendar?${query}`);
    expect(status).toBe(200);
    return {
      month: body.month,
      incidents: body.incidents.map(({ title }: { title: string }) => title),
      events: body.events.map(({ maintenance_title }: { maintenance_title: string }) => maintenance_title),
    };
  };

  it('answers what touches the month of the zone, by start', async () => {
    await anIncident('Over the turn of the month', '2040-04-29T10:00:00Z', '2040-05-01T10:00:00Z');
    await anIncident('Still open', '2040-05-20T10:00:00Z', null);
    await anIncident('Ended at midnight', '2040-04-20T10:00:00Z', '2040-05-01T00:00:00Z');
    await anEvent('Late in May', '2040-05-31T22:30:00Z', 3_600);
    await anEvent('Early in May', '2040-05-02T03:00:00Z', 3_600);
    await anEvent('In June', '2040-06-02T03:00:00Z', 3_600);
    expect(await read('month=2040-05')).toEqual({
      month: '2040-05',
      incidents: ['Over the turn of the month', 'Still open'],
      events: ['Early in May', 'Late in May'],
    });
    // It is June in Berlin by then, and what is open goes on.
    expect(await read('month=2040-06&tz=Europe/Berlin')).toEqual({
      month: '2040-06',
      incidents: ['Still open'],
      events: ['Late in May', 'In June'],
    });
    const { body } = await api.get('calendar?month=2040-05');
    expect(body.events[0]).toMatchObject({ event_status: 'SCHEDULED', monitors: [{ monitor_tag: 'shop', impact: 'MAINTENANCE' }] });
    expect(body.incidents[0]).toMatchObject({ state: 'RESOLVED', end_date_time: at('2040-05-01T10:00:00Z') });
  });

  it('leaves out what an inactive maintenance planned', async () => {
    const id = await anEvent('Called off for now', '2041-03-02T03:00:00Z', 3_600);
    expect((await read('month=2041-03')).events).toEqual(['Called off for now']);
    await api.patch(`maintenances/${id}`, { status: 'INACTIVE' });
    expect((await read('month=2041-03')).events).toEqual([]);
  });

  it.each(['', 'month=2026-13', 'month=26-1', 'month=2026-11&tz=Mars/Base'])('refuses %j', async (query) => {
    expect((await api.get(`calendar?${query}`)).status).toBe(400);
  });

  it('keeps planned work from those who may not see it', async () => {
    await anEvent('Move', '2042-03-02T03:00:00Z', 3_600);
    const { body } = await api.get('calendar?month=2042-03', { authorization: 'Bearer key:incidents.read' });
    expect(body.events).toEqual([]);
    expect((await read('month=2042-03')).events).toEqual(['Move']);
  });

  it('is for those who may see incidents', async () => {
    expect((await api.get('calendar?month=2040-05', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });
});

describe('windowOfMonth', () => {
  it.each([
    ['UTC', '2026-11', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['Europe/Berlin', '2026-10', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
    ['America/New_York', '2026-12', '2026-12-01T05:00:00Z', '2027-01-01T05:00:00Z'],
  ])('%s %s', (zone, month, from, to) => {
    expect(windowOfMonth(zone, month)).toEqual({ from: at(from), to: at(to) });
  });
});
