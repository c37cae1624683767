import type { Status } from '@clarion/contract';
import type { LocalDay, Overlay, Span } from '@clarion/domain';
import type { FoldedGroup } from '../../monitors/groups/group-timelines.service.js';
import type { CurrentState, DaySample, MonitorFacts } from './facts.js';
import type * as sql from './reading.js';

/** A curve has a point for each half hour of a day. */
export const HALF_HOUR = 1_800;
export const HALF_HOURS = 48;

/** Who pulled a group down, from when on. */
export const blame = ({ folded, members }: FoldedGroup, { from, to }: LocalDay): DaySample[] =>
  folded
    .filter((span) => span.worst.length > 0 && span.from < to && span.to > from)
    .map((span) => ({
      timestamp: Math.max(span.from, from),
      latencyMs: 0,
      errorMessage: `worst members: ${span.worst.map((index) => members[index]!.name).join(', ')}`,
    }));

/** Stands for the newest sample that a group has not. */
export const stateOfGroup = ({ newest, latencyMs }: FoldedGroup): CurrentState | null =>
  newest === null ? null : { ...newest, type: 'REALTIME', latencyMs: latencyMs ?? 0 };

/** Means of several curves, where any of them has a value. */
export function meanCurve(curves: readonly (readonly (number | null)[])[]): (number | null)[] {
  return Array.from({ length: HALF_HOURS }, (_, index) => {
    const values = curves.flatMap((curve) => curve[index] ?? []);
    return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  });
}

/** A monitor as snapshots know it, from its row and what was read beside it. */
export function monitorFacts(
  row: sql.MonitorRow,
  spans: readonly Span[],
  overlays: readonly Overlay[],
  sparkline: readonly (number | null)[],
): MonitorFacts {
  const state: CurrentState | null =
    row.sampleAt === null
      ? null
      : {
          timestamp: row.sampleAt,
          status: row.sampleStatus,
          type: row.sampleType,
          latencyMs: row.latency,
          sinceTs: row.sinceTs,
          vouchedUntil: row.vouchedUntil,
        };
  const { id, tag, name, description, image, externalUrl, type, cron, isHidden, status, settings, createdAt } = row;
  const { includeDegradedInDowntime, dayDownMinimum, dayDegradedMinimum } = row;
  return {
    ...{ id, tag, name, description, image, externalUrl, type, cron, isHidden, status, settings, createdAt },
    ...{ includeDegradedInDowntime, dayDownMinimum, dayDegradedMinimum },
    ...{ state, spans, overlays, sparkline },
  };
}

/** Spans as the database packs them: from, to, status, one after the other. */
export function spansOf({ spans }: sql.SpansRow): Span[] {
  const flat = JSON.parse(`[${spans}]`) as (number & Status)[];
  return Array.from({ length: flat.length / 3 }, (_, index) => ({
    from: flat[index * 3]!,
    to: flat[index * 3 + 1]!,
    status: flat[index * 3 + 2]!,
  }));
}

/** @param row null = nothing was measured @param oldest start of the first half hour, Unix seconds */
export function curveOf(row: sql.HalfHoursRow | null, oldest: number): (number | null)[] {
  const curve: (number | null)[] = Array.from({ length: HALF_HOURS }, () => null);
  const flat = row === null ? [] : (JSON.parse(`[${row.averages}]`) as number[]);
  for (let index = 0; index < flat.length; index += 2) curve[(flat[index]! - oldest) / HALF_HOUR] = flat[index + 1]!;
  return curve;
}

/** As the domain keeps it: first cell, then the counts without a hole. */
export function histogramOf(cells: readonly sql.CellRow[]): number[] {
  const first = cells[0]?.cell;
  if (first === undefined) return [];
  const counts = Array.from({ length: cells.at(-1)!.cell - first + 1 }, () => 0);
  for (const { cell, count } of cells) counts[cell - first] = count;
  return [first, ...counts];
}
