import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingApi } from '../../../../test/alerting-api.js';

let alerting: AlertingApi;
beforeAll(async () => {
  alerting = await AlertingApi.start();
});
afterAll(async () => alerting.close());

const KEY = (permissions: string) => ({ authorization: `Bearer key:${permissions}` });
const post = async (body: object) => alerting.api.post('alert-configs', body);
const draft = (tag: string, part: object = {}) => ({
  ...{ monitor_tags: [tag], alert_for: 'STATUS', alert_value: 'DOWN', create_incident: 'YES' },
  ...part,
});

describe('rules', () => {
  it('are made with what is left out, read back, changed and deleted', async () => {
    await alerting.monitor({ tag: 'shop' });
    await alerting.monitor({ tag: 'bank', name: 'The bank' });
    const { status, body, headers } = await post(draft('shop', { alert_description: 'Look **here**' }));
    expect([status, headers['etag']]).toEqual([201, '"v1"']);
    expect(body.alert_config).toMatchObject({
      ...{ monitor_tags: ['shop'], alert_for: 'STATUS', alert_value: 'DOWN', include_worse: false, failure_threshold: 1 },
      ...{ success_threshold: 1, severity: 'WARNING', alert_description: 'Look **here**', create_incident: 'YES', is_active: 'YES' },
      ...{ trigger_ids: [], triggers: [], muted_until: null, is_muted: false, reminder_minutes: null, version: 1 },
    });
    const { id } = body.alert_config;
    const path = `alert-configs/${id}`;
    expect((await alerting.api.get(path)).body).toEqual(body);
    const older = { authorization: 'Bearer key:*', 'if-match': '"v1"' };
    const changed = await alerting.api.patch(path, { monitor_tags: ['shop', 'bank'], severity: 'CRITICAL' }, older);
    expect(changed.body.alert_config).toMatchObject({
      monitor_tags: ['bank', 'shop'],
      monitors: [{ tag: 'bank', name: 'The bank', open_alert_id: null }, { tag: 'shop' }],
      severity: 'CRITICAL',
      version: 2,
    });
    expect((await alerting.api.patch(path, { severity: 'WARNING' }, older)).status).toBe(412);
    expect((await alerting.api.get('alert-configs?monitor_tag=bank')).body).toMatchObject({ total: 1, page: 1, limit: 10 });
    expect((await alerting.api.get('alert-configs?is_active=NO')).body.total).toBe(0);
    expect((await alerting.api.delete(path)).body).toEqual({ message: `Alert config ${id} deleted` });
    expect((await alerting.api.get(path)).status).toBe(404);
    const audit = await alerting.api.query<{ action: string }>(
      `SELECT body->>'action' AS action FROM audit_log WHERE body->>'entityType' = 'alert_config' AND body->>'entityId' = $1 ORDER BY id`,
      [String(id)],
    );
    expect(audit.map(({ action }) => action)).toEqual(['alert_config.create', 'alert_config.update', 'alert_config.delete']);
  });

  it.each<[string, object, string]>([
    ['no monitor', { monitor_tags: [] }, 'monitor_tags'],
    ['an unknown monitor', { monitor_tags: ['nobody'] }, 'monitor_tags'],
    ['UP', { alert_value: 'UP' }, 'alert_value'],
    ['a latency of nothing', { alert_for: 'LATENCY', alert_value: '0' }, 'alert_value'],
    ['101 %', { alert_for: 'UPTIME', alert_value: '101' }, 'alert_value'],
    ['a window of nothing', { failure_threshold: 0 }, 'failure_threshold'],
    ['a window without end', { success_threshold: 1_441 }, 'success_threshold'],
    ['half a sample', { failure_threshold: 1.5 }, 'failure_threshold'],
    ['nobody to tell', { create_incident: 'NO' }, 'trigger_ids'],
    ['an unknown trigger', { trigger_ids: [999] }, 'trigger_ids'],
    ['another severity', { severity: 'FATAL' }, 'severity'],
    ['a boolean flag', { create_incident: true }, 'create_incident'],
  ])('are refused with %s', async (_, part, field) => {
    const { tag } = await alerting.monitor();
    const { status, body } = await post(draft(tag, part));
    expect([status, body.error.details.map((each: { field: string }) => each.field)]).toEqual([400, [field]]);
  });

  it('keep fitting when they are changed', async () => {
    const monitor = await alerting.monitor();
    const id = await alerting.rule([monitor.tag]);
    expect((await alerting.api.patch(`alert-configs/${id}`, { alert_for: 'LATENCY' })).status).toBe(400);
    expect((await alerting.api.patch(`alert-configs/${id}`, { create_incident: 'NO' })).status).toBe(400);
    expect((await alerting.api.patch(`alert-configs/${id}`, { alert_for: 'LATENCY', alert_value: '700' })).status).toBe(200);
  });

  it('are listed the newest first, or those that fire first', async () => {
    const [loud, still] = [await alerting.monitor(), await alerting.monitor()];
    const rules = [await alerting.rule([loud.tag]), await alerting.rule([still.tag])];
    await alerting.live(loud, 'D');
    const first = async (query: string) =>
      ((await alerting.api.get(`alert-configs?limit=100&${query}`)).body.alert_configs as { id: number }[])
        .map(({ id }) => id)
        .filter((id) => rules.includes(id));
    expect([await first(''), await first('order=newest'), await first('order=firing')]).toEqual([
      [rules[1], rules[0]],
      [rules[1], rules[0]],
      [rules[0], rules[1]],
    ]);
    expect((await alerting.api.get('alert-configs?order=loud')).status).toBe(400);
  });

  it('lose a trigger that is deleted, and can be switched off all the same', async () => {
    const monitor = await alerting.monitor();
    const meta = { name: 'Goes away', trigger_type: 'email', trigger_meta: { to: 'a@b.test' } };
    const trigger = (await alerting.api.post('triggers', meta)).body.trigger;
    const id = await alerting.rule([monitor.tag], { create_incident: 'NO', trigger_ids: [trigger.id] });
    expect((await alerting.api.get(`triggers/${trigger.id}`)).body.trigger.alert_config_count).toBe(1);
    await alerting.api.delete(`triggers/${trigger.id}`);
    const { status, body } = await alerting.api.patch(`alert-configs/${id}`, { is_active: 'NO' });
    expect([status, body.alert_config.trigger_ids]).toEqual([200, []]);
    expect((await alerting.api.patch(`alert-configs/${id}`, { trigger_ids: [] })).status).toBe(400);
  });

  it('need their permissions', async () => {
    expect((await alerting.api.get('alert-configs', KEY('monitors.read'))).status).toBe(403);
    expect((await alerting.api.get('alert-configs', KEY('alerts.read'))).status).toBe(200);
    expect((await alerting.api.post('alert-configs', {}, KEY('alerts.read'))).status).toBe(403);
    expect((await alerting.api.get('alerts', {})).status).toBe(401);
  });
});

