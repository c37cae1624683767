import { aMaintenance, anIncident, freezeDatabaseClock, releaseDatabaseClock } from '@clarion/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingApi, START } from '../../../../test/alerting-api.js';
import { armFailpoints } from '../../../platform/failpoints/failpoint.js';
import { RemindAlerts } from './remind-alerts.service.js';

let alerting: AlertingApi;
beforeAll(async () => {
  alerting = await AlertingApi.start();
});
afterAll(async () => alerting.close());
afterEach(() => armFailpoints(undefined, 'test'));

const incident = async (id: number | null | undefined) => (await alerting.api.get(`incidents/${id}`)).body.incident;
const statuses = async (monitor: { id: number }) => (await alerting.alerts(monitor)).map(({ alert_status: status }) => status);

describe('alerts', () => {
  it.each<[string, object, string]>([
    ['UDUDDU', {}, '.!.!!.'],
    ['UDDDDU', { failure_threshold: 3 }, '...!!.'],
    ['DDD', { failure_threshold: 3 }, '..!'],
    ['DD', { failure_threshold: 3 }, '..'],
    ['DDUDDDUDUU', { failure_threshold: 3, success_threshold: 2 }, '.....!!!!.'],
    ['DGNMU', {}, '!!!!.'],
    ['GDG', { alert_value: 'DEGRADED' }, '!!!'],
    ['UDG', { alert_value: 'DEGRADED' }, '..!'],
    ['UDG', { alert_value: 'DEGRADED', include_worse: true }, '.!!'],
    ['UUUDUUUUU', { alert_for: 'UPTIME', alert_value: '80', failure_threshold: 4, success_threshold: 5 }, '...!!!!..'],
  ])('of %s by %j are open %s', async (letters, rule, open) => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag], rule);
    expect(await alerting.live(monitor, letters)).toBe(open);
    // Each beginning and each end is told, and by nobody else.
    const opened = (` ${open}`.match(/[ .]!/g) ?? []).length;
    const told = await alerting.told(monitor);
    expect(told.filter((each) => each === 'TRIGGERED')).toHaveLength(opened);
    expect(told.filter((each) => each === 'RESOLVED')).toHaveLength(opened - (open.endsWith('!') ? 1 : 0));
  });

  it('about latency do not look at samples that measured nothing', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag], { alert_for: 'LATENCY', alert_value: '500', failure_threshold: 2 });
    const latencies = [900, 0, 0, 900, 0, 500, 499];
    const open: number[] = [];
    for (const [minute, latency] of latencies.entries()) {
      await alerting.store(monitor, minute, latency === 0 ? 'D' : 'U', latency);
      await alerting.evaluate.evaluate([monitor.id]);
      open.push((await statuses(monitor)).filter((status) => status === 'TRIGGERED').length);
    }
    expect(open).toEqual([0, 0, 0, 1, 1, 1, 0]);
    // A2: a rule about a number opens an incident all the same, and it ends with the alert.
    const [alert] = await alerting.alerts(monitor);
    expect(await incident(alert?.incident_id)).toMatchObject({
      incident_source: 'ALERT',
      state: 'RESOLVED',
      monitors: [{ monitor_tag: monitor.tag, impact: 'DOWN' }],
    });
  });

  it('of several monitors of one rule are their own', async () => {
    const [one, other] = [await alerting.monitor(), await alerting.monitor()];
    await alerting.rule([one.tag, other.tag]);
    expect([await alerting.live(one, 'UD'), await alerting.live(other, 'UU')]).toEqual(['.!', '..']);
  });

  it('open one incident, and one more when they begin again', async () => {
    const monitor = await alerting.monitor({ name: 'Checkout' });
    await alerting.rule([monitor.tag], { alert_description: 'Payments **fail**' });
    await alerting.live(monitor, 'DUD');
    const [first, second] = await alerting.alerts(monitor);
    expect(await incident(first?.incident_id)).toMatchObject({ title: 'Checkout is down', state: 'RESOLVED' });
    expect(await incident(second?.incident_id)).toMatchObject({ state: 'INVESTIGATING', end_date_time: null });
    expect(second?.incident_id).not.toBe(first?.incident_id);
  });

  it('say nothing more in an incident that somebody resolved, and open no second one', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    await alerting.live(monitor, 'D');
    const [alert] = await alerting.alerts(monitor);
    await alerting.api.post(`incidents/${alert?.incident_id}/comments`, { comment: 'By hand', state: 'RESOLVED' });
    await alerting.live(monitor, 'DU', 1);
    const { body } = await alerting.api.get(`incidents/${alert?.incident_id}/comments`);
    expect(body.comments).toHaveLength(2);
    expect(await statuses(monitor)).toEqual(['RESOLVED']);
  });
});

