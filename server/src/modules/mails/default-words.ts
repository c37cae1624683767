import type { EmailTemplateId, TemplateId } from '@clarion/database/templates/email-template.entity';
import { escapeHtml } from '@clarion/domain/templates';
import { type Locale, translate } from '@clarion/i18n';
import { bigCode, button, heading, link, mailLayout, muted, news, paragraph } from './mail-layout.js';

/** Words of a message, with tags in them. */
export interface TemplateSources {
  /** Title of a note. */
  readonly subject: string;
  /** Empty for notes. */
  readonly html: string;
  /** Empty in a mail: made from the HTML. */
  readonly text: string;
}

const SITE = { site: '{{site_name}}' };
const TAG = /(\{\{\w+\}\})/;

/** A sentence around tags. Owners write sentences of their own: braces in those are none of ours, and would break every mail. */
const around = (sentence: string, wrap: (words: string) => string = (words) => words): string =>
  sentence
    .split(TAG)
    .map((part, index) => (index % 2 === 1 ? part : wrap(part.replace(/[{}]/g, ''))))
    .join('');
const inHtml = (sentence: string): string => around(sentence, escapeHtml);
const lines = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

interface LinkMail {
  readonly link: string;
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly until: string;
}

/** A mail that stands for its link. */
function linkMail(locale: Locale, words: LinkMail): TemplateSources {
  const tag = `{{${words.link}}}`;
  const address = inHtml(translate(locale, 'mail.address'));
  return {
    subject: around(words.subject),
    html: mailLayout([
      heading(inHtml(words.title)),
      paragraph(inHtml(words.text)),
      button(tag, inHtml(words.button)),
      muted(inHtml(words.until)),
      muted(`${address}<br>${link(tag, tag)}`),
    ]),
    text: lines(around(words.text), `${around(words.button)}:\n${tag}`, around(words.until)),
  };
}

function codeMail(locale: Locale): TemplateSources {
  const [text, confirm, label, until] = [
    translate(locale, 'mail.code.text', SITE),
    translate(locale, 'mail.code.link'),
    translate(locale, 'mail.code.button'),
    translate(locale, 'mail.code.until'),
  ];
  return {
    subject: around(translate(locale, 'mail.code.subject', { ...SITE, code: '{{email_code}}' })),
    html: mailLayout([
      heading(inHtml(translate(locale, 'mail.code.title'))),
      paragraph(inHtml(text)),
      bigCode('{{email_code}}'),
      `{{#confirm_url}}${paragraph(inHtml(confirm))}${button('{{confirm_url}}', inHtml(label))}{{/confirm_url}}`,
      muted(inHtml(until)),
    ]),
    text: lines(around(text), '{{email_code}}', `{{#confirm_url}}${around(confirm)}\n{{confirm_url}}\n\n{{/confirm_url}}${around(until)}`),
  };
}

function newsMail(locale: Locale): TemplateSources {
  const why = translate(locale, 'mail.news.why', SITE);
  const [manage, leave] = [translate(locale, 'mail.news.manage'), translate(locale, 'mail.news.unsubscribe')];
  const links = `${link('{{manage_url}}', inHtml(manage))} &nbsp;·&nbsp; ${link('{{unsubscribe_url}}', inHtml(leave))}`;
  return {
    subject: '{{update_subject}}',
    html: mailLayout([heading('{{title}}'), news('{{{update_text}}}'), button('{{cta_url}}', '{{cta_text}}')], {
      footer: [`<p style="margin:0 0 8px">${inHtml(why)}</p>`, `<p style="margin:0">${links}</p>`],
      isNews: true,
    }),
    text: lines(
      '{{title}}',
      '{{update_text_plain}}',
      '{{cta_text}}: {{cta_url}}',
      `${around(why)}\n${around(manage)}: {{manage_url}}\n${around(leave)}: {{unsubscribe_url}}`,
    ),
  };
}

const MAILS: Readonly<Record<EmailTemplateId, (locale: Locale) => TemplateSources>> = {
  invite_user: (locale) =>
    linkMail(locale, {
      link: 'invitation_link',
      subject: translate(locale, 'mail.invite.subject', SITE),
      title: translate(locale, 'mail.invite.title'),
      text: translate(locale, 'mail.invite.text', SITE),
      button: translate(locale, 'mail.invite.button'),
      until: translate(locale, 'mail.invite.until'),
    }),
  verify_email: (locale) =>
    linkMail(locale, {
      link: 'verification_link',
      subject: translate(locale, 'mail.verify.subject', SITE),
      title: translate(locale, 'mail.verify.title'),
      text: translate(locale, 'mail.verify.text', SITE),
      button: translate(locale, 'mail.verify.button'),
      until: translate(locale, 'mail.verify.until'),
    }),
  forgot_password: (locale) =>
    linkMail(locale, {
      link: 'reset_link',
      subject: translate(locale, 'mail.reset.subject', SITE),
      title: translate(locale, 'mail.reset.button'),
      text: translate(locale, 'mail.reset.text', SITE),
      button: translate(locale, 'mail.reset.button'),
      until: translate(locale, 'mail.reset.until'),
    }),
  subscription_account_code: codeMail,
  subscription_update: newsMail,
};

const NEWS_NOTE: TemplateSources = { subject: '{{update_subject}}', html: '', text: '{{update_text_plain}}' };

/** What a message says in a language while no editor has written words for it. @see alerting §D1 */
export function defaultWords(id: TemplateId, locale: Locale): TemplateSources {
  if (id === 'incident_update' || id === 'maintenance_update') return NEWS_NOTE;
  if (id !== 'alert') return MAILS[id](locale);
  const title = '{{alert_title}}';
  const resolved = around(translate(locale, 'message.alert.resolved', { title }));
  return {
    subject: `{{#is_resolved}}${resolved}{{/is_resolved}}{{^is_resolved}}${title}{{/is_resolved}}`,
    html: '',
    text: '{{alert_message}}',
  };
}
