import { type ChannelName, type DeliveryKind, type DeliveryState, DELIVERY_KINDS, type Permission, SIGNALS } from '@clarion/contract';
import { DeliveryAttemptEntity } from '@clarion/database/platform/delivery-attempt.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { OnUpkeep } from '../../platform/queue/upkeep.js';
import { AuditService } from '../audit/audit.service.js';

/** Who may look at deliveries of a kind, and who may send them again. */
const PERMISSIONS: Readonly<Record<DeliveryKind, { readonly read: Permission; readonly write: Permission }>> = {
  alert: { read: 'alerts.read', write: 'alerts.write' },
  'event-trigger': { read: 'alerts.read', write: 'alerts.write' },
  subscription: { read: 'subscribers.read', write: 'subscribers.write' },
  account: { read: 'users.read', write: 'users.write' },
  notice: { read: 'settings.read', write: 'settings.write' },
};

export interface DeliveryFilter {
  readonly state?: DeliveryState;
  readonly channel?: ChannelName;
  readonly kind?: DeliveryKind;
  /** A recipient's key, or part of one. */
  readonly recipient?: string;
  /** Whose addresses they went to. */
  readonly subscriberId?: number;
  readonly eventId?: number;
  /** Only older ones. */
  readonly beforeId?: number;
  readonly limit: number;
}

/** A delivery as people look at it. */
export interface LoggedDelivery {
  id: number;
  event_id: number;
  topic: string;
  kind: DeliveryKind;
  channel: ChannelName;
  recipient_key: string;
  state: DeliveryState;
  attempts: number;
  last_error: string | null;
  reason: string | null;
  sent: { subject?: string; text: string } | null;
  created_at: Date;
  next_attempt_at: Date;
  expires_at: Date | null;
  delivered_at: Date | null;
}

/** Waiting, due, given up. */
export interface DeliveryNumbers {
  open: number;
  held: number;
  dead: number;
  /** How long the oldest that is due waits, seconds. */
  oldest_due_seconds: number;
}

const MOST_ATTEMPTS = 100;
const SELECT = `
  SELECT d.id, d.event_id, o.topic, d.kind, d.channel, d.recipient_key, d.state, d.attempts, d.last_error, d.reason, d.sent, d.created_at,
    d.next_attempt_at, d.expires_at, d.delivered_at
  FROM deliveries d JOIN outbox o ON o.id = d.event_id`;
const LIST = `${SELECT}
  WHERE d.kind = ANY ($1::text[]) AND ($2::delivery_state IS NULL OR d.state = $2) AND ($3::text IS NULL OR d.channel = $3)
    AND ($4::text IS NULL OR CASE WHEN $4 ~* '^(trigger|method|user):[0-9]+$' THEN d.recipient_key = lower($4)
      ELSE position(lower($4) IN lower(d.recipient_key)) > 0 END) AND ($5::bigint IS NULL OR d.event_id = $5)
    AND ($6::bigint IS NULL OR d.id < $6)
    AND ($8::int IS NULL OR d.recipient_key IN (SELECT 'method:' || me.id FROM subscriber_methods me WHERE me.subscriber_user_id = $8))
  ORDER BY d.id DESC LIMIT $7`;
/** Each part by the index of its state: the log itself is long. */
const NUMBERS = `
  SELECT open + (SELECT count(*)::int FROM deliveries WHERE state = 'sending') AS open, held, oldest_due_seconds,
    (SELECT count(*)::int FROM deliveries WHERE state = 'dead') AS dead
  FROM (
    SELECT count(*) FILTER (WHERE state <> 'held')::int AS open, count(*) FILTER (WHERE state = 'held')::int AS held,
      coalesce(greatest(0, extract(epoch FROM app_now() - min(next_attempt_at) FILTER (WHERE state <> 'held'))), 0)::float8 AS oldest_due_seconds
    FROM deliveries WHERE state IN ('held', 'pending', 'retrying')
  ) waiting`;
/** The same row and the same id: a receiver that has it already acts on it once. */
const RESEND = `
  UPDATE deliveries SET state = 'pending', attempts = 0, reason = NULL, digest_id = CASE WHEN digest_id = id THEN id END, delivered_at = NULL, next_attempt_at = app_now(), retry_since = app_now()`;
const RESEND_ONE = `${RESEND}
  WHERE id = $1 AND state IN ('dead', 'delivered', 'suppressed', 'cancelled', 'retrying') AND (expires_at IS NULL OR expires_at > app_now())`;
const RESEND_FAILED = `${RESEND}
  WHERE event_id = $1 AND state = 'dead' AND kind = ANY ($2::text[]) AND (expires_at IS NULL OR expires_at > app_now())`;
const WAKE = `SELECT pg_notify('${SIGNALS.deliveries}', '')`;

