import { randomUUID } from 'node:crypto';
import { SIGNALS } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { type Endpoint, type Message, type NewDelivery, type Outcome } from './delivery.js';
import { isMailConfigured } from './mail-configured.js';
import { AttemptDelivery } from './sending/attempt-delivery.service.js';

/**
 * One statement for any number of rows; the senders wake at commit. What was taken back stays taken back: a fan-out that is under way
 * when its event is cancelled adds nothing more.
 */
const INSERT = `
  WITH added AS (
    INSERT INTO deliveries (kind, event_id, aggregate_id, channel, recipient_key, payload, state, reason, next_attempt_at, retry_since, expires_at)
    SELECT row.kind, row.event_id, row.aggregate, row.channel, row.recipient, row.payload::jsonb, row.state::delivery_state, row.reason,
      coalesce(row.start_at, app_now()), coalesce(row.start_at, app_now()), row.expires_at
    FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
      $10::timestamptz[]) WITH ORDINALITY AS row (kind, event_id, aggregate, channel, recipient, payload, state, reason, start_at, expires_at, place)
    WHERE NOT EXISTS (SELECT 1 FROM outbox event WHERE event.id = row.event_id AND event.state = 'cancelled')
    ORDER BY row.place
    ON CONFLICT (event_id, recipient_key, channel) DO NOTHING
    RETURNING id
  )
  SELECT count(*)::int AS count, pg_notify('${SIGNALS.deliveries}', '') FROM added`;

/** What nobody has begun to tell; whoever is at it looks again before it writes. */
const CANCEL_EVENT = `UPDATE outbox SET state = 'cancelled' WHERE id = $1 AND state IN ('held', 'pending', 'enqueued')`;
const CANCEL = `UPDATE deliveries SET state = 'cancelled', reason = $2 WHERE event_id = $1 AND state IN ('held', 'pending')`;
const RELEASE_EVENT = `UPDATE outbox SET state = 'pending', hold_until = NULL, next_at = app_now() WHERE id = $1 AND state = 'held'`;
const RELEASE = `UPDATE deliveries SET state = 'pending', next_attempt_at = app_now(), retry_since = app_now() WHERE event_id = $1 AND state = 'held'`;

/** What an undo, or its opposite, found. */
export interface HoldChange {
  /** Nobody had been told of the event yet. */
  readonly isEventChanged: boolean;
  /** Deliveries that were changed. */
  readonly count: number;
}

/** Messages to people, each written down before it is sent. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly config: Config,
    private readonly attempts: AttemptDelivery,
  ) {}

  /**
   * Writes deliveries in the transaction of whoever was told of the event, in one statement. The same again adds nothing.
   * @returns how many were new
   */
  async add(tx: EntityManager, rows: readonly NewDelivery[]): Promise<number> {
    if (rows.length === 0) return 0;
    const [added] = await tx.query<{ count: number }[]>(INSERT, [
      rows.map(({ kind }) => kind),
      rows.map(({ eventId }) => eventId),
      rows.map(({ aggregate }) => aggregate),
      rows.map(({ channel }) => channel),
      rows.map(({ recipientKey }) => recipientKey),
      rows.map(({ payload }) => JSON.stringify(payload)),
      rows.map(({ state, holdUntil }) => state ?? (holdUntil === undefined ? 'pending' : 'held')),
      rows.map(({ reason }) => reason ?? null),
      rows.map(({ holdUntil, notBefore }) => holdUntil ?? notBefore ?? null),
      rows.map(({ expiresAt }) => expiresAt ?? null),
    ]);
    return added?.count ?? 0;
  }

  /** Undo: takes back what is still held or pending, the event itself too. @param reason in words for the delivery log */
  async cancel(tx: EntityManager, eventId: number, reason: string): Promise<HoldChange> {
    const [, events] = await tx.query<[unknown, number]>(CANCEL_EVENT, [eventId]);
    const [, count] = await tx.query<[unknown, number]>(CANCEL, [eventId, reason]);
    return { isEventChanged: events > 0, count };
  }

  /** Ends a hold: what waits for its undo time is sent now. */
  async sendNow(tx: EntityManager, eventId: number): Promise<HoldChange> {
    const [, events] = await tx.query<[unknown, number]>(RELEASE_EVENT, [eventId]);
    const [, count] = await tx.query<[unknown, number]>(RELEASE, [eventId]);
    await tx.query(`SELECT pg_notify('${SIGNALS.outbox}', ''), pg_notify('${SIGNALS.deliveries}', '')`);
    return { isEventChanged: events > 0, count };
  }

  /** For test buttons: sends at once, once, and writes nothing down. Never throws: what goes wrong is the outcome. */
  async trySend(
    endpoint: Endpoint,
    message: Message,
    { dedupKey, blot }: { dedupKey?: string; blot?: readonly string[] } = {},
  ): Promise<Outcome> {
    const options = { ...(dedupKey === undefined ? {} : { dedupKey }), ...(blot === undefined ? {} : { blot }) };
    return this.attempts.try({ endpoint, message, ...options }, `test_${randomUUID()}`);
  }

  /** Can mail be sent at all? It gates invitations, verification, resets, subscriptions and e-mail triggers. @see templates §D3 */
  isMailConfigured(): boolean {
    return isMailConfigured(this.config);
  }
}
