import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { AlertingApi } from '../../../../test/alerting-api.js';
import { SendDeliveries } from '../../deliveries/sending/send-deliveries.service.js';

const HOSTILE = `Shop\r\nBcc: evil@a.test <b>😀</b>`;
const mails: { to: string[]; mail: ParsedMail }[] = [];
let server: SMTPServer;
let alerting: AlertingApi;
beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      void simpleParser(stream).then((mail) => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), mail });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const env = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(port), SMTP_USER: '-', SMTP_PASS: '-', SMTP_FROM_EMAIL: 'status@a.test' };
  alerting = await AlertingApi.start({ env: { ...env, SMTP_SECURE: '0' } });
});
afterAll(async () => {
  await alerting.close();
  await new Promise<void>((resolve) => server.close(resolve));
});

it('an alert by mail is whole and harmless, whatever the monitor is called', async () => {
  const monitor = await alerting.monitor({ name: HOSTILE });
  const { body } = await alerting.api.post('triggers', {
    ...{ name: 'On call', trigger_type: 'email' },
    trigger_meta: { to: 'ada@b.test, bo@b.test', from: 'Alerts <alerts@a.test>', email_subject: '{{monitor_name}} & {{alert_status}}' },
  });
  await alerting.rule([monitor.tag], { trigger_ids: [body.trigger.id], alert_description: HOSTILE });
  await alerting.live(monitor, 'D');
  await alerting.tellAll();
  const sender = alerting.api.app.get<SendDeliveries>(SendDeliveries);
  await sender.look();
  await sender.drained();
  expect(mails.flatMap(({ to }) => to).sort()).toEqual(['ada@b.test', 'bo@b.test']);
  const [{ mail }] = mails as [(typeof mails)[number]];
  // A10: a subject is no HTML. One line it is all the same.
  expect(mail.subject).toMatch(/^Shop\s+Bcc: evil@a\.test <b>😀<\/b> & TRIGGERED$/);
  expect([mail.from?.text, mail.bcc]).toEqual(['"Alerts" <alerts@a.test>', undefined]);
  expect(mail.html).toContain('&lt;b&gt;😀&lt;/b&gt;');
  expect(mail.html).not.toContain('<b>😀');
  expect(mail.text).toContain(`http://localhost:3000/monitors/${monitor.tag}`);
});
