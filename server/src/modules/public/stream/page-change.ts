import type { MonitorReading, MonitorSnapshot, PageEvents, PageSnapshot } from '@clarion/contract';

/** What tells one snapshot of a page from the one before, to a reader who has the one before. */
export type PageChange =
  | { kind: 'reload' }
  | {
      kind: 'delta';
      /** Rows of which something changed that a reader looks at. */
      told: readonly MonitorSnapshot[];
      /** Rows of which only curves and running totals moved. */
      quiet: readonly MonitorSnapshot[];
      /** Newest checks, of rows that are not in `told`. */
      readings: readonly MonitorReading[];
      /** Incidents, maintenances or past days are others. */
      hasOtherEvents: boolean;
    };

/** The blocks of a page that tell of incidents and maintenances. */
export const eventsOf = ({ incidents, justResolved, maintenances, pastDays }: PageEvents): PageEvents => ({
  incidents,
  ...(justResolved === undefined ? {} : { justResolved }),
  maintenances,
  pastDays,
});

/** What a page of it would look like, without what only some readers still have; that one of those is forgotten is no news. */
const eventsShown = ({ incidents, maintenances, pastDays }: PageEvents): string => JSON.stringify([incidents, maintenances, pastDays]);

function hasNewEnd(before: PageEvents, after: PageEvents): boolean {
  const known = new Set((before.justResolved ?? []).map((incident) => JSON.stringify(incident)));
  return (after.justResolved ?? []).some((incident) => !known.has(JSON.stringify(incident)));
}

/** What a page consists of, apart from the content of its rows. */
function frameOf({ site, page, locale, timeZone, dayStarts, sections, monitors, eventPlacement }: PageSnapshot): string {
  return JSON.stringify([site, page, locale, timeZone, dayStarts, sections, monitors.map(({ tag }) => tag), eventPlacement]);
}

/** A row without what every check moves a little. */
function shown({ uptime, ...row }: MonitorSnapshot): string {
  const moving = { lastCheckedAt: null, latencyMs: null, sparkline: null, dayMinutes: null, dayUptime: null };
  return JSON.stringify({ ...row, ...moving, uptime: [uptime.desktop.text, uptime.mobile.text] });
}

/** @returns `reload` when rows came, went or moved, or a day began: then a reader needs a whole snapshot */
export function changeBetween(before: PageSnapshot, after: PageSnapshot): PageChange {
  if (frameOf(before) !== frameOf(after)) return { kind: 'reload' };
  const told: MonitorSnapshot[] = [];
  const quiet: MonitorSnapshot[] = [];
  const readings: MonitorReading[] = [];
  after.monitors.forEach((row, index) => {
    const old = before.monitors[index]!;
    if (shown(old) !== shown(row)) {
      told.push(row);
      return;
    }
    if (old.lastCheckedAt !== row.lastCheckedAt || old.latencyMs !== row.latencyMs)
      readings.push([row.tag, row.lastCheckedAt, row.latencyMs]);
    if (JSON.stringify(old) !== JSON.stringify(row)) quiet.push(row);
  });
  const hasOtherEvents = eventsShown(before) !== eventsShown(after) || hasNewEnd(before, after);
  return { kind: 'delta', told, quiet, readings, hasOtherEvents };
}
