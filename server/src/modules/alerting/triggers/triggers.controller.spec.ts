import { TRIGGER_TYPES, type TriggerType } from '@clarion/contract';
import { TriggerEntity } from '@clarion/database/alerting/trigger.entity';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingApi } from '../../../../test/alerting-api.js';
import { TEST_SECRET_KEY } from '../../../../test/test-app.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { SecretUses } from '../../secrets/secret-uses.service.js';
import { TriggerSeals } from './trigger-seals.service.js';
import { ProviderSink } from '../../../../test/provider-sink.js';
import { SecretsModule } from '../../secrets/secrets.module.js';
import { AuditModule } from '../../audit/audit.module.js';
import { AlertingModule } from '../alerting.module.js';
import { IncidentsModule } from '../../incidents/incidents.module.js';

const CANARY = 'canary-7f3a9c';
let alerting: AlertingApi;
let sink: ProviderSink;
beforeAll(async () => {
  [alerting, sink] = await Promise.all([
    AlertingApi.start({ imports: [AuditModule, IncidentsModule, SecretsModule, AlertingModule] }),
    ProviderSink.start(),
  ]);
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
const create = async (trigger_type: TriggerType, trigger_meta: object) =>
  alerting.api.post('triggers', { name: `Trigger ${++count}`, trigger_type, trigger_meta });
const made = async (type: TriggerType, meta: object): Promise<{ id: number; trigger_meta: Record<string, unknown> }> => {
  const { status, body } = await create(type, meta);
  expect([status, body.error]).toEqual([201, undefined]);
  return body.trigger;
};
const fields = (body: { error: { details: { field: string }[] } }) => body.error.details.map(({ field }) => field);

describe('triggers', () => {
  it('are made, read with their secrets masked, changed and deleted', async () => {
    const meta = {
      url: `https://hooks.example.com/${CANARY}`,
      headers: [
        { key: 'X-Token', value: CANARY },
        { key: '', value: 'x' },
      ],
    };
    const trigger = await made('webhook', meta);
    expect(trigger).toMatchObject({
      ...{ trigger_type: 'webhook', trigger_status: 'ACTIVE', target: 'hooks.example.com', alert_config_count: 0, version: 1 },
      trigger_meta: { url: 'https://hooks.example.com/••••', headers: [{ key: 'X-Token', value: '••••3a9c' }] },
    });
    const path = `triggers/${trigger.id}`;
    const changed = await alerting.api.patch(path, { trigger_meta: { ...trigger.trigger_meta, webhook_body: '{"a":"{{alert_id}}"}' } });
    expect(changed.body.trigger).toMatchObject({
      version: 2,
      trigger_meta: { headers: [{ value: '••••3a9c' }], webhook_body: '{"a":"{{alert_id}}"}' },
    });
    expect((await alerting.api.get(path)).headers['etag']).toBe('"v2"');
    const [stored] = await alerting.api.query<{ text: string }>(`SELECT t::text AS text FROM triggers t WHERE id = $1`, [trigger.id]);
    const log = await alerting.api.query<{ text: string }>(
      `SELECT body::text AS text FROM audit_log WHERE body->>'entityType' = 'trigger'`,
    );
    expect([stored!.text, ...log.map(({ text }) => text)].join('')).not.toContain(CANARY);
    expect((await alerting.api.delete(path)).status).toBe(200);
    expect((await alerting.api.get(path)).status).toBe(404);
  });

  it('do not take a mask to another address, or to another place', async () => {
    const trigger = await made('webhook', { url: `https://hooks.example.com/x`, headers: [{ key: 'X-Token', value: CANARY }] });
    const change = async (trigger_meta: object) => alerting.api.patch(`triggers/${trigger.id}`, { trigger_meta });
    const masked = '••••3a9c';
    const moved = await change({ url: 'https://evil.example.com/', headers: [{ key: 'X-Token', value: masked }] });
    expect([moved.status, fields(moved.body)]).toEqual([400, ['trigger_meta.header x-token']]);
    expect((await change({ url: 'https://hooks.example.com/y', headers: [{ key: 'X-Other', value: masked }] })).status).toBe(400);
    expect((await change({ url: 'https://hooks.example.com/y', headers: [{ key: 'X-Token', value: masked }] })).status).toBe(200);
  });

  it.each<[TriggerType, object, string]>([
    ['webhook', {}, 'url'],
    ['webhook', { url: 'ftp://a.test' }, 'url'],
    ['webhook', { url: 'http://169.254.169.254/latest' }, 'url'],
    ['webhook', { url: 'https://a.test', headers: [{ key: 'X', value: 'a\r\nY: b' }] }, 'headers'],
    ['webhook', { url: 'https://a.test', headers: [{ key: 'Content-Length', value: '1' }] }, 'headers'],
    ['webhook', { url: 'https://a.test', webhook_body: '{"a": {{alert_name}' }, 'webhook_body'],
    ['webhook', { url: 'https://a.test', webhook_body: 'not json' }, 'webhook_body'],
    ['webhook', { url: 'https://a.test', webhook_body: '{"{{alert_name}}": 1}' }, 'webhook_body'],
    ['webhook', { url: 'https://a.test', signing_secrets: ['whsec_c2hvcnQ='] }, 'signing_secrets'],
    ['slack', { url: 'https://a.test', slack_body: '{{> partial}}' }, 'slack_body'],
    ['email', {}, 'to'],
    ['email', { to: 'a@b.test, not an address' }, 'to'],
    ['email', { to: 'a@b.test', from: 'Alerts <nobody>' }, 'from'],
    ['telegram', { bot_token: '1:abc' }, 'chat_id'],
    ['teams', {}, 'url'],
    ['pagerduty', {}, 'routing_key'],
  ])('of %s are refused: %j', async (type, meta, field) => {
    const { status, body } = await create(type, meta);
    expect([status, fields(body)]).toEqual([400, [`trigger_meta.${field}`]]);
  });

  it('have one name each, and their permissions', async () => {
    const body = { name: 'The only one', trigger_type: 'email', trigger_meta: { to: 'a@b.test, c@d.test' } };
    expect((await alerting.api.post('triggers', body)).body.trigger.target).toBe('a@b.test, c@d.test');
    expect((await alerting.api.post('triggers', body)).body.error.details[0].field).toBe('name');
    const reader = { authorization: 'Bearer key:triggers.read' };
    expect((await alerting.api.get('triggers', reader)).status).toBe(200);
    expect((await alerting.api.post('triggers', body, reader)).status).toBe(403);
  });

  it('bring what forms are made from: every type, and presets that can be saved', async () => {
    const { body } = await alerting.api.get('trigger-presets');
    expect(body.types.map(({ trigger_type: type }: { trigger_type: string }) => type)).toEqual(TRIGGER_TYPES);
    expect(body.variables).toHaveLength(29);
    for (const { trigger_type: type, trigger_meta: meta } of body.presets) await made(type, meta);
  });
});

describe('a preview', () => {
  const preview = async (trigger_meta: object, part: object = {}) =>
    (await alerting.api.post('trigger-previews', { trigger_type: 'webhook', trigger_meta, ...part })).body.texts;

  it('fills the texts in as they stand in the form, and says what is wrong', async () => {
    const [text] = await preview({ webhook_body: '{"a":"{{alert_status}} {{alert_nmae}} $HOME"}' }, { alert_status: 'RESOLVED' });
    expect(text).toMatchObject({ member: 'webhook_body', rendered: '{"a":"RESOLVED  $HOME"}' });
    expect(text.problems).toMatchObject([{ severity: 'warning', message: expect.stringContaining('alert_name'), line: 1 }]);
    const [broken] = await preview({ webhook_body: '{"a":' });
    expect(broken).toMatchObject({ rendered: null, problems: [{ severity: 'error' }] });
  });

  it.each(TRIGGER_TYPES)('of the default texts of %s finds nothing wrong, begun or over', async (trigger_type) => {
    for (const alert_status of ['TRIGGERED', 'RESOLVED']) {
      for (const { rendered, problems } of await preview({}, { trigger_type, alert_status }))
        expect([rendered === null, problems]).toEqual([false, []]);
    }
  });
});

describe('a test', () => {
  it('sends the state that is asked for, and shows what the receiver said', async () => {
    await alerting.monitor({ tag: 'shop' });
    const { id } = await made('webhook', { url: `${sink.url}/hook` });
    const test = async (alert_status?: string) => (await alerting.api.post(`triggers/${id}/test`, { alert_status })).body.test;
    expect(await test()).toEqual({ outcome: 'delivered', status: 200, answer: 'ok' });
    sink.answer = () => ({ status: 403, body: 'no such token' });
    expect(await test('RESOLVED')).toEqual({ outcome: 'permanent', status: 403, answer: 'no such token' });
    expect(sink.requests.map(({ body }) => JSON.parse(body))).toMatchObject([
      { is_triggered: true, monitor_tag: 'shop', alert_incident_id: null, alert_incident_url: null },
      { is_resolved: true, alert_duration_seconds: 300 },
    ]);
  });

  it('says why it did not come to that', async () => {
    const { id } = await made('email', { to: 'a@b.test' });
    expect((await alerting.api.post(`triggers/${id}/test`, {})).body.test).toMatchObject({
      outcome: 'not_sent',
      answer: 'E-mail is not configured',
    });
  });

  it('fills in secrets of the store and nothing else, and shows none of them', async () => {
    const { origin } = new URL(sink.url);
    await alerting.api.post('secrets', { name: 'HOOK_TOKEN', value: `${CANARY}"}{{x`, origins: [origin] });
    await alerting.api.post('secrets', { name: 'BOUND', value: CANARY, origins: ['https://elsewhere.test'] });
    const body = '{"token":"$HOOK_TOKEN","home":"$HOME","text":"{{monitor_name}}"}';
    const { id } = await made('webhook', {
      url: `${sink.url}/hook`,
      headers: [{ key: 'X-Token', value: 'Bearer $BOUNDARY' }],
      webhook_body: body,
    });
    await alerting.monitor({ name: '$HOOK_TOKEN' });
    sink.answer = ({ body: sent }) => ({ status: 500, body: sent });
    const { test } = (await alerting.api.post(`triggers/${id}/test`, {})).body;
    expect(JSON.parse(sink.requests[0]!.body)).toEqual({ token: `${CANARY}"}{{x`, home: '$HOME', text: '$HOOK_TOKEN' });
    expect(test.answer).not.toContain(CANARY);
    const bound = await made('webhook', { url: `${sink.url}/hook`, headers: [{ key: 'X-Token', value: '$BOUND' }] });
    expect((await alerting.api.post(`triggers/${bound.id}/test`, {})).body.test).toMatchObject({
      outcome: 'not_sent',
      answer: expect.stringContaining('may not be sent there'),
    });
    expect(sink.requests).toHaveLength(1);
  });

  it('are told as users of the secrets that they name, which stay while they do', async () => {
    await alerting.api.post('secrets', { name: 'CHAT_TOKEN', value: `${CANARY}-chat` });
    const { id } = await made('webhook', { url: 'https://hooks.example.com/$CHAT_TOKEN' });
    const trigger = `Trigger ${count}`;
    const used = async () =>
      ((await alerting.api.get('secrets')).body.secrets as { name: string }[]).find(({ name }) => name === 'CHAT_TOKEN');
    expect(await used()).toMatchObject({ used_by: [], used_by_triggers: [trigger] });
    const refused = await alerting.api.delete('secrets/CHAT_TOKEN');
    expect([refused.status, refused.body.error.message]).toEqual([409, `CHAT_TOKEN is used by a trigger: ${trigger}`]);
    await alerting.api.delete(`triggers/${id}`);
    expect((await alerting.api.delete('secrets/CHAT_TOKEN')).status).toBe(200);
  });

  it('OPS-05 are sealed again under the present key, so that the earlier one can go', async () => {
    const { id } = await made('webhook', { url: `https://hooks.example.com/${CANARY}`, headers: [{ key: 'X-Token', value: CANARY }] });
    const { sources } = alerting.api.app;
    const row = () => alerting.db.getRepository(TriggerEntity).findOneByOrFail({ id });
    const seals = (keyring: Keyring) =>
      new TriggerSeals(sources, alerting.api.app.get(UnitOfWork), keyring, alerting.api.app.get(SecretUses));
    const before = await row();
    await seals(new Keyring('n'.repeat(32), [TEST_SECRET_KEY])).reseal();
    const after = await row();
    const alone = seals(new Keyring('n'.repeat(32)));
    expect(alone.open(after)).toMatchObject({ url: `https://hooks.example.com/${CANARY}`, headers: [{ value: CANARY }] });
    expect([after.version, alone.open(before).url]).toEqual([before.version, '']);
    await alone.reseal();
    await seals(new Keyring('x'.repeat(32))).reseal();
    expect((await row()).triggerMeta).toEqual(after.triggerMeta);
  });
});
