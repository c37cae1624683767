import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../platform/logging/log.js';
import { DeliverySources } from '../delivery-sources.service.js';
import { type ClaimedDelivery, type Settlement } from './claimed-delivery.js';

/** Settled together in one statement. */
const BATCH = 100;
/** Waited for more to settle with the first one. */
const WAIT_MS = 20;
const RETRY_MS = 500;

/** Only who has the lease says what became of a row; that an attempt was made is true in any case. */
const SETTLE = `
  WITH met AS (
    SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::float8[], $5::boolean[], $6::text[], $7::text[], $8::int[], $9::text[],
      $10::int[], $11::text[]) AS m (id, token, state, after_ms, is_attempt, error, reason, status, excerpt, duration_ms, sent)
  ), moved AS (
    UPDATE deliveries d SET
      state = met.state::delivery_state,
      attempts = d.attempts - CASE WHEN met.is_attempt THEN 0 ELSE 1 END,
      next_attempt_at = app_now() + make_interval(secs => met.after_ms / 1000),
      delivered_at = CASE WHEN met.state = 'delivered' THEN app_now() END,
      last_error = CASE WHEN met.is_attempt THEN met.error ELSE d.last_error END,
      reason = met.reason, sent = coalesce(met.sent::jsonb, d.sent), lease_token = NULL, lease_until = NULL
    FROM met WHERE d.id = met.id AND d.state = 'sending' AND d.lease_token = met.token
    RETURNING d.id
  ), noted AS (
    INSERT INTO delivery_attempts (delivery_id, duration_ms, status_code, error, excerpt)
    SELECT met.id, met.duration_ms, met.status, met.error, met.excerpt FROM met JOIN deliveries d ON d.id = met.id WHERE met.is_attempt
  )
  SELECT id FROM moved`;

interface Waiting {
  readonly settlement: Settlement;
  readonly done: (isOurs: boolean) => void;
}

/** Writes down what became of deliveries, many at a time: one row at a time would be slower than the mail server. */
@Injectable()
export class SettleDeliveries {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly sources: DataSources,
    private readonly kinds: DeliverySources,
    private readonly lifecycle: Lifecycle,
    private readonly log: Log,
  ) {}

  /** @returns once it is written: false when the lease was lost, and somebody else has the delivery */
  async settle(settlement: Settlement): Promise<boolean> {
    return new Promise((resolve) => {
      this.waiting.push({ settlement, done: resolve });
      if (this.waiting.length >= BATCH) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
    });
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.waiting.splice(0);
    this.running = this.running.then(() => this.write(batch));
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    const ours = await this.untilWritten(batch.map(({ settlement }) => settlement));
    await this.tell(
      batch.flatMap(({ settlement: { state, delivery } }) => (state === 'delivered' && ours.has(delivery.id) ? [delivery] : [])),
    );
    for (const { settlement, done } of batch) done(ours.has(settlement.delivery.id));
  }

  /** Rooms that want to know hear what arrived. */
  private async tell(delivered: readonly ClaimedDelivery[]): Promise<void> {
    for (const [kind, deliveries] of Map.groupBy(delivered, (each) => each.kind)) {
      await this.kinds
        .of(kind)
        ?.delivered?.(deliveries)
        .catch((error: unknown) => this.log.warn('a room could not note what arrived', { count: deliveries.length, error }));
    }
  }

  /** A database that is away is waited for as long as the leases last; then others send again what was sent. */
  private async untilWritten(settlements: readonly Settlement[]): Promise<Set<number>> {
    const end = Math.max(...settlements.map(({ delivery }) => delivery.leaseEndsAt));
    for (;;) {
      try {
        const rows = await this.sources.get('worker').query<{ id: number }[]>(SETTLE, parametersOf(settlements));
        return new Set(rows.map(({ id }) => id));
      } catch (error) {
        this.log.warn('what became of deliveries could not be written down', { count: settlements.length, error });
        if (this.lifecycle.isStopping || performance.now() + RETRY_MS > end) return new Set();
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

const parametersOf = (settlements: readonly Settlement[]): unknown[] => [
  settlements.map(({ delivery }) => delivery.id),
  settlements.map(({ delivery }) => delivery.token),
  settlements.map(({ state }) => state),
  settlements.map(({ afterMs }) => afterMs),
  settlements.map(({ isAttempt }) => isAttempt),
  settlements.map(({ error }) => error),
  settlements.map(({ reason }) => reason),
  settlements.map(({ status }) => status),
  settlements.map(({ excerpt }) => excerpt),
  settlements.map(({ durationMs }) => durationMs),
  settlements.map(({ sent }) => (sent === null ? null : JSON.stringify(sent))),
];
