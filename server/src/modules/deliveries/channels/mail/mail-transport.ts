import { type Outcome } from '../../delivery.js';
import { type ComposedMail } from './mail-letter.js';

/** How mail leaves. */
export interface MailTransport {
  /** Never throws: what goes wrong is an outcome. */
  send(mail: ComposedMail, id: string): Promise<Outcome>;
  close(): void;
}
