import {
  type AnyAssertionKind,
  type AssertedType,
  type Assertion,
  ASSERTION_LIMITS,
  ASSERTION_SEVERITIES,
  type AssertionsByType,
  BANNER_COMPARISONS,
  BODY_COMPARISONS,
  KINDS_OF_ASSERTIONS,
  VALUE_COMPARISONS,
} from '@clarion/contract';
import { parseJsonPath } from './json-path.js';
import { parseStatusRanges } from './status-ranges.js';

/** What keeps an assertion from being used. */
export interface AssertionFault {
  /** Name of the member; null = the assertion as a whole. */
  readonly member: string | null;
  /** To follow the member's name: “must be …”. */
  readonly message: string;
}

export type ReadAssertion<Type extends AssertedType = AssertedType> =
  { readonly ok: true; readonly assertion: AssertionsByType[Type] } | { readonly ok: false; readonly fault: AssertionFault };

type Members = Readonly<Record<string, unknown>>;
/** null = nothing is wrong. */
type MemberRule = (value: unknown, members: Members) => string | null;

const LONGEST_MS = 300_000;
const MOST_DAYS = 3_650;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const needsNoValue = ({ comparison }: Members): boolean => comparison === 'exists' || comparison === 'not_exists';
const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));

const oneOf =
  (values: readonly string[]): MemberRule =>
  (value) =>
    values.some((each) => each === value) ? null : `must be one of ${values.join(', ')}`;

const text =
  (longest: number): MemberRule =>
  (value) =>
    typeof value === 'string' && value !== '' && value.length <= longest ? null : `must be a text of 1 to ${longest} characters`;

const understood =
  (parse: (written: string) => unknown): MemberRule =>
  (value) => {
    if (typeof value !== 'string') return 'must be a text';
    const parsed = parse(value);
    return typeof parsed === 'string' ? parsed : null;
  };

const numberUpTo =
  (least: number, most: number): MemberRule =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most ? null : `must be a number from ${least} to ${most}`;

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value) || value === null;

const comparedValue: MemberRule = (value, members) => {
  if (needsNoValue(members)) return value === undefined || isScalar(value) ? null : 'must be a text, a number, true, false or null';
  if (!isScalar(value)) return 'must be a text, a number, true, false or null';
  if (String(value).length > ASSERTION_LIMITS.valueLength) return `has at most ${ASSERTION_LIMITS.valueLength} characters`;
  const { comparison } = members;
  if ((comparison === 'greater_than' || comparison === 'less_than') && !isNumeric(value)) return 'must be a number to compare with';
  return comparison === 'matches' ? text(ASSERTION_LIMITS.patternLength)(value, members) : null;
};

const headerValue: MemberRule = (value, members) =>
  typeof value === 'string' || (value === undefined && needsNoValue(members)) ? comparedValue(value, members) : 'must be a text';

const bodyValue: MemberRule = (value, members) =>
  text(members['comparison'] === 'matches' ? ASSERTION_LIMITS.patternLength : ASSERTION_LIMITS.valueLength)(value, members);

const headerName: MemberRule = (value) =>
  typeof value === 'string' && value.length <= ASSERTION_LIMITS.nameLength && HEADER_NAME.test(value)
    ? null
    : 'must be the name of a header, such as content-type';

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** One of two bounds, at least one of which is there, and in their order. */
const bound =
  (most: number): MemberRule =>
  (value, { at_least: least, at_most: highest }) => {
    if (isAbsent(least) && isAbsent(highest)) return 'needs a bound, at_least or at_most';
    if (isAbsent(value)) return null;
    if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > most) return `must be a whole number from 0 to ${most}`;
    return typeof least === 'number' && typeof highest === 'number' && least > highest
      ? 'leaves nothing between at_least and at_most'
      : null;
  };
const bounds = (most: number): Readonly<Record<'at_least' | 'at_most', MemberRule>> => ({ at_least: bound(most), at_most: bound(most) });

const RULES: Readonly<Record<AnyAssertionKind, Readonly<Record<string, MemberRule>>>> = {
  status: { ranges: understood(parseStatusRanges) },
  header: { name: headerName, comparison: oneOf(VALUE_COMPARISONS), value: headerValue },
  json: { path: understood(parseJsonPath), comparison: oneOf(VALUE_COMPARISONS), value: comparedValue },
  body: { comparison: oneOf(BODY_COMPARISONS), value: bodyValue },
  response_time: { below: numberUpTo(1, LONGEST_MS) },
  certificate: { days: numberUpTo(0, MOST_DAYS) },
  banner: { comparison: oneOf(BANNER_COMPARISONS), value: bodyValue },
  record: { comparison: oneOf(BODY_COMPARISONS), value: bodyValue },
  count: bounds(ASSERTION_LIMITS.records),
  ttl: bounds(ASSERTION_LIMITS.ttlSeconds),
};

const bad = (member: string | null, message: string): { ok: false; fault: AssertionFault } => ({ ok: false, fault: { member, message } });

/**
 * Reads one entry of `type_data.assertions`, however it came there. Regular expressions are texts here: whether they can be used is for
 * whoever brings the engine. Members that are not known stay where they are.
 * @param type of the monitor: each has kinds of its own
 */
export function readAssertion<Type extends AssertedType>(value: unknown, type: Type): ReadAssertion<Type> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad(null, 'must be an object');
  const members = value as Members;
  const { severity } = members;
  const kinds: readonly AnyAssertionKind[] = KINDS_OF_ASSERTIONS[type];
  const kind = kinds.find((each) => each === members['kind']);
  if (kind === undefined) return bad('kind', `must be one of ${kinds.join(', ')}`);
  if (severity !== undefined && severity !== null) {
    const message = oneOf(ASSERTION_SEVERITIES)(severity, members);
    if (message !== null) return bad('severity', message);
  }
  for (const [member, rule] of Object.entries(RULES[kind])) {
    const message = rule(members[member], members);
    if (message !== null) return bad(member, message);
  }
  // Every member the kind needs has just been looked at.
  return { ok: true, assertion: members as unknown as AssertionsByType[Type] };
}

/** The regular expression of an assertion; null = it has none. */
export function patternOf(assertion: Assertion): string | null {
  const isMatching = 'comparison' in assertion && assertion.comparison === 'matches';
  return isMatching ? String(assertion.value) : null;
}
