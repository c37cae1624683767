import type { AlertFor, Status } from '@clarion/contract';
import type { MinuteCounts, Sample } from '../timeline/types.js';
import { uptimeRatio, type UptimeFormulas } from '../uptime/uptime.js';

/** A rule over the samples of one monitor. @see alerting §A1 */
export interface AlertRule {
  alertFor: AlertFor;
  /** `DOWN` or `DEGRADED`, milliseconds, or percent. */
  alertValue: string;
  /** STATUS only: DEGRADED also means DOWN. */
  includeWorse: boolean;
  /** Samples in a row, 1 or more. */
  failureThreshold: number;
  successThreshold: number;
}

/** The part of a sample that rules look at. */
export type RuledSample = Pick<Sample, 'timestamp' | 'status' | 'latencyMs'>;

/** `failing`: an alert is due. `healthy`: an open one is over. `neither`: what is, stays. */
export type AlertVerdict = 'failing' | 'healthy' | 'neither';

/** What one sample does to the alert of a rule and a monitor. */
export type AlertStep = 'open' | 'close' | 'keep';

/** A sample without a measured latency says nothing about latency: a dead endpoint is not a fast one. */
export const isRuledBy = (rule: Pick<AlertRule, 'alertFor'>, sample: RuledSample): boolean =>
  rule.alertFor !== 'LATENCY' || sample.latencyMs > 0;

/** Samples of the largest window that a rule looks at. */
export const windowLength = ({ failureThreshold, successThreshold }: AlertRule): number => Math.max(failureThreshold, successThreshold);

/**
 * What the newest samples say. A window that is not full says nothing; what is failing is never healthy at the same time.
 * @param newestFirst samples that the rule looks at and no overlay covers; more than the thresholds ask for does not matter
 * @param formulas the monitor's, for UPTIME   @see alerting §A3
 */
export function judgeAlert(rule: AlertRule, newestFirst: readonly RuledSample[], formulas: UptimeFormulas): AlertVerdict {
  const failures = fullWindow(newestFirst, rule.failureThreshold);
  if (failures !== null && isFailing(rule, failures, formulas)) return 'failing';
  const successes = fullWindow(newestFirst, rule.successThreshold);
  return successes !== null && isHealthy(rule, successes, formulas) ? 'healthy' : 'neither';
}

/** There is at most one open alert of a rule and a monitor, and it ends before another begins. @see alerting §A4 */
export function alertStep(isOpen: boolean, verdict: AlertVerdict): AlertStep {
  if (verdict === 'failing') return isOpen ? 'keep' : 'open';
  return verdict === 'healthy' && isOpen ? 'close' : 'keep';
}

/** A sample that counts, and what it means for the alert. */
export interface AlertMoment {
  /** Of the sample, Unix seconds. */
  timestamp: number;
  verdict: AlertVerdict;
}

/**
 * What each of some samples says, one after the other: as if every one had been looked at when it was stored.
 * @param newestFirst samples that no overlay covers, those looked at and as many before them as the rule's window is long
 * @param looksAt whether a sample is one of those to look at
 * @returns ascending
 */
export function judgeEach(
  rule: AlertRule,
  newestFirst: readonly RuledSample[],
  formulas: UptimeFormulas,
  looksAt: (sample: RuledSample) => boolean,
): AlertMoment[] {
  const ruled = newestFirst.filter((sample) => isRuledBy(rule, sample));
  const moments = ruled.flatMap((sample, index) =>
    looksAt(sample)
      ? [{ timestamp: sample.timestamp, verdict: judgeAlert(rule, ruled.slice(index, index + windowLength(rule)), formulas) }]
      : [],
  );
  return moments.reverse();
}

const fullWindow = (newestFirst: readonly RuledSample[], length: number): readonly RuledSample[] | null =>
  newestFirst.length < length ? null : newestFirst.slice(0, length);

function isFailing(rule: AlertRule, window: readonly RuledSample[], formulas: UptimeFormulas): boolean {
  switch (rule.alertFor) {
    case 'STATUS':
      return window.every(({ status }) => status === rule.alertValue || (isWorseIncluded(rule) && status === 'DOWN'));
    case 'LATENCY':
      return window.every(({ latencyMs }) => latencyMs > Number(rule.alertValue));
    case 'UPTIME':
      return comparedUptime(window, rule.alertValue, formulas) === 'below';
  }
}

function isHealthy(rule: AlertRule, window: readonly RuledSample[], formulas: UptimeFormulas): boolean {
  switch (rule.alertFor) {
    case 'STATUS':
      return window.every(({ status }) => status === 'UP');
    case 'LATENCY':
      return window.every(({ latencyMs }) => latencyMs < Number(rule.alertValue));
    case 'UPTIME':
      return comparedUptime(window, rule.alertValue, formulas) === 'kept';
  }
}

const isWorseIncluded = ({ includeWorse, alertValue }: AlertRule): boolean => includeWorse && alertValue === 'DEGRADED';

const COUNTED = {
  UP: 'up',
  DEGRADED: 'degraded',
  DOWN: 'down',
  MAINTENANCE: 'maintenance',
  NO_DATA: 'noData',
} as const satisfies Record<Status, keyof MinuteCounts>;

/** Exact, as everywhere else: 99.99 % of a window is not 100 % because somebody rounded. @returns null when there is nothing to divide by */
function comparedUptime(window: readonly RuledSample[], percent: string, formulas: UptimeFormulas): 'below' | 'kept' | null {
  const counts: MinuteCounts = { up: 0, degraded: 0, down: 0, maintenance: 0, noData: 0 };
  for (const { status } of window) counts[COUNTED[status]] += 1;
  const ratio = uptimeRatio(counts, formulas);
  if (ratio === null) return null;
  const [whole = '0', decimals = ''] = percent.split('.');
  const bound = BigInt(whole + decimals);
  const scale = 10n ** BigInt(decimals.length);
  return ratio.numerator * 100n * scale < bound * ratio.denominator ? 'below' : 'kept';
}
