import { type ChannelName, type DeliveryKind } from '@clarion/contract';
import { DIGEST_AFTER, DIGEST_WINDOW_MS, digestStep } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { Log } from '../../../platform/logging/log.js';
import { ClaimDeliveries } from './claim-deliveries.service.js';
import { type ClaimedDelivery, type GatheredDelivery } from './claimed-delivery.js';

/** News that may come in one message; the others are about one thing once. */
const KINDS: ReadonlySet<DeliveryKind> = new Set(['alert', 'event-trigger', 'subscription']);
/** They tell repetitions by their key, and must hear of every end. */
const PAGING: ReadonlySet<ChannelName> = new Set(['pagerduty', 'opsgenie']);
/** Lines of one digest. */
const MOST_LINES = 50;

const FACTS = `
  SELECT d.id, d.digest_id AS "digestId",
    ARRAY(SELECT (extract(epoch FROM app_now() - past.delivered_at) * 1000)::float8 FROM deliveries past
      WHERE past.recipient_key = d.recipient_key AND past.aggregate_id = d.aggregate_id AND past.channel = d.channel
        AND past.delivered_at > app_now() - make_interval(secs => $2::float8 / 1000)
      ORDER BY past.delivered_at DESC LIMIT ${DIGEST_AFTER}) AS "deliveredAgo",
    (SELECT newer.id FROM deliveries newer
      WHERE newer.recipient_key = d.recipient_key AND newer.aggregate_id = d.aggregate_id AND newer.channel = d.channel
        AND newer.event_id > d.event_id AND newer.state IN ('pending', 'retrying') AND newer.kind = d.kind
      ORDER BY newer.event_id DESC LIMIT 1) AS "newestId"
  FROM deliveries d WHERE d.id = ANY ($1::bigint[])`;
const WAIT = `
  UPDATE deliveries SET state = 'pending', attempts = attempts - 1, next_attempt_at = app_now() + make_interval(secs => $3::float8 / 1000),
    digest_id = id, lease_token = NULL, lease_until = NULL
  WHERE id = $1 AND state = 'sending' AND lease_token = $2`;
/** The one in hand, what waits between it and the newest, and what any of them had gathered; nothing when the newest was taken back. */
const GATHER = `
  WITH newest AS (
    UPDATE deliveries d SET digest_id = d.id, next_attempt_at = app_now()
    WHERE d.id = $3 AND d.state IN ('pending', 'retrying')
      AND EXISTS (SELECT 1 FROM deliveries held WHERE held.id = $1 AND held.state = 'sending' AND held.lease_token = $2)
    RETURNING d.event_id
  ), head AS (
    UPDATE deliveries d SET state = 'suppressed', attempts = d.attempts - 1, lease_token = NULL, lease_until = NULL, digest_id = $3, reason = $4
    FROM newest WHERE d.id = $1 AND d.state = 'sending' AND d.lease_token = $2 RETURNING d.*
  ), others AS (
    UPDATE deliveries d SET state = 'suppressed', digest_id = $3, reason = $4 FROM head, newest
    WHERE d.id <> head.id AND d.id <> $3
      AND ((d.state IN ('pending', 'retrying') AND d.recipient_key = head.recipient_key AND d.aggregate_id = head.aggregate_id
          AND d.channel = head.channel AND d.event_id BETWEEN head.event_id AND newest.event_id)
        OR (d.state = 'suppressed' AND d.digest_id = head.id))
  )
  SELECT id FROM head`;
const EARLIER = `
  SELECT id, digest_id AS "digestId", kind, event_id AS "eventId", aggregate_id AS aggregate, channel, recipient_key AS "recipientKey", payload,
    attempts, created_at AS "createdAt"
  FROM deliveries WHERE digest_id = ANY ($1::bigint[]) AND id <> digest_id AND state = 'suppressed' ORDER BY event_id DESC`;
