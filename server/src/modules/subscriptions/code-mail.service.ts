import { randomInt } from 'node:crypto';
import { EMAIL_TEMPLATE_IDS } from '@clarion/database/templates/email-template.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { Deliveries } from '../deliveries/deliveries.service.js';
import type { DeliverySource, DueDelivery, Prepared, Suppressed } from '../deliveries/delivery.js';
import { AccountMails } from '../mails/account-mails.service.js';
import { MailTexts } from '../mails/mail-texts.service.js';
import { SiteService } from '../site/site.service.js';
import { CONFIRM_LINK_HOURS, newConfirmLink } from './confirm-link.js';

const MAIL: (typeof EMAIL_TEMPLATE_IDS)[number] = 'subscription_account_code';
const CODE_KEY = 'subscriber-code';
const CODE_MINUTES = 5;

const SET_CODE = `
  UPDATE subscriber_users SET verification_code_hash = $2, verification_expires_at = app_now() + interval '${CODE_MINUTES} minutes',
    verification_attempts = 0, link_hash = $3, link_expires_at = app_now() + interval '${CONFIRM_LINK_HOURS} hours', updated_at = app_now()
  WHERE id = $1
  RETURNING email, coalesce(pending_choices ->> 'locale', locale) AS locale, coalesce(pending_choices ->> 'timeZone', time_zone) AS "timeZone"`;

/** To whom a code goes, and how they read. */
interface CodeReader {
  readonly email: string;
  /** Null = the site's. */
  readonly locale: string | null;
  readonly timeZone: string | null;
}

/** The mail that proves an address: a code, and a link that does the same. @see alerting §C2, reliability SEC-08 */
@Injectable()
export class CodeMail implements DeliverySource, OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly deliveries: Deliveries,
    private readonly keyring: Keyring,
    private readonly mails: AccountMails,
    private readonly texts: MailTexts,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.mails.register(MAIL, this);
  }

  /** Has it sent, as a part of `tx`. */
  async request(tx: EntityManager, userId: number): Promise<void> {
    const eventId = await this.outbox.add(tx, 'mail.requested', { kind: 'account', ids: { subscriber: userId } });
    if (eventId === undefined) return;
    const recipient = `subscriber:${userId}`;
    await this.deliveries.add(tx, [
      {
        ...{ kind: 'account', eventId, aggregate: recipient, channel: 'email', recipientKey: recipient },
        payload: { mail: MAIL, subscriberId: userId },
        expiresAt: new Date((this.clock.now() + CODE_MINUTES * 60) * 1_000),
      },
    ]);
  }

  /** Makes code and link as the mail is sent: they stand nowhere but in it. */
  async prepare({ payload }: DueDelivery): Promise<Prepared | Suppressed> {
    const id = Number(payload['subscriberId']);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const link = newConfirmLink(this.keyring, id);
    const hashes = [this.keyring.hmac(CODE_KEY, `${id}:${code}`), link.hash].map((hash) => Buffer.from(hash, 'hex'));
    const [[reader]] = await this.work.run(systemActor('subscriptions'), (tx) =>
      tx.query<[CodeReader[], number]>(SET_CODE, [id, ...hashes]),
    );
    if (reader === undefined) return { reason: 'The subscriber is not there any more.' };
    const confirmUrl = `${await this.site.baseUrl()}/subscribe/confirm/${link.token}`;
    const message = await this.texts.of(MAIL, { email_code: code, confirm_url: confirmUrl });
    return { endpoint: { type: 'mail', to: reader.email }, message, isPrivate: true };
  }

  /** Whether a code is the one behind a hash; takes the same time whatever it is. @param hash hexadecimal; null = none is pending */
  isRight(userId: number, code: string, hash: string | null): boolean {
    return this.keyring.isHmac(CODE_KEY, `${userId}:${code}`, hash ?? '0'.repeat(64)) && hash !== null;
  }
}
