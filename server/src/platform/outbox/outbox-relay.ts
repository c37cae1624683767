import { SIGNALS } from '@clarion/contract';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DataSources } from '../database/data-sources.js';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoints/failpoint.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Ticker } from '../lifecycle/ticker.js';
import { Log } from '../logging/log.js';
import { Queues } from '../queue/queues.js';
import { Signals } from '../signals/signals.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';

/** Events one transaction hands over. */
const BATCH = 200;
/** Told without a queue, so few at a time that the next look is soon. */
const DIRECT_BATCH = 50;

/** What is due, and what was handed to the queue but not told in time. Locked: other relays take other rows. */
const CLAIM = `
  SELECT id, attempts, state FROM outbox
  WHERE state IN ('held', 'pending', 'enqueued') AND next_at <= app_now()
  ORDER BY next_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`;
/** Looked at again when the queue has had its time and nothing came of it. */
const MARK = `UPDATE outbox SET state = 'enqueued', next_at = app_now() + make_interval(secs => $2) WHERE id = ANY($1::bigint[])`;

/**
 * Hands committed events to the queue: claim, enqueue under the event's id, mark. A crash in between repeats an event and loses none.
 * Runs on every worker, and wakes at once when a transaction has added something. @see reliability OBX-02
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    private readonly sources: DataSources,
    private readonly queues: Queues,
    private readonly dispatcher: OutboxDispatcher,
    private readonly database: Database,
    private readonly signals: Signals,
    private readonly lifecycle: Lifecycle,
    private readonly config: Config,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'relay', everyMs: config.OUTBOX_POLL_MS, run: () => this.relay(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.signals.on(SIGNALS.outbox, () => this.ticker.wake());
    this.lifecycle.onStop('claims', 'relay', () => this.ticker.stop());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }

  /**
   * Hands over one batch. When the queue is away, it tells the events itself: slower, but told.
   * @returns true when there may be more
   */
  async relay(): Promise<boolean> {
    const direct: number[] = [];
    const count = await this.sources.get('worker').transaction(async (tx) => {
      const rows = await tx.query<{ id: number; attempts: number }[]>(CLAIM, [BATCH]);
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      // A job that is gone frees its id, one that is stuck keeps it: the attempt makes a repeated offer a job of its own.
      const jobs = rows.map(({ id, attempts }) => ({ data: { v: 1, outboxId: id } as const, jobId: `outbox-${id}-${attempts}` }));
      const isIn = await this.queues.enqueueAll('events', jobs);
      if (!isIn) direct.push(...ids.slice(0, DIRECT_BATCH));
      await failpoint('relay.after_enqueue');
      await tx.query(MARK, [isIn ? ids : direct, this.config.OUTBOX_SWEEP_MS / 1000]);
      return rows.length;
    });
    for (const id of direct) await this.dispatcher.dispatch(id);
    return count === BATCH || direct.length === DIRECT_BATCH;
  }
}
