import type { Status } from '@clarion/contract';
import type { Observation, Sample } from '../timeline/types.js';

/** What a check reports. */
export type Verdict = Pick<Observation, 'status' | 'latencyMs' | 'type' | 'errorMessage'>;

/** What a probe saw, as it will be stored; nobody looked when it is MANUAL. */
const asSeen = (verdict: Verdict): Observation => ({ ...verdict, rawStatus: verdict.type === 'MANUAL' ? null : verdict.status });

/**
 * What to store of a check, with the monitor's default in place of nothing and of NO_DATA.
 * @param verdict null = the check has nothing to report (a NONE monitor)
 * @param defaultStatus null and NO_DATA fill nothing in
 * @returns null = store nothing   @see monitors §3
 */
export function withDefaultStatus(verdict: Verdict | null, defaultStatus: Status | null): Observation | null {
  const isMissing = verdict === null || verdict.status === 'NO_DATA';
  if (!isMissing || defaultStatus === null || defaultStatus === 'NO_DATA') return verdict === null ? null : asSeen(verdict);
  return {
    status: defaultStatus,
    rawStatus: verdict === null ? null : 'NO_DATA',
    latencyMs: 0,
    type: 'DEFAULT',
    errorMessage: defaultStatus === 'UP' ? null : `default status applied: ${defaultStatus}`,
  };
}

/**
 * What a NONE monitor reports at its slot: what was last written by hand, if it is told to repeat that.
 * @param newestManual its newest MANUAL sample, however old and whatever came after it; null = there is none
 * @param repeats `overrideWithLastKnownStatus`   @see monitors §6.11
 */
export function noneVerdict(newestManual: Pick<Sample, 'status' | 'latencyMs'> | null, repeats: boolean): Verdict | null {
  if (!repeats || newestManual === null) return null;
  return { status: newestManual.status, latencyMs: newestManual.latencyMs, type: 'MANUAL', errorMessage: null };
}
