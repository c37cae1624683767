import {
  ASSERTION_LIMITS,
  ASSERTION_SEVERITIES,
  BANNER_COMPARISONS,
  BODY_COMPARISONS,
  KINDS_OF_ASSERTIONS,
  VALUE_COMPARISONS,
  type AnyAssertionKind,
  type AssertedType,
  type AssertionSeverity,
  type BannerComparison,
  type ValueComparison,
} from '@clarion/contract';
import { validate, type SchemaPathTree } from '@angular/forms/signals';
import type { TypeData } from '../../../../api/monitors.js';
import { readNumber, readOneOf, readText } from '../read-type-data.js';

const LIMITS = {
  ranges: 200,
  name: ASSERTION_LIMITS.nameLength,
  path: ASSERTION_LIMITS.pathLength,
  value: ASSERTION_LIMITS.valueLength,
  pattern: ASSERTION_LIMITS.patternLength,
  belowMs: 300_000,
  days: 3_650,
  records: ASSERTION_LIMITS.records,
  ttl: ASSERTION_LIMITS.ttlSeconds,
} as const;

export type Comparison = ValueComparison | BannerComparison;
/** Kinds that look for a text in what came back. */
const TEXT_KINDS = ['body', 'banner', 'record'] as const;
type TextKind = (typeof TEXT_KINDS)[number];
const isTextKind = (kind: AssertionDraft['kind']): kind is TextKind => TEXT_KINDS.some((each) => each === kind);
const isBounded = (kind: AssertionDraft['kind']): kind is 'count' | 'ttl' => kind === 'count' || kind === 'ttl';

/** One row, with a field for everything any kind looks at: what was typed for one kind is there when it is chosen again. */
export interface AssertionDraft {
  /** `other` = of a kind that this form does not know; it is kept as it is stored. */
  kind: AnyAssertionKind | 'other';
  severity: AssertionSeverity;
  ranges: string;
  name: string;
  path: string;
  comparison: Comparison;
  value: string;
  /** Milliseconds. */
  below: number | null;
  days: number | null;
  /** Records, or seconds; null = no bound. */
  atLeast: number | null;
  atMost: number | null;
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
  atLeast: 1,
  atMost: null,
  stored: null,
};

/** A new row of a kind. */
export const newAssertion = (kind: AnyAssertionKind): AssertionDraft => ({
  ...FRESH,
  kind,
  comparison: isTextKind(kind) ? 'contains' : 'equals',
  atLeast: kind === 'ttl' ? 300 : 1,
  // Slow or soon to expire is seldom as bad as wrong.
  severity: kind === 'response_time' || kind === 'certificate' || kind === 'ttl' ? 'DEGRADED' : 'DOWN',
});

const scalarText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? '' : value === undefined ? '' : String(value);

/** What a row may be compared by. */
export function comparisonsOf(kind: AssertionDraft['kind']): readonly Comparison[] {
  if (kind === 'banner') return BANNER_COMPARISONS;
  return isTextKind(kind) ? BODY_COMPARISONS : VALUE_COMPARISONS;
}

const boundOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** One entry of `type_data.assertions`. @param type of the monitor: what is none of its kinds is kept as it is */
export function readAssertion(data: TypeData, type: AssertedType): AssertionDraft {
  const kinds: readonly AnyAssertionKind[] = KINDS_OF_ASSERTIONS[type];
  const kind = kinds.find((each) => each === data['kind']);
  return {
    kind: kind ?? 'other',
    severity: readOneOf(data['severity'], ASSERTION_SEVERITIES, 'DOWN'),
    ranges: readText(data['ranges'], FRESH.ranges),
    name: readText(data['name']),
    path: readText(data['path'], FRESH.path),
    comparison: readOneOf(
      data['comparison'],
      kind === 'banner' ? BANNER_COMPARISONS : VALUE_COMPARISONS,
      kind !== undefined && isTextKind(kind) ? 'contains' : 'equals',
    ),
    value: scalarText(data['value']),
    below: readNumber(data['below'], 1_000),
    days: readNumber(data['days'], 14),
    atLeast: boundOf(data['at_least']),
    atMost: boundOf(data['at_most']),
    stored: kind === undefined ? data : null,
  };
}

export const needsValue = (comparison: Comparison): boolean => comparison !== 'exists' && comparison !== 'not_exists';

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
    case 'banner':
    case 'record':
      return { kind, comparison, value: draft.value, severity };
    case 'response_time':
      return { kind, below: draft.below ?? 0, severity };
    case 'certificate':
      return { kind, days: draft.days ?? 0, severity };
    case 'count':
    case 'ttl':
      return {
        kind,
        ...(draft.atLeast === null ? {} : { at_least: draft.atLeast }),
        ...(draft.atMost === null ? {} : { at_most: draft.atMost }),
        severity,
      };
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
  if (kind !== 'header' && kind !== 'json' && !isTextKind(kind)) return null;
  if (!needsValue(comparison)) return null;
  // A header or a member may well be empty; a text to look for may not.
  if (value === '' && (isTextKind(kind) || comparison === 'matches' || comparison.endsWith('contains'))) return 'Enter what to look for.';
  if (comparison === 'greater_than' || comparison === 'less_than') {
    return value.trim() !== '' && Number.isFinite(Number(value)) ? null : 'Enter a number.';
  }
  const longest = comparison === 'matches' ? LIMITS.pattern : LIMITS.value;
  return value.length <= longest ? null : `At most ${longest} characters.`;
}

function boundFault(kind: AssertionDraft['kind'], value: number | null, { atLeast, atMost }: AssertionDraft): string | null {
  if (!isBounded(kind)) return null;
  if (atLeast === null && atMost === null) return 'Enter at least one of the two.';
  const most = kind === 'count' ? LIMITS.records : LIMITS.ttl;
  if (value !== null && (!Number.isInteger(value) || value < 0 || value > most)) return `A whole number from 0 to ${most}.`;
  return null;
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
    error(
      isTextKind(valueOf(row.kind)) && !comparisonsOf(valueOf(row.kind)).some((each) => each === value()) ? 'Choose how to compare.' : null,
    ),
  );
  validate(row.value, ({ value, valueOf }) => error(valueFault(valueOf(row), value())));
  validate(row.below, ({ value, valueOf }) => {
    const below = value();
    return error(
      valueOf(row.kind) !== 'response_time' || (below !== null && below >= 1 && below <= LIMITS.belowMs) ? null : 'From 1 to 300000 ms.',
    );
  });
  validate(row.atLeast, ({ value, valueOf }) => error(boundFault(valueOf(row.kind), value(), valueOf(row))));
  validate(row.atMost, ({ value, valueOf }) => {
    const { kind, atLeast } = valueOf(row);
    const most = value();
    // What is wrong with both is said once, beside the first.
    if (!isBounded(kind) || most === null) return undefined;
    if (atLeast !== null && atLeast > most) return error('This leaves nothing between the two.');
    return error(boundFault(kind, most, valueOf(row)));
  });
  validate(row.days, ({ value, valueOf }) => {
    const days = value();
    return error(
      valueOf(row.kind) !== 'certificate' || (days !== null && days >= 0 && days <= LIMITS.days) ? null : 'From 0 to 3650 days.',
    );
  });
}
