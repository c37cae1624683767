import { randomUUID } from 'node:crypto';
import { CHANNELS, type ChannelName, type DeliveryKind } from '@clarion/contract';
import { RETRY_FOR_MS } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { DeliverySources } from '../delivery-sources.service.js';
import { type ClaimedDelivery, URGENCY } from './claimed-delivery.js';

/** Longest time a claimed delivery is worked at: its turn, its text, its attempt. */
const WORK_MS = 45_000;
/** Looked at for each row that is taken: some belong to recipients who have enough in hand. */
const CANDIDATES = 4;
/** A delivery whose sender vanished so often takes senders down with it. @see reliability FLT-27 */
const MOST_LOST = 20;
/** Pause after it vanished the third time, seconds. */
const LOST_PAUSE_S = 120;
const BATCH = 500;
/** How long a message waits for an earlier fact about the same thing that is still being told. */
const ORDER_WAIT = `interval '1 minute'`;

const OPEN = `('held', 'pending', 'retrying')`;

const DUE_CHANNELS = `
  SELECT channel FROM unnest($1::text[]) AS c (channel)
  WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.channel = c.channel AND d.state IN ${OPEN} AND d.kind = ANY ($2::text[]) AND d.next_attempt_at <= app_now())`;

/**
 * Takes what is due: urgent kinds first, a few of each recipient, nothing that has an earlier message about the same thing before it, to the
 * same recipient or still to be written. Locked: other senders take other rows.
 */
const CLAIM = `
  WITH candidates AS (
    SELECT d.id, d.next_attempt_at, k.urgency, row_number() OVER (PARTITION BY d.recipient_key ORDER BY k.urgency, d.next_attempt_at, d.id) AS place
    FROM unnest($2::text[]) WITH ORDINALITY AS k (kind, urgency)
    CROSS JOIN LATERAL (
      SELECT id, recipient_key, next_attempt_at FROM deliveries d
      WHERE d.channel = $1 AND d.kind = k.kind AND d.state IN ${OPEN} AND d.next_attempt_at <= app_now()
        AND d.recipient_key <> ALL ($3::text[]) AND (d.expires_at IS NULL OR d.expires_at > app_now())
        AND NOT EXISTS (
          SELECT 1 FROM deliveries earlier
          WHERE earlier.recipient_key = d.recipient_key AND earlier.aggregate_id = d.aggregate_id AND earlier.event_id < d.event_id
            AND earlier.channel = d.channel AND earlier.state IN ('held', 'pending', 'sending', 'retrying'))
        AND (d.created_at < app_now() - ${ORDER_WAIT} OR NOT EXISTS (
          SELECT 1 FROM outbox event JOIN outbox earlier ON earlier.aggregate_id = event.aggregate_id AND earlier.id < event.id
          WHERE event.id = d.event_id AND event.aggregate_id <> event.topic AND earlier.topic = event.topic
            AND earlier.state IN ('held', 'pending', 'enqueued')))
      ORDER BY d.next_attempt_at, d.id LIMIT $4 * ${CANDIDATES}
    ) d
  ), due AS (
    SELECT d.id FROM deliveries d JOIN candidates c ON c.id = d.id
    WHERE c.place <= $5 AND d.state IN ${OPEN} AND d.next_attempt_at <= app_now()
    ORDER BY c.urgency, c.next_attempt_at, d.id LIMIT $4 FOR UPDATE OF d SKIP LOCKED
  )
  UPDATE deliveries d SET state = 'sending', attempts = attempts + 1, lease_token = $6,
    lease_until = app_now() + make_interval(secs => $7::float8 / 1000)
  FROM due WHERE d.id = due.id
  RETURNING d.id, d.kind, d.event_id, d.aggregate_id, d.recipient_key, d.payload, d.attempts,
    extract(epoch FROM app_now() - d.retry_since)::float8 * 1000 AS age_ms`;

/** What a process had when it ended: whether the receiver has it, nobody knows, so it is sent again under the same id. */
const RECOVER = `
  WITH lost AS (
    SELECT id FROM deliveries WHERE state = 'sending' AND lease_until < app_now() ORDER BY lease_until LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
  ), freed AS (
    UPDATE deliveries d SET state = (CASE WHEN attempts >= ${MOST_LOST} THEN 'dead' ELSE 'retrying' END)::delivery_state,
      next_attempt_at = app_now() + make_interval(secs => CASE WHEN attempts < 3 THEN 0 ELSE $2::float8 END),
      last_error = $1, lease_token = NULL, lease_until = NULL
    FROM lost WHERE d.id = lost.id RETURNING d.id
  )
  INSERT INTO delivery_attempts (delivery_id, error) SELECT id, $1 FROM freed`;

