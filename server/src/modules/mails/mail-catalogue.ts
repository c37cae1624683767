import type { EmailTemplateId } from '@clarion/database/templates/email-template.entity';
import type { VariableDeclaration } from '@clarion/domain/templates';

const text = (name: string, description: string, sample: string, isRequired = false): VariableDeclaration => ({
  ...{ name, type: 'text', description, sample },
  ...(isRequired ? { isRequired } : {}),
});

/** What every mail knows: the names the contract's code uses, and those its documentation names. @see alerting §D1 */
const COMMON: readonly VariableDeclaration[] = [
  text('site_url', 'Address of the site, with a slash at its end', 'https://status.example.com/'),
  text('site_name', 'Name of the site', 'Acme'),
  text('site_logo_url', 'Address of the logo; empty without one', ''),
  text('logo', 'The same as site_logo_url', ''),
  text('favicon', 'Address of the icon; empty without one', ''),
  text('tagline', 'Description of the site; may be empty', 'How our services are doing'),
  text('colors_up', 'Colour of UP', '#1f8f55'),
  text('colors_down', 'Colour of DOWN', '#a81028'),
  text('colors_degraded', 'Colour of DEGRADED', '#c07a00'),
  text('colors_maintenance', 'Colour of MAINTENANCE', '#2a5bd7'),
];

const OWN: Readonly<Record<EmailTemplateId, readonly VariableDeclaration[]>> = {
  invite_user: [text('invitation_link', 'Where the invitation is accepted', 'https://status.example.com/account/invitation/sample', true)],
  verify_email: [text('verification_link', 'Where the address is confirmed', 'https://status.example.com/account/verify/sample', true)],
  forgot_password: [text('reset_link', 'Where a new password is chosen', 'https://status.example.com/account/reset/sample', true)],
  subscription_account_code: [
    text('email_code', 'The code of six digits', '482913', true),
    text('confirm_url', 'Where one click does the same for 24 hours, once', 'https://status.example.com/subscribe/confirm/sample'),
  ],
  subscription_update: [
    text('title', 'Title of the incident, or of the maintenance with its stage', 'Card payments are failing'),
    text('update_subject', 'The subject, with number and state', '[#88:IDENTIFIED] Card payments are failing'),
    {
      ...{ name: 'update_text', type: 'html', description: 'The update as HTML, for three braces' },
      sample: '<p>We have found the cause and are <strong>rolling back</strong>.</p>',
    },
    text('update_text_plain', 'The update without markup', 'We have found the cause and are rolling back.'),
    text('cta_text', 'Words of the button', 'View Incident'),
    text('cta_url', 'Where to read on', 'https://status.example.com/incidents/88'),
    text('update_id', 'Identity of the update', '412'),
    text('event_type', 'incidents or maintenances', 'incidents'),
    text('manage_url', 'Where readers change what they get', 'https://status.example.com/subscribe/manage/sample'),
    text('unsubscribe_url', 'Where readers unsubscribe', 'https://status.example.com/unsubscribe/sample', true),
  ],
};

/** What a mail may say, the mail's own first. */
export const variablesOf = (id: EmailTemplateId): readonly VariableDeclaration[] => [...OWN[id], ...COMMON];

/** Names whose values are HTML already. */
export const rawNamesOf = (id: EmailTemplateId): string[] => OWN[id].filter(({ type }) => type === 'html').map(({ name }) => name);
