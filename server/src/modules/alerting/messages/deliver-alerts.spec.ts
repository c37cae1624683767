import { anIncident } from '@clarion/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingApi } from '../../../../test/alerting-api.js';
import { ProviderSink } from '../../../../test/provider-sink.js';
import { SendDeliveries } from '../../deliveries/sending/send-deliveries.service.js';

const HOSTILE = `","admin":true,"x":"\r\nBcc: a@b.test <b>😀</b>`;
let alerting: AlertingApi;
let sink: ProviderSink;
beforeAll(async () => {
  [alerting, sink] = await Promise.all([AlertingApi.start(), ProviderSink.start()]);
});
afterAll(async () => {
  await alerting.close();
  await sink.close();
});
afterEach(() => {
  sink.requests.length = 0;
  sink.answer = () => ({ status: 200, body: 'ok' });
});

let count = 0;
const trigger = async (trigger_type: string, trigger_meta: object, part: object = {}): Promise<number> => {
  const { body } = await alerting.api.post('triggers', { name: `Chat ${++count}`, trigger_type, trigger_meta, ...part });
  return body.trigger.id as number;
};
/** Tells everything and sends what that made, to the end. */
const send = async (): Promise<void> => {
  await alerting.tellAll();
  const sender = alerting.api.app.get<SendDeliveries>(SendDeliveries);
  await sender.look();
  await sender.drained();
};
const deliveries = async (recipient: number) =>
  alerting.api.query<{ state: string; reason: string | null; aggregate_id: string; kind: string }>(
    `SELECT state, reason, aggregate_id, kind FROM deliveries WHERE recipient_key = $1 ORDER BY id`,
    [`trigger:${recipient}`],
  );

