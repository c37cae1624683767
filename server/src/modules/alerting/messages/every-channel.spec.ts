import type { TriggerType } from '@clarion/contract';
import { anIncident } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { AlertingApi } from '../../../../test/alerting-api.js';
import { ProviderSink, type SinkRequest } from '../../../../test/provider-sink.js';
import { SmtpSink } from '../../../../test/smtp-sink.js';
import { SendDeliveries } from '../../deliveries/sending/send-deliveries.service.js';

/** What people call things when they mean harm. */
const NAME = `","admin":true,"x":"`;
const WORDS = `Cards\r\nBcc: evil@b.test "q" 'a' <b>😀</b> & @everyone <!channel> <users/all> {{x}} \\u0022`;
const LINE = WORDS.replaceAll(/\s+/g, ' ');

const jsonOf = ({ body }: SinkRequest): unknown => JSON.parse(body);
const formOf = ({ body }: SinkRequest): unknown => Object.fromEntries(new URLSearchParams(body));
const unescaped = (text: string): string =>
  text
    .replaceAll('<br>', '\n')
    .replaceAll(/&(lt|gt|quot|#39|#x27|apos);/g, (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"' })[entity] ?? "'")
    .replaceAll('&amp;', '&');
const visible = (text: string): string => text.replaceAll('\u200b', '');

interface Provider {
  /** Besides the address. */
  readonly meta?: object;
  /** Below the address of the trigger. */
  readonly path?: string;
  /** The request as the provider takes it apart; JSON unless given. */
  readonly parse?: (request: SinkRequest) => unknown;
  /** A text as the provider shows it. */
  readonly shown?: (text: string) => string;
  /** What the provider obeys, and the member in which it looks for it; every text unless given. */
  readonly calls?: { readonly pattern: RegExp; readonly in?: (holder: Readonly<Record<string, unknown>>) => boolean };
}

const PROVIDERS: Readonly<Record<Exclude<TriggerType, 'email'>, Provider>> = {
  webhook: {},
  slack: { shown: unescaped, calls: { pattern: /<[!@#](?!date\^)/, in: ({ type }) => type === 'mrkdwn' || type === undefined } },
  discord: {},
  teams: { shown: (text) => text.replaceAll(/\\([\\`*_[\]()])/g, '$1') },
  telegram: { meta: { bot_token: '12:abc', chat_id: '-100' } },
  pagerduty: { meta: { routing_key: 'R'.repeat(32) } },
  opsgenie: { meta: { api_key: 'genie-key' } },
  ntfy: { path: '/topic' },
  mattermost: { shown: visible, calls: { pattern: /@(?:all|channel|here|everyone)\b/ } },
  google_chat: {
    shown: (text) => unescaped(visible(text)),
    calls: { pattern: /<users\/|<[^>|\s]+\|/, in: (holder) => 'cardsV2' in holder },
  },
  pushover: { meta: { token: 'pushover-token', user: 'pushover-user' }, parse: formOf },
  twilio_sms: { meta: { account_sid: 'AC12', auth_token: 'twilio-token', from: '+1555', to: '+1666' }, parse: formOf },
};
const TYPES = Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[];

let alerting: AlertingApi;
let overResend: AlertingApi;
let sink: ProviderSink;
let mailbox: SmtpSink;
const ids: number[] = [];
beforeAll(async () => {
  [sink, mailbox] = await Promise.all([ProviderSink.start(), SmtpSink.start()]);
  sink.answer = () => ({ status: 200, body: '{"ok":true,"status":1}' });
  alerting = await AlertingApi.start({ env: mailbox.env() });
  const resend = { RESEND_API_KEY: 're_key', RESEND_SENDER_EMAIL: 'status@a.test', RESEND_URL: `${sink.url}/resend` };
  overResend = await AlertingApi.start({ env: resend, databaseUrl: alerting.api.app.databaseUrl });
  for (const [trigger_type, { meta, path = '' }] of Object.entries(PROVIDERS))
    ids.push(await add(trigger_type, { url: sink.url + '/' + trigger_type + path, ...meta }));
  ids.push(await add('email', { to: 'ada@b.test' }));
});
afterAll(async () => {
  await overResend.close();
  await alerting.close();
  await Promise.all([sink.close(), mailbox.close()]);
});
beforeEach(() => {
  sink.requests.length = 0;
  mailbox.mails.length = 0;
});

async function add(trigger_type: string, trigger_meta: object): Promise<number> {
  const { status, body } = await alerting.api.post('triggers', { name: trigger_type, trigger_type, trigger_meta });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.trigger.id as number;
}

const send = async (by = alerting): Promise<void> => {
  await alerting.tellAll();
  const sender = by.api.app.get<SendDeliveries>(SendDeliveries);
  await sender.look();
  await sender.drained();
};
/** The last mail once more, over the other transport. @returns it as it was handed over, and as a reader gets it */
const again = async (): Promise<{ subject: string; html: string; text: string; headers: Record<string, string> }> => {
  await alerting.api.query(
    `UPDATE deliveries SET state = 'pending', next_attempt_at = app_now() WHERE id = (SELECT max(id) FROM deliveries WHERE channel = 'email')`,
  );
  await send(overResend);
  return JSON.parse(sink.requests.find(({ path }) => path === '/resend/emails')!.body);
};

const requestOf = (type: string): SinkRequest => sink.requests.find(({ path }) => path.startsWith(`/${type}`))!;

interface Part {
  readonly name: string;
  readonly text: string | null;
  readonly holder: Readonly<Record<string, unknown>>;
}

/** Every member of a document, and what holds it. */
function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap((each) => partsOf(each));
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([name, each]) => [
    { name, text: typeof each === 'string' ? each : null, holder },
    ...partsOf(each),
  ]);
}

/** @param expected texts that somebody must be able to read, whole */
function expectHarmless(type: keyof typeof PROVIDERS, expected: readonly string[]): void {
  const { parse = jsonOf, shown = (text: string) => text, calls } = PROVIDERS[type];
  const request = requestOf(type);
  const parts = partsOf(parse(request));
  for (const name of ['admin', 'x', 'Bcc']) expect(parts.map((part) => part.name)).not.toContain(name);
  for (const [name, value] of Object.entries(request.headers)) expect(`${name}: ${String(value)}`).not.toMatch(/bcc|evil/i);
  const said = parts.flatMap(({ text }) => (text === null ? [] : [shown(text).replaceAll(/\s+/g, ' ')]));
  for (const words of expected) expect([type, words, said.some((text) => text.includes(words))]).toEqual([type, words, true]);
  if (calls === undefined) return;
  const obeyed = parts.filter(({ text, holder }) => text !== null && (calls.in?.(holder) ?? true)).map(({ text }) => text);
  expect(`${type}: ${obeyed.join('\n')}`).not.toMatch(calls.pattern);
}

/** @param subject what it is about; @param words what stands in it */
function expectWhole(mail: ParsedMail | { subject: string; html: string; text: string }, subject: string, words: readonly string[]): void {
  expect(mail.subject!.replaceAll(/\s+/g, ' ')).toContain(subject);
  expect(mail.html).not.toContain('<b>');
  for (const each of words) {
    expect(unescaped(mail.html as string).replaceAll(/\s+/g, ' ')).toContain(each);
    expect(mail.text!.replaceAll(/\s+/g, ' ')).toContain(each);
  }
}

describe('an alert about a monitor with a hostile name', () => {
  beforeAll(async () => {
    const monitor = await alerting.monitor({ tag: 'shop', name: NAME });
    await alerting.rule(['shop'], { trigger_ids: ids, alert_description: WORDS });
    await alerting.live(monitor, 'D');
  });

  it('arrives whole and harmless in every channel', async () => {
    await send();
    // Slack’s words of the contract name the monitor by its tag; a text message has room for its beginning.
    for (const type of TYPES) expectHarmless(type, [...(type === 'slack' ? [] : [NAME]), LINE]);
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]!.headers.has('bcc')).toBe(false);
    expectWhole(mailbox.mails[0]!, 'Alert shop', [LINE]);
    expect(unescaped(mailbox.mails[0]!.html as string)).toContain(NAME);
    const resent = await again();
    expect(Object.keys(resent.headers)).not.toContain('Bcc');
    expectWhole(resent, 'Alert shop', [LINE]);
  });
});

describe('an update of an incident with a hostile title', () => {
  it('arrives whole and harmless in every channel', async () => {
    await alerting.api.put('site/announce-triggers', { incidents: ids, maintenances: [] });
    const { id } = await anIncident(alerting.db, { title: WORDS });
    const { status } = await alerting.api.post(`incidents/${id}/comments`, { comment: `We look at ${NAME}`, state: 'IDENTIFIED' });
    expect(status).toBe(201);
    await send();
    for (const type of TYPES) expectHarmless(type, [LINE, NAME]);
    const raw = await simpleParser(mailbox.raw.at(-1)!);
    expect(raw.headers.has('bcc')).toBe(false);
    expectWhole(raw, `[#${id}:IDENTIFIED] ${LINE}`, [LINE, NAME]);
    const resent = await again();
    expect(resent.subject).not.toMatch(/[\r\n]/);
    expectWhole(resent, `[#${id}:IDENTIFIED] ${LINE}`, [LINE, NAME]);
  });
});
