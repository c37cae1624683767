import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@clarion/testing';
import { loopback } from '../../../../../test/loopback.js';
import { ProviderSink } from '../../../../../test/provider-sink.js';
import { SmtpSink, type SmtpSinkOptions } from '../../../../../test/smtp-sink.js';
import { TEST_SECRET_KEY } from '../../../../../test/test-app.js';
import { loadConfig } from '../../../../platform/config/load-config.js';
import { Lifecycle } from '../../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../../platform/logging/log.js';
import { type MailMessage, type Outcome } from '../../delivery.js';
import { type MailLetter } from './mail-letter.js';
import { MailSender } from './mail-sender.service.js';

const NOW = 1_772_446_502;
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function senderOf(env: Record<string, string>): MailSender {
  const config = loadConfig({ DATABASE_URL: 'postgres://x/y', APP_SECRET_KEY: TEST_SECRET_KEY, NODE_ENV: 'test', ...env });
  const sender = new MailSender(config, loopback().egress, new FixedClock(NOW), new Lifecycle(Log.create('silent')));
  ends.push(() => sender.close());
  return sender;
}

async function sinkOf(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const sink = await SmtpSink.start(options);
  ends.push(() => sink.close());
  return sink;
}

const MESSAGE: MailMessage = {
  type: 'mail',
  subject: 'Größe\r\nBcc: all@example.test "quoted" 😀',
  html: '<p>Hällo &amp; <b>bold</b></p>',
  text: 'Hällo\n.\nend',
  headers: {
    'List-Unsubscribe': `<https://status.acme.test/unsubscribe?token=${'a'.repeat(120)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Bcc: 'evil@example.test',
    'X-Note': 'one\r\nBcc: evil@example.test',
  },
};
const letterTo = (to: string, more: Partial<MailLetter> = {}): MailLetter => ({
  id: 'msg_0a1b2c_41',
  thread: '0a1b2c:incident:88',
  endpoint: { type: 'mail', to },
  message: MESSAGE,
  ...more,
});

describe('OBX-08 a mail', () => {
  it('arrives whole, with everything that servers and readers look at', async () => {
    const sink = await sinkOf();
    expect(await senderOf(sink.env()).send(letterTo('Bo <bo@example.test>'))).toMatchObject({ kind: 'delivered', status: 250 });
    const [mail] = sink.mails;
    expect(mail).toMatchObject({
      subject: 'Größe Bcc: all@example.test "quoted" 😀',
      messageId: '<msg_0a1b2c_41@acme.test>',
      html: MESSAGE.html,
      from: { value: [{ name: 'Acme Status', address: 'status@acme.test' }] },
      to: { value: [{ name: 'Bo', address: 'bo@example.test' }] },
    });
    expect(mail!.text!.trim()).toBe(MESSAGE.text);
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(sink.recipients).toEqual(['bo@example.test']);
    const [head = ''] = sink.raw[0]!.split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    expect(head.replaceAll(/\r\n\s+/g, ' ')).toContain(`List-Unsubscribe: ${MESSAGE.headers!['List-Unsubscribe']}`);
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it('is the same mail when it is sent again, and hangs on the thread of its matter', async () => {
    const sink = await sinkOf();
    const sender = senderOf(sink.env());
    await sender.send(letterTo('bo@example.test'));
    await sender.send(letterTo('bo@example.test'));
    await sender.send(letterTo('bo@example.test', { id: 'msg_0a1b2c_42' }));
    await sender.send(letterTo('bo@example.test', { id: 'msg_0a1b2c_43', thread: '0a1b2c:incident:89' }));
    expect(sink.effects.size).toBe(3);
    const roots = sink.mails.map(({ references, inReplyTo }) => [references, inReplyTo].flat());
    expect(roots[0]).toEqual(roots[2]);
    expect(roots[0]).not.toEqual(roots[3]);
    expect(roots[0]![0]).toBe(roots[0]![1]);
  });

  it('may name its own sender', async () => {
    const sink = await sinkOf();
    await senderOf(sink.env()).send(
      letterTo('a@example.test', { endpoint: { type: 'mail', to: 'a@example.test', from: 'Shop <shop@other.test>' } }),
    );
    expect(sink.mails[0]).toMatchObject({ messageId: '<msg_0a1b2c_41@other.test>', from: { text: '"Shop" <shop@other.test>' } });
  });

  it.each(['', 'nobody', 'a@b.test, nobody', `${'x'.repeat(300)}@b.test`, 'a@b.test\r\nBcc: c@d.test', 'group: a@b.test;'])(
    'is not sent to “%s”',
    async (to) => {
      const sink = await sinkOf();
      expect(await senderOf(sink.env()).send(letterTo(to))).toEqual({
        kind: 'permanent',
        isFinal: true,
        answer: 'the recipient’s address is not one',
      });
      expect(sink.connections).toBe(0);
    },
  );

  it('keeps connections and uses them again', async () => {
    const sink = await sinkOf();
    const sender = senderOf(sink.env());
    for (let i = 0; i < 10; i++) await sender.send(letterTo('bo@example.test'));
    expect([sink.count, sink.connections]).toEqual([10, 1]);
  });
});

describe('a mail server', () => {
  it.each([
    [{ rcpt: 550 }, { kind: 'permanent', isFinal: true, status: 550 }],
    [{ rcpt: 451 }, { kind: 'temporary', status: 451 }],
    [{ data: 554 }, { kind: 'permanent', isFinal: true, status: 554 }],
    [{ data: 452 }, { kind: 'temporary', status: 452 }],
    [{ connect: 554 }, { kind: 'temporary' }],
    [{ connect: 421 }, { kind: 'temporary' }],
  ] as const)('that refuses with %j is understood', async (refuse, expected) => {
    const sink = await sinkOf();
    sink.refuse = refuse;
    expect(await senderOf(sink.env()).send(letterTo('bo@example.test'))).toMatchObject(expected);
  });

  it('that is away is a matter of time', async () => {
    const sink = await SmtpSink.start();
    const env = sink.env();
    await sink.close();
    expect(await senderOf(env).send(letterTo('bo@example.test'))).toMatchObject({ kind: 'temporary' });
  });

  it('that does not know us keeps the mail for when it does', async () => {
    const sink = await sinkOf({ login: ['ada', 'right'] });
    const wrong = await senderOf(sink.env({ SMTP_USER: 'ada', SMTP_PASS: 'wrong' })).send(letterTo('bo@example.test'));
    expect(wrong).toMatchObject({ kind: 'temporary', status: 535 });
    const right = await senderOf(sink.env({ SMTP_USER: 'ada', SMTP_PASS: 'right' })).send(letterTo('bo@example.test'));
    expect(right).toMatchObject({ kind: 'delivered' });
  });

  it.each(['starttls', 'tls'] as const)('with %s must prove who it is, unless that is switched off by name', async (tls) => {
    const sink = await sinkOf({ tls });
    const env = sink.env({ SMTP_SECURE: tls === 'tls' ? '1' : '0' });
    const strict: Outcome = await senderOf(env).send(letterTo('bo@example.test'));
    expect(strict).toMatchObject({ kind: 'temporary', answer: expect.stringMatching(/certificate|self.signed/i) });
    expect(sink.count).toBe(0);
    expect(await senderOf({ ...env, SMTP_TLS_REJECT_UNAUTHORIZED: '0' }).send(letterTo('bo@example.test'))).toMatchObject({
      kind: 'delivered',
    });
    expect([sink.count, sink.secure]).toEqual([1, 1]);
  });

  it('that is not configured leaves mail waiting', async () => {
    expect(await senderOf({}).send(letterTo('bo@example.test'))).toEqual({ kind: 'temporary', answer: 'mail is not configured' });
  });
});

describe('Resend', () => {
  const start = async (): Promise<[ProviderSink, MailSender]> => {
    const sink = await ProviderSink.start();
    ends.push(() => sink.close());
    return [sink, senderOf({ RESEND_URL: sink.url, RESEND_API_KEY: 're_key', RESEND_SENDER_EMAIL: 'status@acme.test' })];
  };

  it('gets the same mail as a request, under a key that tells repetitions', async () => {
    const [sink, sender] = await start();
    expect(await sender.send(letterTo('Bo <bo@example.test>'))).toMatchObject({ kind: 'delivered', status: 200 });
    expect(sink.requests[0]).toMatchObject({
      method: 'POST',
      path: '/emails',
      headers: { authorization: 'Bearer re_key', 'idempotency-key': 'msg_0a1b2c_41' },
    });
    expect(JSON.parse(sink.requests[0]!.body)).toMatchObject({
      from: 'status@acme.test',
      to: ['"Bo" <bo@example.test>'],
      subject: 'Größe Bcc: all@example.test "quoted" 😀',
      headers: { 'Message-ID': '<msg_0a1b2c_41@acme.test>', 'Auto-Submitted': 'auto-generated', 'X-Note': 'one Bcc: evil@example.test' },
    });
  });

  it.each([
    [
      { status: 422, body: 'bad address' },
      { kind: 'permanent', status: 422, answer: 'bad address' },
    ],
    [{ status: 401 }, { kind: 'temporary', status: 401 }],
    [
      { status: 429, headers: { 'retry-after': '3' } },
      { kind: 'temporary', retryAfterMs: 3_000 },
    ],
    [{ status: 500 }, { kind: 'temporary' }],
    [{ status: 200, cuts: true }, { kind: 'temporary' }],
  ] as const)('answering %j is understood', async (answer, expected) => {
    const [sink, sender] = await start();
    sink.answer = () => answer;
    expect(await sender.send(letterTo('bo@example.test'))).toMatchObject(expected);
  });
});
