import { type GapReason, type MonitorType } from '@clarion/contract';
import { type Sample, type Verdict } from '@clarion/domain';

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

/** What a person gets to see of one check, beyond its verdict. Never stored. */
export interface ProbeDetail {
  /** Why the verdict is what it is, in plain words. */
  explanation: string;
  timings: ProbeTimings | null;
  http: { statusCode: number; headers: readonly { name: string; value: string }[]; bodyExcerpt: string } | null;
}

export interface ProbeOutcome {
  /** null = nothing to report. */
  verdict: Verdict | null;
  detail: ProbeDetail | null;
  /** Why nothing is known of the monitor though a check ran: then the verdict is NO_DATA, whatever the default status. */
  gap?: GapReason;
  /** The monitor's own function, which has the last word, and what it is asked about. */
  ask?: { readonly code: string; readonly args: readonly unknown[] };
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

/** A check that ran out of its own time. @param elapsedMs how long it waited   @param timings of the steps it came through */
export const timeoutOutcome = (message: string, elapsedMs: number, timings: Partial<ProbeTimings> = {}): ProbeOutcome => ({
  verdict: { status: 'DOWN', latencyMs: elapsedMs, type: 'TIMEOUT', errorMessage: message },
  detail: {
    explanation: `DOWN: ${message}`,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, ...timings, totalMs: elapsedMs },
    http: null,
  },
});
