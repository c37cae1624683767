import { OUTBOX_TOPICS, type OutboxPayloads, type OutboxTopic } from '@clarion/contract';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { DataSources } from '../database/data-sources.js';
import { Log } from '../logging/log.js';
import { type OutboxEvent, type OutboxListener, outboxListenersOf } from './on-outbox-event.js';

interface ClaimedRow {
  id: number;
  topic: string;
  aggregate_id: string;
  payload: OutboxPayloads[OutboxTopic];
  attempts: number;
  done: string[] | null;
}

interface BoundListener extends OutboxListener {
  readonly tell: (event: OutboxEvent) => Promise<void>;
}

/** Told this often in vain, an event is dead and a person must look. @see reliability FLT-27 */
export const MOST_ATTEMPTS = 12;
/** Seconds before the next attempt: 5, 10, 20 … 15 minutes. */
const FIRST_PAUSE_S = 5;
const LONGEST_PAUSE_S = 900;
/** An event that is being told is nobody else's for this long; listeners are quick, long work has rows of its own. */
const TELLING_S = 60;
/** How long an event of a newer build is left alone at a time. */
const UNKNOWN_TOPIC_S = 60;
const ERROR_CHARS = 500;

const CLAIM = `
  UPDATE outbox SET attempts = attempts + 1, next_at = app_now() + make_interval(secs => $2)
  WHERE id = $1 AND (state = 'enqueued' OR (state = 'pending' AND next_at <= app_now()))
  RETURNING id, topic, aggregate_id, payload, attempts, ARRAY(SELECT jsonb_array_elements_text(coalesce(cursor -> 'done', '[]'))) AS done`;
const MARK_LISTENER = `
  UPDATE outbox SET cursor = jsonb_set(coalesce(cursor, '{}'), '{done}', coalesce(cursor -> 'done', '[]') || to_jsonb($2::text)) WHERE id = $1`;
const MARK_DONE = `UPDATE outbox SET state = 'done', done_at = app_now(), last_error = NULL WHERE id = $1`;
const PUT_OFF = `
  UPDATE outbox SET state = $2::outbox_state, next_at = app_now() + make_interval(secs => $3), last_error = $4 WHERE id = $1 AND state <> 'done'`;
const LEAVE = `UPDATE outbox SET state = 'pending', attempts = attempts - 1, next_at = app_now() + make_interval(secs => $2) WHERE id = $1`;

/**
 * Tells every listener of an event. Who is done is kept with the event, so that a listener that fails is told again alone and holds
 * nobody up. Told twice at once, a listener hears an event twice: it is idempotent. @see reliability OBX-02
 */
@Injectable()
export class OutboxDispatcher implements OnApplicationBootstrap {
  private readonly listeners = new Map<string, BoundListener[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly sources: DataSources,
    private readonly log: Log,
  ) {}

  /** @throws Error when two listeners share a name: one of them would be taken for the other */
  onApplicationBootstrap(): void {
    const names = new Set<string>();
    for (const { instance } of this.discovery.getProviders()) {
      const type = (instance as object | null | undefined)?.constructor;
      if (type === undefined) continue;
      for (const listener of outboxListenersOf(type)) {
        if (names.has(listener.name)) throw new Error(`Two outbox listeners are called ${listener.name}`);
        names.add(listener.name);
        const owner = instance as Record<string, (event: OutboxEvent) => Promise<void>>;
        const tell = async (event: OutboxEvent): Promise<void> => owner[listener.method]?.(event);
        this.listeners.set(listener.topic, [...(this.listeners.get(listener.topic) ?? []), { ...listener, tell }]);
      }
    }
  }

  /** Tells one event now. Never throws for a listener: what is left to do stands in the row. */
  async dispatch(id: number): Promise<void> {
    const db = this.sources.get('worker');
    const [[row]] = await db.query<[ClaimedRow[], number]>(CLAIM, [id, TELLING_S]);
    if (row === undefined) return; // told already, cancelled, or somebody is at it
    if (!Object.hasOwn(OUTBOX_TOPICS, row.topic)) {
      await db.query(LEAVE, [id, UNKNOWN_TOPIC_S]);
      return;
    }
    const left = (this.listeners.get(row.topic) ?? []).filter(({ name }) => !(row.done ?? []).includes(name));
    const event = { id: row.id, topic: row.topic as OutboxTopic, aggregateId: row.aggregate_id, payload: row.payload };
    const failures = (await Promise.all(left.map((listener) => this.tell(listener, event, row.attempts)))).filter(
      (each) => each !== undefined,
    );
    if (failures.length === 0) {
      await db.query(MARK_DONE, [id]);
      return;
    }
    const isDead = row.attempts >= MOST_ATTEMPTS;
    const pause = Math.min(FIRST_PAUSE_S * 2 ** (row.attempts - 1), LONGEST_PAUSE_S);
    await db.query(PUT_OFF, [id, isDead ? 'dead' : 'pending', pause, failures.join('; ').slice(0, ERROR_CHARS)]);
    if (isDead)
      this.log.error('an event was told in vain too often and is given up', { outbox_id: id, topic: row.topic, attempt: row.attempts });
  }

  /** @returns what went wrong, or undefined */
  private async tell(listener: BoundListener, event: OutboxEvent, attempt: number): Promise<string | undefined> {
    try {
      await listener.tell(event);
      await this.sources.get('worker').query(MARK_LISTENER, [event.id, listener.name]);
      return undefined;
    } catch (error) {
      this.log.warn('a listener failed, it will be told again', {
        outbox_id: event.id,
        topic: event.topic,
        listener: listener.name,
        attempt,
        error,
      });
      return `${listener.name}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
