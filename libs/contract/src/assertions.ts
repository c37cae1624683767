/** What an assertion of an API monitor looks at. */
export const ASSERTION_KINDS = ['status', 'header', 'json', 'body', 'response_time', 'certificate'] as const;
export type AssertionKind = (typeof ASSERTION_KINDS)[number];

/** What a monitor is when an assertion fails. */
export const ASSERTION_SEVERITIES = ['DOWN', 'DEGRADED'] as const;
export type AssertionSeverity = (typeof ASSERTION_SEVERITIES)[number];

/** How one value, of a header or inside a JSON body, is compared. */
export const VALUE_COMPARISONS = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'matches',
  'exists',
  'not_exists',
  'greater_than',
  'less_than',
] as const;
export type ValueComparison = (typeof VALUE_COMPARISONS)[number];

export const BODY_COMPARISONS = ['contains', 'not_contains', 'matches'] as const;
export type BodyComparison = (typeof BODY_COMPARISONS)[number];

interface Severe {
  /** DOWN when absent. */
  severity?: AssertionSeverity;
}

/** The status is in one of the ranges, e.g. `200-299,304`. In place of the built-in rule. */
export interface StatusAssertion extends Severe {
  kind: 'status';
  ranges: string;
}

/** A header of the answer; values of headers that came more than once are joined by a comma and a space. */
export interface HeaderAssertion extends Severe {
  kind: 'header';
  /** Case does not matter. */
  name: string;
  comparison: ValueComparison;
  /** Not needed for `exists` and `not_exists`. */
  value?: string;
}

/** One value inside a JSON body. */
export interface JsonAssertion extends Severe {
  kind: 'json';
  /** `$.items[0]['name']` */
  path: string;
  comparison: ValueComparison;
  /** Compared as text with whatever stands there; not needed for `exists` and `not_exists`. */
  value?: string | number | boolean | null;
}

/** The body as text. */
export interface BodyAssertion extends Severe {
  kind: 'body';
  comparison: BodyComparison;
  /** A text, or for `matches` a regular expression without look-around and back-references. */
  value: string;
}

/** The answer is complete in less than so many milliseconds. */
export interface ResponseTimeAssertion extends Severe {
  kind: 'response_time';
  below: number;
}

/** The certificate of whoever answered is good for at least so many days more. */
export interface CertificateAssertion extends Severe {
  kind: 'certificate';
  days: number;
}

/** A check of an answer without code; a member of `type_data.assertions`. */
export type ApiAssertion = StatusAssertion | HeaderAssertion | JsonAssertion | BodyAssertion | ResponseTimeAssertion | CertificateAssertion;

/** @see reliability SEC-41 */
export const ASSERTION_LIMITS = {
  /** Assertions of one monitor. */
  count: 20,
  patternLength: 1_000,
  /** Of all regular expressions of a monitor together: reading one costs time by its length. */
  patternsLength: 2_000,
  /** Characters of a body that a regular expression looks at. */
  matchedLength: 64 * 1024,
  pathLength: 500,
  pathSteps: 50,
  /** Characters of a body that is read as JSON. */
  jsonLength: 1024 * 1024,
  valueLength: 2_000,
  nameLength: 200,
} as const;
