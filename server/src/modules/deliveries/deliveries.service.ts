import { SIGNALS } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { type NewDelivery } from './delivery.js';
import { isMailConfigured } from './mail-configured.js';

/**
 * One statement for any number of rows; the senders wake at commit. What was taken back stays taken back: a fan-out that is under way
 * when its event is cancelled adds nothing more.
 */
const INSERT = `
  WITH added AS (
    INSERT INTO deliveries (kind, event_id, aggregate_id, channel, recipient_key, payload, state, reason, next_attempt_at, retry_since, expires_at)
    SELECT row.kind, row.event_id, row.aggregate, row.channel, row.recipient, row.payload::jsonb, row.state::delivery_state, row.reason,
      coalesce(row.hold_until, app_now()), coalesce(row.hold_until, app_now()), row.expires_at
    FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
      $10::timestamptz[]) AS row (kind, event_id, aggregate, channel, recipient, payload, state, reason, hold_until, expires_at)
    LEFT JOIN outbox event ON event.id = row.event_id
    WHERE event.state IS DISTINCT FROM 'cancelled'
    ON CONFLICT (event_id, recipient_key, channel) DO NOTHING
    RETURNING id
  )
  SELECT count(*)::int AS count, pg_notify('${SIGNALS.deliveries}', '') FROM added`;

/** Messages to people, each written down before it is sent. */
@Injectable()
export class Deliveries {
  constructor(private readonly config: Config) {}

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
      rows.map(({ holdUntil }) => holdUntil ?? null),
      rows.map(({ expiresAt }) => expiresAt ?? null),
    ]);
    return added?.count ?? 0;
  }

  /** Can mail be sent at all? It gates invitations, verification, resets, subscriptions and e-mail triggers. @see templates §D3 */
  isMailConfigured(): boolean {
    return isMailConfigured(this.config);
  }
}
