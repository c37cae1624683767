import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { type Choices, pendingIn } from './choices.js';
import { CodeMail } from './code-mail.service.js';
import { readConfirmLink } from './confirm-link.js';
import { Scopes } from './scopes/scopes.service.js';
import { emailIn } from './subscriber-email.js';
import { SubscriberPreferences } from './subscriber-preferences.service.js';
import { issueToken, type SubscriberIdentity } from './subscriber-tokens.js';
import { type OfferedTypes, SubscriptionSettings } from './subscription-settings.service.js';

const MOST_ATTEMPTS = 5;
/** Mails one address gets, mails one visitor asks for, guesses. @see reliability SEC-67 */
const CODES_AN_ADDRESS = { limit: 5, seconds: 900 } as const;
const CODES_A_VISITOR = { limit: 20, seconds: 900 } as const;
const GUESSES = { limit: 20, seconds: 900 } as const;

/** Known or not, the same work and the same answer. What was chosen waits for its proof; the last choice counts. */
const SIGN_UP = `
  INSERT INTO subscriber_users (email, pending_choices) VALUES ($1, $2::jsonb)
  ON CONFLICT (email) DO UPDATE SET pending_choices = excluded.pending_choices, updated_at = app_now() RETURNING id`;
const WAITING = `
  SELECT id, email, encode(verification_code_hash, 'hex') AS hash, verification_attempts AS attempts,
    coalesce(verification_expires_at > app_now(), false) AS "isLive", pending_choices AS choices
  FROM subscriber_users`;
const BY_ADDRESS = `${WAITING} WHERE email = $1 FOR UPDATE`;
const BY_LINK = `${WAITING} WHERE id = $1 AND link_hash = decode($2, 'hex') AND link_expires_at > app_now()`;
const MISSED = `UPDATE subscriber_users SET verification_attempts = verification_attempts + 1 WHERE id = $1`;
const ACTIVATE = `
  UPDATE subscriber_users SET status = 'ACTIVE', verification_code_hash = NULL, verification_expires_at = NULL, verification_attempts = 0,
    link_hash = NULL, link_expires_at = NULL, pending_choices = NULL, updated_at = app_now()
  WHERE id = $1`;
const ADD_METHOD = `
  INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) VALUES ($1, 'email', $2)
  ON CONFLICT ON CONSTRAINT subscriber_methods_address_key DO UPDATE SET status = 'ACTIVE', bounced_at = NULL, updated_at = app_now()
  RETURNING id`;

interface WaitingRow {
  readonly id: number;
  readonly email: string;
  readonly hash: string | null;
  readonly attempts: number;
  readonly isLive: boolean;
  readonly choices: Choices | null;
}

type Sent = Readonly<Record<string, unknown>>;

