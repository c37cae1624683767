import { aMonitor } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { MaintenancesModule } from './maintenances.module.js';

const NOW = Math.floor(Date.now() / 60_000) * 60;
const RUNNING = {
  title: 'Upgrade',
  start_date_time: NOW - 600,
  rrule: 'FREQ=MINUTELY;COUNT=1',
  duration_seconds: 7_200,
  monitors: [{ monitor_tag: 'shop' }],
};

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, MonitorsModule, MaintenancesModule] });
  await aMonitor(api.app.sources.get('upkeep'), { tag: 'shop' });
});
afterAll(() => api.close());

const stored = async (): Promise<unknown> =>
  (
    await api.query(
      `SELECT (SELECT count(*) FROM maintenances) AS maintenances, (SELECT count(*) FROM maintenances_events) AS events,
         (SELECT count(*) FROM outbox WHERE topic LIKE 'maintenance.%') AS told, (SELECT count(*) FROM audit_log) AS audited`,
    )
  )[0];
const statusNow = async (): Promise<string> => (await api.get('monitor-states/shop')).body.monitor.current_status;

describe('?dryRun=true', () => {
  it('says what planned work would do, which is what it then does, and stores nothing', async () => {
    const [before, status] = [await stored(), await statusNow()];
    const dry = await api.post('maintenances?dryRun=true', RUNNING);
    expect([dry.status, dry.body.maintenance.title, dry.headers['etag']]).toEqual([200, 'Upgrade', undefined]);
    expect(dry.body.dry_run.monitors).toEqual([
      expect.objectContaining({ monitor_tag: 'shop', status_before: status, status_after: 'MAINTENANCE' }),
    ]);
    expect(await stored()).toEqual(before);
    const made = await api.post('maintenances', RUNNING);
    expect([made.status, made.body.dry_run, await statusNow()]).toEqual([201, undefined, 'MAINTENANCE']);
  });

  it('says what would follow from changing, cancelling and deleting', async () => {
    const { id } = (await api.get('maintenances')).body.maintenances[0];
    const [event] = (await api.get(`maintenances/${id}/events`)).body.events;
    const before = await stored();
    const answers = [
      await api.patch(`maintenances/${id}?dryRun=true`, { status: 'INACTIVE' }),
      await api.patch(`maintenances/${id}?dryRun=true`, { monitors: [] }),
      await api.delete(`maintenances/${id}?dryRun=true`),
      await api.delete(`maintenances/${id}/events/${event.id}?dryRun=true`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.dry_run.monitors[0]).toMatchObject({ monitor_tag: 'shop', status_before: 'MAINTENANCE' });
      expect(body.dry_run.monitors[0].status_after).not.toBe('MAINTENANCE');
    }
    const cancelled = await api.patch(`maintenances/${id}/events/${event.id}?dryRun=true`, { status: 'CANCELLED' });
    expect(cancelled.body.event.status).toBe('CANCELLED');
    expect([await stored(), await statusNow()]).toEqual([before, 'MAINTENANCE']);
  });

  it('refuses what the change itself would be refused for', async () => {
    const before = await stored();
    for (const body of [
      { ...RUNNING, rrule: 'FREQ=NEVER' },
      { ...RUNNING, monitors: [{ monitor_tag: 'nobody' }] },
    ]) {
      expect((await api.post('maintenances?dryRun=true', body)).status).toBe(400);
    }
    expect(await stored()).toEqual(before);
  });
});
