import { Injectable } from '@nestjs/common';
import { Config } from '../../../../platform/config/config.js';
import { Clock } from '../../../../platform/database/clock.js';
import { EgressClient } from '../../../../platform/egress/egress-client.js';
import { Lifecycle } from '../../../../platform/lifecycle/lifecycle.js';
import { type Outcome } from '../../delivery.js';
import { mailTransportOf } from '../../mail-configured.js';
import { composeMail, type MailLetter } from './mail-letter.js';
import { type MailTransport } from './mail-transport.js';
import { resendTransport } from './resend-transport.js';
import { smtpTransport } from './smtp-transport.js';

/** Sends mail the way that is configured; the mail server wins over Resend. @see templates §D3 */
@Injectable()
export class MailSender {
  private transport: MailTransport | undefined;
  private isClosed = false;

  constructor(
    private readonly config: Config,
    private readonly egress: EgressClient,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.onStop('connections', 'mail', () => this.close());
  }

  /** Never throws: what goes wrong is an outcome. */
  async send(letter: MailLetter): Promise<Outcome> {
    const { config } = this;
    const way = mailTransportOf(config);
    if (this.isClosed) return { kind: 'temporary', answer: 'the process is ending' };
    if (way === null) return { kind: 'temporary', answer: 'mail is not configured' };
    const mail = composeMail(letter, (way === 'smtp' ? config.SMTP_FROM_EMAIL : config.RESEND_SENDER_EMAIL) ?? '');
    if (typeof mail === 'string') return { kind: 'permanent', isFinal: true, answer: mail };
    this.transport ??= way === 'smtp' ? smtpTransport(config) : resendTransport(config, this.egress, () => this.clock.nowMs());
    return this.transport.send(mail, letter.id);
  }

  close(): void {
    this.isClosed = true;
    this.transport?.close();
    this.transport = undefined;
  }
}
