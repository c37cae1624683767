import type { IncidentState } from '@clarion/contract';
import type { MonitorImpact } from '../../api/impacts.js';
import type { DraftBody, IncidentBody, IncidentDraft, IncidentTemplate } from '../../api/incidents.js';
import { fromLocalInput, toLocalInput } from '../../platform/formats.js';
import { momentOf, NO_NEXT_UPDATE, toNextUpdate, type NextUpdate } from '../fields/next-update.js';

/** A new incident as it is typed. Moments are values of `datetime-local` fields. */
export interface ComposerDraft {
  title: string;
  state: IncidentState;
  /** Empty = now. */
  start: string;
  /** Of a historical entry only. */
  end: string;
  /** Written down afterwards: over, and nobody is told. */
  isHistorical: boolean;
  isGlobal: boolean;
  monitors: readonly MonitorImpact[];
  /** Markdown of the first update. */
  comment: string;
  nextUpdate: NextUpdate;
  notify: boolean;
  /** Published by itself then; empty = at once. */
  publishAt: string;
}

export const NEW_INCIDENT: ComposerDraft = {
  title: '',
  state: 'INVESTIGATING',
  start: '',
  end: '',
  isHistorical: false,
  isGlobal: true,
  monitors: [],
  comment: '',
  nextUpdate: NO_NEXT_UPDATE,
  notify: true,
  publishAt: '',
};

const localOf = (at: number | null): string => (at === null ? '' : toLocalInput(at));

/** A stored draft, to go on with. */
export const toComposerDraft = (draft: IncidentDraft): ComposerDraft => ({
  ...NEW_INCIDENT,
  title: draft.title,
  state: draft.state,
  start: localOf(draft.start_date_time),
  isGlobal: draft.is_global === 'YES',
  monitors: draft.monitors,
  comment: draft.comment,
  nextUpdate: toNextUpdate(draft.next_update_at),
  notify: draft.notify !== 'NO',
  publishAt: localOf(draft.publish_at),
});

/** A draft with the words of a template; times and the notify switch stay. */
export const withTemplate = (draft: ComposerDraft, template: IncidentTemplate): ComposerDraft => ({
  ...draft,
  title: template.title,
  state: template.state,
  comment: template.comment,
  monitors: template.monitors.length > 0 ? template.monitors : draft.monitors,
  isGlobal: template.is_global === 'YES',
});

/** Nothing in it that would be missed. */
export const isBlank = ({ title, comment, monitors }: ComposerDraft): boolean =>
  title.trim() === '' && comment.trim() === '' && monitors.length === 0;

/** Moments for the wire. @param now Unix seconds, of what begins now */
const momentsOf = (draft: ComposerDraft, now: number) => ({
  start: fromLocalInput(draft.start) ?? Math.floor(now / 60) * 60,
  promise: draft.state === 'RESOLVED' || draft.isHistorical ? null : momentOf(draft.nextUpdate, now),
});

/** Body of POST `/incidents`. @param now Unix seconds @param fill puts the words of variables in */
export function toIncidentBody(draft: ComposerDraft, now: number, fill: (text: string) => string): IncidentBody {
  const { start, promise } = momentsOf(draft, now);
  const comment = fill(draft.comment).trim();
  const end = draft.isHistorical ? fromLocalInput(draft.end) : null;
  return {
    title: fill(draft.title).trim(),
    start_date_time: start,
    ...(end === null ? {} : { end_date_time: end }),
    is_global: draft.isGlobal ? 'YES' : 'NO',
    monitors: draft.monitors,
    ...(comment === '' ? {} : { comment, state: draft.isHistorical ? 'RESOLVED' : draft.state }),
    ...(promise === null ? {} : { next_update_at: promise }),
    ...(draft.notify && !draft.isHistorical ? {} : { notify: 'NO' as const }),
  };
}

/** Body of POST and PATCH `/incident-drafts`; whole, so that what was taken out goes. @param isScheduled `publish_at` counts */
export function toDraftBody(draft: ComposerDraft, isScheduled: boolean, fill = (text: string) => text): DraftBody {
  const publishAt = isScheduled ? fromLocalInput(draft.publishAt) : null;
  return {
    title: fill(draft.title).trim(),
    start_date_time: fromLocalInput(draft.start),
    is_global: draft.isGlobal ? 'YES' : 'NO',
    monitors: [...draft.monitors],
    comment: fill(draft.comment).trim(),
    state: draft.state,
    next_update_at: draft.state === 'RESOLVED' ? null : momentOf(draft.nextUpdate, publishAt ?? Math.floor(Date.now() / 1000)),
    notify: draft.notify ? 'YES' : 'NO',
    publish_at: publishAt,
  };
}

/** Whether something read from this browser is still a draft of this shape. */
export function isComposerDraft(value: unknown): value is ComposerDraft {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(NEW_INCIDENT).every(([member, sample]) => {
    const found = (value as Record<string, unknown>)[member];
    return Array.isArray(sample) ? Array.isArray(found) : typeof found === typeof sample && found !== null;
  });
}
