import { isDeepStrictEqual } from 'node:util';
import { type Status } from '@clarion/contract';
import { extendSpan, type OpenSpan, type SpanSample, spliceSpans } from '@clarion/domain';
import { statusWord } from '@clarion/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { clearStates, type CurrentState, readStates, stateOf, storeStates } from './current-states.js';
import { addToRollups, recomputeRollups } from './rollups.js';
import {
  backfillSamples,
  type MonitorSample,
  sampleColumns,
  sampleKey,
  type SampleRow,
  toSample,
  writeCheckedSamples,
} from './sample-rows.js';
import { closeSpans, deleteSpans, insertSpans, type MonitorSpan, spansTouching } from './span-rows.js';
import { type TouchedHistory } from './touched-history.js';

/** A monitor whose shown status is another one than before. */
export interface StatusChange {
  monitorId: number;
  from: Status;
  to: Status;
  /** Start of the new status, Unix seconds. */
  at: number;
}

/** What a batch of samples did to the timelines. */
export interface TimelineChanges {
  /** Monitors whose sample met a MANUAL one of the same minute and was dropped. */
  droppedMonitorIds: number[];
  statusChanges: StatusChange[];
  /** History that reads differently now, beyond the newest minute. */
  rewritten: TouchedHistory[];
}

/** What a rebuild found otherwise than it was stored. */
export interface Rebuilt {
  statusChanges: StatusChange[];
  /** Spans that were removed or made, current states and roll-ups that read differently now. */
  corrected: { spans: number; states: number; rollups: number };
}

/** A sample as far as spans care. */
interface SpanSampleRow {
  monitor_id: number;
  timestamp: number;
  vouched_seconds: number;
  status: SampleRow['status'];
  place: 'before' | 'inside' | 'after';
}

const AROUND = `
  SELECT g.monitor_id, d.* FROM unnest($1::int[], $2::bigint[], $3::bigint[]) g(monitor_id, from_ts, to_ts)
  CROSS JOIN LATERAL (
    (SELECT timestamp, vouched_seconds, status, 'before' AS place FROM monitoring_data
     WHERE monitor_id = g.monitor_id AND timestamp < g.from_ts ORDER BY timestamp DESC LIMIT 1)
    UNION ALL
    (SELECT timestamp, vouched_seconds, status, 'inside' FROM monitoring_data
     WHERE monitor_id = g.monitor_id AND timestamp BETWEEN g.from_ts AND g.to_ts)
    UNION ALL
    (SELECT timestamp, vouched_seconds, status, 'after' FROM monitoring_data
     WHERE monitor_id = g.monitor_id AND timestamp > g.to_ts ORDER BY timestamp LIMIT 1)
  ) d`;
const NEWEST = `
  SELECT ${sampleColumns('d')} FROM unnest($1::int[]) g(monitor_id)
  CROSS JOIN LATERAL (SELECT * FROM monitoring_data WHERE monitor_id = g.monitor_id ORDER BY timestamp DESC LIMIT 1) d`;

/**
 * Keeps spans, current states and roll-ups in step with the samples, inside the transaction that writes them. Whoever calls it holds the
 * runtime rows of the monitors (`lockMonitors`, or the fence of a lease), so one monitor's timeline has one writer at a time.
 */
