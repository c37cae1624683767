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

/** What an assertion of a TCP monitor looks at. */
export const TCP_ASSERTION_KINDS = ['banner', 'response_time'] as const;

export const BANNER_COMPARISONS = ['contains', 'not_contains', 'starts_with', 'matches'] as const;
export type BannerComparison = (typeof BANNER_COMPARISONS)[number];

/** What every open port said, after it was sent something or by itself. */
export interface BannerAssertion extends Severe {
  kind: 'banner';
  comparison: BannerComparison;
  /** A text, or for `matches` a regular expression without look-around and back-references. */
  value: string;
}

export type TcpAssertion = BannerAssertion | ResponseTimeAssertion;

/** What an assertion of a DNS monitor looks at. */
export const DNS_ASSERTION_KINDS = ['record', 'count', 'ttl', 'response_time'] as const;

/** The records of the answer, each as text: one is the value, none is, or one matches the expression. */
export interface RecordAssertion extends Severe {
  kind: 'record';
  comparison: BodyComparison;
  value: string;
}

/** At least one of the two is there; both bounds are included. */
export interface Bounds {
  at_least?: number | null;
  at_most?: number | null;
}

/** So many records came back. In place of the rule that there must be one. */
export interface CountAssertion extends Severe, Bounds {
  kind: 'count';
}

/** Every record may be kept for so many seconds. */
export interface TtlAssertion extends Severe, Bounds {
  kind: 'ttl';
}

export type DnsAssertion = RecordAssertion | CountAssertion | TtlAssertion | ResponseTimeAssertion;

/** Types of monitors that take assertions, and which. */
export interface AssertionsByType {
  API: ApiAssertion;
  TCP: TcpAssertion;
  DNS: DnsAssertion;
}
export type AssertedType = keyof AssertionsByType;
export type Assertion = AssertionsByType[AssertedType];

/** Kinds by type of monitor. */
export const KINDS_OF_ASSERTIONS = { API: ASSERTION_KINDS, TCP: TCP_ASSERTION_KINDS, DNS: DNS_ASSERTION_KINDS } as const satisfies {
  [Type in AssertedType]: readonly AssertionsByType[Type]['kind'][];
};
export type AnyAssertionKind = Assertion['kind'];

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
  /** Bytes of a banner that are read. */
  bannerBytes: 8 * 1024,
  /** Characters that are sent to a port to make it speak. */
  sendLength: 2_000,
  /** Records, and seconds of a TTL: as much as one answer and 31 bits hold. */
  records: 65_535,
  ttlSeconds: 2_147_483_647,
} as const;
