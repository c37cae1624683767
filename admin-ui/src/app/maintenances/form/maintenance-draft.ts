import { ONE_TIME_RULE } from '@clarion/domain';
import type { MonitorImpact } from '../../api/impacts.js';
import type { Maintenance, MaintenanceBody, MaintenanceState, PreviewBody } from '../../api/maintenances.js';
import { timeZone } from '../../platform/formats.js';
import { changedFields } from '../../platform/merge-fields.js';
import { localStart, placeStart } from './wall-clock.js';

/** Everything the form edits, as the fields hold it: texts are never null, numbers are null while a field is empty. */
export interface MaintenanceDraft {
  title: string;
  description: string;
  /** `YYYY-MM-DD` and `HH:MM`, on a clock in `zone`. */
  date: string;
  time: string;
  zone: string;
  /** The duration, in two parts. */
  hours: number | null;
  minutes: number | null;
  repeats: boolean;
  /** Text of the rule; counts only while it repeats. */
  rrule: string;
  monitors: readonly MonitorImpact[];
  isGlobal: boolean;
  isActive: boolean;
}

/** Repeats on the weekday of the start, whatever that is. */
export const USUAL_RULE = 'FREQ=WEEKLY';

const HOUR = 3_600;

/** A new one begins at the next full hour but one, in the zone of the person. @param now Unix seconds */
export function newDraft(now: number): MaintenanceDraft {
  const start = Math.ceil(now / HOUR) * HOUR + HOUR;
  return {
    title: '',
    description: '',
    ...localStart(timeZone, start),
    zone: timeZone,
    hours: 1,
    minutes: 0,
    repeats: false,
    rrule: USUAL_RULE,
    monitors: [],
    isGlobal: true,
    isActive: true,
  };
}

/** The stored maintenance as the form holds it. @param start Unix seconds, when the form is about its rest from there on */
export function toDraft(maintenance: Maintenance & Pick<MaintenanceState, 'is_recurring'>, start?: number): MaintenanceDraft {
  const minutes = Math.floor(maintenance.duration_seconds / 60);
  return {
    title: maintenance.title,
    description: maintenance.description ?? '',
    ...localStart(maintenance.timezone, start ?? maintenance.start_date_time),
    zone: maintenance.timezone,
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    repeats: maintenance.is_recurring,
    rrule: maintenance.is_recurring ? maintenance.rrule : USUAL_RULE,
    monitors: maintenance.monitors,
    isGlobal: maintenance.is_global === 'YES',
    isActive: maintenance.status === 'ACTIVE',
  };
}

export const durationOf = ({ hours, minutes }: Pick<MaintenanceDraft, 'hours' | 'minutes'>): number =>
  (hours ?? 0) * HOUR + (minutes ?? 0) * 60;

const ruleOf = ({ repeats, rrule }: Pick<MaintenanceDraft, 'repeats' | 'rrule'>): string =>
  repeats ? rrule.trim().replace(/^RRULE:/i, '') : ONE_TIME_RULE;

/** The whole draft as a request body. */
export function toBody(draft: MaintenanceDraft): MaintenanceBody {
  const start = placeStart(draft.zone, draft.date, draft.time);
  return {
    title: draft.title.trim(),
    description: draft.description.trim() || null,
    ...(start ? { start_date_time: start.at } : {}),
    rrule: ruleOf(draft),
    duration_seconds: durationOf(draft),
    timezone: draft.zone,
    is_global: draft.isGlobal ? 'YES' : 'NO',
    status: draft.isActive ? 'ACTIVE' : 'INACTIVE',
    monitors: draft.monitors,
  };
}

/** Whatever is created is active. */
export function toCreate(draft: MaintenanceDraft): MaintenanceBody {
  const { status: _always, ...body } = toBody(draft);
  return body;
}

/** Only what differs from the draft as it was loaded, so that two people who change different fields do not undo each other. */
export const toPatch = (before: MaintenanceDraft, now: MaintenanceDraft): MaintenanceBody => changedFields(toBody(before), toBody(now));

/** What the preview of occurrences is asked; null while the schedule is incomplete. @param id of a stored maintenance */
export function toPreview(draft: MaintenanceDraft, id: number | null): PreviewBody | null {
  const start = placeStart(draft.zone, draft.date, draft.time);
  const duration_seconds = durationOf(draft);
  const rrule = ruleOf(draft);
  if (!start || duration_seconds <= 0 || rrule === '') return null;
  return {
    ...(id === null ? {} : { maintenance_id: id }),
    start_date_time: start.at,
    rrule,
    timezone: draft.zone,
    duration_seconds,
    monitors: draft.monitors,
  };
}
