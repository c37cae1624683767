import {
  ASSERTION_KINDS,
  ASSERTION_LIMITS,
  ASSERTION_SEVERITIES,
  BODY_COMPARISONS,
  VALUE_COMPARISONS,
  type AssertionKind,
  type AssertionSeverity,
  type ValueComparison,
} from '@clarion/contract';
import { validate, type SchemaPathTree } from '@angular/forms/signals';
import type { TypeData } from '../../../../../api/monitors.js';
import { readNumber, readOneOf, readText } from '../../read-type-data.js';

const LIMITS = {
  ranges: 200,
  name: ASSERTION_LIMITS.nameLength,
  path: ASSERTION_LIMITS.pathLength,
  value: ASSERTION_LIMITS.valueLength,
  pattern: ASSERTION_LIMITS.patternLength,
  belowMs: 300_000,
  days: 3_650,
} as const;

/** One row, with a field for everything any kind looks at: what was typed for one kind is there when it is chosen again. */
export interface AssertionDraft {
  /** `other` = of a kind that this form does not know; it is kept as it is stored. */
  kind: AssertionKind | 'other';
  severity: AssertionSeverity;
  ranges: string;
  name: string;
  path: string;
  comparison: ValueComparison;
  value: string;
  /** Milliseconds. */
  below: number | null;
  days: number | null;
  stored: TypeData | null;
}

const FRESH: AssertionDraft = {
  kind: 'status',
  severity: 'DOWN',
  ranges: '200-299',
  name: '',
  path: '$.',
  comparison: 'equals',
  value: '',
  below: 1_000,
  days: 14,
  stored: null,
};

/** A new row of a kind. */
export const newAssertion = (kind: AssertionKind): AssertionDraft => ({
  ...FRESH,
  kind,
  comparison: kind === 'body' ? 'contains' : 'equals',
  // Slow or soon to expire is seldom as bad as wrong.
  severity: kind === 'response_time' || kind === 'certificate' ? 'DEGRADED' : 'DOWN',
});

const scalarText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? '' : value === undefined ? '' : String(value);

/** One entry of `type_data.assertions`. */
export function readAssertion(data: TypeData): AssertionDraft {
  const kind = ASSERTION_KINDS.find((each) => each === data['kind']);
  return {
    kind: kind ?? 'other',
    severity: readOneOf(data['severity'], ASSERTION_SEVERITIES, 'DOWN'),
    ranges: readText(data['ranges'], FRESH.ranges),
    name: readText(data['name']),
    path: readText(data['path'], FRESH.path),
    comparison: readOneOf(data['comparison'], VALUE_COMPARISONS, kind === 'body' ? 'contains' : 'equals'),
    value: scalarText(data['value']),
    below: readNumber(data['below'], 1_000),
    days: readNumber(data['days'], 14),
    stored: kind === undefined ? data : null,
  };
}

export const needsValue = (comparison: ValueComparison): boolean => comparison !== 'exists' && comparison !== 'not_exists';

/** The members its kind has, and no others. */
export function writeAssertion(draft: AssertionDraft): TypeData {
  const { kind, severity, comparison } = draft;
  const compared = { comparison, ...(needsValue(comparison) ? { value: draft.value } : {}) };
  switch (kind) {
    case 'status':
      return { kind, ranges: draft.ranges.trim(), severity };
    case 'header':
      return { kind, name: draft.name.trim(), ...compared, severity };
    case 'json':
      return { kind, path: draft.path.trim(), ...compared, severity };
    case 'body':
      return { kind, comparison, value: draft.value, severity };
    case 'response_time':
      return { kind, below: draft.below ?? 0, severity };
    case 'certificate':
      return { kind, days: draft.days ?? 0, severity };
    case 'other':
      return draft.stored ?? {};
  }
}

const RANGE = /^([1-5]\d{2})(?:\s*-\s*([1-5]\d{2}))?$/;

function rangesFault(text: string): string | null {
  if (text.length > LIMITS.ranges) return `At most ${LIMITS.ranges} characters.`;
  for (const part of text.split(',')) {
    const [, first, last] = RANGE.exec(part.trim()) ?? [];
    if (first === undefined) return 'Statuses and ranges of them, such as 200-299,304.';
    if (last !== undefined && Number(last) < Number(first)) return `${part.trim()} ends before it starts.`;
  }
  return null;
}

function valueFault({ kind, comparison }: AssertionDraft, value: string): string | null {
  if (kind !== 'header' && kind !== 'json' && kind !== 'body') return null;
  if (!needsValue(comparison)) return null;
  // A header or a member may well be empty; a text to look for may not.
  if (value === '' && (kind === 'body' || comparison === 'matches' || comparison.endsWith('contains'))) return 'Enter what to look for.';
  if (comparison === 'greater_than' || comparison === 'less_than') {
    return value.trim() !== '' && Number.isFinite(Number(value)) ? null : 'Enter a number.';
  }
  const longest = comparison === 'matches' ? LIMITS.pattern : LIMITS.value;
  return value.length <= longest ? null : `At most ${longest} characters.`;
}

/** The rules of one row; only its own kind counts. */
export function assertionRules(row: SchemaPathTree<AssertionDraft>): void {
  const error = (message: string | null) => (message === null ? undefined : { kind: 'assertion', message });
  validate(row.ranges, ({ value, valueOf }) => error(valueOf(row.kind) === 'status' ? rangesFault(value()) : null));
  validate(row.name, ({ value, valueOf }) =>
    error(
      valueOf(row.kind) !== 'header' || (/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value().trim()) && value().length <= LIMITS.name)
        ? null
        : 'The name of a header, such as content-type.',
    ),
  );
  validate(row.path, ({ value, valueOf }) =>
    error(
      valueOf(row.kind) !== 'json' || (/^\$([.[]\S.*)?$/.test(value().trim()) && value().length <= LIMITS.path)
        ? null
        : 'A path from $, such as $.items[0].name.',
    ),
  );
  validate(row.comparison, ({ value, valueOf }) =>
    error(valueOf(row.kind) === 'body' && !BODY_COMPARISONS.some((each) => each === value()) ? 'Choose how to compare.' : null),
  );
  validate(row.value, ({ value, valueOf }) => error(valueFault(valueOf(row), value())));
  validate(row.below, ({ value, valueOf }) => {
    const below = value();
    return error(
      valueOf(row.kind) !== 'response_time' || (below !== null && below >= 1 && below <= LIMITS.belowMs) ? null : 'From 1 to 300000 ms.',
    );
  });
  validate(row.days, ({ value, valueOf }) => {
    const days = value();
    return error(
      valueOf(row.kind) !== 'certificate' || (days !== null && days >= 0 && days <= LIMITS.days) ? null : 'From 0 to 3650 days.',
    );
  });
}