describe('what happens to alerts when rules change', () => {
  const open = async (part: object = {}) => {
    const monitor = await alerting.monitor();
    const id = await alerting.rule([monitor.tag], part);
    await alerting.live(monitor, 'D');
    const [alert] = await alerting.alerts(monitor);
    return { monitor, id, alert: alert! };
  };

  it('one that is switched off ends them without a word, and leaves the incident', async () => {
    const { monitor, id, alert } = await open();
    await alerting.api.patch(`alert-configs/${id}`, { is_active: 'NO' });
    expect(await alerting.alerts(monitor)).toMatchObject([{ alert_status: 'RESOLVED', resolve_reason: 'rule disabled' }]);
    expect(await alerting.told(monitor)).toEqual(['TRIGGERED', 'RESOLVED quiet']);
    expect((await alerting.api.get(`incidents/${alert.incident_id}`)).body.incident.state).toBe('INVESTIGATING');
    await alerting.live(monitor, 'D', 1);
    expect(await alerting.alerts(monitor)).toHaveLength(1);
    // Switched on again it judges what comes, not what came meanwhile.
    await alerting.api.patch(`alert-configs/${id}`, { is_active: 'YES' });
    await alerting.evaluate.evaluate([monitor.id]);
    expect(await alerting.alerts(monitor)).toHaveLength(1);
    expect(await alerting.live(monitor, 'D', 2)).toBe('!');
  });

  it('other values leave an open one open and judge the next sample', async () => {
    const { monitor, id } = await open();
    await alerting.api.patch(`alert-configs/${id}`, { success_threshold: 2 });
    expect(await alerting.live(monitor, 'UU', 1)).toBe('!.');
  });

  it('those of a monitor that is left out go with it', async () => {
    const { monitor, id } = await open();
    const other = await alerting.monitor();
    await alerting.api.patch(`alert-configs/${id}`, { monitor_tags: [other.tag] });
    expect(await alerting.alerts(monitor)).toEqual([]);
  });

  it('a rule takes its log with it, incidents stay', async () => {
    const { monitor, id, alert } = await open();
    await alerting.api.delete(`alert-configs/${id}`);
    expect(await alerting.alerts(monitor)).toEqual([]);
    expect((await alerting.api.get(`incidents/${alert.incident_id}`)).status).toBe(200);
  });

  it('R4 a deleted monitor leaves no alert and no rule that watches nobody', async () => {
    const { monitor, id } = await open();
    const stays = await alerting.monitor();
    const shared = await alerting.rule([monitor.tag, stays.tag]);
    await alerting.api.delete(`monitors/${monitor.tag}`);
    // Gone for everybody at once, also before the fact is told.
    expect((await alerting.api.get(`alerts?alert_config_id=${id}`)).body.total).toBe(0);
    await alerting.tellAll();
    expect(await alerting.alerts(monitor)).toEqual([]);
    expect((await alerting.api.get(`alert-configs/${id}`)).status).toBe(404);
    expect((await alerting.api.get(`alert-configs/${shared}`)).body.alert_config.monitor_tags).toEqual([stays.tag]);
  });
});

