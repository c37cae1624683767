import { aMonitor, openDatabase, type OpenDatabase } from '@clarion/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MaintenanceProcess } from '../../../test/maintenance-process.js';
import { MaintenanceOverlays } from './maintenance-overlays.service.js';
import { Overlays } from '../monitors/timeline/overlays.js';

const HOUR = 3_600;
const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 22, 2) / 1_000;

let database: OpenDatabase;
let processes: MaintenanceProcess[];
let one: MaintenanceProcess;
beforeEach(async () => {
  database = await openDatabase({ max: 3 });
  processes = await Promise.all([1, 2, 3].map(() => MaintenanceProcess.open(database.url)));
  one = processes[0]!;
  await one.at(NOW);
});
afterEach(async () => {
  for (const each of processes) await each.close();
  await database.close();
});

const statuses = async (id: number): Promise<string[]> => (await one.eventsOf(id)).map(({ status }) => status);

describe('the events of a maintenance, as time goes by', () => {
  it('go through their stages at their instants, each told once', async () => {
    const start = NOW + 2 * HOUR;
    const id = await one.plan({ start_date_time: start });
    const seen: [number, string][] = [];
    for (const offset of [-2 * HOUR, -HOUR - 1, -HOUR, -1, 0, HOUR - 1, HOUR, 2 * HOUR]) {
      await one.at(start + offset);
      await one.tick();
      await one.tick();
      seen.push([offset, (await statuses(id))[0]!]);
    }
    expect(seen.map(([, status]) => status)).toEqual([
      'SCHEDULED',
      'SCHEDULED',
      'READY',
      'READY',
      'ONGOING',
      'ONGOING',
      'COMPLETED',
      'COMPLETED',
    ]);
    expect(await one.stages()).toEqual(['created', 'starting_soon', 'ongoing', 'completed']);
  });

  it('are READY as early as the site says', async () => {
    await database.db.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'spec', true)`);
      await tx.query(
        `UPDATE site_settings SET value = jsonb_set(value, '{reminder_buffer_hours}', '5') WHERE key = 'globalMaintenanceNotificationSettings'`,
      );
    });
    expect(await statuses(await one.plan({ start_date_time: NOW + 5 * HOUR }))).toEqual(['READY']);
    expect(await statuses(await one.plan({ start_date_time: NOW + 6 * HOUR }))).toEqual(['SCHEDULED']);
  });

  it('are COMPLETED when a whole window passed while nobody was there, exactly one of them', async () => {
    const id = await one.plan({ start_date_time: NOW + 2 * HOUR });
    const weekly = await one.plan({ start_date_time: NOW + 2 * HOUR, rrule: 'FREQ=WEEKLY' });
    await one.at(NOW + 10 * HOUR);
    await Promise.all(processes.map(async (each) => Promise.all([each.tick(), each.horizon.extendAll()])));
    expect(await statuses(id)).toEqual(['COMPLETED']);
    expect(await statuses(weekly)).toEqual(['COMPLETED', 'SCHEDULED']);
    expect((await one.stages()).filter((stage) => stage !== 'created')).toEqual(['completed', 'completed']);
  });

  it('catch up in the middle of a window', async () => {
    const id = await one.plan({ start_date_time: NOW + 2 * HOUR });
    await one.at(NOW + 2.5 * HOUR);
    await one.tick();
    expect([await statuses(id), await one.stages()]).toEqual([['ONGOING'], ['created', 'ongoing']]);
  });

  it('do not begin while their maintenance is INACTIVE; what passed then did not take place', async () => {
    const id = await one.plan({ start_date_time: NOW + 2 * HOUR });
    await one.edit(id, { status: 'INACTIVE' });
    await one.at(NOW + 2.5 * HOUR);
    await one.tick();
    expect(await statuses(id)).toEqual(['SCHEDULED']);
    await one.edit(id, { status: 'ACTIVE' });
    await one.tick();
    expect(await statuses(id)).toEqual(['ONGOING']);
    const missed = await one.plan({ start_date_time: NOW + 5 * HOUR });
    await one.edit(missed, { status: 'INACTIVE' });
    await one.at(NOW + 9 * HOUR);
    await one.tick();
    expect([await statuses(id), await statuses(missed)]).toEqual([['COMPLETED'], ['CANCELLED']]);
    expect(await one.stages()).not.toContain('cancelled');
  });

  it('REL-05 keep 03:00 in Berlin across October, a week ahead at a time', async () => {
    const start = Date.UTC(2026, 9, 11, 1) / 1_000;
    await one.at(start - DAY);
    const id = await one.plan({ start_date_time: start, rrule: 'FREQ=WEEKLY;BYDAY=SU', timezone: 'Europe/Berlin' });
    for (let day = 0; day < 28; day += 1) {
      await one.at(start - DAY + day * DAY);
      await one.horizon.extendAll();
    }
    expect((await one.eventsOf(id)).map((event) => new Date(event.start * 1_000).toISOString().slice(5, 16))).toEqual([
      '10-11T01:00',
      '10-18T01:00',
      '10-25T02:00',
      '11-01T02:00',
      '11-08T02:00',
    ]);
  });
});

describe('three processes at once', () => {
  it('REL-05 make one event of each occurrence and tell each stage once, edits in between or not', async () => {
    const rules = ['FREQ=HOURLY', 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SU,WE', 'FREQ=MINUTELY;INTERVAL=30'];
    const ids = await Promise.all(rules.map(async (rrule) => one.plan({ rrule, start_date_time: NOW - 3 * DAY, duration_seconds: 600 })));
    for (let step = 1; step <= 12; step += 1) {
      await one.at(NOW + step * 17 * 600);
      await Promise.all([
        ...processes.flatMap((each) => [each.tick(), each.horizon.extendAll()]),
        ...(step === 5 ? [one.edit(ids[0]!, { duration_seconds: 900 })] : []),
        ...(step === 7 ? [processes[2]!.edit(ids[1]!, { rrule: 'FREQ=DAILY;INTERVAL=2' })] : []),
      ]);
    }
    const doubled = await one.query(`SELECT maintenance_id, start_date_time FROM maintenances_events GROUP BY 1, 2 HAVING count(*) > 1`);
    expect(doubled).toEqual([]);
    const transitions = await one.query<{ id: string; steps: string[] }>(
      `SELECT body ->> 'entityId' AS id, array_agg(body -> 'before' ->> 'status' || '>' || (body -> 'after' ->> 'status') ORDER BY id) AS steps
       FROM audit_log WHERE body ->> 'action' = 'maintenance_event.advance' GROUP BY 1`,
    );
    for (const { steps } of transitions) {
      expect(new Set(steps).size).toBe(steps.length);
      for (const [index, step] of steps.slice(1).entries()) expect(step.split('>')[0]).toBe(steps[index]!.split('>')[1]);
    }
    const told = await one.query<{ n: number; keys: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT dedupe_key)::int AS keys FROM outbox WHERE topic = 'maintenance.stage'`,
    );
    expect(told[0]!.n).toBe(told[0]!.keys);
    const open = await one.query(
      `SELECT id FROM maintenances_events WHERE status IN ('SCHEDULED', 'READY', 'ONGOING') AND to_timestamp(end_date_time) <= app_now()`,
    );
    expect(open).toEqual([]);
  }, 60_000);

  it('one maintenance whose rule fails holds nobody up', async () => {
    const bad = await one.plan({ rrule: 'FREQ=DAILY', start_date_time: NOW });
    const good = await one.plan({ rrule: 'FREQ=DAILY', start_date_time: NOW });
    await database.db.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'spec', true)`);
      await tx.query(`UPDATE maintenances SET rrule = 'FREQ=SECONDLY' WHERE id = $1`, [bad]);
    });
    await one.at(NOW + DAY);
    expect(await one.horizon.extendAll()).toBe(1);
    expect([(await one.eventsOf(bad)).length, (await one.eventsOf(good)).length]).toEqual([8, 9]);
  });
});

describe('overlays of maintenances', () => {
  const overlaysOf = async (monitorId: number, from: number, to: number) => {
    const source = new MaintenanceOverlays(new Overlays());
    const found = await source.overlaysOf(database.db.manager, [monitorId], { from, to });
    return (found.get(monitorId) ?? []).map((overlay) => [overlay.from - NOW, (overlay.to ?? NaN) - NOW, overlay.impact]);
  };

  it('cover windows to their end and for ever, and none that was cancelled before it began', async () => {
    const shop = await aMonitor(database.db, { tag: 'shop' });
    const monitors = [{ monitor_tag: 'shop', impact: 'DOWN' as const }];
    const all = () => overlaysOf(shop.id, NOW - DAY, NOW + 30 * DAY);
    const id = await one.plan({ start_date_time: NOW + HOUR, monitors });
    expect(await all()).toEqual([[HOUR, 2 * HOUR, 'DOWN']]);
    expect(await overlaysOf(shop.id, NOW, NOW + HOUR)).toEqual([]);
    expect(await overlaysOf(shop.id, NOW + 2 * HOUR, NOW + DAY)).toEqual([]);

    await one.edit(id, { status: 'INACTIVE' });
    expect(await all()).toEqual([]);
    await one.edit(id, { status: 'ACTIVE' });
    await one.at(NOW + 1.5 * HOUR);
    await one.tick();
    const [event] = await one.eventsOf(id);
    await one.events.update(one.actor, id, event!.id, { status: 'CANCELLED' });
    expect(await all()).toEqual([[HOUR, 1.5 * HOUR, 'DOWN']]);

    const early = await one.plan({ start_date_time: NOW + 5 * HOUR, monitors });
    await one.events.update(one.actor, early, (await one.eventsOf(early))[0]!.id, { status: 'CANCELLED' });
    expect(await all()).toHaveLength(1);

    const done = await one.plan({ start_date_time: NOW + HOUR, monitors });
    await one.at(NOW + 9 * HOUR);
    await one.tick();
    await one.edit(done, { status: 'INACTIVE' });
    expect(await all()).toEqual([
      [HOUR, 1.5 * HOUR, 'DOWN'],
      [HOUR, 2 * HOUR, 'DOWN'],
    ]);
    await one.events.remove(one.actor, done, (await one.eventsOf(done))[0]!.id);
    expect(await all()).toHaveLength(1);
  });
});
