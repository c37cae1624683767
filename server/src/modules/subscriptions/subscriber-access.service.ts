import { randomInt } from 'node:crypto';
import { EMAIL_TEMPLATE_IDS } from '@clarion/database/templates/email-template.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type Actor, systemActor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { Deliveries } from '../deliveries/deliveries.service.js';
import type { DeliverySource, DueDelivery, Prepared, Suppressed } from '../deliveries/delivery.js';
import { AccountMails } from '../mails/account-mails.service.js';
import { MailTexts } from '../mails/mail-texts.service.js';
import { emailIn } from './subscriber-email.js';
import { issueToken } from './subscriber-tokens.js';
import { SubscriptionSettings } from './subscription-settings.service.js';

const MAIL: (typeof EMAIL_TEMPLATE_IDS)[number] = 'subscription_account_code';
const CODE_KEY = 'subscriber-code';
const CODE_MINUTES = 5;
const MOST_ATTEMPTS = 5;
/** Mails one address gets, mails one visitor asks for, guesses. @see reliability SEC-67 */
const CODES_AN_ADDRESS = { limit: 5, seconds: 900 } as const;
const CODES_A_VISITOR = { limit: 20, seconds: 900 } as const;
const GUESSES = { limit: 20, seconds: 900 } as const;

/** Known or not, the same work and the same answer. */
const SIGN_UP = `
  INSERT INTO subscriber_users (email) VALUES ($1)
  ON CONFLICT (email) DO UPDATE SET updated_at = app_now() RETURNING id`;
const SET_CODE = `
  UPDATE subscriber_users SET verification_code_hash = $2, verification_expires_at = app_now() + interval '${CODE_MINUTES} minutes',
    verification_attempts = 0, updated_at = app_now()
  WHERE id = $1`;
const PENDING = `
  SELECT id, encode(verification_code_hash, 'hex') AS hash, verification_attempts AS attempts,
    coalesce(verification_expires_at > app_now(), false) AS "isLive"
  FROM subscriber_users WHERE email = $1 FOR UPDATE`;
const MISSED = `UPDATE subscriber_users SET verification_attempts = verification_attempts + 1 WHERE id = $1`;
const ACTIVATE = `
  UPDATE subscriber_users SET status = 'ACTIVE', verification_code_hash = NULL, verification_expires_at = NULL, verification_attempts = 0,
    updated_at = app_now()
  WHERE id = $1`;
const ADD_METHOD = `
  INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) VALUES ($1, 'email', $2)
  ON CONFLICT ON CONSTRAINT subscriber_methods_address_key DO UPDATE SET status = 'ACTIVE', bounced_at = NULL, updated_at = app_now()
  RETURNING id`;

interface PendingRow {
  readonly id: number;
  readonly hash: string | null;
  readonly attempts: number;
  readonly isLive: boolean;
}

/** How readers prove that an address is theirs: a code by mail, then a token. @see alerting §C2, reliability SEC-08 */
@Injectable()
export class SubscriberAccess implements DeliverySource, OnModuleInit {
  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly work: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly deliveries: Deliveries,
    private readonly limiter: RateLimiter,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
    private readonly mails: AccountMails,
    private readonly texts: MailTexts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.mails.register(MAIL, this);
  }

  /** Sends a code. Nobody learns whether the address is known. @throws AppError `BAD_REQUEST`, `RATE_LIMITED` */
  async login(visitor: Actor, sent: unknown): Promise<void> {
    await this.assertOffered();
    const email = emailIn(sent);
    await this.limiter.take(`subscribe:ip:${visitor.ip ?? ''}`, CODES_A_VISITOR);
    await this.limiter.take(`subscribe:address:${email}`, CODES_AN_ADDRESS);
    await this.work.run(visitor, async (tx) => {
      const [{ id }] = await tx.query<[{ id: number }]>(SIGN_UP, [email]);
      const eventId = await this.outbox.add(tx, 'mail.requested', { kind: 'account', ids: { subscriber: id } });
      if (eventId === undefined) return;
      const recipient = `subscriber:${id}`;
      await this.deliveries.add(tx, [
        {
          ...{ kind: 'account', eventId, aggregate: recipient, channel: 'email', recipientKey: recipient },
          payload: { mail: MAIL, subscriberId: id },
          expiresAt: new Date((this.clock.now() + CODE_MINUTES * 60) * 1_000),
        },
      ]);
    });
  }

  /** @returns a token @throws AppError `BAD_REQUEST`, one answer for every reason; `RATE_LIMITED` */
  async verify(visitor: Actor, sentEmail: unknown, sentCode: unknown): Promise<string> {
    await this.assertOffered();
    const email = emailIn(sentEmail);
    await this.limiter.take(`subscribe-code:ip:${visitor.ip ?? ''}`, GUESSES);
    await this.limiter.take(`subscribe-code:address:${email}`, GUESSES);
    const code = typeof sentCode === 'string' ? sentCode.replaceAll(/[\s-]/g, '') : '';
    const identity = await this.work.run(visitor, async (tx) => {
      const [row] = await tx.query<PendingRow[]>(PENDING, [email]);
      const isRight = this.keyring.isHmac(CODE_KEY, `${row?.id ?? 0}:${code}`, row?.hash ?? '0'.repeat(64));
      if (row === undefined) return null;
      if (!isRight || row.hash === null || !row.isLive || row.attempts >= MOST_ATTEMPTS) {
        await tx.query(MISSED, [row.id]);
        return null;
      }
      return { userId: row.id, methodId: await this.activate(tx, visitor, row.id, email), email };
    });
    if (identity === null) throw new AppError('BAD_REQUEST', 'The code is wrong or has expired');
    return issueToken(this.keyring, identity, this.clock.now());
  }

  /** Makes the code as it is sent: it stands nowhere but in the mail. */
  async prepare({ payload }: DueDelivery): Promise<Prepared | Suppressed> {
    const id = Number(payload['subscriberId']);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const hash = Buffer.from(this.keyring.hmac(CODE_KEY, `${id}:${code}`), 'hex');
    const email = await this.work.run(systemActor('subscriptions'), async (tx) => {
      await tx.query(SET_CODE, [id, hash]);
      return (await tx.query<{ email: string }[]>(`SELECT email FROM subscriber_users WHERE id = $1`, [id]))[0]?.email;
    });
    if (email === undefined) return { reason: 'The subscriber is not there any more.' };
    const message = await this.texts.of(MAIL, { email_code: code });
    return { endpoint: { type: 'mail', to: email }, message, isPrivate: true };
  }

  private async activate(tx: EntityManager, actor: Actor, id: number, email: string): Promise<number> {
    await tx.query(ACTIVATE, [id]);
    const [method] = await tx.query<[{ id: number }]>(ADD_METHOD, [id, email]);
    await this.audit.add(tx, actor, { action: 'subscriber.verify', entityType: 'subscriber', entityId: id, after: { status: 'ACTIVE' } });
    return method.id;
  }

  private async assertOffered(): Promise<void> {
    if ((await this.settings.offered()) === null) throw new AppError('BAD_REQUEST', 'Subscriptions are not available');
  }
}
