import type { MonitorEventSnapshot, MonitorSnapshot } from '@clarion/contract';
import type { EffectiveStatus, Overlay } from '@clarion/domain';
import type { IncidentFacts, MaintenanceFacts } from './event-facts.js';

/** Names of incidents and of maintenance events by what overlays call them. */
export type EventTitles = ReadonlyMap<string, string>;

const keyOf = (kind: Overlay['kind'], id: number): string => `${kind} ${id}`;

export const titlesOf = (events: {
  incidents: readonly Pick<IncidentFacts, 'id' | 'title'>[];
  maintenances: readonly Pick<MaintenanceFacts, 'eventId' | 'title'>[];
}): EventTitles =>
  new Map([
    ...events.incidents.map(({ id, title }) => [keyOf('incident', id), title] as const),
    ...events.maintenances.map(({ eventId, title }) => [keyOf('maintenance', eventId), title] as const),
  ]);

/** The event that decides a status, when readers see it. */
export function reasonOf({ source, overlayId }: EffectiveStatus, titles: EventTitles): NonNullable<MonitorSnapshot['reason']> | null {
  if ((source !== 'incident' && source !== 'maintenance') || overlayId === null) return null;
  const title = titles.get(keyOf(source, overlayId));
  return title === undefined ? null : { source, id: overlayId, title };
}

/**
 * Days that incidents and maintenances touched. What is still to come touches no day.
 * @param starts as `dayStarts` answers them, the end of the last day last
 */
export function dayEventsOf(overlays: readonly Overlay[], starts: readonly number[], now: number): MonitorSnapshot['dayEvents'] {
  const begun = overlays.filter(({ from }) => from <= now);
  if (begun.length === 0) return undefined;
  const days: Record<number, readonly [number, number]> = {};
  starts.slice(0, -1).forEach((from, index) => {
    const touching = begun.filter((overlay) => overlay.from < starts[index + 1]! && (overlay.to ?? Infinity) > from);
    const count = (kind: Overlay['kind']): number => new Set(touching.filter((each) => each.kind === kind).map(({ id }) => id)).size;
    if (touching.length > 0) days[index] = [count('incident'), count('maintenance')];
  });
  return Object.keys(days).length === 0 ? undefined : days;
}

interface Facts {
  incidents: readonly IncidentFacts[];
  maintenances: readonly MaintenanceFacts[];
}

/** Incidents and maintenances in the history of one monitor, newest first. What was cancelled before it began never was. */
export function monitorEvents({ incidents, maintenances }: Facts, now: number): MonitorEventSnapshot[] {
  const events: MonitorEventSnapshot[] = [
    ...incidents.map(({ id, title, from, to, state }): MonitorEventSnapshot => ({
      kind: 'incident',
      ...{ id, title, from, to, isOpen: state !== 'RESOLVED' },
    })),
    ...maintenances
      .filter(({ status }) => status !== 'CANCELLED')
      .map(({ eventId, title, from, to, status }): MonitorEventSnapshot => ({
        kind: 'maintenance',
        ...{ id: eventId, title, from, to, isOpen: status !== 'COMPLETED' && to > now },
      })),
  ];
  return events.sort((a, b) => b.from - a.from || b.id - a.id);
}
