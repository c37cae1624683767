import { applyWhen, max, maxLength, min, required, validate, type FieldTree, type SchemaPathTree } from '@angular/forms/signals';
import { LIMITS } from '@clarion/contract';
import { isKnownTimeZone, readRule } from '@clarion/domain';
import { durationOf, type MaintenanceDraft } from './maintenance-draft.js';

/** The rules of every field. The server has the last word; these say it sooner. @see incidents-maintenances §B1 */
export function maintenanceRules(path: SchemaPathTree<MaintenanceDraft>): void {
  required(path.title, { message: 'Enter a title.' });
  maxLength(path.title, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
  maxLength(path.description, LIMITS.maintenanceDescription, { message: `At most ${LIMITS.maintenanceDescription} characters.` });
  required(path.date, { message: 'Enter the day it starts.' });
  required(path.time, { message: 'Enter the time it starts.' });
  validate(path.zone, ({ value }) =>
    isKnownTimeZone(value()) ? undefined : { kind: 'zone', message: 'Choose a time zone from the list, such as Europe/Berlin.' },
  );
  min(path.hours, 0, { message: 'Not below 0.' });
  min(path.minutes, 0, { message: 'Not below 0.' });
  max(path.minutes, 59, { message: 'At most 59; the rest is hours.' });
  validate(path.hours, ({ value, valueOf }) => {
    const seconds = durationOf({ hours: value(), minutes: valueOf(path.minutes) });
    if (seconds <= 0) return { kind: 'duration', message: 'Lasts at least a minute.' };
    return seconds > LIMITS.maintenanceSeconds ? { kind: 'duration', message: 'Lasts at most a year.' } : undefined;
  });
  applyWhen(
    path.rrule,
    ({ valueOf }) => valueOf(path.repeats),
    (rule) => {
      validate(rule, ({ value }) => {
        const reading = readRule(value());
        return reading.ok ? undefined : { kind: 'rule', message: reading.reason };
      });
    },
  );
}

/** Words of every field, in the order of the screen, for the summary of errors and for conflicts. */
export const FIELD_WORDS: ReadonlyMap<keyof MaintenanceDraft, string> = new Map([
  ['title', 'Title'],
  ['description', 'Description'],
  ['date', 'Starts on'],
  ['time', 'Starts at'],
  ['zone', 'Time zone'],
  ['hours', 'Lasts, hours'],
  ['minutes', 'Lasts, minutes'],
  ['repeats', 'Repeats'],
  ['rrule', 'Rule'],
  ['monitors', 'Affected monitors'],
  ['isGlobal', 'On all pages'],
  ['isActive', 'Active'],
]);

const WIRE: Readonly<Record<string, keyof MaintenanceDraft>> = {
  title: 'title',
  description: 'description',
  start_date_time: 'date',
  rrule: 'rrule',
  duration_seconds: 'hours',
  timezone: 'zone',
  monitors: 'monitors',
  is_global: 'isGlobal',
  status: 'isActive',
};

/** The field of a wire name such as `rrule` or `monitors[0].impact`; null when the form has none. */
export function fieldOfWireName(form: FieldTree<MaintenanceDraft>, name: string): FieldTree<unknown> | null {
  const member = WIRE[name.split(/[.[]/, 1)[0] ?? ''];
  return member ? (form[member] as FieldTree<unknown>) : null;
}