describe('alerts', () => {
  it('go to every ACTIVE trigger once, in exactly the words of the contract', async () => {
    const monitor = await alerting.monitor({ tag: 'checkout', name: 'Checkout' });
    const ids = [await trigger('webhook', { url: `${sink.url}/one` }), await trigger('webhook', { url: `${sink.url}/two` })];
    const off = await trigger('webhook', { url: `${sink.url}/off` }, { trigger_status: 'INACTIVE' });
    const config = await alerting.rule(['checkout'], {
      ...{ trigger_ids: [...ids, off], alert_description: 'Card payments failing', severity: 'CRITICAL', failure_threshold: 2 },
    });
    await alerting.live(monitor, 'DD');
    await send();
    await send();
    expect(sink.requests.map(({ path }) => path).sort()).toEqual(['/one', '/two']);
    const [alert] = await alerting.alerts(monitor);
    const [{ created }] = (await alerting.api.query(`SELECT created_at AS created FROM monitor_alerts WHERE id = $1`, [alert!.id])) as [
      { created: Date },
    ];
    const url = 'http://localhost:3000/';
    expect(JSON.parse(sink.requests[0]!.body)).toEqual({
      alert_id: alert!.id,
      alert_name: `Alert checkout for STATUS DOWN TRIGGERED at ${created.toISOString()}`,
      ...{ alert_for: 'STATUS', alert_value: 'DOWN', alert_status: 'TRIGGERED', alert_severity: 'CRITICAL' },
      ...{ alert_message: 'Card payments failing', alert_source: 'ALERT', alert_timestamp: created.toISOString() },
      ...{ alert_cta_url: `${url}monitors/checkout`, alert_cta_text: 'Open Alert Details' },
      ...{ alert_incident_id: alert!.incident_id, alert_incident_url: `${url}incidents/${alert!.incident_id}` },
      ...{ alert_failure_threshold: 2, alert_success_threshold: 1, is_resolved: false, is_triggered: true },
      ...{ site_url: url, site_name: expect.any(String), site_logo_url: '' },
      ...{ colors_up: expect.any(String), colors_down: expect.any(String) },
      ...{ colors_degraded: expect.any(String), colors_maintenance: expect.any(String) },
      ...{ monitor_tag: 'checkout', monitor_name: 'Checkout', alert_resolved_at: '', alert_duration_seconds: 0, alert_config_id: config },
    });
    // A3: the log says why the third one heard nothing.
    expect(await deliveries(off)).toMatchObject([{ state: 'suppressed', reason: 'The trigger is INACTIVE' }]);
    expect(await deliveries(ids[0]!)).toMatchObject([{ state: 'delivered', kind: 'alert', aggregate_id: `alert:${config}:${monitor.id}` }]);
    await alerting.live(monitor, 'U', 2);
    await send();
    expect(JSON.parse(sink.requests.at(-1)!.body)).toMatchObject({ is_resolved: true, alert_status: 'RESOLVED', alert_id: alert!.id });
  });

  it('wait for the end of the quiet hours of a trigger when they are warnings, and are told then in their order', async () => {
    const monitor = await alerting.monitor();
    const clock = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
    const quiet_hours = { from: clock(-10), to: clock(120), time_zone: 'UTC' };
    const id = await trigger('webhook', { url: `${sink.url}/quiet` }, { quiet_hours });
    expect((await alerting.api.get(`triggers/${id}`)).body.trigger.quiet_hours).toEqual(quiet_hours);
    for (const bad of [
      { ...quiet_hours, to: quiet_hours.from },
      { ...quiet_hours, from: '24:00' },
      { ...quiet_hours, time_zone: 'Mars' },
    ])
      expect((await alerting.api.patch(`triggers/${id}`, { quiet_hours: bad })).status).toBe(400);
    await alerting.rule([monitor.tag], { trigger_ids: [id], severity: 'WARNING' });
    const waked = await alerting.monitor();
    await alerting.rule([waked.tag], { trigger_ids: [id], severity: 'CRITICAL' });
    await alerting.live(monitor, 'D');
    await alerting.live(monitor, 'U', 1);
    await alerting.live(waked, 'D');
    await send();
    const stateOf = ({ body }: { body: string }) => `${(JSON.parse(body) as { alert_severity: string }).alert_severity}`;
    expect(sink.requests.map(stateOf)).toEqual(['CRITICAL']);
    const waiting = { state: 'pending', reason: 'It waits for the end of the quiet hours.' };
    expect((await deliveries(id)).filter(({ state }) => state !== 'delivered')).toMatchObject([waiting, waiting]);
    await alerting.db.query(`UPDATE deliveries SET next_attempt_at = app_now() WHERE state = 'pending'`);
    await send();
    await send();
    expect(sink.requests.map(({ body }) => (JSON.parse(body) as { alert_status: string }).alert_status)).toEqual([
      'TRIGGERED',
      'TRIGGERED',
      'RESOLVED',
    ]);
    expect((await deliveries(id)).map(({ reason }) => reason)).toEqual([null, null, null]);
    expect((await alerting.api.patch(`triggers/${id}`, { quiet_hours: null })).body.trigger.quiet_hours).toBeNull();
  });

  it('are looked at again when they are sent', async () => {
    const monitor = await alerting.monitor();
    const id = await trigger('webhook', { url: `${sink.url}/x` });
    await alerting.rule([monitor.tag], { trigger_ids: [id] });
    await alerting.live(monitor, 'D');
    await alerting.tellAll();
    await alerting.api.patch(`triggers/${id}`, { trigger_status: 'INACTIVE' });
    await send();
    expect(sink.requests).toEqual([]);
    expect(await deliveries(id)).toMatchObject([{ state: 'suppressed', reason: 'The trigger is INACTIVE' }]);
  });

  it('A4 switch a trigger off whose receiver is gone, and reach the other one', async () => {
    const monitor = await alerting.monitor();
    const [gone, there] = [await trigger('webhook', { url: `${sink.url}/gone` }), await trigger('webhook', { url: `${sink.url}/there` })];
    await alerting.rule([monitor.tag], { trigger_ids: [gone, there] });
    sink.answer = ({ path }) => ({ status: path === '/gone' ? 410 : 200 });
    await alerting.live(monitor, 'D');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await send();
      await alerting.api.query(`UPDATE deliveries SET next_attempt_at = app_now() WHERE state = 'retrying'`);
    }
    expect((await alerting.api.get(`triggers/${gone}`)).body.trigger.trigger_status).toBe('INACTIVE');
    expect(await deliveries(there)).toMatchObject([{ state: 'delivered' }]);
  });

  it('D2 speak an editor’s words in chats that have none of their own, and the contract’s in webhooks', async () => {
    const words = { template_subject: 'Attention: {{alert_title}}', template_text_body: '{{alert_message}}, {{alert_severity}}' };
    expect((await alerting.api.patch('email-templates/alert', words)).status).toBe(200);
    const monitor = await alerting.monitor({ name: 'Shop' });
    const chats = ['slack', 'discord', 'teams', 'webhook'];
    const ids = await Promise.all(chats.map(async (type) => trigger(type, { url: `${sink.url}/${type}` })));
    await alerting.rule([monitor.tag], { trigger_ids: ids, alert_description: 'Look at it' });
    await alerting.live(monitor, 'D');
    await send();
    await alerting.api.post('email-templates/alert/reset');
    const bodyOf = (type: string) => sink.requests.find(({ path }) => path === `/${type}`)!.body;
    for (const type of chats.slice(0, 3)) expect(bodyOf(type)).toMatch(/Attention: Shop is down.*Look at it, (WARNING|CRITICAL)/s);
    expect(JSON.parse(bodyOf('webhook'))).toMatchObject({ monitor_name: 'Shop', alert_message: 'Look at it' });
  });

  it.each(['webhook', 'slack', 'discord', 'teams', 'mattermost', 'google_chat', 'ntfy'])(
    'A9 arrive whole and harmless, whatever a monitor is called: %s',
    async (type) => {
      const monitor = await alerting.monitor({ name: HOSTILE });
      const id = await trigger(type, { url: `${sink.url}/hostile` });
      await alerting.rule([monitor.tag], { trigger_ids: [id], alert_description: HOSTILE });
      await alerting.live(monitor, 'D');
      await send();
      const [request] = sink.requests;
      expect(request?.method).toBe('POST');
      expect(request!.body).toContain('😀');
      if (request!.headers['content-type']?.includes('json')) {
        const sent = JSON.parse(request!.body);
        expect(sent).not.toHaveProperty('admin');
        if (type === 'webhook') expect([sent.monitor_name, sent.alert_message]).toEqual([HOSTILE, HOSTILE]);
      }
      expect(request!.headers['bcc']).toBeUndefined();
    },
  );
});

