import { factsOf } from '@clarion/i18n';
import type { MessageTemplateId, TemplateWords } from '../api/message-templates.js';

/** What a message is called, and when it is sent. */
export const TEMPLATE_NAMES = {
  invite_user: { name: 'Invitation', when: 'Somebody is invited to the dashboard.' },
  verify_email: { name: 'Address to confirm', when: 'A user’s address is checked.' },
  forgot_password: { name: 'New password', when: 'Somebody asked for a new password.' },
  subscription_account_code: { name: 'Code for subscribers', when: 'A visitor subscribes, or comes back to change what they get.' },
  subscription_update: { name: 'News for subscribers', when: 'An incident has an update, or a maintenance reaches a stage.' },
  incident_update: { name: 'Incident update', when: 'An incident has an update.' },
  maintenance_update: { name: 'Maintenance stage', when: 'A maintenance is planned, begins or ends.' },
  alert: { name: 'Alert', when: 'A rule fires or comes to rest, and the trigger has no words of its own.' },
} as const satisfies Record<MessageTemplateId, { name: string; when: string }>;

export const isTemplateId = (id: string): id is MessageTemplateId => Object.hasOwn(TEMPLATE_NAMES, id);

/** `null` = every language without words of its own. */
export const languageName = (locale: string | null): string => (locale === null ? 'All languages' : factsOf(locale).name);

/** Parts of a message, in the words of the editor. */
export const PART_WORDS: ReadonlyMap<string, string> = new Map<keyof TemplateWords, string>([
  ['template_subject', 'Subject'],
  ['template_html_body', 'HTML'],
  ['template_text_body', 'Text'],
]);

/** What can be previewed with an incident, a maintenance, or either. */
export const SUBJECTS: Readonly<Partial<Record<MessageTemplateId, readonly ('incident' | 'maintenance')[]>>> = {
  subscription_update: ['incident', 'maintenance'],
  incident_update: ['incident'],
  maintenance_update: ['maintenance'],
};
