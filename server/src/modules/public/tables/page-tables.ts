import { DAY_LETTERS, type DayMinutes, type IncidentPageSnapshot, type MonitorPageSnapshot, type Status } from '@clarion/contract';
import { isoDay } from '@clarion/i18n';
import { type Cell, csvLines } from '../../../platform/csv/csv-text.js';

const STATUS_OF = new Map<string, Status>(Object.entries(DAY_LETTERS).map(([status, letter]) => [letter, status as Status]));
const iso = (at: number): string => new Date(at * 1_000).toISOString().replace('.000', '');

/** Minutes of a day that is all of one kind are not in the snapshot. */
function minutesOf({ monitor, dayStarts, generatedAt }: MonitorPageSnapshot, index: number): DayMinutes | null {
  const known = monitor.dayMinutes[index];
  if (known !== undefined) return known;
  if (monitor.days[index] !== DAY_LETTERS.UP) return null;
  const until = Math.min(dayStarts[index + 1]!, Math.max(dayStarts[index]!, generatedAt));
  return [Math.floor((until - dayStarts[index]!) / 60), 0, 0, 0, 0];
}

/** The days of the bars, newest first. Dates are those of the snapshot's zone. */
export function* dayLines(snapshot: MonitorPageSnapshot): Generator<string> {
  const { monitor, dayStarts, timeZone } = snapshot;
  const head = [
    'date',
    'status',
    'uptime_percent',
    'up_minutes',
    'degraded_minutes',
    'down_minutes',
    'maintenance_minutes',
    'no_data_minutes',
  ];
  const rows = Array.from(monitor.days, (letter, index): Cell[] => {
    const minutes = minutesOf(snapshot, index);
    const uptime = minutes === null ? null : monitor.dayMinutes[index] === undefined ? '100' : (monitor.dayUptime?.[index] ?? null);
    const events = monitor.dayEvents?.[index] ?? [0, 0];
    return [
      ...[isoDay(timeZone, dayStarts[index]!), STATUS_OF.get(letter) ?? 'NO_DATA', uptime === null ? null : Number(uptime)],
      ...(minutes ?? [null, null, null, null, null]),
      ...events,
    ];
  });
  yield* csvLines([...head, 'incidents', 'maintenances'], rows.toReversed());
}

/** The points of the latency chart, newest first. */
export function* latencyLines({ latency }: MonitorPageSnapshot): Generator<string> {
  const rows = latency.points.toReversed().map(({ at, avgMs, minMs, maxMs }): Cell[] => [iso(at), avgMs, minMs, maxMs]);
  yield* csvLines(['time', 'average_ms', 'minimum_ms', 'maximum_ms'], rows);
}

/** The periods of the day that is open. */
export function* periodLines({ day }: MonitorPageSnapshot): Generator<string> {
  const rows = (day?.periods ?? []).map(({ from, to, status, source, reason, gap }): Cell[] => [
    ...[iso(from), iso(to), to - from, status, source, reason ?? gap],
  ]);
  yield* csvLines(['from', 'to', 'seconds', 'status', 'source', 'reason'], rows);
}

/** The curve of the day that is open. */
export function* dayLatencyLines({ day }: MonitorPageSnapshot): Generator<string> {
  yield* csvLines(
    ['time', 'latency_ms'],
    (day?.latency.points ?? []).map(({ at, ms }): Cell[] => [iso(at), ms]),
  );
}

/** What an incident did to each service. */
export function* impactLines({ impacts }: IncidentPageSnapshot): Generator<string> {
  const rows = impacts.flatMap(({ tag, name, pieces }) =>
    pieces.map(({ from, to, impact }): Cell[] => [tag, name, impact, iso(from), iso(to), to - from]),
  );
  yield* csvLines(['tag', 'service', 'impact', 'from', 'to', 'seconds'], rows);
}