describe('overlays', () => {
  it.each<[string, 'maintenance' | 'incident']>([
    ['a maintenance', 'maintenance'],
    ['an incident', 'incident'],
  ])('freeze the window: %s', async (_, kind) => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag], { failure_threshold: 3 });
    const affected = [{ monitor, impact: 'MAINTENANCE' as const }];
    const [from, to] = [START + 120, START + 300];
    if (kind === 'maintenance')
      await aMaintenance(alerting.db, { startDateTime: from, durationSeconds: to - from }, affected, { status: 'COMPLETED' });
    else await anIncident(alerting.db, { startDateTime: from, endDateTime: to, state: 'RESOLVED' }, affected);
    // Two bad samples before it and one after it are three in a row.
    expect(await alerting.live(monitor, 'DDUUUD')).toBe('.....!');
  });

  it('end no alert', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    await aMaintenance(alerting.db, { startDateTime: START + 60, durationSeconds: 120 }, [{ monitor }], { status: 'COMPLETED' });
    expect(await alerting.live(monitor, 'DUUU')).toBe('!!!.');
  });

  it('are no incidents of alerts: those would keep their own condition true', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    expect(await alerting.live(monitor, 'DU')).toBe('!.');
  });
});

describe('who looks late, twice or at once', () => {
  it('finds what timely looks would have found', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag], { failure_threshold: 2 });
    for (const [minute, letter] of [...'UDDUDUDDD'].entries()) await alerting.store(monitor, minute, letter);
    await alerting.evaluate.evaluate([monitor.id]);
    expect(await statuses(monitor)).toEqual(['RESOLVED', 'TRIGGERED']);
    expect(await alerting.told(monitor)).toEqual(['TRIGGERED', 'RESOLVED', 'TRIGGERED']);
  });

  it('changes nothing the second time, also after somebody resolved the alert by hand', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    await alerting.live(monitor, 'D');
    const [alert] = await alerting.alerts(monitor);
    await alerting.api.patch(`alerts/${alert!.id}`, { alert_status: 'RESOLVED' });
    await alerting.evaluate.evaluate([monitor.id]);
    expect(await statuses(monitor)).toEqual(['RESOLVED']);
    await alerting.live(monitor, 'D', 1);
    expect(await statuses(monitor)).toEqual(['RESOLVED', 'TRIGGERED']);
  });

  it('A5 opens one alert and one incident, however many processes look at the same sample', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    const other = await AlertingApi.start({ databaseUrl: alerting.api.app.databaseUrl });
    try {
      for (const [minute, letter] of [...'DUD'].entries()) {
        await alerting.store(monitor, minute, letter);
        const looks = [alerting, other].flatMap((each) => [1, 2, 3, 4].map(() => each.evaluate.evaluate([monitor.id])));
        await Promise.all(looks);
      }
      expect(await statuses(monitor)).toEqual(['RESOLVED', 'TRIGGERED']);
      const [{ count }] = (await alerting.api.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM incident_monitors WHERE monitor_id = $1`,
        [monitor.id],
      )) as [{ count: number }];
      expect(count).toBe(2);
      expect(await alerting.told(monitor)).toEqual(['TRIGGERED', 'RESOLVED', 'TRIGGERED']);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['alert.before_commit', []],
    ['alert.after_commit', ['TRIGGERED']],
  ])('goes on where another one died: %s', async (place, left) => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    await alerting.store(monitor, 0, 'D');
    armFailpoints(`${place}:throw`, 'test');
    await expect(alerting.evaluate.evaluate([monitor.id])).rejects.toThrow('could not be changed');
    expect(await statuses(monitor)).toEqual(left);
    armFailpoints(undefined, 'test');
    await alerting.evaluate.evaluate([monitor.id]);
    expect(await statuses(monitor)).toEqual(['TRIGGERED']);
    expect(await alerting.told(monitor)).toEqual(['TRIGGERED']);
  });

  it('is led by the events of the samples, whoever wrote them', async () => {
    const monitor = await alerting.monitor({ cron: null });
    await alerting.rule([monitor.tag], { failure_threshold: 3 });
    const write = async (first: number, last: number, status: string) => {
      const range = { start_ts: START + first * 60, end_ts: START + last * 60 };
      const answer =
        first === last
          ? await alerting.api.patch(`monitors/${monitor.tag}/data/${range.start_ts}`, { status, latency: 10 })
          : await alerting.api.patch(`monitors/${monitor.tag}/data`, { ...range, status, latency: 10 });
      expect(answer.status).toBe(200);
    };
    await write(0, 4, 'DOWN');
    await alerting.tellAll();
    expect(await statuses(monitor)).toEqual(['TRIGGERED']);
    // E11: corrected history counts, and the last minute written is looked at once.
    await write(4, 4, 'UP');
    await alerting.tellAll();
    expect(await statuses(monitor)).toEqual(['RESOLVED']);
    await write(5, 9, 'DOWN');
    await write(9, 9, 'UP');
    await alerting.tellAll();
    expect(await statuses(monitor)).toEqual(['RESOLVED']);
  });

  it('looks on after samples of the future were deleted again', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    await alerting.store(monitor, 600, 'U');
    await alerting.evaluate.evaluate([monitor.id]);
    await alerting.api.query(`DELETE FROM monitoring_data WHERE monitor_id = $1`, [monitor.id]);
    await alerting.api.query(`DELETE FROM monitor_current_state WHERE monitor_id = $1`, [monitor.id]);
    await alerting.api.query(`DELETE FROM status_spans WHERE monitor_id = $1`, [monitor.id]);
    expect(await alerting.live(monitor, 'D')).toBe('!');
  });
});

describe('silence', () => {
  it('lasts while a monitor it depends on is down; what still holds afterwards begins', async () => {
    const [parent, child] = [await alerting.monitor(), await alerting.monitor()];
    await alerting.api.put(`monitors/${child.tag}/parents`, { parents: [parent.tag] });
    await alerting.rule([child.tag]);
    const minute = 59;
    await alerting.store(parent, minute, 'D');
    expect(await alerting.live(child, 'D', minute)).toBe('.');
    await alerting.store(parent, minute + 1, 'U');
    expect(await alerting.live(child, 'D', minute + 1)).toBe('!');
    await alerting.store(parent, minute + 2, 'D');
    expect(await alerting.live(child, 'U', minute + 2)).toBe('.');
  });

  it('begins while a parent is still to be checked in the same minute: one outage, one alert', async () => {
    const [parent, child] = [await alerting.monitor(), await alerting.monitor()];
    await alerting.api.put(`monitors/${child.tag}/parents`, { parents: [parent.tag] });
    await alerting.rule([child.tag]);
    const minute = 59;
    await freezeDatabaseClock(alerting.db, START + minute * 60 + 5);
    const due = (at: number) =>
      alerting.api.query(`UPDATE monitor_runtime SET next_due_at = to_timestamp($2) WHERE monitor_id = $1`, [parent.id, START + at * 60]);
    const late = async () => {
      await alerting.api.query(`UPDATE monitor_current_state SET updated_at = app_now() - interval '1 minute'`);
      await alerting.evaluate.evaluateBehind();
      return statuses(child);
    };
    await alerting.store(parent, minute - 1, 'U');
    await due(minute);
    expect(await alerting.live(child, 'D', minute)).toBe('.');
    expect(await late()).toEqual([]);
    // It is not: the child's trouble is its own.
    await alerting.store(parent, minute, 'U');
    await due(minute + 1);
    expect(await late()).toEqual(['TRIGGERED']);
    await releaseDatabaseClock(alerting.db);
  });

  it('of a muted rule is the same', async () => {
    const monitor = await alerting.monitor();
    const id = await alerting.rule([monitor.tag], { muted_until: Math.floor(Date.now() / 1_000) + 3_600 });
    expect(await alerting.live(monitor, 'DD')).toBe('..');
    await alerting.api.patch(`alert-configs/${id}`, { muted_until: null });
    expect(await alerting.live(monitor, 'D', 2)).toBe('!');
    await alerting.api.patch(`alert-configs/${id}`, { muted_until: Math.floor(Date.now() / 1_000) + 3_600 });
    expect(await alerting.live(monitor, 'U', 3)).toBe('.');
  });

  it('is broken by reminders until somebody acknowledges', async () => {
    const reminders = alerting.api.app.get<RemindAlerts>(RemindAlerts);
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag], { reminder_minutes: 5 });
    await alerting.live(monitor, 'D');
    const [alert] = await alerting.alerts(monitor);
    const pass = (minutes: number) =>
      alerting.api.query(
        `UPDATE monitor_alerts SET created_at = created_at - make_interval(mins => $2), reminded_at = reminded_at - make_interval(mins => $2) WHERE id = $1`,
        [alert!.id, minutes],
      );
    expect(await reminders.remind()).toBe(0);
    await pass(5);
    expect((await Promise.all([reminders.remind(), reminders.remind()])).sort()).toEqual([0, 1]);
    await pass(5);
    await reminders.remind();
    expect(await alerting.told(monitor)).toEqual(['TRIGGERED', 'TRIGGERED 1', 'TRIGGERED 2']);
    await alerting.api.patch(`alerts/${alert!.id}`, { is_acknowledged: 'YES' });
    await pass(60);
    expect(await reminders.remind()).toBe(0);
  });
});
