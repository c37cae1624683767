import { maxLength, required, validate, type FieldTree, type SchemaPathTree, type ValidationError } from '@angular/forms/signals';
import { LIMITS } from '@clarion/contract';
import type { MonitorImpact } from '../../api/impacts.js';
import type { IncidentBody, IncidentSummary } from '../../api/incidents.js';
import { formatDateTime, fromLocalInput, toLocalInput } from '../../platform/formats.js';
import { changedFields } from '../../platform/merge-fields.js';
import type { Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { IMPACT_WORDS } from '../../ui/monitor-impacts/impact-words.js';
import { momentOf, toNextUpdate, type NextUpdate } from '../fields/next-update.js';

/** What may be changed of an incident apart from its updates. Moments are values of `datetime-local` fields. */
export interface IncidentSettings {
  title: string;
  start: string;
  /** Empty = not over. */
  end: string;
  isGlobal: boolean;
  monitors: readonly MonitorImpact[];
  nextUpdate: NextUpdate;
}

export const SETTING_WORDS: ReadonlyMap<string, string> = new Map<keyof IncidentSettings, string>([
  ['title', 'Title'],
  ['start', 'Started'],
  ['end', 'Over'],
  ['isGlobal', 'Show on every page'],
  ['monitors', 'Affected monitors'],
  ['nextUpdate', 'Next update'],
]);

export const toSettings = (incident: IncidentSummary): IncidentSettings => ({
  title: incident.title,
  start: toLocalInput(incident.start_date_time),
  end: incident.end_date_time === null ? '' : toLocalInput(incident.end_date_time),
  isGlobal: incident.is_global === 'YES',
  monitors: incident.monitors,
  nextUpdate: toNextUpdate(incident.next_update_at),
});

export function settingRules(path: SchemaPathTree<IncidentSettings>): void {
  required(path.title, { message: 'Enter a title.' });
  validate(path.title, ({ value }) => (value() !== '' && value().trim() === '' ? { kind: 'blank', message: 'Enter a title.' } : undefined));
  maxLength(path.title, LIMITS.title, { message: `At most ${LIMITS.title} characters.` });
  validate(path.start, ({ value }) =>
    fromLocalInput(value()) === null ? { kind: 'required', message: 'Enter when it started.' } : undefined,
  );
  validate(path.end, ({ value, valueOf }) => {
    const [start, end] = [fromLocalInput(valueOf(path.start)), fromLocalInput(value())];
    return start !== null && end !== null && end < start ? { kind: 'order', message: 'Not before the start.' } : undefined;
  });
  // A promise that is broken already may stay as it is: it is a fact, and changing the title must not need another.
  validate(path.nextUpdate, ({ value }) =>
    value().mode === 'at' && fromLocalInput(value().at) === null ? { kind: 'required', message: 'Enter when.' } : undefined,
  );
}

/** Body of PATCH `/incidents/{id}`: what differs. @param now Unix seconds */
export function toSettingsBody(before: IncidentSettings, after: IncidentSettings, now: number): IncidentBody {
  const { title, start, end, isGlobal, monitors, nextUpdate } = changedFields(before, after);
  const startAt = start === undefined ? null : fromLocalInput(start);
  return {
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(startAt === null ? {} : { start_date_time: startAt }),
    ...(end === undefined ? {} : { end_date_time: fromLocalInput(end) }),
    ...(isGlobal === undefined ? {} : { is_global: isGlobal ? 'YES' : 'NO' }),
    ...(monitors === undefined ? {} : { monitors }),
    ...(nextUpdate === undefined ? {} : { next_update_at: momentOf(nextUpdate, now) }),
  };
}

/** The server's refusals on their fields. */
export function settingErrors(problem: Problem, settings: FieldTree<IncidentSettings>): ValidationError.WithOptionalFieldTree[] {
  const fields = problem.fields.map(({ field, message }) => ({ field: field.split(/[.[]/)[0] ?? field, message }));
  const { title, start, end, monitors, nextUpdate } = settings;
  return serverErrors({ ...problem, fields }, { title, start_date_time: start, end_date_time: end, monitors, next_update_at: nextUpdate });
}

/** A value as a person reads it when two versions are compared. */
export function shownSetting(settings: IncidentSettings, field: keyof IncidentSettings): string {
  switch (field) {
    case 'title':
      return settings.title;
    case 'start':
      return formatDateTime(fromLocalInput(settings.start) ?? 0);
    case 'end':
      return settings.end === '' ? 'Not over' : formatDateTime(fromLocalInput(settings.end) ?? 0);
    case 'isGlobal':
      return settings.isGlobal ? 'Yes' : 'No';
    case 'monitors':
      return settings.monitors.map(({ monitor_tag, impact }) => `${monitor_tag}: ${IMPACT_WORDS[impact]}`).join('\n');
    case 'nextUpdate': {
      const { mode, minutes, at } = settings.nextUpdate;
      return mode === 'none' ? 'No promise' : mode === 'in' ? `in ${minutes} minutes` : formatDateTime(fromLocalInput(at) ?? 0);
    }
  }
}
