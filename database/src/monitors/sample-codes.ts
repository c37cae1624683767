import type { SampleType, Status } from '@clarion/contract';

/** Types that are stored; SIGNAL has its own table, INCIDENT and MAINTENANCE are composed at read time. */
export type StoredSampleType = Exclude<SampleType, 'SIGNAL' | 'INCIDENT' | 'MAINTENANCE'>;

/** One byte per status in `monitoring_data`, where every byte is paid for by each monitor's every minute. */
export const STATUS_CODES = { UP: 'U', DEGRADED: 'G', DOWN: 'D', MAINTENANCE: 'M', NO_DATA: 'N' } as const satisfies Record<Status, string>;
export type StatusCode = (typeof STATUS_CODES)[Status];

export const SAMPLE_TYPE_CODES = { REALTIME: 'R', TIMEOUT: 'T', ERROR: 'E', MANUAL: 'M', DEFAULT: 'D' } as const satisfies Record<
  StoredSampleType,
  string
>;
export type SampleTypeCode = (typeof SAMPLE_TYPE_CODES)[StoredSampleType];

const wordOf = <Word extends string>(codes: Record<Word, string>): ReadonlyMap<string, Word> =>
  new Map((Object.keys(codes) as Word[]).map((word) => [codes[word], word]));
const statusOf = wordOf(STATUS_CODES);
const typeOf = wordOf(SAMPLE_TYPE_CODES);

/** @throws RangeError for a code that `STATUS_CODES` does not hold */
export function statusWord(code: string): Status {
  const word = statusOf.get(code);
  if (word === undefined) throw new RangeError(`Unknown status code ${JSON.stringify(code)}`);
  return word;
}

/** @throws RangeError for a code that `SAMPLE_TYPE_CODES` does not hold */
export function sampleTypeWord(code: string): StoredSampleType {
  const word = typeOf.get(code);
  if (word === undefined) throw new RangeError(`Unknown sample type code ${JSON.stringify(code)}`);
  return word;
}
