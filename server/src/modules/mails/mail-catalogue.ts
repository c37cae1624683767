import { NOTE_TEMPLATE_IDS, type NoteTemplateId, type TemplateId } from '@clarion/database/templates/email-template.entity';
import type { VariableDeclaration } from '@clarion/domain/templates';
import { ALERT_VARIABLES } from './alert-catalogue.js';

const text = (name: string, description: string, sample: string, isRequired = false): VariableDeclaration => ({
  ...{ name, type: 'text', description, sample },
  ...(isRequired ? { isRequired } : {}),
});
const flag = (name: string, description: string, sample: boolean): VariableDeclaration => ({
  ...{ name, type: 'boolean', description, sample },
});

/** What every mail knows: the names the contract's code uses, and those its documentation names. @see alerting §D1 */
const SITE: readonly VariableDeclaration[] = [
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

/** What a document says of its language. */
const DOCUMENT: readonly VariableDeclaration[] = [
  text('lang', 'Language of these words, for <html lang>', 'en'),
  text('dir', 'Where lines begin, for <html dir>: ltr or rtl', 'ltr'),
  text('text_align', 'The same as a side, for align: left or right', 'left'),
];

/** What an update says, in mails and in chats. */
const NEWS: readonly VariableDeclaration[] = [
  text('title', 'Title of the incident, or of the maintenance with its stage', 'Card payments are failing'),
  text('update_subject', 'The subject, with number and state', '[#88:IDENTIFIED] Card payments are failing'),
  text('update_text_plain', 'The update without markup', 'We have found the cause and are rolling back.'),
  text('cta_text', 'Words of the button', 'View Incident'),
  text('update_id', 'Identity of the update', '412'),
  text('event_type', 'incidents or maintenances', 'incidents'),
  flag('is_incident', 'It is about an incident', true),
  flag('is_maintenance', 'It is about a maintenance', false),
  flag('is_resolved', 'It is over: resolved, completed or cancelled', false),
  text('update_state', 'Where it stands, in the reader’s words', 'Identified'),
  text('update_timestamp', 'When it was written, or begins: ISO 8601', '2026-03-02T10:15:00.000Z'),
  text('services', 'Names of the services that a maintenance concerns', ''),
  text('starts_at', 'When a maintenance begins, in the reader’s time zone', ''),
  text('ends_at', 'When a maintenance ends, in the reader’s time zone', ''),
];
const CTA = text('cta_url', 'Where to read on', 'https://status.example.com/incidents/88');

const OWN: Readonly<Record<TemplateId, readonly VariableDeclaration[]>> = {
  invite_user: [text('invitation_link', 'Where the invitation is accepted', 'https://status.example.com/account/invitation/sample', true)],
  verify_email: [text('verification_link', 'Where the address is confirmed', 'https://status.example.com/account/verify/sample', true)],
  forgot_password: [text('reset_link', 'Where a new password is chosen', 'https://status.example.com/account/reset/sample', true)],
  subscription_account_code: [
    text('email_code', 'The code of six digits', '482913', true),
    text(
      'confirm_url',
      'Where one click confirms the address, for 24 hours, once; may be empty',
      'https://status.example.com/subscribe/confirm/sample',
    ),
  ],
  subscription_update: [
    {
      ...{ name: 'update_text', type: 'html', description: 'The update as HTML, for three braces' },
      sample: '<p>We have found the cause and are <strong>rolling back</strong>.</p>',
    },
    { ...CTA, isRequired: true },
    text('manage_url', 'Where readers change what they get', 'https://status.example.com/subscribe/manage/sample'),
    text('unsubscribe_url', 'Where readers unsubscribe', 'https://status.example.com/unsubscribe/sample', true),
    ...NEWS,
  ],
  incident_update: [CTA, ...NEWS],
  maintenance_update: [CTA, ...NEWS],
  alert: [text('alert_title', 'What is wrong, in plain words', 'Checkout is down'), ...ALERT_VARIABLES],
};

/** Is it a title and a text for chats, rather than a mail? */
export const isNote = (id: TemplateId): id is NoteTemplateId => (NOTE_TEMPLATE_IDS as readonly string[]).includes(id);

/** What a message may say, its own first. */
export const variablesOf = (id: TemplateId): readonly VariableDeclaration[] => {
  const own = OWN[id];
  const known = new Set(own.map(({ name }) => name));
  return [...own, ...SITE.filter(({ name }) => !known.has(name)), ...(isNote(id) ? [] : DOCUMENT)];
};

/** Names of the site's, whose values a preview takes from the site itself. */
export const SITE_NAMES: ReadonlySet<string> = new Set([...SITE, ...DOCUMENT].map(({ name }) => name));

/** Names whose values are HTML already. */
export const rawNamesOf = (id: TemplateId): string[] => OWN[id].filter(({ type }) => type === 'html').map(({ name }) => name);
