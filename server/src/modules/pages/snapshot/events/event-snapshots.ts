import type { AffectedSnapshot, IncidentSnapshot, MaintenanceSnapshot, ScheduleSnapshot } from '@clarion/contract';
import { isOneTime, readRule, type RecurrenceRule, ruleWords, zoneOffsetAt } from '@clarion/domain';
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

function ruleOf({ maintenanceId, rrule }: MaintenanceFacts): RecurrenceRule {
  const reading = readRule(rrule);
  if (!reading.ok) throw new RangeError(`The rule of maintenance ${maintenanceId} is not valid: ${reading.reason}`);
  return reading.rule;
}

/** What a maintenance repeats, on the clocks of its own zone. @throws RangeError when its rule, which was judged when it was saved, is none */
export function scheduleSnapshot(facts: MaintenanceFacts): ScheduleSnapshot {
  const { ruleStart: start, timeZone, durationSeconds } = facts;
  const wall = start + zoneOffsetAt(timeZone, start);
  return {
    words: ruleWords(ruleOf(facts), { start, zone: timeZone }),
    localStart: new Date(wall * 1_000).toISOString().slice(0, 16),
    ...{ durationSeconds, timeZone },
  };
}

/**
 * @param moreCount further occurrences of the series that this one stands for
 * @throws RangeError when its rule, which was judged when it was saved, is none
 */
export function maintenanceSnapshot(facts: MaintenanceFacts, names: Names, moreCount = 0): MaintenanceSnapshot {
  const { eventId, maintenanceId, title, status, from, to, affected } = facts;
  return {
    ...{ eventId, maintenanceId, title, status, from, to, moreCount },
    isRecurring: !isOneTime(ruleOf(facts)),
    affected: affectedOf(affected, names),
  };
}
