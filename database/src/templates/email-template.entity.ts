import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** The mails we send that are not alerts. @see alerting §D1 */
export const EMAIL_TEMPLATE_IDS = [
  'invite_user',
  'verify_email',
  'forgot_password',
  'subscription_account_code',
  'subscription_update',
] as const;
export type EmailTemplateId = (typeof EMAIL_TEMPLATE_IDS)[number];

/** What chats and push messages say: a title and a text. */
export const NOTE_TEMPLATE_IDS = ['incident_update', 'maintenance_update', 'alert'] as const;
export type NoteTemplateId = (typeof NOTE_TEMPLATE_IDS)[number];

export const TEMPLATE_IDS = [...EMAIL_TEMPLATE_IDS, ...NOTE_TEMPLATE_IDS] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** An editor's own words of one message in one language; without a row the dictionaries speak. */
@Entity('general_email_templates')
export class EmailTemplateEntity extends RowTimes {
  @PrimaryColumn('varchar', { length: 100 })
  templateId: TemplateId;

  /** Empty: for every language without words of its own. */
  @PrimaryColumn('varchar', { length: 16, default: '' })
  locale: string;

  /** The title of a note. */
  @Column('text')
  templateSubject: string;

  /** Empty for notes. */
  @Column('text')
  templateHtmlBody: string;

  /** Empty in a mail: made from the HTML. */
  @Column('text', { default: '' })
  templateTextBody: string;

  @VersionColumn({ default: 1 })
  version: number;
}