/** Days the log is kept; what is open is kept until it is over. */
const KEPT_DAYS = 90;
const SWEEP_MS = 3_600_000;
const SWEEP_BATCH = 5_000;
const FORGET = `
  DELETE FROM deliveries WHERE id IN (
    SELECT id FROM deliveries
    WHERE created_at < app_now() - make_interval(days => $1) AND state IN ('delivered', 'dead', 'cancelled', 'suppressed')
    ORDER BY created_at LIMIT ${SWEEP_BATCH})`;

const kindsFor = (actor: Actor, way: 'read' | 'write'): DeliveryKind[] =>
  DELIVERY_KINDS.filter((kind) => actor.permissions.has(PERMISSIONS[kind][way]));

/** What was sent, what was not and why; and the ways to send it again. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** The newest first, of the kinds the actor may look at. @throws AppError `FORBIDDEN` when there is none */
  async list(actor: Actor, filter: DeliveryFilter): Promise<LoggedDelivery[]> {
    const { state, channel, kind, recipient, subscriberId, eventId, beforeId, limit } = filter;
    const kinds = assertSome(kindsFor(actor, 'read')).filter((each) => kind === undefined || each === kind);
    const wanted = [state, channel, recipient, eventId, beforeId].map((each) => each ?? null);
    return this.sources.get('web').query<LoggedDelivery[]>(LIST, [kinds, ...wanted, limit, subscriberId ?? null]);
  }

  /** @throws AppError `NOT_FOUND`, also for what the actor may not look at */
  async get(actor: Actor, id: number): Promise<{ delivery: LoggedDelivery; attempts: DeliveryAttemptEntity[] }> {
    const db = this.sources.get('web').manager;
    const delivery = await this.find(db, id, kindsFor(actor, 'read'));
    const attempts = await db.find(DeliveryAttemptEntity, { where: { deliveryId: id }, order: { id: 'DESC' }, take: MOST_ATTEMPTS });
    return { delivery, attempts: attempts.reverse() };
  }

  async numbers(actor: Actor): Promise<DeliveryNumbers> {
    assertSome(kindsFor(actor, 'read'));
    const [numbers] = await this.sources.get('web').query<DeliveryNumbers[]>(NUMBERS);
    return numbers ?? { open: 0, held: 0, dead: 0, oldest_due_seconds: 0 };
  }

  /** @throws AppError `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` while it is on its way, or when it has expired */
  async resend(actor: Actor, id: number): Promise<LoggedDelivery> {
    return this.work.run(actor, async (tx) => {
      const before = await this.find(tx, id, kindsFor(actor, 'read'));
      const { write } = PERMISSIONS[before.kind];
      if (!actor.permissions.has(write)) throw new AppError('FORBIDDEN', `This needs the permission ${write}`);
      const [, count] = await tx.query<[unknown, number]>(RESEND_ONE, [id]);
      if (count === 0) throw new AppError('CONFLICT', 'This message is on its way, or has expired');
      await tx.query(WAKE);
      await this.audit.add(tx, actor, {
        action: 'delivery.resend',
        entityType: 'delivery',
        entityId: id,
        before: { state: before.state },
        after: { state: 'pending' },
      });
      return this.find(tx, id, [before.kind]);
    });
  }

  /** Sends again what was given up of an event, and nothing else of it. @returns how many */
  async resendFailed(actor: Actor, eventId: number): Promise<number> {
    const kinds = assertSome(kindsFor(actor, 'write'));
    return this.work.run(actor, async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(RESEND_FAILED, [eventId, kinds]);
      await tx.query(WAKE);
      await this.audit.add(tx, actor, { action: 'delivery.resend_failed', entityType: 'event', entityId: eventId, after: { count } });
      return count;
    });
  }

  /** Forgets what was over long ago. */
  @OnUpkeep('deliveries', { everyMs: SWEEP_MS })
  async forgetOld(): Promise<void> {
    for (let deleted = SWEEP_BATCH; deleted === SWEEP_BATCH;)
      [, deleted] = await this.sources.get('upkeep').query<[unknown, number]>(FORGET, [KEPT_DAYS]);
  }

  private async find(db: EntityManager, id: number, kinds: readonly DeliveryKind[]): Promise<LoggedDelivery> {
    const [row] = await db.query<LoggedDelivery[]>(`${SELECT} WHERE d.id = $1 AND d.kind = ANY ($2::text[])`, [id, kinds]);
    if (row === undefined) throw notFound('Delivery');
    return row;
  }
}

/** @throws AppError `FORBIDDEN` */
function assertSome(kinds: DeliveryKind[]): DeliveryKind[] {
  if (kinds.length === 0) throw new AppError('FORBIDDEN', 'This needs a permission for alerts, subscribers, users or settings');
  return kinds;
}
