import type { IncidentState } from '@clarion/contract';

/** An update of an incident, as far as it decides. */
export interface IncidentUpdate {
  id: number;
  state: IncidentState;
  /** Unix seconds; may lie before or after every other one. */
  commentedAt: number;
  /** ACTIVE: hidden and deleted ones decide nothing. */
  isActive: boolean;
}

/** The part of an incident that follows from its updates. */
export interface IncidentCourse {
  state: IncidentState;
  /** Unix seconds. */
  start: number;
  /** Unix seconds; null = nobody said. */
  end: number | null;
}

/** Newest first: by their time, those of one minute by the order they were written in. */
export const newestFirst = (a: Pick<IncidentUpdate, 'id' | 'commentedAt'>, b: Pick<IncidentUpdate, 'id' | 'commentedAt'>): number =>
  b.commentedAt - a.commentedAt || b.id - a.id;

/** The update that decides; null = none is ACTIVE. */
export function decidingUpdate(updates: Iterable<IncidentUpdate>): IncidentUpdate | null {
  let newest: IncidentUpdate | null = null;
  for (const update of updates) if (update.isActive && (newest === null || newestFirst(update, newest) < 0)) newest = update;
  return newest;
}

/** Time of the newest ACTIVE update that says RESOLVED, Unix seconds; null = none does. */
export function newestResolvedAt(updates: Iterable<IncidentUpdate>): number | null {
  return decidingUpdate([...updates].filter(({ state }) => state === 'RESOLVED'))?.commentedAt ?? null;
}

/**
 * State and end of an incident after its updates changed. The newest ACTIVE update decides, whatever was written, edited or deleted, and
 * in which order: RESOLVED ends the incident at its time, any other state opens a resolved one again.
 * @param before the update that decided before the change; null = there was none
 * @param after the one that decides now; null = none is left, and everything stays as it was
 * @returns the course itself when nothing changed: an end that somebody set by hand survives what does not concern it
 * @see incidents-maintenances §A3
 */
export function courseAfter(course: IncidentCourse, before: IncidentUpdate | null, after: IncidentUpdate | null): IncidentCourse {
  if (after === null) return course;
  if (before !== null && before.state === after.state && before.commentedAt === after.commentedAt && course.state === after.state)
    return course;
  // Told before it began, it was over as soon as it began.
  if (after.state === 'RESOLVED') return { ...course, state: 'RESOLVED', end: Math.max(course.start, after.commentedAt) };
  return { ...course, state: after.state, end: course.state === 'RESOLVED' ? null : course.end };
}

/** A stretch of time that may go on: `[from, to)`, Unix seconds; `to` null = no end yet. */
export interface OpenWindow {
  from: number;
  to: number | null;
}

/**
 * The time an incident covers.
 * @param resolvedAt `newestResolvedAt` of its updates: the end of a RESOLVED incident that has none of its own; without either it covers
 *   nothing, since what is resolved does not go on
 * @see status-engine §1
 */
export function incidentWindow({ state, start, end }: IncidentCourse, resolvedAt: number | null): OpenWindow {
  const until = end ?? (state === 'RESOLVED' ? (resolvedAt ?? start) : null);
  return { from: start, to: until === null ? null : Math.max(start, until) };
}

/** Whether an incident goes on at an instant: begun, not RESOLVED, not over. @see incidents-maintenances §A2 */
export const isOngoing = ({ state, start, end }: IncidentCourse, at: number): boolean =>
  state !== 'RESOLVED' && start <= at && (end === null || end > at);

/** Seconds an incident has lasted, up to now or to its end. */
export const incidentSeconds = ({ from, to }: OpenWindow, now: number): number => Math.max(0, Math.min(to ?? now, now) - from);

/** Whether the promise of a next update is broken. @param nextUpdateAt Unix seconds; null = none was given */
export const isUpdateOverdue = (state: IncidentState, nextUpdateAt: number | null, now: number): boolean =>
  nextUpdateAt !== null && state !== 'RESOLVED' && nextUpdateAt < now;

/** What two windows touch together; null at the end = without end. */
export function hull(a: OpenWindow, b: OpenWindow): OpenWindow {
  return { from: Math.min(a.from, b.from), to: a.to === null || b.to === null ? null : Math.max(a.to, b.to) };
}
