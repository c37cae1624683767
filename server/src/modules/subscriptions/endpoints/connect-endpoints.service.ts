import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EgressClient } from '../../../platform/egress/egress-client.js';
import { EgressError } from '../../../platform/egress/egress-error.js';
import { AppError, invalidField } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { RateLimiter } from '../../../platform/rate-limit/rate-limiter.js';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { AuditService } from '../../audit/audit.service.js';
import { SiteService } from '../../site/site.service.js';
import { issueToken, linkTokenOf, type SubscriberIdentity } from '../subscriber-tokens.js';
import { type EndpointAddress, type EndpointChannel, shownAddress } from './endpoint-address.js';
import { EndpointChoices } from './endpoint-choices.service.js';
import { addressHashes, methodPlace, openMethod, sealAddress, type SealedMethod } from './sealed-address.js';
import { type EndpointTrial, TryEndpoint } from './try-endpoint.service.js';

/** Test messages one visitor has sent, one address gets, one host gets. @see reliability SEC-67 */
const A_VISITOR = { limit: 20, seconds: 900 } as const;
const AN_ADDRESS = { limit: 5, seconds: 900 } as const;
const A_HOST = { limit: 60, seconds: 900 } as const;
/** Of a signing secret. @see reliability OBX-07 */
const SECRET_BYTES = 32;

/** Two who connect the same address at once are told one after the other. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`;
const METHOD = `
  SELECT me.id AS "methodId", me.subscriber_user_id AS "userId", me.method_type AS channel, me.address, me.secret, u.locale
  FROM subscriber_methods me JOIN subscriber_users u ON u.id = me.subscriber_user_id`;
const BY_HASH = `${METHOD} WHERE me.method_type = $1 AND me.address_hash IN (SELECT decode(hash, 'hex') FROM unnest($2::text[]) hash)`;
const BY_ID = `${METHOD} WHERE me.id = $1`;
const ADD_USER = `INSERT INTO subscriber_users (status) VALUES ('ACTIVE') RETURNING id`;
const NEXT_METHOD = `SELECT nextval(pg_get_serial_sequence('subscriber_methods', 'id'))::int AS id`;
const ADD_METHOD = `
  INSERT INTO subscriber_methods (id, subscriber_user_id, method_type, method_value, address, address_hash, secret)
  VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7)`;
/** Whoever proves an address ends its pause. */
const RENEW = `
  UPDATE subscriber_methods SET status = 'ACTIVE', paused_at = NULL, pause_reason = NULL, failures = 0, address = $2,
    address_hash = decode($3, 'hex'), updated_at = app_now()
  WHERE id = $1`;
const ACTIVATE = `UPDATE subscriber_users SET status = 'ACTIVE', updated_at = app_now() WHERE id = $1 AND status <> 'ACTIVE'`;
const RESUME = `
  UPDATE subscriber_methods SET paused_at = NULL, pause_reason = NULL, failures = 0, updated_at = app_now() WHERE id = $1 AND paused_at IS NOT NULL
  RETURNING id`;

type Sent = Readonly<Record<string, unknown>>;
type Wished = Awaited<ReturnType<EndpointChoices['judge']>>;

interface MethodRow extends Omit<SealedMethod, 'address' | 'channel'> {
  readonly userId: number;
  readonly channel: EndpointChannel | 'email';
  /** Null for mail. */
  readonly address: string | null;
  /** In which the subscriber reads; null = not chosen. */
  readonly locale: string | null;
}

/** An address that proved itself. */
export interface Connected {
  /** For the endpoint of the contract. */
  readonly token: string;
  /** Page of the subscription; whoever knows it may change it. */
  readonly manageUrl: string;
  /** `whsec_…`, of a new webhook alone: it is never shown again. */
  readonly secret: string | null;
  readonly trial: EndpointTrial;
}