/** The newest of those that were gathered takes the place of the one that will not go. */
const HAND_ON = `
  WITH heir AS (
    SELECT id FROM deliveries WHERE digest_id = $1 AND id <> $1 AND state = 'suppressed' ORDER BY event_id DESC LIMIT 1 FOR UPDATE
  )
  UPDATE deliveries d SET digest_id = heir.id,
    state = (CASE WHEN d.id = heir.id THEN 'pending' ELSE 'suppressed' END)::delivery_state,
    reason = CASE WHEN d.id = heir.id THEN NULL ELSE $2::text || heir.id::text || '.' END,
    next_attempt_at = CASE WHEN d.id = heir.id THEN app_now() ELSE d.next_attempt_at END,
    retry_since = CASE WHEN d.id = heir.id THEN app_now() ELSE d.retry_since END
  FROM heir WHERE d.digest_id = $1 AND d.id <> $1 AND d.state = 'suppressed'`;
/** Ended without telling anything: taken back in the moment between, or its sender was killed. */
const LEADERLESS = `
  SELECT DISTINCT digest.id FROM deliveries gathered JOIN deliveries digest ON digest.id = gathered.digest_id
  WHERE gathered.digest_id IS NOT NULL AND gathered.id <> digest.id AND gathered.state = 'suppressed' AND digest.state IN ('cancelled', 'suppressed')`;
const REASON = 'Much happened within a few minutes: it is part of message ';

interface FactsRow {
  readonly id: number;
  readonly digestId: number | null;
  readonly deliveredAgo: readonly number[];
  readonly newestId: number | null;
}

/** Keeps back what would be too much about one thing within a few minutes, and makes one message of it. @see decisions/0010 */
@Injectable()
export class GatherDeliveries {
  constructor(
    private readonly sources: DataSources,
    private readonly claims: ClaimDeliveries,
    private readonly log: Log,
  ) {}

  /** @returns those that go out now, with what they gather. What cannot be looked at goes out by itself: too much is better than too little */
  async sift(claimed: readonly ClaimedDelivery[]): Promise<readonly ClaimedDelivery[]> {
    const asked = claimed.filter(({ kind, channel }) => KINDS.has(kind) && !PAGING.has(channel));
    if (asked.length === 0) return claimed;
    try {
      return await this.siftAll(claimed, asked);
    } catch (error) {
      this.log.warn('messages could not be gathered, each goes out by itself', { count: asked.length, error });
      return claimed;
    }
  }

  /** A digest that will not go, for its own reason: the newest of what it gathered goes instead. */
  async handOn({ id }: { readonly id: number }): Promise<void> {
    await this.db.query(HAND_ON, [id, REASON]);
  }

  /** The same for digests that ended before they could. */
  async tidy(): Promise<void> {
    for (const digest of await this.db.query<{ id: number }[]>(LEADERLESS)) await this.handOn(digest);
  }

  private async siftAll(claimed: readonly ClaimedDelivery[], asked: readonly ClaimedDelivery[]): Promise<ClaimedDelivery[]> {
    const windowMs = DIGEST_WINDOW_MS / this.claims.speed;
    const facts = await this.db.query<FactsRow[]>(FACTS, [asked.map(({ id }) => id), windowMs]);
    const factsOf = new Map(facts.map((row) => [row.id, row]));
    const going: ClaimedDelivery[] = [];
    for (const delivery of claimed) {
      const row = factsOf.get(delivery.id);
      if (row === undefined || !(await this.keepsBack(delivery, row, windowMs))) going.push(delivery);
    }
    const leads = going.flatMap(({ id }) => (factsOf.get(id)?.digestId === id ? [id] : []));
    if (leads.length === 0) return going;
    const earlier = await this.db.query<(GatheredDelivery & { digestId: number })[]>(EARLIER, [leads]);
    const byLead = Map.groupBy(earlier, ({ digestId }) => digestId);
    return going.map((each) => ({ ...each, earlier: byLead.get(each.id)?.slice(0, MOST_LINES) ?? [] }));
  }

  private async keepsBack({ id, token, attempts }: ClaimedDelivery, row: FactsRow, windowMs: number): Promise<boolean> {
    const { deliveredAgo, digestId, newestId } = row;
    const step = digestStep({ deliveredAgo, hasWaited: digestId === id, hasNewer: newestId !== null, wasTried: attempts > 1 }, windowMs);
    if (step.do === 'send') return false;
    if (step.do === 'gather') return (await this.db.query<unknown[]>(GATHER, [id, token, newestId, `${REASON}${newestId}.`])).length > 0;
    await this.db.query(WAIT, [id, token, step.ms]);
    return true;
  }

  private get db() {
    return this.sources.get('worker').manager;
  }
}
