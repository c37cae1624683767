import { EMAIL_TEMPLATE_IDS } from '@clarion/database/templates/email-template.entity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { SmtpSink } from '../../../test/smtp-sink.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailsModule } from './mails.module.js';
import { MailTexts } from './mail-texts.service.js';

const PATH = 'email-templates/forgot_password';
let sink: SmtpSink;
let api: MonitorsApi;
beforeAll(async () => {
  sink = await SmtpSink.start();
  api = await MonitorsApi.start({ imports: [AuditModule, MailsModule], env: sink.env() });
});
afterAll(async () => {
  await api.close();
  await sink.close();
});

describe('e-mail templates', () => {
  it('D1 are five, each with what it may say, and fill in without a complaint', async () => {
    const { status, body } = await api.get('email-templates');
    expect(status).toBe(200);
    expect(body.email_templates.map(({ template_id }: { template_id: string }) => template_id)).toEqual([...EMAIL_TEMPLATE_IDS].sort());
    for (const { template_id: id, variables } of body.email_templates) {
      expect(variables.map(({ name }: { name: string }) => name)).toEqual(
        expect.arrayContaining(['site_url', 'logo', 'favicon', 'tagline']),
      );
      const preview = await api.post(`email-templates/${id}/preview`, {});
      expect(preview.body.problems).toEqual([]);
      expect(preview.body.rendered.html).toContain('color-scheme');
      expect(preview.body.rendered.text).not.toContain('{{');
    }
    expect((await api.get('email-templates/nothing')).status).toBe(404);
    expect((await api.get('email-templates', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });

  it('D2 are changed by whoever saw the newest ones, and taken back', async () => {
    const changed = await api.patch(PATH, { template_subject: 'Reset & go', template_text_body: '' });
    expect([changed.status, changed.headers['etag'], changed.body.email_template.is_default]).toEqual([200, '"v2"', false]);
    const late = await api.send('patch', PATH, { template_subject: 'x' }, { authorization: 'Bearer key:*', 'if-match': '"v1"' });
    expect(late.status).toBe(412);
    const { subject, text } = await api.app.get<MailTexts>(MailTexts).of('forgot_password', { reset_link: 'https://a.test/?a=1&b=2' });
    // Made from the HTML, and the subject is no HTML.
    expect([subject, text.includes('Choose a new password (https://a.test/?a=1&b=2)')]).toEqual(['Reset & go', true]);
    const back = await api.post(`${PATH}/reset`);
    expect([back.status, back.body.email_template.is_default]).toEqual([200, true]);
    const log = await api.query<{ action: string }>(
      `SELECT body->>'action' AS action FROM audit_log WHERE body->>'entityType' = 'email_template' ORDER BY id`,
    );
    expect(log.map(({ action }) => action)).toEqual(['email_template.update', 'email_template.reset']);
  });

  it.each([
    [{ template_html_body: '<p>No link</p>' }, 'template_html_body'],
    [{ template_text_body: 'No link' }, 'template_text_body'],
    [{ template_subject: '{{#each x}}' }, 'template_subject'],
    [{ template_html_body: '{{reset_link}} {{> partial}}' }, 'template_html_body'],
  ])('D2 are refused when nobody could use them: %j', async (draft, field) => {
    const { status, body } = await api.patch(PATH, draft);
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('say while they are written what is wrong, unknown names too', async () => {
    const { body } = await api.post(`${PATH}/preview`, { template_subject: 'Hi {{site_nam}}' });
    expect(body.problems).toMatchObject([{ field: 'template_subject', severity: 'warning', line: 1 }]);
    expect(body.rendered.subject).toBe('Hi ');
    const broken = await api.post(`${PATH}/preview`, { template_subject: '{{#a}}' });
    expect([broken.body.rendered, broken.body.problems[0].severity]).toEqual([null, 'error']);
  });

  it('are sent as a sample, with the answer of the mail server', async () => {
    const { body } = await api.post(`${PATH}/test`, { to: 'ada@b.test', template_subject: 'Trial\r\nBcc: evil@b.test' });
    expect(body.test).toMatchObject({ outcome: 'delivered', status: 250 });
    expect(sink.recipients).toEqual(['ada@b.test']);
    expect(sink.mails[0]!.subject).toMatch(/^Trial\s+Bcc: evil@b\.test$/);
    sink.refuse = { rcpt: 550 };
    expect((await api.post(`${PATH}/test`, { to: 'gone@b.test' })).body.test).toMatchObject({ outcome: 'permanent', status: 550 });
    expect((await api.post(`${PATH}/test`, { to: 'no address' })).status).toBe(400);
  });
});