const EXPIRE = `
  UPDATE deliveries SET state = (CASE WHEN attempts = 0 THEN 'suppressed' ELSE 'dead' END)::delivery_state, reason = $1
  WHERE id IN (
    SELECT id FROM deliveries WHERE state IN ${OPEN} AND expires_at <= app_now() ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;

/** Everything that waits in vain for a receiver that has been away for too long. */
const GIVE_UP = `
  UPDATE deliveries SET state = 'dead', last_error = coalesce($3, last_error), reason = $4
  WHERE id IN (
    SELECT id FROM deliveries
    WHERE channel = $1 AND ($2::text IS NULL OR recipient_key = $2) AND state IN ('pending', 'retrying')
      AND retry_since < app_now() - make_interval(secs => $5::float8 / 1000)
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;

interface Row {
  id: number;
  kind: DeliveryKind;
  event_id: number;
  aggregate_id: string;
  recipient_key: string;
  payload: Record<string, unknown>;
  attempts: number;
  age_ms: number;
}

/** Who sends which delivery now. Leases are kept by the database's clock. @see reliability OBX-04, OBX-06 */
@Injectable()
export class ClaimDeliveries {
  constructor(
    private readonly sources: DataSources,
    private readonly kinds: DeliverySources,
    private readonly config: Config,
  ) {}

  /** Channels with something to send. */
  async dueChannels(): Promise<ChannelName[]> {
    const rows = await this.sources.get('worker').query<{ channel: ChannelName }[]>(DUE_CHANNELS, [[...CHANNELS], this.known()]);
    return rows.map(({ channel }) => channel);
  }

  /**
   * @param except recipients who have enough, or are left in peace
   * @param perRecipient most at once for one recipient
   */
  async claim(channel: ChannelName, limit: number, except: readonly string[], perRecipient: number): Promise<ClaimedDelivery[]> {
    const token = randomUUID();
    const leaseMs = WORK_MS + this.config.LEASE_MARGIN_MS;
    // By the clock that only goes forward, before the question is asked: the lease cannot end earlier.
    const leaseEndsAt = performance.now() + leaseMs;
    const [rows] = await this.sources
      .get('worker')
      .query<[Row[], number]>(CLAIM, [channel, this.known(), [...except], limit, perRecipient, token, leaseMs]);
    return rows
      .map((row) => ({
        id: row.id,
        kind: row.kind,
        eventId: row.event_id,
        aggregate: row.aggregate_id,
        channel,
        recipientKey: row.recipient_key,
        payload: row.payload,
        attempts: row.attempts,
        ageMs: row.age_ms,
        token,
        leaseEndsAt,
      }))
      .sort((left, right) => URGENCY.indexOf(left.kind) - URGENCY.indexOf(right.kind) || left.id - right.id);
  }

  /** Frees what senders that are gone had in hand, and ends what is too late. */
  async tidy(): Promise<void> {
    const worker = this.sources.get('worker');
    await worker.query(RECOVER, ['The process ended before the answer was known.', LOST_PAUSE_S / this.speed]);
    await worker.query(EXPIRE, ['It expired before it could be sent.']);
  }

  /** @param recipientKey null = all of the channel */
  async giveUp(channel: ChannelName, recipientKey: string | null, error: string | null): Promise<number> {
    const reason = 'The receiver could not be reached for 72 hours.';
    const [, count] = await this.sources
      .get('worker')
      .query<[unknown, number]>(GIVE_UP, [channel, recipientKey, error, reason, RETRY_FOR_MS / this.speed]);
    return count;
  }

  /** Tests make pauses shorter. */
  get speed(): number {
    return this.config.NODE_ENV === 'test' ? this.config.TEST_RETRY_SPEED : 1;
  }

  /** Kinds of a newer build are left to it. */
  private known(): DeliveryKind[] {
    const kinds = this.kinds.kinds();
    return URGENCY.filter((kind) => kinds.includes(kind));
  }
}
