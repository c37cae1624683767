import type { DaySnapshot, PeriodSnapshot } from '@clarion/contract';
import {
  averageMs,
  compose,
  countMinutes,
  downsample,
  emptyRollup,
  localDate,
  mergeRollups,
  minuteLetters,
  ROLLUP_SECONDS,
  type CurvePoint,
  type EffectiveSpan,
} from '@clarion/domain';
import { monitorEvents, reasonOf as eventOf, titlesOf } from './events/monitor-events.js';
import type { DayFacts, DaySample, Gap, MonitorFacts } from './facts.js';
import { formulasFor, presentOf, uptimeOf } from './monitor-row.js';

/** Points of a day's curve, at most. @see status-engine §8 */
const CURVE_POINTS = 100;

/** The stretch cut where the reason for the silence changes. */
function silences({ from, to, status }: EffectiveSpan, gaps: readonly Gap[]): PeriodSnapshot[] {
  const periods: PeriodSnapshot[] = [];
  const add = (start: number, end: number, gap: PeriodSnapshot['gap']): void => {
    if (start < end) periods.push({ from: start, to: end, status, source: 'none', reason: null, gap });
  };
  let at = from;
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    if (gap.to <= at || gap.from >= to) continue;
    add(at, gap.from, null);
    add(Math.max(at, gap.from), Math.min(gap.to, to), gap.reason);
    at = Math.min(gap.to, to);
  }
  add(at, to, null);
  return periods;
}

const reasonOf = ({ from, to, status, source }: EffectiveSpan, samples: readonly DaySample[]): string | null =>
  source !== 'check' || status === 'UP'
    ? null
    : (samples.find(({ timestamp, errorMessage }) => errorMessage !== null && timestamp >= from && timestamp < to)?.errorMessage ?? null);

/** Figures and curve of a day. */
export function dayLatency({ samples, rollups }: Pick<DayFacts, 'samples' | 'rollups'>): DaySnapshot['latency'] {
  const measured = samples.filter(({ latencyMs }) => latencyMs > 0);
  // Roll-ups outlive samples: an old day still has its curve, a point per quarter of an hour.
  const curve: CurvePoint[] =
    measured.length > 0
      ? measured.map(({ timestamp, latencyMs }) => ({ at: timestamp, ms: latencyMs }))
      : rollups.map((rollup) => ({ at: rollup.bucket + ROLLUP_SECONDS / 2, ms: averageMs(rollup) ?? 0 }));
  const whole =
    measured.length > 0
      ? {
          n: measured.length,
          total: measured.reduce((sum, { latencyMs }) => sum + latencyMs, 0),
          lo: Math.min(...measured.map(({ latencyMs }) => latencyMs)),
          hi: Math.max(...measured.map(({ latencyMs }) => latencyMs)),
        }
      : rollups.reduce(mergeRollups, emptyRollup());
  const average = averageMs(whole);
  return {
    avgMs: average === null ? null : Math.round(average),
    maxMs: average === null ? null : Math.round(whole.hi),
    minMs: average === null ? null : Math.round(whole.lo),
    points: downsample(curve, CURVE_POINTS).map(({ at, ms }) => ({ at, ms: Math.round(ms) })),
  };
}

/**
 * One local day of a monitor: its minutes, the periods they form and why some are missing.
 * @param starts as `dayStarts` answers them: neighbours outside are not offered
 * @param withReasons whether what checks said is told
 */
export function daySnapshot(
  monitor: MonitorFacts,
  day: DayFacts,
  timeZone: string,
  starts: readonly number[],
  now: number,
  withReasons: boolean,
): DaySnapshot {
  const { date, from, to } = day;
  const known = Math.min(to, Math.max(from, presentOf(monitor, now).knownUntil));
  const timeline = compose(monitor.spans, monitor.overlays, { from, to: known });
  const titles = titlesOf(day.events);
  return {
    date,
    from,
    to,
    uptime: uptimeOf(countMinutes(timeline, { from, to: known }), from, known, formulasFor(monitor)),
    minutes: minuteLetters(timeline, { from, to }, now),
    periods: timeline.flatMap((span): PeriodSnapshot[] => {
      if (span.source === 'none') return silences(span, day.gaps);
      const reason = eventOf(span, titles)?.title ?? (withReasons ? reasonOf(span, day.samples) : null);
      return [{ from: span.from, to: span.to, status: span.status, source: span.source, reason, gap: null }];
    }),
    latency: dayLatency(day),
    events: monitorEvents(day.events, now).reverse(),
    previous: from > starts[0]! ? localDate(timeZone, from - 1) : null,
    next: to < starts.at(-1)! ? localDate(timeZone, to) : null,
  };
}
