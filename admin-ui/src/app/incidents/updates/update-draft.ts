import { maxLength, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { LIMITS, type IncidentState } from '@clarion/contract';
import type { MonitorImpact } from '../../api/impacts.js';
import type { IncidentSummary, IncidentUpdate, UpdateBody } from '../../api/incidents.js';
import { fromLocalInput, toLocalInput } from '../../platform/formats.js';
import { changedFields } from '../../platform/merge-fields.js';
import { momentOf, NO_NEXT_UPDATE, type NextUpdate } from '../fields/next-update.js';

/** An update as it is typed. */
export interface UpdateDraft {
  state: IncidentState;
  comment: string;
  /** Value of a `datetime-local` field; empty = now. */
  time: string;
  /** Every monitor of the incident, with what happens to it from the update on. */
  monitors: readonly MonitorImpact[];
  nextUpdate: NextUpdate;
  notify: boolean;
}

/** A new update starts from where the incident is. */
export const freshUpdate = (incident: Pick<IncidentSummary, 'state' | 'monitors'>): UpdateDraft => ({
  state: incident.state,
  comment: '',
  time: '',
  monitors: incident.monitors,
  nextUpdate: NO_NEXT_UPDATE,
  notify: true,
});

/** @param now Unix seconds, a signal */
export function updateRules(path: SchemaPathTree<UpdateDraft>, now: () => number): void {
  required(path.comment, { message: 'Say what readers should know.' });
  validate(path.comment, ({ value }) =>
    value() !== '' && value().trim() === '' ? { kind: 'blank', message: 'Say what readers should know.' } : undefined,
  );
  maxLength(path.comment, LIMITS.markdown, { message: `At most ${LIMITS.markdown.toLocaleString()} characters.` });
  validate(path.nextUpdate, ({ value }) => promiseError(value(), now()));
}

/** What is wrong with a promise; nothing while it lies ahead. */
export function promiseError(next: NextUpdate, now: number): { kind: string; message: string } | undefined {
  if (next.mode !== 'at') return undefined;
  const at = fromLocalInput(next.at);
  if (at === null) return { kind: 'required', message: 'Enter when, or choose another promise.' };
  return at <= now ? { kind: 'past', message: 'This lies in the past.' } : undefined;
}

/** Body of POST `/incidents/{id}/comments`. @param before impacts as they are; only others are sent. @param now Unix seconds */
export function toUpdateBody(draft: UpdateDraft, before: readonly MonitorImpact[], now: number): UpdateBody {
  const time = fromLocalInput(draft.time);
  const impactOf = new Map(before.map(({ monitor_tag, impact }) => [monitor_tag, impact]));
  const monitors = draft.monitors.filter(({ monitor_tag, impact }) => impactOf.get(monitor_tag) !== impact);
  const promise = draft.state === 'RESOLVED' ? null : momentOf(draft.nextUpdate, now);
  return {
    comment: draft.comment.trim(),
    state: draft.state,
    ...(time === null ? {} : { timestamp: time }),
    ...(monitors.length === 0 ? {} : { monitors }),
    ...(promise === null ? {} : { next_update_at: promise }),
    ...(draft.notify ? {} : { notify: 'NO' as const }),
  };
}

/** What an edit of a stored update may change. */
export interface UpdateEdit {
  state: IncidentState;
  comment: string;
  /** Value of a `datetime-local` field. */
  time: string;
}

export const toUpdateEdit = ({ state, comment, timestamp }: IncidentUpdate): UpdateEdit => ({
  state,
  comment,
  time: toLocalInput(timestamp),
});

/** Body of PATCH `/incidents/{id}/comments/{id}`: what differs. */
export function toEditBody(before: UpdateEdit, after: UpdateEdit): UpdateBody {
  const { state, comment, time } = changedFields(before, after);
  const timestamp = time === undefined ? null : fromLocalInput(time);
  return {
    ...(state === undefined ? {} : { state }),
    ...(comment === undefined ? {} : { comment: comment.trim() }),
    ...(timestamp === null ? {} : { timestamp }),
  };
}