/** How webhooks, chats and browsers subscribe: an address that takes a test message is the proof. @see ux A6, alerting §C2 */
@Injectable()
export class ConnectEndpoints {
  constructor(
    private readonly choices: EndpointChoices,
    private readonly trials: TryEndpoint,
    private readonly egress: EgressClient,
    private readonly limiter: RateLimiter,
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly audit: AuditService,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks an address and keeps it. One that is known already keeps its secret and gets the new choices.
   * @param sent what is to be told, as it came @param locale language of the test message
   * @throws AppError `BAD_REQUEST` with the answer of the address, or saying what is wrong with it; `RATE_LIMITED`
   */
  async connect(visitor: Actor, address: EndpointAddress, sent: Sent, locale?: string): Promise<Connected> {
    const wished = await this.choices.judge(address.channel, sent);
    this.assertAllowed(address);
    await this.take(visitor, address);
    const known = await this.find(this.sources.get('web').manager, address);
    const secret = known === null ? secretFor(address) : openMethod(this.keyring, known).secret;
    const trial = await this.trials.assert({ ...address, secret }, locale);
    const { identity, isNew } = await this.work.run(visitor, (tx) => this.keep(tx, visitor, address, secret, wished));
    return {
      token: issueToken(this.keyring, identity, this.clock.now()),
      manageUrl: `${await this.site.baseUrl()}/subscribe/manage/${linkTokenOf(this.keyring, identity.methodId, 'manage')}`,
      secret: isNew ? secret : null,
      trial,
    };
  }

  /** One message for somebody who wants to see whether they arrive. @throws AppError `BAD_REQUEST` for mail; `RATE_LIMITED` */
  async test(visitor: Actor, holder: SubscriberIdentity): Promise<EndpointTrial> {
    const row = await this.row(holder);
    if (row.address === null) throw new AppError('BAD_REQUEST', 'There is no test for e-mail');
    return this.trials.try(await this.opened(visitor, row), row.locale ?? undefined);
  }

  /**
   * Ends a pause, once the address takes messages again; mail is not asked.
   * @returns null for mail @throws AppError `BAD_REQUEST` with the answer of the address; `RATE_LIMITED`
   */
  async resume(visitor: Actor, holder: SubscriberIdentity): Promise<EndpointTrial | null> {
    const row = await this.row(holder);
    const trial = row.address === null ? null : await this.trials.assert(await this.opened(visitor, row), row.locale ?? undefined);
    await this.work.run(visitor, async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(RESUME, [holder.methodId]);
      if (count === 0) return;
      await this.audit.add(tx, visitor, { action: 'subscriber.resume', entityType: 'subscriber', entityId: holder.userId });
    });
    return trial;
  }

  /** What can be said of an address without dialling it. @throws AppError `BAD_REQUEST` */
  private assertAllowed({ url }: EndpointAddress): void {
    try {
      this.egress.assertTarget(url, 'visitor');
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      throw invalidField('url', `This address cannot be used: ${error.message}`);
    }
  }

  /** @throws AppError `RATE_LIMITED` */
  private async take(visitor: Actor, address: EndpointAddress): Promise<void> {
    await this.limiter.take(`subscribe-endpoint:ip:${visitor.ip ?? ''}`, A_VISITOR);
    await this.limiter.take(`subscribe-endpoint:address:${address.url}`, AN_ADDRESS);
    await this.limiter.take(`subscribe-endpoint:host:${new URL(address.url).hostname}`, A_HOST);
  }

  private async opened(visitor: Actor, row: MethodRow): Promise<ReturnType<typeof openMethod>> {
    await this.choices.offered(row.channel);
    const method = openMethod(this.keyring, row as SealedMethod);
    await this.take(visitor, method);
    return method;
  }

  private async row({ methodId }: SubscriberIdentity): Promise<MethodRow> {
    const [row] = await this.sources.get('web').query<MethodRow[]>(BY_ID, [methodId]);
    if (row === undefined) throw new AppError('UNAUTHORIZED', 'The token is not valid');
    return row;
  }

  private async find(db: EntityManager, address: EndpointAddress): Promise<(SealedMethod & { userId: number }) | null> {
    const rows = await db.query<(SealedMethod & { userId: number })[]>(BY_HASH, [address.channel, addressHashes(this.keyring, address)]);
    return rows[0] ?? null;
  }

  private async keep(
    tx: EntityManager,
    actor: Actor,
    address: EndpointAddress,
    secret: string | null,
    wished: Wished,
  ): Promise<{ identity: SubscriberIdentity; isNew: boolean }> {
    const [hash = ''] = addressHashes(this.keyring, address);
    await tx.query(LOCK, [hash]);
    const known = await this.find(tx, address);
    const { userId, methodId } = known ?? (await this.add(tx, actor, address, hash, secret));
    if (known !== null) {
      await tx.query(RENEW, [methodId, sealAddress(this.keyring, methodId, address), hash]);
      await tx.query(ACTIVATE, [userId]);
    }
    const identity = { userId, methodId, email: '' };
    await this.choices.keep(tx, actor, identity, wished);
    return { identity, isNew: known === null };
  }

  private async add(
    tx: EntityManager,
    actor: Actor,
    address: EndpointAddress,
    hash: string,
    secret: string | null,
  ): Promise<{ userId: number; methodId: number }> {
    const [{ id: userId }] = await tx.query<[{ id: number }]>(ADD_USER);
    // Known before the row is: its texts are sealed to the id.
    const [{ id: methodId }] = await tx.query<[{ id: number }]>(NEXT_METHOD);
    const { channel } = address;
    const shown = shownAddress(address.url);
    const sealed = secret === null ? null : this.keyring.encrypt(secret, methodPlace(methodId, 'secret'));
    await tx.query(ADD_METHOD, [methodId, userId, channel, shown, sealAddress(this.keyring, methodId, address), hash, sealed]);
    const after = { channel, address: shown };
    await this.audit.add(tx, actor, { action: 'subscriber.create', entityType: 'subscriber', entityId: userId, after });
    return { userId, methodId };
  }
}

const secretFor = ({ channel }: EndpointAddress): string | null =>
  channel === 'webhook' ? `whsec_${randomBytes(SECRET_BYTES).toString('base64')}` : null;
