import type { EmailTemplateId } from '../templates/email-template.entity.js';

export interface TemplateSeed {
  subject: string;
  html: string;
  text: string;
}

/**
 * One narrow column in tables with inline styles: what every mail program shows alike. Programs with a dark mode get colours of our own for it,
 * the others keep their hands off. `body` is trusted markup of ours.
 */
const layout = (body: string): string => `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <style>
      @media (prefers-color-scheme: dark) {
        .ground { background: #14181d !important; color: #e8ebef !important; }
        .card { background: #1e242c !important; border-color: #3a434f !important; }
        .name { color: #e8ebef !important; }
        .muted { color: #aab3bf !important; }
        .link { color: #8fb8ff !important; }
      }
      @media (max-width: 480px) {
        .card { padding: 20px 16px !important; }
      }
    </style>
  </head>
  <body class="ground" style="margin:0;padding:0;background:#f6f7f9;color:#14181d">
    <table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f6f7f9;color:#14181d;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
      <tr>
        <td align="center" style="padding:24px 12px">
          <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
            <tr>
              <td class="card" align="left" style="padding:28px;background:#ffffff;border:1px solid #d5dae1;border-radius:8px;overflow-wrap:anywhere;word-break:break-word">
      <p style="margin:0 0 20px"><a href="{{site_url}}" class="name" style="color:#14181d;font-weight:600;text-decoration:none">{{#site_logo_url}}<img src="{{site_logo_url}}" alt="" height="28" style="vertical-align:middle;margin-right:8px">{{/site_logo_url}}{{site_name}}</a></p>
${body}
              </td>
            </tr>
          </table>
        </td>
      </tr>
    </table>
  </body>
</html>
`;
const heading = (words: string): string => `      <h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${words}</h1>`;
const paragraph = (words: string): string => `      <p style="margin:0 0 16px">${words}</p>`;
const muted = (words: string): string => `      <p class="muted" style="margin:16px 0 0;color:#545d69;font-size:14px">${words}</p>`;
const button = (href: string, words: string): string =>
  `      <p style="margin:20px 0"><a href="${href}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1f57b8;color:#ffffff;text-decoration:none">${words}</a></p>`;
/** For readers whose mail program shows no buttons. */
const address = (href: string): string =>
  muted(`If the button does not work, open this address: <br><a href="${href}" class="link" style="color:#1f57b8">${href}</a>`);

const html = (...parts: string[]): string => layout(parts.join('\n'));
const text = (...lines: string[]): string => `${lines.join('\n\n')}\n`;

/** The mails of a new site; editors make them their own. @see alerting §D1 for the variables */
export const EMAIL_TEMPLATE_SEEDS: Readonly<Record<EmailTemplateId, TemplateSeed>> = {
  invite_user: {
    subject: 'You are invited to {{site_name}}',
    html: html(
      heading('Come in'),
      paragraph('You have been invited to help run the status page of {{site_name}}. Choose a password, and you are in.'),
      button('{{invitation_link}}', 'Accept the invitation'),
      address('{{invitation_link}}'),
      muted('The invitation is good for seven days. If you did not expect it, there is nothing to do.'),
    ),
    text: text(
      'You have been invited to help run the status page of {{site_name}}.',
      'Choose a password here, within seven days:\n{{invitation_link}}',
      'If you did not expect this, there is nothing to do.',
    ),
  },
  verify_email: {
    subject: 'Confirm your address for {{site_name}}',
    html: html(
      heading('Is this your address?'),
      paragraph('Somebody, most likely you, uses this address on {{site_name}}. Please confirm that it is yours.'),
      button('{{verification_link}}', 'Confirm this address'),
      address('{{verification_link}}'),
      muted('The link is good for 24 hours. If it was not you, ignore this message.'),
    ),
    text: text(
      'Somebody, most likely you, uses this address on {{site_name}}. Please confirm that it is yours, within 24 hours:',
      '{{verification_link}}',
      'If it was not you, ignore this message.',
    ),
  },
  forgot_password: {
    subject: 'A new password for {{site_name}}',
    html: html(
      heading('Choose a new password'),
      paragraph('A new password was asked for, for your account on {{site_name}}.'),
      button('{{reset_link}}', 'Choose a new password'),
      address('{{reset_link}}'),
      muted('The link is good for one hour and works once. If you did not ask, your password stays as it is.'),
    ),
    text: text(
      'A new password was asked for, for your account on {{site_name}}. Choose it here, within one hour:',
      '{{reset_link}}',
      'If you did not ask, your password stays as it is.',
    ),
  },
  subscription_account_code: {
    subject: '{{email_code}} is your code for {{site_name}}',
    html: html(
      heading('Your code'),
      paragraph('Enter this code on the status page to go on:'),
      `      <p style="margin:20px 0;font:600 32px/1 ui-monospace,monospace;letter-spacing:6px">{{email_code}}</p>`,
      muted('It is good for five minutes. If you did not ask for it, ignore this message.'),
    ),
    text: text(
      'Your code for {{site_name}}: {{email_code}}',
      'It is good for five minutes. If you did not ask for it, ignore this message.',
    ),
  },
  subscription_update: {
    subject: '{{update_subject}}',
    html: html(
      heading('{{title}}'),
      `      <div style="margin:0 0 16px">{{{update_text}}}</div>`,
      button('{{cta_url}}', '{{cta_text}}'),
      muted(
        'You get this because you asked {{site_name}} for news. <a href="{{manage_url}}" class="link" style="color:#1f57b8">Change what you get</a> or <a href="{{unsubscribe_url}}" class="link" style="color:#1f57b8">unsubscribe</a>.',
      ),
    ),
    text: text(
      '{{title}}',
      '{{update_text_plain}}',
      '{{cta_text}}: {{cta_url}}',
      'You get this because you asked {{site_name}} for news.\nChange what you get: {{manage_url}}\nUnsubscribe: {{unsubscribe_url}}',
    ),
  },
};