@Injectable()
export class TimelineWriter {
  /**
   * Stores what checks found.
   * @param samples at most one a monitor
   * @param backfill earlier samples of the same monitors, as they have to read now
   */
  async append(tx: EntityManager, samples: readonly MonitorSample[], backfill: readonly MonitorSample[]): Promise<TimelineChanges> {
    const before = await readStates(
      tx,
      samples.map(({ monitorId }) => monitorId),
    );
    const written = await writeCheckedSamples(tx, samples);
    const kept = samples.filter(({ monitorId, timestamp }) => written.has(sampleKey(monitorId, timestamp)));
    const keptIds = new Set(kept.map(({ monitorId }) => monitorId));
    const confirmed = backfill.filter(({ monitorId }) => keptIds.has(monitorId));
    await backfillSamples(tx, confirmed);

    const firstConfirmed = new Map<number, number>();
    for (const { monitorId, timestamp } of confirmed)
      firstConfirmed.set(monitorId, Math.min(timestamp, firstConfirmed.get(monitorId) ?? timestamp));
    const appended: MonitorSample[] = [];
    const states: CurrentState[] = [];
    const closed: MonitorSpan[] = [];
    const opened: MonitorSpan[] = [];
    const rewritten: TouchedHistory[] = [];
    for (const sample of kept) {
      const { monitorId, timestamp, status } = sample;
      const state = before.get(monitorId) ?? null;
      const from = firstConfirmed.get(monitorId) ?? timestamp;
      const step = extendSpan(state, sample);
      if (from < timestamp || step.action === 'rebuild' || timestamp === state?.timestamp) {
        rewritten.push({ monitorId, from, to: timestamp });
        continue;
      }
      appended.push(sample);
      states.push(stateOf(sample, step.open));
      if (step.action === 'close') closed.push({ monitorId, from: state?.sinceTs ?? 0, to: step.closedTo, status, isOpen: false });
      if (step.action !== 'keep') opened.push({ monitorId, from: step.open.sinceTs, to: step.open.vouchedUntil, status, isOpen: true });
    }
    await closeSpans(tx, closed);
    await insertSpans(tx, opened);
    await storeStates(tx, states);
    await addToRollups(tx, appended);
    const rebuilt = await this.rebuild(tx, rewritten);
    return {
      droppedMonitorIds: samples.filter(({ monitorId }) => !keptIds.has(monitorId)).map(({ monitorId }) => monitorId),
      statusChanges: [...states.flatMap((state) => changeOf(before.get(state.monitorId), state)), ...rebuilt],
      rewritten,
    };
  }

  /**
   * Makes spans, current state and roll-ups of touched history anew from the samples as they are now.
   * @param histories at most one a monitor
   * @returns what people see change
   */
  async rebuild(tx: EntityManager, histories: readonly TouchedHistory[]): Promise<StatusChange[]> {
    return (await this.rebuildCounted(tx, histories)).statusChanges;
  }

  /** The same, and says how much of it was stored otherwise. */
  async rebuildCounted(tx: EntityManager, histories: readonly TouchedHistory[]): Promise<Rebuilt> {
    if (histories.length === 0) return { statusChanges: [], corrected: { spans: 0, states: 0, rollups: 0 } };
    const ids = histories.map(({ monitorId }) => monitorId);
    const before = await readStates(tx, ids);
    const around = await this.samplesAround(tx, histories);
    const stretches = histories.map(({ monitorId, from, to }) => {
      const samples = around.get(monitorId) ?? [];
      return { monitorId, from: Math.min(from, samples[0]?.timestamp ?? from), to: Math.max(to, samples.at(-1)?.timestamp ?? to) };
    });
    const touching = await spansTouching(tx, stretches);
    const stored = new Map<number, MonitorSpan[]>();
    for (const span of touching) stored.set(span.monitorId, [...(stored.get(span.monitorId) ?? []), span]);
    const fresh: MonitorSpan[] = [];
    const openSince = new Map<number, OpenSpan>();
    const followed = new Set<number>();
    for (const { monitorId, from } of histories) {
      const samples = around.get(monitorId) ?? [];
      const old = stored.get(monitorId) ?? [];
      const hasNext = samples.at(-1)?.place === 'after';
      if (hasNext) followed.add(monitorId);
      const spans = spliceSpans(old, samples, samples[0]?.place === 'before', hasNext, from);
      const reachesEnd = !hasNext || old.some(({ isOpen }) => isOpen);
      spans.forEach((span, index) => fresh.push({ ...span, monitorId, isOpen: reachesEnd && index === spans.length - 1 }));
      const last = spans.at(-1);
      if (reachesEnd && last !== undefined)
        openSince.set(monitorId, { status: last.status, sinceTs: last.from, vouchedUntil: last.to, timestamp: 0 });
    }
    await deleteSpans(tx, touching);
    await insertSpans(tx, fresh);
    const rollups = await recomputeRollups(tx, histories);
    const refreshed = await this.refreshStates(tx, ids, before, openSince, followed);
    return { statusChanges: refreshed.changes, corrected: { spans: differences(touching, fresh), states: refreshed.corrected, rollups } };
  }

