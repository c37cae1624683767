import { invalidField } from '../../platform/errors/app-error.js';
import { mailboxesOf } from '../deliveries/channels/mail/mail-headers.js';

/** An address as it is stored, lower-case. @throws AppError `BAD_REQUEST` */
export function emailIn(sent: unknown): string {
  const text = typeof sent === 'string' ? sent.trim().toLowerCase() : '';
  const boxes = mailboxesOf(text);
  if (boxes?.length !== 1 || boxes[0]!.address !== text) throw invalidField('email', 'Enter a valid e-mail address');
  return text;
}
