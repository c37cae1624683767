import { LIMITS } from '@clarion/contract';
import { HORIZON_SECONDS, lastOccurrence, nextOccurrences, occurrencesBetween, type Occurrence } from '../recurrence/occurrences.js';
import { isOneTime, type RecurrenceRule } from '../recurrence/rule.js';

const DAY = 86_400;

/** What decides which events a maintenance has. */
export interface Schedule {
  rule: RecurrenceRule;
  /** DTSTART, Unix seconds. */
  start: number;
  /** IANA name. */
  zone: string;
  durationSeconds: number;
}

/**
 * The occurrences that must have an event by now: of the next seven days, and one that is under way; without any the next one, however
 * far. One time has its event unless it ended more than a day ago.
 * @throws RangeError for an unknown zone, for more than are kept ahead, or too much work   @see incidents-maintenances §B3
 */
export function occurrencesToKeep({ rule, start, zone, durationSeconds }: Schedule, now: number): Occurrence[] {
  if (isOneTime(rule)) {
    return nextOccurrences(rule, start, zone, start, 1).filter((occurrence) => occurrence.start + durationSeconds > now - DAY);
  }
  const ahead = occurrencesBetween(rule, start, zone, { from: now, to: now + HORIZON_SECONDS + 1 }, LIMITS.eventsAhead + 1);
  if (ahead.length > LIMITS.eventsAhead) throw new RangeError(`The rule gives more than ${LIMITS.eventsAhead} events in seven days`);
  const underWay = lastOccurrence(rule, start, zone, now, now - durationSeconds + 1);
  const found = underWay === null ? ahead : [underWay, ...ahead];
  return found.length > 0 ? found : nextOccurrences(rule, start, zone, now, 1);
}
