import { maxLength, required, validate, type FieldTree, type SchemaPathTree, type ValidationError } from '@angular/forms/signals';
import { LIMITS } from '@clarion/contract';
import { fromLocalInput } from '../../platform/formats.js';
import type { Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { promiseError } from '../updates/update-draft.js';
import type { ComposerDraft } from './composer-draft.js';
import { variableError, type VariableValues } from './variables.js';

/** What a new incident must have to be published. @param now Unix seconds @param values words for variables; both signals */
export function composerRules(path: SchemaPathTree<ComposerDraft>, now: () => number, values: () => VariableValues): void {
  required(path.title, { message: 'Enter a title.' });
  validate(path.title, ({ value }) => (value() !== '' && value().trim() === '' ? { kind: 'blank', message: 'Enter a title.' } : undefined));
  maxLength(path.title, LIMITS.title, { message: `At most ${LIMITS.title} characters.` });
  validate(path.title, ({ value }) => variableError(value(), values()));
  maxLength(path.comment, LIMITS.markdown, { message: `At most ${LIMITS.markdown.toLocaleString()} characters.` });
  validate(path.comment, ({ value, valueOf }) => {
    if (value().trim() !== '') return variableError(value(), values());
    if (valueOf(path.isHistorical)) return { kind: 'required', message: 'Say what happened.' };
    return valueOf(path.state) === 'INVESTIGATING'
      ? undefined
      : { kind: 'required', message: 'A state other than Investigating needs a message.' };
  });
  validate(path.start, ({ value, valueOf }) =>
    valueOf(path.isHistorical) && value() === '' ? { kind: 'required', message: 'Enter when it started.' } : undefined,
  );
  validate(path.end, ({ value, valueOf }) => {
    if (!valueOf(path.isHistorical)) return undefined;
    const [start, end] = [fromLocalInput(valueOf(path.start)), fromLocalInput(value())];
    if (end === null) return { kind: 'required', message: 'Enter when it was over.' };
    if (end > now()) return { kind: 'future', message: 'A historical entry is over already.' };
    return start !== null && end < start ? { kind: 'order', message: 'Not before the start.' } : undefined;
  });
  validate(path.nextUpdate, ({ value, valueOf }) =>
    valueOf(path.isHistorical) || valueOf(path.state) === 'RESOLVED' ? undefined : promiseError(value(), now()),
  );
  validate(path.publishAt, ({ value }) => {
    if (value() === '') return undefined;
    const at = fromLocalInput(value());
    return at === null || at <= now() ? { kind: 'past', message: 'Choose a moment to come.' } : undefined;
  });
}

/** The server's refusals on their fields. */
export function composerErrors(problem: Problem, incident: FieldTree<ComposerDraft>): ValidationError.WithOptionalFieldTree[] {
  // `monitors[2].monitor_tag` belongs to the list of monitors.
  const fields = problem.fields.map(({ field, message }) => ({ field: field.split(/[.[]/)[0] ?? field, message }));
  return serverErrors(
    { ...problem, fields },
    {
      title: incident.title,
      comment: incident.comment,
      state: incident.state,
      monitors: incident.monitors,
      start_date_time: incident.start,
      end_date_time: incident.end,
      next_update_at: incident.nextUpdate,
      publish_at: incident.publishAt,
    },
  );
}
