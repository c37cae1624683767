import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { failpoint } from '../../../platform/failpoints/failpoint.js';
import { systemActor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { dueEvidence, writeEvidence } from '../evidence/evidence-rows.js';
import { Overlays } from '../timeline/overlays.js';
import { type FinishedCheck, settleCheck, type SettledCheck } from './settle-check.js';
import { type TimelineChanges, TimelineWriter } from '../timeline/timeline-writer.service.js';

/** How a batch ended. */
export interface RecordedResults {
  /** Checks whose slot is settled now. */
  settled: number;
  /** Checks whose lease was lost; their new holder settles them. */
  fenced: number;
}

const FENCE = `
  WITH g AS (
    SELECT * FROM unnest($1::int[], $2::uuid[], $3::float8[], $4::bigint[], $5::text[]) AS g(monitor_id, lease_token, next_due, slot, grace)
  ), held AS (
    SELECT r.monitor_id FROM monitor_runtime r JOIN g ON g.monitor_id = r.monitor_id AND g.lease_token = r.lease_token
    ORDER BY r.monitor_id FOR UPDATE OF r
  )
  UPDATE monitor_runtime r SET next_due_at = to_timestamp(g.next_due), settled_until = greatest(r.settled_until, g.slot),
    grace = coalesce(g.grace::jsonb, r.grace), lease_token = NULL, lease_until = NULL
  FROM g JOIN held ON held.monitor_id = g.monitor_id WHERE r.monitor_id = g.monitor_id RETURNING r.monitor_id`;
const GAPS = `
  INSERT INTO check_gaps (monitor_id, from_ts, to_ts, reason)
  SELECT monitor_id, from_ts, to_ts, reason::gap_reason FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[]) g(monitor_id, from_ts, to_ts, reason)
  ON CONFLICT (monitor_id, from_ts) DO UPDATE SET to_ts = greatest(check_gaps.to_ts, excluded.to_ts)`;
const RESTORE_GRACE = `
  UPDATE monitor_runtime r SET grace = g.grace::jsonb FROM unnest($1::int[], $2::text[]) g(monitor_id, grace) WHERE r.monitor_id = g.monitor_id`;

/** Stores what checks found and what follows from it: samples, evidence, spans, current states, roll-ups, gaps, events, next due instants. */
@Injectable()
export class RecordResultsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly timeline: TimelineWriter,
    private readonly overlays: Overlays,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Stores a batch in one transaction. The first statement proves the leases: whose lease was lost is left to its new holder.
   * @param checks at most one a monitor
   * @see reliability REL-31
   */
  async record(checks: readonly FinishedCheck[]): Promise<RecordedResults> {
    if (checks.length === 0) return { settled: 0, fenced: 0 };
    const slots = new Map(checks.map(({ monitorId, slot }) => [monitorId, slot]));
    const overlaid = await this.overlays.covering(this.sources.get('worker').manager, slots);
    const settled = checks.map((check) => settleCheck(check, overlaid.has(check.monitorId)));
    const held = await this.work.run(systemActor('checks'), async (tx) => {
      const alive = await fence(tx, settled);
      await this.store(
        tx,
        settled.filter(({ check }) => alive.has(check.monitorId)),
      );
      await failpoint('result.before_commit');
      return alive.size;
    });
    await failpoint('result.after_commit');
    return { settled: held, fenced: checks.length - held };
  }

  private async store(tx: EntityManager, settled: readonly SettledCheck[]): Promise<void> {
    if (settled.length === 0) return;
    await insertGaps(tx, settled);
    const samples = settled.flatMap(({ check, sample }) => (sample === null ? [] : [{ ...sample, monitorId: check.monitorId }]));
    const backfill = settled.flatMap(({ check, backfill: earlier }) =>
      earlier.map((sample) => ({ ...sample, monitorId: check.monitorId })),
    );
    const evidence = await dueEvidence(tx, settled);
    const changes = await this.timeline.append(tx, samples, backfill);
    const dropped = new Set(changes.droppedMonitorIds);
    await writeEvidence(
      tx,
      evidence.filter(({ monitorId }) => !dropped.has(monitorId)),
    );
    await restoreGrace(tx, settled, dropped);
    await this.announce(
      tx,
      samples.map(({ monitorId }) => monitorId),
      changes,
    );
  }

  private async announce(tx: EntityManager, monitorIds: readonly number[], { statusChanges, rewritten }: TimelineChanges): Promise<void> {
    await this.outbox.addAll(
      tx,
      'monitor.status_changed',
      statusChanges.map((payload) => ({ payload, aggregateId: `monitor:${payload.monitorId}` })),
    );
    await this.outbox.addAll(
      tx,
      'monitor.changed',
      rewritten.map(({ monitorId, from, to }) => ({ payload: { monitorId, from, to: to + 60 }, aggregateId: `monitor:${monitorId}` })),
    );
    const told = new Set([...statusChanges, ...rewritten].map(({ monitorId }) => monitorId));
    const quiet = monitorIds.filter((monitorId) => !told.has(monitorId));
    if (quiet.length > 0) await this.outbox.add(tx, 'monitors.sampled', { monitorIds: quiet });
  }
}

/** Advances the monitors whose lease is still ours. @returns their ids */
async function fence(tx: EntityManager, settled: readonly SettledCheck[]): Promise<Set<number>> {
  const [rows] = await tx.query<[{ monitor_id: number }[], number]>(FENCE, [
    settled.map(({ check }) => check.monitorId),
    settled.map(({ check }) => check.leaseToken),
    settled.map(({ nextDueAt }) => nextDueAt),
    settled.map(({ check }) => check.slot),
    settled.map(({ grace }) => (grace === null ? null : JSON.stringify(grace))),
  ]);
  return new Set(rows.map(({ monitor_id }) => monitor_id));
}

async function insertGaps(tx: EntityManager, settled: readonly SettledCheck[]): Promise<void> {
  const gaps = settled.flatMap(({ check: { monitorId, missed, slot, gap }, sample }) => [
    ...(missed === null ? [] : [{ monitorId, ...missed }]),
    ...(gap === undefined || sample === null ? [] : [{ monitorId, from: slot, to: slot + sample.vouchedSeconds, reason: gap }]),
  ]);
  if (gaps.length === 0) return;
  await tx.query(GAPS, [
    gaps.map(({ monitorId }) => monitorId),
    gaps.map(({ from }) => from),
    gaps.map(({ to }) => to),
    gaps.map(({ reason }) => reason),
  ]);
}

/** A check whose minute a person had written counts for nothing, so the grace period must not have seen it either. */
async function restoreGrace(tx: EntityManager, settled: readonly SettledCheck[], dropped: ReadonlySet<number>): Promise<void> {
  const counted = settled.filter(({ check, grace }) => grace !== null && dropped.has(check.monitorId));
  if (counted.length === 0) return;
  await tx.query(RESTORE_GRACE, [
    counted.map(({ check }) => check.monitorId),
    counted.map(({ check }) => (check.grace === null ? null : JSON.stringify(check.grace))),
  ]);
}
