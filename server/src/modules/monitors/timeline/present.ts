import { type Status } from '@clarion/contract';
import {
  compose,
  countMinutes,
  type EffectiveSpan,
  type EffectiveStatus,
  effectiveStatus,
  type Fraction,
  intervalSeconds,
  isDelayed,
  isStale,
  MINUTE,
  minuteOf,
  type Overlay,
  parseCron,
  type Span,
  type UptimeFormulas,
  uptimeRatio,
} from '@clarion/domain';

/** The newest sample of a monitor and its open span, as far as the present depends on them. */
export interface NewestSample {
  /** Minute of the sample, Unix seconds. */
  timestamp: number;
  status: Status;
  sinceTs: number;
  vouchedUntil: number;
}

/** A monitor's present, as people see it. */
export interface Present extends EffectiveStatus {
  intervalSeconds: number | null;
  isDelayed: boolean;
  /** End of what is known, Unix seconds: the running minute only once it has its sample. */
  knownUntil: number;
}

/** Seconds between two checks around an instant; null = no schedule, or one that cannot be read. */
export function intervalOf(cron: string | null, at: number): number | null {
  const parsed = cron === null ? null : parseCron(cron);
  return parsed?.ok === true ? intervalSeconds(parsed.cron, at) : null;
}

/**
 * @param interval `intervalOf` its cron
 * @param overlays those that touch `now`, at least
 * @param isPaused INACTIVE monitors are never late
 */
export function presentOf(
  newest: NewestSample | null,
  interval: number | null,
  overlays: readonly Overlay[],
  now: number,
  isPaused: boolean,
): Present {
  const at = newest?.timestamp ?? null;
  const isLate = !isPaused && isDelayed(at, interval, now);
  const checked = newest === null ? null : isStale(at, interval, now) ? 'NO_DATA' : newest.status;
  const minute = minuteOf(now);
  const vouched = newest?.vouchedUntil ?? minute;
  const knownUntil = vouched >= minute ? Math.min(vouched, minute + MINUTE) : isLate || interval === null ? minute : vouched;
  return { ...effectiveStatus(checked, overlays, now), intervalSeconds: interval, isDelayed: isLate, knownUntil };
}

/**
 * Start of the present status, Unix seconds; null = there never was one.
 * @param timeline composed, ending at `present.knownUntil`
 * @param overlays those that `present` was judged with
 */
export function sinceOf(
  newest: Pick<NewestSample, 'status' | 'sinceTs'> | null,
  timeline: readonly EffectiveSpan[],
  present: Present,
  overlays: readonly Overlay[],
): number | null {
  if (present.source === 'none') return null;
  let last = timeline.length - 1;
  // Until a late sample counts as lost its status stands, though nothing vouches for the last minutes.
  if (present.status !== 'NO_DATA') while (timeline[last]?.source === 'none') last -= 1;
  // Before the first thing that is known nobody looked: recorded NO_DATA does not reach back into it.
  const first = last > 0 && timeline[0]?.source === 'none' ? 1 : 0;
  let since: number | null = null;
  for (let index = last; index >= first && timeline[index]!.status === present.status; index -= 1) since = timeline[index]!.from;
  if (since === null && present.source !== 'check')
    return overlays.find(({ kind, id }) => kind === present.source && id === present.overlayId)?.from ?? null;
  const reachesBack = since === null || (since === timeline[0]?.from && newest?.status === present.status);
  return newest !== null && reachesBack ? Math.min(newest.sinceTs, since ?? Infinity) : since;
}

/** Uptime over the last `seconds` of what is known; null = no data. */
export function recentUptime(
  spans: readonly Span[],
  overlays: readonly Overlay[],
  present: Present,
  seconds: number,
  formulas: UptimeFormulas,
): { timeline: EffectiveSpan[]; ratio: Fraction | null } {
  const window = { from: present.knownUntil - seconds, to: present.knownUntil };
  const timeline = compose(spans, overlays, window);
  return { timeline, ratio: uptimeRatio(countMinutes(timeline, window), formulas) };
}