describe('announcements', () => {
  it('go to the triggers of the site: updates of incidents that are no secret', async () => {
    const id = await trigger('webhook', { url: `${sink.url}/chat` });
    const { status, body } = await alerting.api.put('site/announce-triggers', { incidents: [id], maintenances: [] });
    expect([status, body]).toEqual([200, { announce_triggers: { incidents: [id], maintenances: [] } }]);
    expect((await alerting.api.put('site/announce-triggers', { incidents: [], maintenances: [999] })).status).toBe(400);
    const incident = await anIncident(alerting.db, { title: 'Cards' });
    await alerting.api.post(`incidents/${incident.id}/comments`, { comment: 'We **look**', state: 'IDENTIFIED' });
    await send();
    expect(JSON.parse(sink.requests[0]!.body)).toMatchObject({
      title: `[#${incident.id}:IDENTIFIED] Cards`,
      message: 'We look',
      url: `http://localhost:3000/incidents/${incident.id}`,
      state: 'info',
    });
    expect(await deliveries(id)).toMatchObject([{ kind: 'event-trigger', state: 'delivered', aggregate_id: `incident:${incident.id}` }]);
    await alerting.api.put('site/announce-triggers', { incidents: [], maintenances: [] });
    await alerting.api.post(`incidents/${incident.id}/comments`, { comment: 'Over', state: 'RESOLVED' });
    await send();
    expect(sink.requests).toHaveLength(1);
  });

  it('tell the stages of maintenances that the site tells', async () => {
    const id = await trigger('webhook', { url: `${sink.url}/chat` });
    await alerting.api.put('site/announce-triggers', { incidents: [], maintenances: [id] });
    const start = Math.floor(Date.now() / 60_000) * 60 + 600;
    const { status } = await alerting.api.post('maintenances', {
      ...{ title: 'New racks', description: 'Power', start_date_time: start, rrule: 'FREQ=MINUTELY;COUNT=1', duration_seconds: 3_600 },
    });
    expect(status).toBe(201);
    await send();
    // It begins within the hour: readers are told that, and nothing of it being made.
    expect(sink.requests.map(({ body }) => JSON.parse(body).title)).toEqual(['Maintenance Starting Soon: New racks']);
  });
});
