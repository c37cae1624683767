import type { AffectedSnapshot, IncidentSnapshot, MaintenanceSnapshot } from '@clarion/contract';
import { renderMarkdown } from '../../../../platform/markdown/markdown.js';
import type { AffectedFacts, IncidentFacts, MaintenanceFacts, NamedMonitor } from './event-facts.js';

/** Monitors whose names a reader may learn, by id. */
export type Names = ReadonlyMap<number, Pick<NamedMonitor, 'tag' | 'name'>>;

export const namesOf = (monitors: readonly NamedMonitor[]): Names => new Map(monitors.map((monitor) => [monitor.id, monitor]));

export const affectedOf = (affected: readonly AffectedFacts[], names: Names): AffectedSnapshot[] =>
  affected.flatMap(({ monitorId, impact }) => {
    const monitor = names.get(monitorId);
    return monitor === undefined ? [] : [{ tag: monitor.tag, name: monitor.name, impact }];
  });

export function incidentSnapshot(facts: IncidentFacts, names: Names): IncidentSnapshot {
  const { id, title, state, from, to, updatedAt, updateCount } = facts;
  const isOpen = state !== 'RESOLVED';
  return {
    ...{ id, title, state, from, to, updatedAt, updateCount },
    // A promise is kept by the end of the incident.
    nextUpdateAt: isOpen ? facts.nextUpdateAt : null,
    isAutomatic: facts.source === 'ALERT',
    affected: affectedOf(facts.affected, names),
    updates: facts.updates.map(({ id: updateId, at, state: toState, text, isEdited }) => ({
      ...{ id: updateId, at, state: toState, isEdited },
      html: renderMarkdown(text),
    })),
  };
}

/** Whether a rule yields exactly one occurrence. @see incidents-maintenances §B2 */
const isOneTime = (rrule: string): boolean => /(?:^|;)COUNT=1(?:;|$)/i.test(rrule);

/** @param moreCount further occurrences of the series that this one stands for */
export function maintenanceSnapshot(facts: MaintenanceFacts, names: Names, moreCount = 0): MaintenanceSnapshot {
  const { eventId, maintenanceId, title, status, from, to, rrule, affected } = facts;
  return {
    ...{ eventId, maintenanceId, title, status, from, to, moreCount },
    isRecurring: !isOneTime(rrule),
    affected: affectedOf(affected, names),
  };
}
