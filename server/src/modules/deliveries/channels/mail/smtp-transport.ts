import { classifySmtp } from '@clarion/domain';
import { createTransport } from 'nodemailer';
import { type Config } from '../../../../platform/config/config.js';
import { type Outcome } from '../../delivery.js';
import { type ComposedMail } from './mail-letter.js';
import { type MailTransport } from './mail-transport.js';

/** Connections that are kept open. */
export const SMTP_CONNECTIONS = 8;
/** Mails over one connection before a new one is made: servers dislike endless ones. */
const MAILS_A_CONNECTION = 500;
/** Silence that ends a step, ms. */
const STEP_MS = 10_000;
/** One mail altogether: a server that drips keeps nobody for ever. */
const MAIL_MS = 25_000;
const IDLE_MS = 15_000;
/** `-` in place of a name or password: the server wants none. */
const NONE = '-';
/** Commands whose refusal speaks of the message; all others speak of us. */
const ABOUT_MESSAGE = /^(RCPT|DATA|BDAT)/i;

interface SmtpFailure {
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message: string;
}

/** A mail server over a pool of connections; TLS as soon as it is offered, and verified. @see templates §D3 */
export function smtpTransport(config: Config): MailTransport {
  const { SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASS, SMTP_SECURE, SMTP_TLS_REJECT_UNAUTHORIZED } = config;
  const signsIn = SMTP_USER !== NONE && SMTP_PASS !== NONE;
  const transporter = createTransport({
    pool: true,
    host: SMTP_HOST,
    port: SMTP_PORT,
    secure: SMTP_SECURE,
    ...(signsIn ? { auth: { user: SMTP_USER ?? '', pass: SMTP_PASS ?? '' } } : {}),
    tls: { rejectUnauthorized: SMTP_TLS_REJECT_UNAUTHORIZED },
    maxConnections: SMTP_CONNECTIONS,
    maxMessages: MAILS_A_CONNECTION,
    maxRequeues: 0,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    idleTimeout: IDLE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail: ComposedMail): Promise<Outcome> {
      const deadline = new AbortController();
      const { signal } = deadline;
      const timer = setTimeout(() => deadline.abort(), MAIL_MS);
      try {
        const sent = await transporter.sendMail({
          from: { ...mail.from },
          to: mail.to.map((box) => ({ ...box })),
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          messageId: mail.messageId,
          references: mail.threadId,
          inReplyTo: mail.threadId,
          headers: Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, { prepared: isAscii(value), value }])),
          signal,
        });
        const refused = (sent.rejected ?? []).length === 0 ? '' : `, refused for ${sent.rejected.length}`;
        return { kind: 'delivered', status: Number(/^\d{3}/.exec(sent.response)?.[0] ?? 250), answer: `${sent.response}${refused}` };
      } catch (error) {
        if (signal.aborted) return { kind: 'temporary', answer: 'the mail server did not finish in time' };
        const { command = '', responseCode, response, message } = error as SmtpFailure;
        return {
          ...classifySmtp(responseCode, ABOUT_MESSAGE.test(command)),
          ...(responseCode === undefined ? {} : { status: responseCode }),
          answer: response ?? message,
          ...(/^RCPT/i.test(command) && isUnknownMailbox(response ?? '') ? { isRecipientUnknown: true } : {}),
        };
      } finally {
        // Thousands of them would wait for their end otherwise.
        clearTimeout(timer);
      }
    },
    close: () => transporter.close(),
  };
}

/** A mailbox that is not there; rules, spam filters and full mailboxes refuse for other reasons. @see RFC 5321 §4.2.2, RFC 3463 §3.2 */
const isUnknownMailbox = (response: string): boolean => /^55[013][ -](5\.1\.|(?!\d\.\d+\.\d))/.test(response);

/** A header that needs no encoding is left as it is: an address in it must not be broken into pieces. */
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