/** How readers prove that an address is theirs: a code or a link by mail, then a token. @see alerting §C2, reliability SEC-08 */
@Injectable()
export class SubscriberAccess {
  constructor(
    private readonly settings: SubscriptionSettings,
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly limiter: RateLimiter,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
    private readonly mail: CodeMail,
    private readonly scopes: Scopes,
    private readonly preferences: SubscriberPreferences,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a code. Nobody learns whether the address is known.
   * @param sent `email`; `choices`, `locale`, `time_zone` are kept until the address is proven
   * @throws AppError `BAD_REQUEST`, `RATE_LIMITED`
   */
  async login(visitor: Actor, sent: Sent): Promise<void> {
    await this.offered();
    const email = emailIn(sent['email']);
    const choices = await this.judged(sent);
    await this.limiter.take(`subscribe:ip:${visitor.ip ?? ''}`, CODES_A_VISITOR);
    await this.limiter.take(`subscribe:address:${email}`, CODES_AN_ADDRESS);
    await this.work.run(visitor, async (tx) => {
      const [{ id }] = await tx.query<[{ id: number }]>(SIGN_UP, [email, choices === null ? null : JSON.stringify(choices)]);
      await this.mail.request(tx, id);
    });
  }

  /** Sends another code to an address that waits for its proof. @throws AppError `RATE_LIMITED` */
  async remind(tx: EntityManager, userId: number, email: string): Promise<void> {
    await this.limiter.take(`subscribe:address:${email}`, CODES_AN_ADDRESS);
    await tx.query(`UPDATE subscriber_users SET updated_at = app_now() WHERE id = $1`, [userId]);
    await this.mail.request(tx, userId);
  }

  /**
   * @param sent `email`, `code`; `choices` go before those that were kept
   * @returns a token @throws AppError `BAD_REQUEST`, one answer for every reason; `RATE_LIMITED`
   */
  async verify(visitor: Actor, sent: Sent): Promise<{ token: string; identity: SubscriberIdentity }> {
    const offered = await this.offered();
    const email = emailIn(sent['email']);
    const given = await this.judged(sent);
    await this.limiter.take(`subscribe-code:ip:${visitor.ip ?? ''}`, GUESSES);
    await this.limiter.take(`subscribe-code:address:${email}`, GUESSES);
    const code = typeof sent['code'] === 'string' ? sent['code'].replaceAll(/[\s-]/g, '') : '';
    const identity = await this.work.run(visitor, async (tx) => {
      const [row] = await tx.query<WaitingRow[]>(BY_ADDRESS, [email]);
      const isRight = this.mail.isRight(row?.id ?? 0, code, row?.hash ?? null);
      if (row !== undefined && isRight && row.isLive && row.attempts < MOST_ATTEMPTS)
        return this.activate(tx, visitor, row, { ...row.choices, ...given }, offered);
      await tx.query(MISSED, [row?.id ?? 0]);
      return null;
    });
    if (identity === null) throw new AppError('BAD_REQUEST', 'The code is wrong or has expired');
    return { token: issueToken(this.keyring, identity, this.clock.now()), identity };
  }

  /** What a link of a mail would confirm; changes nothing. @returns null for one that is not good, or not any more */
  async waiting(token: string): Promise<{ email: string; choices: Choices | null } | null> {
    const link = readConfirmLink(this.keyring, token);
    if (link === null) return null;
    const [row] = await this.sources.get('web').query<WaitingRow[]>(BY_LINK, [link.userId, link.hash]);
    return row === undefined ? null : { email: row.email, choices: row.choices };
  }

  /** Takes a link of a mail, once. @returns null for one that is not good, or not any more @throws AppError `BAD_REQUEST` when nothing is offered */
  async confirm(visitor: Actor, token: string): Promise<SubscriberIdentity | null> {
    const offered = await this.offered();
    const link = readConfirmLink(this.keyring, token);
    if (link === null) return null;
    return this.work.run(visitor, async (tx) => {
      const [row] = await tx.query<WaitingRow[]>(`${BY_LINK} FOR UPDATE`, [link.userId, link.hash]);
      return row === undefined ? null : this.activate(tx, visitor, row, row.choices ?? {}, offered);
    });
  }

  private async activate(
    tx: EntityManager,
    actor: Actor,
    { id, email }: WaitingRow,
    choices: Choices,
    offered: OfferedTypes,
  ): Promise<SubscriberIdentity> {
    await tx.query(ACTIVATE, [id]);
    const [method] = await tx.query<[{ id: number }]>(ADD_METHOD, [id, email]);
    await this.audit.add(tx, actor, { action: 'subscriber.verify', entityType: 'subscriber', entityId: id, after: { status: 'ACTIVE' } });
    const identity = { userId: id, methodId: method.id, email };
    if (Object.keys(choices).length > 0) await this.preferences.settle(tx, actor, identity, offered, choices);
    return identity;
  }

  /** @throws AppError `BAD_REQUEST` naming what readers do not see */
  private async judged(sent: Sent): Promise<Choices | null> {
    const choices = pendingIn(sent, await this.settings.locales());
    if (choices?.scopes !== undefined)
      await this.scopes.assert(this.sources.get('web').manager, choices.scopes, undefined, 'choices.scopes');
    return choices;
  }

  private async offered(): Promise<OfferedTypes> {
    const offered = await this.settings.offered();
    if (offered === null) throw new AppError('BAD_REQUEST', 'Subscriptions are not available');
    return offered;
  }
}