  /**
   * Lets the current state say what the newest sample says, before spans are looked at: the end of the open one is read there.
   * @returns how many states said something else
   */
  async settleStates(tx: EntityManager, monitorIds: readonly number[]): Promise<number> {
    const before = await readStates(tx, monitorIds);
    const newest = (await tx.query<SampleRow[]>(NEWEST, [monitorIds])).map(toSample);
    const wrong = newest.flatMap((sample) => {
      const { monitorId, timestamp, status } = sample;
      const state = before.get(monitorId);
      const settled = stateOf(sample, { status, sinceTs: state?.sinceTs ?? timestamp, vouchedUntil: 0, timestamp });
      return isDeepStrictEqual(settled, state) ? [] : [settled];
    });
    await storeStates(tx, wrong);
    return wrong.length;
  }

  /** Current states after a rebuild: the newest sample may be another one, or its span may start elsewhere. */
  private async refreshStates(
    tx: EntityManager,
    monitorIds: readonly number[],
    before: ReadonlyMap<number, CurrentState>,
    open: ReadonlyMap<number, OpenSpan>,
    followed: ReadonlySet<number>,
  ): Promise<{ changes: StatusChange[]; corrected: number }> {
    const states: CurrentState[] = [];
    for (const monitorId of followed) {
      const state = before.get(monitorId);
      const span = open.get(monitorId);
      if (state !== undefined && span !== undefined && span.sinceTs !== state.sinceTs) states.push({ ...state, sinceTs: span.sinceTs });
    }
    const atEnd = monitorIds.filter((monitorId) => !followed.has(monitorId));
    const newest = await tx.query<SampleRow[]>(NEWEST, [atEnd]);
    for (const row of newest) {
      const span = open.get(row.monitor_id);
      if (span !== undefined) states.push(stateOf(toSample(row), span));
    }
    await storeStates(tx, states);
    const gone = atEnd.filter((monitorId) => !open.has(monitorId));
    await clearStates(tx, gone);
    return {
      changes: states.flatMap((state) => changeOf(before.get(state.monitorId), state)),
      corrected:
        states.filter((state) => !isDeepStrictEqual(state, before.get(state.monitorId))).length +
        gone.filter((monitorId) => before.has(monitorId)).length,
    };
  }

  private async samplesAround(
    tx: EntityManager,
    histories: readonly TouchedHistory[],
  ): Promise<Map<number, (SpanSample & Pick<SpanSampleRow, 'place'>)[]>> {
    const rows = await tx.query<SpanSampleRow[]>(AROUND, [
      histories.map(({ monitorId }) => monitorId),
      histories.map(({ from }) => from),
      histories.map(({ to }) => to),
    ]);
    const samples = new Map<number, (SpanSample & Pick<SpanSampleRow, 'place'>)[]>();
    for (const row of rows) {
      const list = samples.get(row.monitor_id) ?? [];
      list.push({ timestamp: row.timestamp, vouchedSeconds: row.vouched_seconds, status: statusWord(row.status), place: row.place });
      samples.set(row.monitor_id, list);
    }
    for (const list of samples.values()) list.sort((a, b) => a.timestamp - b.timestamp);
    return samples;
  }
}

/** Spans that stand in one of two lists only. The end of an open one is not stored. */
function differences(stored: readonly MonitorSpan[], fresh: readonly MonitorSpan[]): number {
  const keyOf = ({ monitorId, from, to, status, isOpen }: MonitorSpan): string => `${monitorId} ${from} ${isOpen ? '' : to} ${status}`;
  const [old, now] = [new Set(stored.map(keyOf)), new Set(fresh.map(keyOf))];
  return [...old].filter((key) => !now.has(key)).length + [...now].filter((key) => !old.has(key)).length;
}

function changeOf(before: CurrentState | undefined, after: CurrentState): StatusChange[] {
  const from = before?.status ?? 'NO_DATA';
  return from === after.status ? [] : [{ monitorId: after.monitorId, from, to: after.status, at: after.sinceTs }];
}

/**
 * Takes the monitors' runtime rows until the transaction ends, in one order for everybody: one writer a timeline, no deadlocks.
 * @returns those that have one
 */
export async function lockMonitors(tx: EntityManager, monitorIds: readonly number[]): Promise<number[]> {
  const rows = await tx.query<{ monitor_id: number }[]>(
    `SELECT monitor_id FROM monitor_runtime WHERE monitor_id = ANY($1::int[]) ORDER BY monitor_id FOR UPDATE`,
    [monitorIds],
  );
  return rows.map(({ monitor_id }) => monitor_id);
}
