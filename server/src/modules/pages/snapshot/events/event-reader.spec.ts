import { IncidentCommentMonitorEntity } from '@clarion/database/incidents/incident-comment-monitor.entity';
import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, openDatabase, type OpenDatabase } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeepPartial } from 'typeorm';
import type { DataSources } from '../../../../platform/database/data-sources.js';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../../../test/pages/facts.js';
import { EventReader } from './event-reader.service.js';
import { eventSettings } from './event-settings.js';

const SETTINGS = eventSettings(null, new Map());
const ago = (hours: number): number => MINUTE_NOW - hours * 3_600;

describe('EventReader, with PostgreSQL', () => {
  let database: OpenDatabase;
  let reader: EventReader;
  let shop: { id: number };
  let hidden: { id: number };
  let shown: readonly number[];

  const comment = (incident: { id: number }, values: DeepPartial<IncidentCommentEntity>): Promise<IncidentCommentEntity> =>
    asActor(database.db, (tx) =>
      tx.save(tx.create(IncidentCommentEntity, { incidentId: incident.id, comment: 'Told', state: 'IDENTIFIED', ...values })),
    );
  const anEvent = (maintenance: { id: number }, values: DeepPartial<MaintenanceEventEntity>): Promise<MaintenanceEventEntity> =>
    asActor(database.db, (tx) =>
      tx.save(tx.create(MaintenanceEventEntity, { maintenanceId: maintenance.id, occurrenceStart: values.startDateTime!, ...values })),
    );

  beforeAll(async () => {
    database = await openDatabase();
    const { db } = database;
    reader = new EventReader({ get: () => db } as unknown as DataSources);
    shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    hidden = await aMonitor(db, { tag: 'hidden', isHidden: true });
    const paused = await aMonitor(db, { tag: 'paused', status: 'INACTIVE' });
    await aMonitor(db, { tag: 'nowhere' });
    await aPage(db, { pagePath: 'eu' }, [shop, hidden, paused]);
    shown = [shop.id];
  });
  afterAll(() => database.close());

  describe('of a page', () => {
    it('tells of what names its monitors and of what is everybody’s, most recently updated first, and names no other monitor', async () => {
      const { db } = database;
      const own = await anIncident(db, { title: 'Own', isGlobal: false, startDateTime: ago(3) }, [
        { monitor: shop, impact: 'DEGRADED' },
        { monitor: hidden },
      ]);
      await anIncident(db, { title: 'Secret', isGlobal: false, startDateTime: ago(1) }, [{ monitor: hidden }]);
      await anIncident(db, { title: 'Global', startDateTime: ago(2) });
      await anIncident(db, { title: 'To come', startDateTime: NOW + 600 });
      await comment(own, { commentedAt: ago(2.5) });
      await comment(own, { commentedAt: ago(1.5), comment: 'Newest', state: 'MONITORING' });
      await comment(own, { commentedAt: ago(0.5), status: 'INACTIVE' });
      const { incidents } = await reader.ofPage(shown, SETTINGS, NOW);
      expect(incidents.map(({ title, updatedAt }) => [title, updatedAt])).toEqual([
        ['Own', ago(1.5)],
        ['Global', ago(2)],
      ]);
      expect(incidents[0]).toMatchObject({
        affected: [{ monitorId: shop.id, impact: 'DEGRADED' }],
        updates: [{ text: 'Newest', state: 'MONITORING', at: ago(1.5), isEdited: false }, { text: 'Told' }],
        updateCount: 2,
      });
      await asActor(db, (tx) => tx.query(`DELETE FROM incidents`));
    });

    it('has the impact of the newest active update', async () => {
      const { db } = database;
      const incident = await anIncident(db, { startDateTime: ago(2) }, [{ monitor: shop, impact: 'DEGRADED' }]);
      const change = async (at: number, impact: 'DOWN' | 'MAINTENANCE', status: 'ACTIVE' | 'INACTIVE'): Promise<void> => {
        const { id } = await comment(incident, { commentedAt: at, status });
        await asActor(db, (tx) => tx.insert(IncidentCommentMonitorEntity, { commentId: id, monitorId: shop.id, monitorImpact: impact }));
      };
      await change(ago(1), 'DOWN', 'ACTIVE');
      await change(ago(0.5), 'MAINTENANCE', 'INACTIVE');
      const { incidents } = await reader.ofPage(shown, SETTINGS, NOW);
      expect(incidents[0]!.affected).toEqual([{ monitorId: shop.id, impact: 'DOWN' }]);
      const page = (await reader.incident(shown, incident.id))!;
      expect(page).toMatchObject({
        startImpacts: [{ monitorId: shop.id, impact: 'DEGRADED' }],
        changes: [{ monitorId: shop.id, impact: 'DOWN', commentedAt: ago(1) }],
        report: null,
      });
      await asActor(db, (tx) => tx.query(`DELETE FROM incidents`));
    });

    it('looks back as far as it is set, and reads one more than it lists', async () => {
      const { db } = database;
      for (const days of [1, 2, 20]) {
        const to = TODAY - days * DAY;
        await anIncident(db, { title: `${days}`, state: 'RESOLVED', startDateTime: to - 60, endDateTime: to });
      }
      const read = async (stored: unknown) => (await reader.ofPage(shown, eventSettings(stored, new Map()), NOW)).pastIncidents;
      expect((await read(null)).map(({ title }) => title)).toEqual(['1', '2']);
      expect(await read({ incidents: { resolved: { max_count: 0 } } })).toHaveLength(1);
      expect(await read({ incidents: { resolved: { show: false } } })).toEqual([]);
      await asActor(db, (tx) => tx.query(`DELETE FROM incidents`));
    });

    it('tells of maintenance that runs or comes, not of what is switched off, cancelled, missed or too far', async () => {
      const { db } = database;
      const at = (hours: number, status: 'SCHEDULED' | 'READY' | 'ONGOING' | 'COMPLETED' | 'CANCELLED') => ({
        startDateTime: ago(-hours),
        status,
      });
      const make = (title: string, hours: number, status: Parameters<typeof at>[1], more = {}) =>
        aMaintenance(db, { title, startDateTime: ago(-hours), ...more }, [{ monitor: shop }], at(hours, status));
      await make('Runs', -0.5, 'ONGOING');
      await make('Comes', 5, 'SCHEDULED');
      await make('Late to end', -30, 'ONGOING');
      await make('Missed', -40, 'SCHEDULED');
      await make('Cancelled', 6, 'CANCELLED');
      await make('Off', 7, 'SCHEDULED', { status: 'INACTIVE' });
      await make('Far', 24 * 40, 'SCHEDULED');
      await make('Done', -20, 'COMPLETED');
      const { maintenances, pastMaintenances } = await reader.ofPage(shown, SETTINGS, NOW);
      expect(maintenances.map(({ title }) => title)).toEqual(['Late to end', 'Runs', 'Comes']);
      expect(pastMaintenances.map(({ title }) => title)).toEqual(['Done']);
      expect(maintenances[1]).toMatchObject({ affected: [{ monitorId: shop.id, impact: 'MAINTENANCE' }], rrule: 'FREQ=MINUTELY;COUNT=1' });
      await asActor(db, (tx) => tx.query(`DELETE FROM maintenances`));
    });
  });

  it('answers an incident that names hidden monitors alone like one that is not there', async () => {
    const secret = await anIncident(database.db, { isGlobal: false, startDateTime: ago(1) }, [{ monitor: hidden }]);
    expect(await reader.incident(shown, secret.id)).toBeNull();
    expect(await reader.incident(shown, 999_999)).toBeNull();
    expect(await reader.incident([hidden.id], secret.id)).not.toBeNull();
    await asActor(database.db, (tx) => tx.query(`DELETE FROM incidents`));
  });

  it('tells a report once it is published', async () => {
    const { db } = database;
    const published = await anIncident(db, { startDateTime: ago(1), report: 'We learned', reportPublishedAt: ago(0.5) });
    const kept = await anIncident(db, { startDateTime: ago(1), report: 'Not yet' });
    expect((await reader.incident(shown, published.id))!.report).toEqual({ text: 'We learned', publishedAt: ago(0.5) });
    expect((await reader.incident(shown, kept.id))!.report).toBeNull();
    await asActor(db, (tx) => tx.query(`DELETE FROM incidents`));
  });

  it('finds the current occurrence of a series, else the next, else the last', async () => {
    const { db } = database;
    const { maintenance, event: last } = await aMaintenance(db, { startDateTime: ago(48), rrule: 'FREQ=DAILY' }, [], {
      status: 'COMPLETED',
    });
    expect(await reader.currentEvent(maintenance.id, NOW)).toBe(last.id);
    const later = await anEvent(maintenance, { startDateTime: ago(-48), endDateTime: ago(-49) + 7_200 });
    const next = await anEvent(maintenance, { startDateTime: ago(-24), endDateTime: ago(-25) });
    expect(await reader.currentEvent(maintenance.id, NOW)).toBe(next.id);
    const current = await anEvent(maintenance, { startDateTime: ago(0.5), endDateTime: ago(-0.5), status: 'ONGOING' });
    expect(await reader.currentEvent(maintenance.id, NOW)).toBe(current.id);
    expect(await reader.currentEvent(999_999, NOW)).toBeNull();
    const page = (await reader.maintenance(shown, current.id))!;
    expect(page.occurrences.map(({ eventId }) => eventId)).toEqual([last.id, current.id, next.id, later.id]);
    await asActor(db, (tx) => tx.query(`DELETE FROM maintenances`));
  });

  it('reads a window half-open, of one monitor or of all, and no incident that is still to come', async () => {
    const { db } = database;
    const between = (from: number, to: number) => reader.between(shown, { from, to }, NOW, 10);
    await anIncident(db, { title: 'Night', state: 'RESOLVED', startDateTime: TODAY - 60, endDateTime: TODAY }, [{ monitor: shop }]);
    await anIncident(db, { title: 'Instant', state: 'RESOLVED', startDateTime: TODAY, endDateTime: TODAY });
    await anIncident(db, { title: 'Tomorrow', startDateTime: NOW + DAY }, [{ monitor: shop }]);
    expect((await between(TODAY - DAY, TODAY)).incidents.map(({ title }) => title)).toEqual(['Night']);
    expect((await between(TODAY, TODAY + 3 * DAY)).incidents.map(({ title }) => title)).toEqual(['Instant']);
    const own = await reader.ofMonitor(shop.id, { from: TODAY - DAY, to: TODAY + DAY }, NOW);
    expect(own.incidents.map(({ title }) => title)).toEqual(['Night']);
    await asActor(db, (tx) => tx.query(`DELETE FROM incidents`));
  });

  it('pages through what is over, newest first, of one monitor if wanted', async () => {
    const { db } = database;
    for (const [hours, monitor] of [
      [10, shop],
      [20, null],
      [30, shop],
    ] as const)
      await aMaintenance(db, { title: `${hours}`, startDateTime: ago(hours) }, monitor === null ? [] : [{ monitor }], {
        status: 'COMPLETED',
      });
    const done = async (monitorId: number | null, skip = 0) =>
      (await reader.done(shown, { from: 0, to: NOW, monitorId, skip, limit: 2 })).map(({ title }) => title);
    expect(await done(null)).toEqual(['10', '20']);
    expect(await done(null, 2)).toEqual(['30']);
    expect(await done(shop.id)).toEqual(['10', '30']);
    await asActor(db, (tx) => tx.query(`DELETE FROM maintenances`));
  });

  it('SEC-04 knows the monitors that readers may see, the seeded one among them', async () => {
    expect((await reader.placed()).map(({ tag }) => tag)).toEqual(['clarion', 'shop']);
  });
});
