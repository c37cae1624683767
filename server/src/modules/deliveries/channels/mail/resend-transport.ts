import { classifyHttp, retryAfterMs } from '@clarion/domain';
import { type Config } from '../../../../platform/config/config.js';
import { type EgressClient } from '../../../../platform/egress/egress-client.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { type Outcome } from '../../delivery.js';
import { type ComposedMail } from './mail-letter.js';
import { type Mailbox } from './mail-headers.js';
import { type MailTransport } from './mail-transport.js';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 16 * 1024;
/** Answers that speak of the key or the sender, not of this mail: an operator mends it, and the mail waits. */
const ABOUT_US = new Set([401, 403]);

const written = ({ name, address }: Mailbox): string => (name === '' ? address : `"${name.replaceAll(/["\\]/g, '')}" <${address}>`);

/** Resend’s HTTP API. A repetition is told by its key and not sent again. @see https://resend.com/docs/api-reference/emails/send-email */
export function resendTransport(config: Config, egress: EgressClient, nowMs: () => number): MailTransport {
  return {
    async send({ from, to, subject, html, text, messageId, threadId, headers }: ComposedMail, id: string): Promise<Outcome> {
      try {
        const answer = await egress.request({
          url: `${config.RESEND_URL}/emails`,
          profile: 'operator',
          method: 'POST',
          headers: [
            ['authorization', `Bearer ${config.RESEND_API_KEY ?? ''}`],
            ['content-type', 'application/json'],
            ['idempotency-key', id],
          ],
          body: JSON.stringify({
            from: written(from),
            to: to.map(written),
            subject,
            html,
            text,
            headers: { ...headers, 'Message-ID': messageId, References: threadId, 'In-Reply-To': threadId },
          }),
          timeoutMs: TIMEOUT_MS,
          maxRedirects: 0,
          maxBytes: MOST_BYTES,
        });
        const asked = answer.headers['retry-after'];
        const patience = retryAfterMs(Array.isArray(asked) ? asked[0] : asked, nowMs());
        return {
          kind: ABOUT_US.has(answer.status) ? 'temporary' : kindOf(answer.status),
          status: answer.status,
          answer: answer.body.toString('utf8'),
          ...(patience === undefined ? {} : { retryAfterMs: patience }),
        };
      } catch (error) {
        if (!(error instanceof EgressError)) throw error;
        return { kind: 'temporary', answer: error.message };
      }
    },
    close: () => undefined,
  };
}

/** The provider’s own address being gone says nothing of a recipient. */
const kindOf = (status: number): Outcome['kind'] => (status === 410 ? 'temporary' : classifyHttp(status));
