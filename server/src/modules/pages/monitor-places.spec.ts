import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aMonitor, asActor, FixedClock, openDatabase, type OpenDatabase } from '@clarion/testing';
import { systemActor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { MonitorPages } from '../monitors/monitor-pages.js';
import { MonitorPlacesService } from './monitor-places.service.js';

let database: OpenDatabase;
let places: MonitorPlacesService;
beforeAll(async () => {
  database = await openDatabase();
  places = new MonitorPlacesService(new MonitorPages(), new AuditService(new FixedClock(1_800_000_000)), new Outbox());
});
afterAll(() => database.close());

it('puts a newcomer after everything on the page, once, and tells of it', async () => {
  const { id } = await aMonitor(database.db, { tag: 'newcomer' });
  const append = () => asActor(database.db, (tx) => places.append(tx, systemActor('spec'), id, ['']));
  expect(await append()).toEqual([]);
  expect(await append()).toEqual([]);
  const rows = await database.db.query<{ monitor_id: number }[]>(`SELECT monitor_id FROM pages_monitors ORDER BY position`);
  expect(rows.at(-1)!.monitor_id).toBe(id);
  expect(await places.placesOf(database.db.manager, [id])).toMatchObject([{ monitorId: id, path: '' }]);
  const [told] = await database.db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM outbox WHERE topic = 'page.changed'`);
  expect(told!.n).toBe(1);
});

it('names pages that do not exist and changes nothing then', async () => {
  const { id } = await aMonitor(database.db, { tag: 'lost' });
  expect(await asActor(database.db, (tx) => places.append(tx, systemActor('spec'), id, ['', 'nowhere']))).toEqual(['nowhere']);
  expect(await places.placesOf(database.db.manager, [id])).toEqual([]);
  expect(await places.monitorsOn(database.db.manager, 'nowhere')).toBeNull();
});
