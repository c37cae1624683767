import { type ApiAssertion, ASSERTION_LIMITS, type ValueComparison } from '@clarion/contract';
import { type AssertionReport, miss, type Miss, quoted, reportOf, shortened, tooSlow } from './assertion-report.js';
import { compares, type Expected, type PatternTest, textOf } from './compare.js';
import { findByPath, type Found, type JsonPath, parseJsonPath } from './json-path.js';
import { isInRanges, parseStatusRanges } from './status-ranges.js';

/** What came back, as assertions see it. */
export interface AssertedAnswer {
  readonly httpStatus: number;
  /** By lower-case name; what came more than once is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly latencyMs: number;
  /** Unix seconds; null = there was no TLS. */
  readonly certificateEndsAt: number | null;
}

const DAY = 86_400;

/** What failed says, in the words between a subject and a value. */
const FAILED: Readonly<Record<ValueComparison, string>> = {
  equals: 'is not',
  not_equals: 'is',
  contains: 'does not contain',
  not_contains: 'contains',
  matches: 'does not match',
  exists: 'is missing',
  not_exists: 'is there',
  greater_than: 'is not more than',
  less_than: 'is not less than',
};

function judgeValue(subject: string, found: Found, comparison: ValueComparison, expected: Expected, matches: PatternTest): Miss | null {
  if (compares(found, comparison, expected, matches)) return null;
  const needsNoValue = comparison === 'exists' || comparison === 'not_exists';
  const seen = found.isThere ? (textOf(found.value) ?? (Array.isArray(found.value) ? 'a list' : 'an object')) : 'nothing';
  return miss(`${subject} ${FAILED[comparison]}${needsNoValue ? '' : ` ${quoted(expected)}`}`, shortened(seen));
}

/** The body as JSON, read once and only when somebody asks; undefined = it is none. */
function jsonReader(body: string): () => unknown {
  let document: { value: unknown } | undefined;
  return () => (document ??= { value: readJson(body) }).value;
}

function readJson(body: string): unknown {
  if (body.length > ASSERTION_LIMITS.jsonLength) return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined; // judged by whoever asked
  }
}

function judgeJson(path: JsonPath | string, written: string, json: () => unknown, bodyLength: number): { found: Found } | Miss {
  if (typeof path === 'string') return miss(`the path ${quoted(written)} ${path}`);
  if (bodyLength > ASSERTION_LIMITS.jsonLength)
    return miss(`the body is longer than ${ASSERTION_LIMITS.jsonLength} characters, too long to read as JSON`);
  const document = json();
  return document === undefined ? miss('the body is not JSON') : { found: findByPath(document, path) };
}

function judgeBody({ comparison, value }: ApiAssertion & { kind: 'body' }, body: string, matches: PatternTest): Miss | null {
  if (comparison === 'contains') return body.includes(value) ? null : miss(`the body does not contain ${quoted(value)}`);
  if (comparison === 'not_contains') return body.includes(value) ? miss(`the body contains ${quoted(value)}`) : null;
  if (matches(value, body.slice(0, ASSERTION_LIMITS.matchedLength))) return null;
  const isCut = body.length > ASSERTION_LIMITS.matchedLength;
  return miss(`the body does not match ${quoted(value)}${isCut ? ` in its first ${ASSERTION_LIMITS.matchedLength} characters` : ''}`);
}

function judgeOne(assertion: ApiAssertion, answer: AssertedAnswer, now: number, json: () => unknown, matches: PatternTest): Miss | null {
  switch (assertion.kind) {
    case 'status': {
      const ranges = parseStatusRanges(assertion.ranges);
      const isIn = typeof ranges !== 'string' && isInRanges(answer.httpStatus, ranges);
      return isIn ? null : miss(`HTTP ${answer.httpStatus} is not in ${shortened(assertion.ranges)}`);
    }
    case 'header': {
      const values = answer.headers[assertion.name.toLowerCase()];
      const found: Found = values === undefined ? { isThere: false } : { isThere: true, value: [values].flat().join(', ') };
      return judgeValue(`the header ${assertion.name}`, found, assertion.comparison, assertion.value ?? '', matches);
    }
    case 'json': {
      const place = judgeJson(parseJsonPath(assertion.path), assertion.path, json, answer.body.length);
      if (!('found' in place)) return place;
      return judgeValue(shortened(assertion.path), place.found, assertion.comparison, assertion.value ?? null, matches);
    }
    case 'body':
      return judgeBody(assertion, answer.body, matches);
    case 'response_time':
      return tooSlow(assertion, answer.latencyMs);
    case 'certificate': {
      if (answer.certificateEndsAt === null) return miss('there is no certificate, the answer came without TLS');
      const days = (answer.certificateEndsAt - now) / DAY;
      return days >= assertion.days
        ? null
        : miss(`the certificate ends in ${Math.max(0, Math.floor(days))} days, sooner than ${assertion.days}`);
    }
  }
}

/**
 * Judges an answer by its assertions; each is looked at, so that everything that is wrong is named. The worst severity decides.
 * @param now Unix seconds
 * @param matches regular expressions come from users: hand in an engine that takes linear time
 */
export function judgeAssertions(
  assertions: readonly ApiAssertion[],
  answer: AssertedAnswer,
  now: number,
  matches: PatternTest,
): AssertionReport {
  const json = jsonReader(answer.body);
  return reportOf(assertions, (assertion) => judgeOne(assertion, answer, now, json, matches));
}
