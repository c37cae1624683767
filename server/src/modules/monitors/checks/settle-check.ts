import { type GapReason, LIMITS, type Status } from '@clarion/contract';
import {
  type Cron,
  freeze,
  FRESH_GRACE,
  type GraceState,
  graceStep,
  type Sample,
  type Verdict,
  vouchedSeconds,
  withDefaultStatus,
} from '@clarion/domain';
import { type CheckGap } from './gap-reason.js';
import { type ProbeDetail } from '../probes/probe.js';
import { dueAfter } from './slots.js';

/** What is known of a monitor while it is checked: read once, when it is claimed. */
export interface CheckPlan {
  monitorId: number;
  leaseToken: string;
  cron: Cron;
  /** Seconds after its slot at which the monitor runs, 0..59. */
  offsetSeconds: number;
  /** `confirmation_threshold`, checks. */
  threshold: number;
  defaultStatus: Status | null;
  /** null = never checked before. */
  grace: GraceState | null;
  /** Minute the check settles, Unix seconds. */
  slot: number;
  /** Slots that passed unchecked before it. */
  missed: CheckGap | null;
}

/** A check that ran. */
export interface FinishedCheck extends CheckPlan {
  /** What else the check saw; kept when it failed. */
  detail?: ProbeDetail | null;
  /** null = nothing to report. */
  verdict: Verdict | null;
  /** Why nothing is known though a check ran. */
  gap?: GapReason;
}

/** What has to be stored for a check. */
export interface SettledCheck {
  check: FinishedCheck;
  /** Unix seconds; null = the cron names no further instant. */
  nextDueAt: number | null;
  /** null = as before. */
  grace: GraceState | null;
  /** The sample of the check's own minute; null = store nothing. */
  sample: Sample | null;
  /** Earlier samples that this check confirmed, as they have to read now. */
  backfill: readonly Sample[];
}

/** What a server sent may hold what a database refuses, and one such text would keep a whole batch from being stored. */
function storable(verdict: Verdict | null): Verdict | null {
  if (verdict === null) return null;
  const { latencyMs, errorMessage } = verdict;
  const text = errorMessage?.replaceAll('\u0000', '') ?? null;
  return {
    ...verdict,
    latencyMs: Number.isFinite(latencyMs) && latencyMs > 0 ? latencyMs : 0,
    errorMessage: text !== null && text.length > LIMITS.errorMessage ? `${text.slice(0, LIMITS.errorMessage - 1)}…` : text,
  };
}

const isSame = (a: GraceState, b: GraceState): boolean => a.anchor === b.anchor && a.held.length === 0 && b.held.length === 0;

/**
 * Decides what a check leaves behind: default status, grace period, next due instant. Pure.
 * @param isOverlaid an incident or a maintenance decides the monitor's status in that minute: the grace counter stands still
 * @see monitors §3 and §7
 */
export function settleCheck(check: FinishedCheck, isOverlaid: boolean): SettledCheck {
  const nextDueAt = dueAfter(check.cron, check.offsetSeconds, check.slot);
  // A default status stands for a monitor that reports nothing, not for one that could not be asked.
  const observation = withDefaultStatus(storable(check.verdict), check.gap === undefined ? check.defaultStatus : null);
  if (observation === null) return { check, nextDueAt, grace: null, sample: null, backfill: [] };
  const result: Sample = { ...observation, timestamp: check.slot, vouchedSeconds: vouchedSeconds(check.cron, check.slot) };
  const before = check.grace ?? FRESH_GRACE;
  const { state, samples } = isOverlaid ? freeze(before, result) : graceStep(before, result, check.threshold);
  return {
    check,
    nextDueAt,
    grace: isSame(before, state) ? null : state,
    sample: samples.find(({ timestamp }) => timestamp === check.slot) ?? null,
    backfill: samples.filter(({ timestamp }) => timestamp !== check.slot),
  };
}
