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

/** Words of one mail; an empty text part is made from the HTML. */
@Entity('general_email_templates')
export class EmailTemplateEntity extends RowTimes {
  @PrimaryColumn('varchar', { length: 100 })
  templateId: EmailTemplateId;

  @Column('text')
  templateSubject: string;

  @Column('text')
  templateHtmlBody: string;

  @Column('text', { default: '' })
  templateTextBody: string;

  @VersionColumn({ default: 1 })
  version: number;
}
