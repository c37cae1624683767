import { type MailEndpoint, type MailMessage } from '../../delivery.js';
import { type Mailbox, mailboxesOf, messageIdOf, passedHeaders, subjectOf, threadIdOf } from './mail-headers.js';

/** A mail on its way. */
export interface MailLetter {
  /** The same with every attempt. */
  readonly id: string;
  /** Mails with the same one belong together. */
  readonly thread: string;
  readonly endpoint: MailEndpoint;
  readonly message: MailMessage;
}

/** A mail as both transports take it. */
export interface ComposedMail {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  /** What it hangs on: `References` and `In-Reply-To`. */
  readonly threadId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A mail with everything that mail servers and readers look at.
 * @param sender configured
 * @returns what keeps it from being sent, in words, when it cannot be
 */
export function composeMail({ id, thread, endpoint, message }: MailLetter, sender: string): ComposedMail | string {
  const to = mailboxesOf(endpoint.to);
  if (to === null) return 'the recipient’s address is not one';
  const [from, ...others] = mailboxesOf(endpoint.from ?? sender) ?? [];
  if (from === undefined || others.length > 0) return 'the sender’s address is not one';
  return {
    from,
    to,
    subject: subjectOf(message.subject),
    html: message.html,
    text: message.text,
    messageId: messageIdOf(id, from),
    threadId: threadIdOf(thread, from),
    headers: {
      ...passedHeaders(message.headers),
      // Nobody’s holiday note answers a machine. @see RFC 3834
      'Auto-Submitted': 'auto-generated',
    },
  };
}
