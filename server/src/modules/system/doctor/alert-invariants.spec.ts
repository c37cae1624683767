import { asActor } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingApi } from '../../../../test/alerting-api.js';
import { ALERTS_TOLD, ONE_OPEN_ALERT, RULES_WATCH } from './alert-invariants.js';
import type { Invariant } from './invariant.js';

let alerting: AlertingApi;
beforeAll(async () => {
  alerting = await AlertingApi.start();
});
afterAll(async () => alerting.close());

const broken = async ({ check }: Invariant): Promise<string[]> => check(alerting.db.manager);
const change = async (sql: string): Promise<void> => asActor(alerting.db, async (tx) => void (await tx.query(sql)));

describe('invariants of alerts', () => {
  it('hold through a life of alerts, and say what breaks them', async () => {
    const monitor = await alerting.monitor();
    const id = await alerting.rule([monitor.tag]);
    await alerting.live(monitor, 'UDUDDUD');
    await alerting.api.patch(`alert-configs/${id}`, { is_active: 'NO' });
    for (const each of [ALERTS_TOLD, ONE_OPEN_ALERT, RULES_WATCH]) expect([each.id, await broken(each)]).toEqual([each.id, []]);

    const [first] = await alerting.alerts(monitor);
    await change(`DELETE FROM outbox WHERE dedupe_key = 'alert:${first!.id}:RESOLVED'`);
    expect(await broken(ALERTS_TOLD)).toEqual([`alert:${first!.id}:RESOLVED`]);
    await change(`DELETE FROM monitor_alerts_progress WHERE config_id = ${id}`);
    expect(await broken(RULES_WATCH)).toEqual([`rule ${id} on monitor ${monitor.id}`]);
    await change(`DROP INDEX monitor_alerts_one_open`);
    await change(`UPDATE monitor_alerts SET alert_status = 'TRIGGERED' WHERE monitor_id = ${monitor.id}`);
    expect(await broken(ONE_OPEN_ALERT)).toEqual([`${id} on monitor ${monitor.id}`]);
    expect(await broken(RULES_WATCH)).toContain(`alert ${first!.id}`);
  });
});
