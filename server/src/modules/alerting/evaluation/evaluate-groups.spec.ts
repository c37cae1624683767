import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingApi, START } from '../../../../test/alerting-api.js';

let alerting: AlertingApi;
beforeAll(async () => {
  alerting = await AlertingApi.start();
});
afterAll(async () => alerting.close());

const statuses = async (monitor: { id: number }) => (await alerting.alerts(monitor)).map(({ alert_status: status }) => status);

describe('groups', () => {
  it('are watched by the minutes of their fold that are over', async () => {
    const members = [await alerting.monitor(), await alerting.monitor()];
    const typeData = { monitors: members.map(({ tag }) => ({ tag, weight: 0.5 })), latencyCalculation: 'AVG', executionDelay: 1_000 };
    const { status } = await alerting.api.post('monitors', {
      ...{ tag: 'both', name: 'Both', monitor_type: 'GROUP', cron: '* * * * *', type_data: typeData },
    });
    expect(status).toBe(201);
    const [group] = await alerting.api.query<{ id: number }>(`SELECT id FROM monitors WHERE tag = 'both'`);
    const store = async (minute: number, letter: string) => {
      for (const member of members) await alerting.store(member, minute, letter);
    };
    for (const [minute, letter] of ['D', 'D', 'D', 'U'].entries()) await store(47 + minute, letter);
    await alerting.rule(['both'], { failure_threshold: 2 });
    await alerting.evaluate.evaluateGroups();
    // What was before the rule is behind it.
    expect(await statuses(group!)).toEqual([]);
    await alerting.api.query(`UPDATE monitor_alerts_progress SET evaluated_until = $2 WHERE monitor_id = $1`, [group!.id, START + 50 * 60]);
    for (const minute of [51, 52]) await store(minute, 'D');
    await alerting.evaluate.evaluateGroups();
    expect(await statuses(group!)).toEqual(['TRIGGERED']);
    for (const minute of [53, 54]) await store(minute, 'U');
    await alerting.evaluate.evaluateGroups();
    await alerting.evaluate.evaluateGroups();
    expect(await statuses(group!)).toEqual(['RESOLVED']);
  });
});
