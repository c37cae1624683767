import { type GapReason, type MonitorType } from '@clarion/contract';
import { type Sample, type Verdict } from '@clarion/domain';
import { nowhereYet, type Reach } from '../../../platform/egress/egress-error.js';

/** A monitor as its probe sees it. */
export interface ProbedMonitor {
  readonly id: number;
  readonly tag: string;
  readonly monitorType: MonitorType;
  /** Configuration with its secrets opened. Anything may be missing or of another shape: it is what somebody once sent. */
  readonly typeData: Readonly<Record<string, unknown>>;
  /** HEARTBEAT: Unix seconds of the newest signal, fractions allowed; null = never. */
  readonly lastHeartbeatAt: number | null;
  /** NONE: its newest sample that was written by hand; null = there is none, or it is not repeated. */
  readonly newestManual: Pick<Sample, 'status' | 'latencyMs'> | null;
}

/** Milliseconds of a check's steps; null = the step did not happen. */
export interface ProbeTimings {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
}

/** What a person gets to see of one check, beyond its verdict. Kept for some checks that failed. */
export interface ProbeDetail {
  /** Why the verdict is what it is, in plain words. */
  explanation: string;
  timings: ProbeTimings | null;
  /** The one address that was dialled, where it is known. */
  address?: string | null;
  http: { statusCode: number; headers: readonly { name: string; value: string }[]; bodyExcerpt: string } | null;
}

/** A function of the user's that is still to be asked. */
export interface Asking {
  readonly code: string;
  readonly args: readonly unknown[];
  /** Something else found fault already: the function can make it worse, not better. */
  readonly atBest?: 'DEGRADED';
}

export interface ProbeOutcome {
  /** null = nothing to report. */
  verdict: Verdict | null;
  detail: ProbeDetail | null;
  /** Why nothing is known of the monitor though a check ran: then the verdict is NO_DATA, whatever the default status. */
  gap?: GapReason;
  /** The monitor's own function, which has the last word, and what it is asked about. */
  ask?: Asking;
}

/** One protocol. A check that fails is a result; a probe throws for nothing but bugs. */
export interface Probe {
  readonly monitorType: MonitorType;
  /** @param deadline aborts when the check must end, whatever the monitor allows itself */
  run(monitor: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome>;
}

/** A check that could not come to a verdict. @param message for people, at most 200 characters are kept */
export const errorOutcome = (message: string, detail: ProbeDetail | null = null): ProbeOutcome => ({
  verdict: { status: 'DOWN', latencyMs: 0, type: 'ERROR', errorMessage: message },
  detail: detail ?? { explanation: message, timings: null, http: null },
});

/**
 * What there is to say of a check that came only so far.
 * @param totalMs how long it took
 */
export const reachedDetail = (explanation: string, reach: Reach | null, totalMs: number): ProbeDetail => ({
  explanation,
  timings: {
    dnsMs: reach?.dnsMs ?? null,
    connectMs: reach?.connectMs ?? null,
    tlsMs: reach?.tlsMs ?? null,
    firstByteMs: null,
    totalMs,
  },
  address: reach?.address ?? null,
  http: null,
});

/**
 * A check that ran out of its own time.
 * @param elapsedMs how long it waited
 * @param reach how far it had come
 */
export const timeoutOutcome = (message: string, elapsedMs: number, reach: Partial<Reach> | null = null): ProbeOutcome => ({
  verdict: { status: 'DOWN', latencyMs: elapsedMs, type: 'TIMEOUT', errorMessage: message },
  detail: reachedDetail(`DOWN: ${message}`, { ...nowhereYet(), ...reach }, elapsedMs),
});