describe('the log', () => {
  it('is filtered, acknowledged, ended by hand and cleaned', async () => {
    const monitor = await alerting.monitor();
    const id = await alerting.rule([monitor.tag]);
    await alerting.live(monitor, 'DUD');
    const list = async (query: string) => (await alerting.api.get(`alerts?alert_config_id=${id}&${query}`)).body;
    expect(await list('status=ALL')).toMatchObject({
      total: 2,
      limit: 20,
      alerts: [{ alert_status: 'TRIGGERED' }, { alert_status: 'RESOLVED' }],
    });
    expect((await list('status=RESOLVED')).total).toBe(1);
    expect((await list(`monitor_tag=${monitor.tag}`)).total).toBe(2);
    const [newest] = (await list('status=TRIGGERED')).alerts;
    const path = `alerts/${newest.id}`;
    const acknowledged = (await alerting.api.patch(path, { is_acknowledged: 'YES' })).body.alert;
    expect(acknowledged).toMatchObject({ is_acknowledged: 'YES', acknowledged_by: expect.any(String), alert_status: 'TRIGGERED' });
    const ended = (await alerting.api.patch(path, { alert_status: 'RESOLVED' })).body.alert;
    expect(ended).toMatchObject({ alert_status: 'RESOLVED', resolve_reason: expect.stringMatching(/^resolved by /) });
    expect((await alerting.api.get(`incidents/${newest.incident_id}`)).body.incident.state).toBe('RESOLVED');
    expect(await alerting.told(monitor)).toEqual(['TRIGGERED', 'RESOLVED', 'TRIGGERED', 'RESOLVED']);
    expect((await alerting.api.patch(path, { alert_status: 'TRIGGERED' })).status).toBe(400);
    expect((await alerting.api.delete(`${path}?with_incident=true`, KEY('alerts.write'))).status).toBe(403);
    expect((await alerting.api.delete(`${path}?with_incident=true`)).status).toBe(200);
    expect((await alerting.api.get(`incidents/${newest.incident_id}`)).status).toBe(404);
    expect((await alerting.api.get(path)).status).toBe(404);
  });

  it('keeps an alert whose incident is deleted', async () => {
    const monitor = await alerting.monitor();
    await alerting.rule([monitor.tag]);
    await alerting.live(monitor, 'D');
    const [alert] = await alerting.alerts(monitor);
    await alerting.api.delete(`incidents/${alert!.incident_id}`);
    expect((await alerting.api.get(`alerts/${alert!.id}`)).body.alert).toMatchObject({ incident_id: null, alert_status: 'TRIGGERED' });
    expect(await alerting.live(monitor, 'U', 1)).toBe('.');
  });
});
