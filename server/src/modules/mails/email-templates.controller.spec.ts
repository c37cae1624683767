import { TEMPLATE_IDS } from '@clarion/database/templates/email-template.entity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { SmtpSink } from '../../../test/smtp-sink.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailsModule } from './mails.module.js';
import { MailTexts } from './mail-texts.service.js';
import { NoteTexts } from './note-texts.service.js';

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

const mail = async (locale: string | null = null) =>
  api.app.get<MailTexts>(MailTexts).of('forgot_password', { reset_link: 'https://a.test/?a=1&b=2' }, locale);

describe('e-mail templates', () => {
  it.each([null, 'de', 'ar', 'zh-HK', 'pt-BR'])(
    'D1 are five mails and three notes that fill in without a complaint, in %s',
    async (locale) => {
      const query = locale === null ? '' : `?locale=${locale}`;
      const { status, body } = await api.get(`email-templates${query}`);
      expect(status).toBe(200);
      expect(body.email_templates.map(({ template_id }: { template_id: string }) => template_id)).toEqual(TEMPLATE_IDS);
      for (const { template_id: id, kind, variables, ...template } of body.email_templates) {
        expect(template).toMatchObject({ locale, is_default: true, is_own: false, languages: [], version: 0 });
        expect(variables.map(({ name }: { name: string }) => name)).toEqual(
          expect.arrayContaining(['site_url', 'logo', 'favicon', 'tagline']),
        );
        const { rendered, problems } = (await api.post(`email-templates/${id}/preview${query}`, {})).body;
        expect([id, problems]).toEqual([id, []]);
        expect(`${rendered.subject}${rendered.html}${rendered.text}`).not.toMatch(/\{\{|undefined/);
        expect(rendered.subject).not.toBe('');
        if (kind === 'note') expect([rendered.html, rendered.text.length > 10]).toEqual(['', true]);
        else {
          expect(rendered.html).toContain(`<html lang="${locale ?? 'en'}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
          expect(rendered.html.length).toBeLessThan(20_480);
        }
      }
    },
  );

  it('know who asks, and what they ask for', async () => {
    expect((await api.get('email-templates/nothing')).status).toBe(404);
    expect((await api.get('email-templates?locale=xx')).status).toBe(400);
    expect((await api.get('email-templates', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
    const about = { authorization: 'Bearer key:email_templates.read' };
    expect((await api.send('post', 'email-templates/incident_update/preview', { incident_id: 1 }, about)).status).toBe(403);
    expect((await api.post('email-templates/incident_update/preview', { incident_id: 1 })).body.error.details[0].field).toBe('incident_id');
  });

  it('D2 are changed by whoever saw the newest ones, and taken back', async () => {
    const { headers } = await api.get(PATH);
    const changed = await api.patch(PATH, { template_subject: 'Reset & go', template_text_body: '' });
    expect([changed.status, changed.body.email_template.is_default, changed.body.email_template.is_own]).toEqual([200, false, true]);
    const late = await api.send('patch', PATH, { template_subject: 'x' }, { authorization: 'Bearer key:*', 'if-match': headers['etag']! });
    expect(late.status).toBe(412);
    const { subject, text } = await mail();
    // Made from the HTML, and the subject is no HTML.
    expect([subject, text.includes('Choose a new password (https://a.test/?a=1&b=2)')]).toEqual(['Reset & go', true]);
    const back = await api.post(`${PATH}/reset`);
    expect([back.status, back.body.email_template.is_default, back.headers['etag']]).toEqual([200, true, headers['etag']]);
    const log = await api.query<{ action: string }>(
      `SELECT body->>'action' AS action FROM audit_log WHERE body->>'entityType' = 'email_template' ORDER BY id`,
    );
    expect(log.map(({ action }) => action)).toEqual(['email_template.update', 'email_template.reset']);
  });

  it('speak a reader’s language: own words of it, those it falls back to, those for every language, the dictionary', async () => {
    const subjects = async () => Promise.all(['de-AT', 'fr', null].map(async (locale) => (await mail(locale)).subject));
    const [, french, english] = await subjects();
    expect((await api.patch(`${PATH}?locale=de`, { template_subject: 'Neues Passwort' })).body.email_template).toMatchObject({
      ...{ locale: 'de', written_in: 'de', is_own: true, languages: [{ locale: 'de' }] },
    });
    expect(await subjects()).toEqual(['Neues Passwort', french, english]);
    await api.patch(PATH, { template_subject: 'For all' });
    expect(await subjects()).toEqual(['Neues Passwort', 'For all', 'For all']);
    expect((await mail('fr')).html).toContain('<html lang="en"');
    const { body } = await api.get(`${PATH}?locale=fr`);
    expect(body.email_template).toMatchObject({ template_subject: 'For all', is_own: false, is_default: false, written_in: 'en' });
    expect(body.default_words.template_subject).toContain('{{site_name}}');
    const drawn = async (draft: object) => (await api.post(`${PATH}/preview?locale=ar`, draft)).body.rendered.html.slice(0, 60);
    // Words for every language are English here; what is being written for one is in it.
    expect([await drawn({}), await drawn({ template_subject: 'x' })]).toEqual([
      expect.stringContaining('lang="en" dir="ltr"'),
      expect.stringContaining('lang="ar" dir="rtl"'),
    ]);
    await api.post(`${PATH}/reset?locale=de`);
    expect(await subjects()).toEqual(['For all', 'For all', 'For all']);
    await api.post(`${PATH}/reset`);
    expect(await subjects()).toEqual([expect.any(String), french, english]);
  });

  it('of notes have a title in one line, and their text as it is', async () => {
    const notes = api.app.get<NoteTexts>(NoteTexts);
    const variables = { alert_title: 'Shop\r\nis <b>down</b>', alert_message: 'a & b', is_resolved: true };
    expect(await notes.of('alert', variables)).toEqual({ title: 'Resolved: Shop is <b>down</b>', text: 'a & b' });
    await api.patch('email-templates/alert?locale=de', { template_subject: 'Achtung: {{alert_title}}', template_html_body: '<p>no</p>' });
    expect([await notes.isOwn('alert'), await notes.isOwn('alert', 'de')]).toEqual([false, true]);
    expect((await notes.of('alert', variables, 'de')).title).toBe('Achtung: Shop is <b>down</b>');
    expect((await api.get('email-templates/alert?locale=de')).body.email_template.template_html_body).toBe('');
    expect((await api.post('email-templates/alert/test', { to: 'ada@b.test' })).status).toBe(400);
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
    expect(body.problems).toMatchObject([{ field: 'template_subject', severity: 'warning', line: 1, column: 4 }]);
    expect([body.problems[0].message, body.rendered.subject]).toEqual([expect.stringContaining('“site_name”'), 'Hi']);
    const broken = await api.post(`${PATH}/preview`, { template_subject: '{{#a}}' });
    expect([broken.body.rendered, broken.body.problems[0].severity]).toEqual([null, 'error']);
    const saved = await api.patch(PATH, { template_subject: 'Hi {{site_nam}}' });
    expect([saved.status, saved.body.problems[0].severity]).toEqual([200, 'warning']);
    await api.post(`${PATH}/reset`);
  });

  it('escape what they are filled with, but for markup of ours', async () => {
    const body = {
      template_html_body: '<a title="{{title}}">{{{title}}}</a>{{{update_text}}}{{cta_url}}{{unsubscribe_url}}',
      template_text_body: '{{{title}}} {{update_text_plain}} {{cta_url}} {{unsubscribe_url}}',
    };
    expect((await api.patch('email-templates/subscription_update', body)).body.problems).toMatchObject([{ severity: 'warning' }]);
    const evil = { title: `"><script>&`, update_subject: 'a\r\nBcc: e@b.test', update_text: '<b>ok</b>', cta_url: 'https://a.test/?a&b' };
    const { subject, html, text } = await api.app.get<MailTexts>(MailTexts).of('subscription_update', { ...evil, update_text_plain: 'ok' });
    expect(html).toBe('<a title="&quot;&gt;&lt;script&gt;&amp;">&quot;&gt;&lt;script&gt;&amp;</a><b>ok</b>https://a.test/?a&amp;b');
    expect([subject, text]).toEqual(['a Bcc: e@b.test', `"><script>& ok https://a.test/?a&b `]);
    await api.post('email-templates/subscription_update/reset');
  });

  it('offer the link of a code as a button only where there is one', async () => {
    const texts = api.app.get<MailTexts>(MailTexts);
    const [without, withLink] = [
      await texts.of('subscription_account_code', { email_code: '482913' }),
      await texts.of('subscription_account_code', { email_code: '482913', confirm_url: 'https://a.test/confirm/x' }),
    ];
    expect([without.html.match(/class="button"/g), withLink.html.match(/class="button"/g)?.length]).toEqual([null, 1]);
    expect([without.text.includes('http'), withLink.text.includes('https://a.test/confirm/x')]).toEqual([false, true]);
  });

  it('are looked at in a document with a policy of its own, without script', async () => {
    const { status, headers, text } = await api.get('email-templates/preview-frame');
    expect([status, text.includes('<body></body>')]).toEqual([200, true]);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; (?!.*script).*frame-ancestors 'self'$/,
    );
    expect((await api.get('email-templates/preview-frame', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });

  it('are sent as a sample, with the answer of the mail server', async () => {
    const { body } = await api.post(`${PATH}/test`, { to: 'ada@b.test', template_subject: 'Trial\r\nBcc: evil@b.test' });
    expect(body.test).toMatchObject({ outcome: 'delivered', status: 250, ms: expect.any(Number) });
    expect(sink.recipients).toEqual(['ada@b.test']);
    expect(sink.mails[0]!.subject).toBe('Trial Bcc: evil@b.test');
    sink.refuse = { rcpt: 550 };
    expect((await api.post(`${PATH}/test`, { to: 'gone@b.test' })).body.test).toMatchObject({ outcome: 'permanent', status: 550 });
    expect((await api.post(`${PATH}/test`, { to: 'no address' })).status).toBe(400);
  });
});
