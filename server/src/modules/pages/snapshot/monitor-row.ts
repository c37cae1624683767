import { DAY_LETTERS, type DayMinutes, type MonitorSnapshot, type Status, type UptimeSnapshot } from '@clarion/contract';
import {
  asDayMinutes,
  compose,
  countMinutes,
  countMinutesBetween,
  dayStatus,
  defaultFormulaTexts,
  displayText,
  formulasOf,
  minuteOf,
  parseFormula,
  sumMinutes,
  uptimeRatio,
  type EffectiveSpan,
  type MinuteCounts,
  type UptimeFormulas,
} from '@clarion/domain';
import { intervalOf, type Present, presentOf as presentOfNewest, sinceOf } from '../../monitors/timeline/present.js';
import { dayEventsOf, type EventTitles, reasonOf } from './events/monitor-events.js';
import type { MonitorFacts } from './facts.js';

/** How many days of history are shown. */
export interface HistoryDays {
  desktop: number;
  mobile: number;
}

/** The present of a monitor on a page, by the rule that the dashboard's lists use; pages show no paused monitors. */
export const presentOf = (monitor: MonitorFacts, now: number): Present =>
  presentOfNewest(monitor.state, intervalOf(monitor.cron, now), monitor.overlays, now, false);

/** What people see of a monitor from an instant until all that is known. */
export const timelineOf = (monitor: MonitorFacts, from: number, present: Present): EffectiveSpan[] =>
  compose(monitor.spans, monitor.overlays, { from, to: Math.max(from, present.knownUntil) });

export function uptimeOf(counts: MinuteCounts, from: number, to: number, formulas: UptimeFormulas): UptimeSnapshot {
  return { text: displayText(uptimeRatio(counts, formulas)), minutes: asDayMinutes(counts), from, to };
}

export const formulasFor = (monitor: MonitorFacts): UptimeFormulas => formulasOf(monitor.settings, monitor.includeDegradedInDowntime);

/** The formula to print, when it is not the usual one. */
function statedFormula(monitor: MonitorFacts): { numerator: string; denominator: string } | undefined {
  const usual = defaultFormulaTexts(false);
  const fallback = defaultFormulaTexts(monitor.includeDegradedInDowntime);
  const read = (key: keyof typeof usual): string => {
    const own = monitor.settings?.[key];
    return typeof own === 'string' && parseFormula(own).ok ? own : fallback[key];
  };
  const numerator = read('uptime_formula_numerator');
  const denominator = read('uptime_formula_denominator');
  const isUsual = numerator === usual.uptime_formula_numerator && denominator === usual.uptime_formula_denominator;
  return isUsual ? undefined : { numerator, denominator };
}

/** Worst status of a day's minutes; few bad minutes are worth none where the owner says so. @see status-engine §6 */
function dayLetter(monitor: MonitorFacts, counts: MinuteCounts, dayEnd: number): string {
  const status = dayStatus(counts, { downMinimum: monitor.dayDownMinimum, degradedMinimum: monitor.dayDegradedMinimum });
  if (status === 'NO_DATA') return dayEnd <= monitor.createdAt ? '-' : DAY_LETTERS.NO_DATA;
  return status === 'UP' && counts.maintenance > 0 ? DAY_LETTERS.MAINTENANCE : DAY_LETTERS[status];
}

/** The day a monitor was made, without the minutes before: nobody has missed those, and they would bury the known ones under grey. */
function sinceItIsWatched(
  { createdAt }: MonitorFacts,
  timeline: readonly EffectiveSpan[],
  starts: readonly number[],
  counts: readonly MinuteCounts[],
): readonly MinuteCounts[] {
  const day = starts.findLastIndex((start) => start <= createdAt);
  const minutes = counts[day];
  if (minutes === undefined) return counts;
  const early = countMinutes(timeline, { from: starts[day]!, to: minuteOf(createdAt) }).noData;
  return counts.with(day, { ...minutes, noData: Math.max(0, minutes.noData - early) });
}

const isAllUp = ({ up, degraded, down, maintenance, noData }: MinuteCounts): boolean =>
  up > 0 && degraded + down + maintenance + noData === 0;

/** Days with something to tell beyond “all up” or “nothing known”. */
function exceptions(counts: readonly MinuteCounts[], formulas: UptimeFormulas): Pick<MonitorSnapshot, 'dayMinutes' | 'dayUptime'> {
  const dayMinutes: Record<number, DayMinutes> = {};
  const dayUptime: Record<number, string> = {};
  counts.forEach((minutes, index) => {
    if (isAllUp(minutes) || minutes.up + minutes.degraded + minutes.down + minutes.maintenance === 0) return;
    dayMinutes[index] = asDayMinutes(minutes);
    const text = displayText(uptimeRatio(minutes, formulas));
    if (text !== null) dayUptime[index] = text;
  });
  return { dayMinutes, dayUptime };
}

/**
 * One row of a page: everything people see of a monitor comes from its effective timeline.
 * @param starts as `dayStarts` answers them, the end of today last
 * @param showLatency whether the reader gets latencies
 * @param titles of the events that the reader sees: one of them may be the reason of the status
 */
export function monitorRow(
  monitor: MonitorFacts,
  starts: readonly number[],
  days: HistoryDays,
  now: number,
  showLatency: boolean,
  titles: EventTitles = new Map(),
): MonitorSnapshot {
  const present = presentOf(monitor, now);
  const from = starts[0]!;
  const timeline = timelineOf(monitor, from, present);
  const until = Math.max(present.knownUntil, starts.at(-2)!);
  const counts = countMinutesBetween(timeline, [...starts.slice(0, -1), until]);
  const drawn = sinceItIsWatched(monitor, timeline, starts, counts);
  const formulas = formulasFor(monitor);
  const mobileDays = Math.min(days.mobile, counts.length);
  const status: Status = present.status;
  return {
    tag: monitor.tag,
    name: monitor.name,
    description: monitor.description,
    image: monitor.image,
    type: monitor.type,
    status,
    reason: reasonOf(present, titles),
    since: sinceOf(monitor.state, timeline, present, monitor.overlays),
    lastCheckedAt: monitor.state?.timestamp ?? null,
    intervalSeconds: present.intervalSeconds,
    isDelayed: present.isDelayed,
    latencyMs: showLatency && monitor.state !== null && monitor.state.latencyMs > 0 ? Math.round(monitor.state.latencyMs) : null,
    uptime: {
      desktop: uptimeOf(sumMinutes(counts), from, until, formulas),
      mobile: uptimeOf(sumMinutes(counts.slice(-mobileDays)), starts[counts.length - mobileDays]!, until, formulas),
    },
    days: drawn.map((minutes, index) => dayLetter(monitor, minutes, starts[index + 1]!)).join(''),
    ...exceptions(drawn, formulas),
    dayEvents: dayEventsOf(monitor.overlays, starts, now),
    uptimeFormula: statedFormula(monitor),
    sparkline: showLatency ? monitor.sparkline : [],
  };
}
