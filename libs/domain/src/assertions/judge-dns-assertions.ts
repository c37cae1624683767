import { type Bounds, type DnsAssertion, type RecordAssertion } from '@clarion/contract';
import { type DnsValue, listed, normaliseDnsText } from '../dns-verdict/dns-verdict.js';
import { type AssertionReport, miss, type Miss, quoted, reportOf, shortened, tooSlow } from './assertion-report.js';
import { type PatternTest } from './compare.js';

/** A record of an answer. */
export interface DnsRecord {
  readonly value: DnsValue;
  /** Seconds. */
  readonly ttl: number;
}

/** What came back, as assertions see it. */
export interface AssertedLookUp {
  readonly records: readonly DnsRecord[];
  readonly latencyMs: number;
}

const seenIn = (records: readonly DnsRecord[]): string =>
  records.length === 0 ? 'nothing' : shortened(listed(records.map(({ value: [shown] }) => shown)));

function judgeRecords({ comparison, value }: RecordAssertion, records: readonly DnsRecord[], matches: PatternTest): Miss | null {
  const texts = records.flatMap((record) => record.value);
  if (comparison === 'matches')
    // Every record is looked at, in one order, whatever the first ones say: patterns are collected before they are looked for.
    return texts.map((text) => matches(value, text)).includes(true) ? null : miss(`no record matches ${quoted(value)}`, seenIn(records));
  const isThere = texts.some((text) => normaliseDnsText(text) === normaliseDnsText(value));
  if (comparison === 'contains') return isThere ? null : miss(`no record is ${quoted(value)}`, seenIn(records));
  return isThere ? miss(`a record is ${quoted(value)}`) : null;
}

const isBelow = (value: number, { at_least: least }: Bounds): boolean => typeof least === 'number' && value < least;
const isAbove = (value: number, { at_most: most }: Bounds): boolean => typeof most === 'number' && value > most;
const outside = (value: number, unit: string, bounds: Bounds): string | null => {
  if (isBelow(value, bounds)) return `${value} ${unit}, fewer than ${bounds.at_least}`;
  return isAbove(value, bounds) ? `${value} ${unit}, more than ${bounds.at_most}` : null;
};

function judgeOne(assertion: DnsAssertion, { records, latencyMs }: AssertedLookUp, matches: PatternTest): Miss | null {
  switch (assertion.kind) {
    case 'record':
      return judgeRecords(assertion, records, matches);
    case 'count': {
      const fault = outside(records.length, records.length === 1 ? 'record' : 'records', assertion);
      return fault === null ? null : miss(fault);
    }
    case 'ttl': {
      const fault = records.map(({ ttl }) => outside(ttl, 'seconds to live', assertion)).find((each) => each !== null);
      return fault === undefined || fault === null ? null : miss(`a record has ${fault}`);
    }
    case 'response_time':
      return tooSlow(assertion, latencyMs);
  }
}

/**
 * Judges the records of a name.
 * @param matches regular expressions come from users: hand in an engine that takes linear time
 */
export const judgeDnsAssertions = (assertions: readonly DnsAssertion[], answer: AssertedLookUp, matches: PatternTest): AssertionReport =>
  reportOf(assertions, (assertion) => judgeOne(assertion, answer, matches));
