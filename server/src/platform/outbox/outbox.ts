import { randomUUID } from 'node:crypto';
import { ANNOUNCEMENT_TOPICS, type OutboxPayloads, type OutboxTopic, SIGNALS } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { currentAnnouncing } from './announcing.js';

export interface OutboxOptions {
  /** The fact's identity: a second event with the same key is not written, the first one stays. */
  dedupeKey?: string;
  /** What the event is about, such as `monitor:17`. */
  aggregateId?: string;
  /** Unix seconds before which nobody is told, such as the end of an undo window. */
  holdUntil?: number;
}

export interface OutboxEntry<T extends OutboxTopic> extends OutboxOptions {
  payload: OutboxPayloads[T];
}

/** Keys made by us, for facts that have no identity of their own; their rows are swept away sooner. */
export const ANONYMOUS_KEY = 'auto:';

/** One statement for any number of events, waking the relays at commit. */
const INSERT = `
  WITH added AS (
    INSERT INTO outbox (topic, payload, dedupe_key, aggregate_id, state, hold_until, next_at)
    SELECT $1, payload::jsonb, dedupe_key, aggregate_id,
      (CASE WHEN until IS NULL THEN 'pending' ELSE 'held' END)::outbox_state, until, coalesce(until, app_now())
    FROM unnest($2::text[], $3::text[], $4::text[], $5::float8[]) AS event (payload, dedupe_key, aggregate_id, hold_until)
    CROSS JOIN LATERAL (SELECT coalesce(to_timestamp(hold_until), app_now() + make_interval(secs => nullif($6::int, 0))) AS until) held
    ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING id
  )
  SELECT id, pg_notify('${SIGNALS.outbox}', '') FROM added`;

const STEP_S = 60;
const KEEP_PROGRESS = `
  UPDATE outbox SET next_at = greatest(next_at, app_now() + interval '${STEP_S} seconds'),
    cursor = coalesce(cursor, '{}') || jsonb_build_object('steps', coalesce(cursor -> 'steps', '{}') || jsonb_build_object($2::text, $3::int))
  WHERE id = $1`;

const isAnnouncement = (topic: OutboxTopic): boolean => (ANNOUNCEMENT_TOPICS as readonly OutboxTopic[]).includes(topic);

/** Facts that are told after commit, at least once. Written in the transaction of the rows they speak of. @see reliability OBX-01 */
@Injectable()
export class Outbox {
  /** Adds one event. @returns its id, or undefined when `dedupeKey` is known already */
  async add<T extends OutboxTopic>(
    tx: EntityManager,
    topic: T,
    payload: OutboxPayloads[T],
    options: OutboxOptions = {},
  ): Promise<number | undefined> {
    const [id] = await this.addAll(tx, topic, [{ payload, ...options }]);
    return id;
  }

  /** Adds many events of one topic in one statement. @returns ids of those that were new */
  async addAll<T extends OutboxTopic>(tx: EntityManager, topic: T, entries: readonly OutboxEntry<T>[]): Promise<number[]> {
    if (entries.length === 0) return [];
    const change = isAnnouncement(topic) ? currentAnnouncing() : undefined;
    const rows = await tx.query<{ id: number }[]>(INSERT, [
      topic,
      entries.map(({ payload }) => JSON.stringify(payload)),
      entries.map(({ dedupeKey }) => dedupeKey ?? ANONYMOUS_KEY + randomUUID()),
      entries.map(({ aggregateId }) => aggregateId ?? topic),
      entries.map(({ holdUntil }) => holdUntil ?? null),
      change?.holdSeconds ?? 0,
    ]);
    const ids = rows.map(({ id }) => id);
    change?.eventIds.push(...ids);
    return ids;
  }

  /** How far a listener that works in steps has come with an event; null = not begun. */
  async progressOf(tx: EntityManager, id: number, listener: string): Promise<number | null> {
    const [row] = await tx.query<{ step: number | null }[]>(`SELECT (cursor -> 'steps' ->> $2)::int AS step FROM outbox WHERE id = $1`, [
      id,
      listener,
    ]);
    return row?.step ?? null;
  }

  /** Kept in the transaction of the step itself: told again, the listener goes on from there. Nobody else is told of the event meanwhile. */
  async keepProgress(tx: EntityManager, id: number, listener: string, step: number): Promise<void> {
    await tx.query(KEEP_PROGRESS, [id, listener, step]);
  }

  /** Keeps with an event how what it tells is taken back, while it is held. */
  async keepUndo(tx: EntityManager, id: number, undo: object): Promise<void> {
    await tx.query(`UPDATE outbox SET undo = $2::jsonb WHERE id = $1`, [id, JSON.stringify(undo)]);
  }

  /** Ends the hold of events. */
  async release(tx: EntityManager, ids: readonly number[]): Promise<void> {
    await tx.query(
      `UPDATE outbox SET state = 'pending', hold_until = NULL, next_at = app_now() WHERE id = ANY ($1::bigint[]) AND state = 'held'`,
      [ids],
    );
  }

  /** What was taken back did not happen: it can happen, and be told, again. */
  async forgetKeys(tx: EntityManager, ids: readonly number[]): Promise<void> {
    await tx.query(`UPDATE outbox SET dedupe_key = 'undone:' || id WHERE id = ANY ($1::bigint[]) AND state = 'cancelled'`, [ids]);
  }

  /** Takes back what nobody was told yet: an undo. @returns false when it is too late */
  async cancel(tx: EntityManager, id: number): Promise<boolean> {
    const rows = await tx.query<[unknown, number]>(`UPDATE outbox SET state = 'cancelled' WHERE id = $1 AND state IN ('held', 'pending')`, [
      id,
    ]);
    return rows[1] === 1;
  }
}
