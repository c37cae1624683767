import type { Status } from '@clarion/contract';
import type { Verdict } from '../default-status/default-status.js';

/** A value as it came out of the sandbox. */
export type EvaluatedValue = string | number | boolean | null | undefined;

/** What became of a function that a user wrote. */
export type Evaluation =
  /** It returned an object; these are two of its members. */
  | { readonly kind: 'object'; readonly status: EvaluatedValue; readonly latency: EvaluatedValue }
  /** It returned something else, described in words. */
  | { readonly kind: 'other'; readonly what: string }
  /** It threw, took too long or too much memory, or is no function. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It was not run, for reasons of ours: nothing is known. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What the probe itself measured. */
export interface Measured {
  latencyMs: number;
  /** The probe ended at its timeout. */
  isTimeout: boolean;
}

/** Statuses that a function may return. */
const EVALUATED_STATUSES = ['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE'] as const satisfies readonly Status[];
/** A day: no check takes longer, and the database keeps what is stored of it. */
const LONGEST_LATENCY_MS = 86_400_000;
const MESSAGE_LENGTH = 200;
const SHOWN = 40;

const quoted = (text: string): string => `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;
const worded = (value: EvaluatedValue): string => (typeof value === 'string' ? quoted(value) : String(value));
const isStatus = (value: EvaluatedValue): value is (typeof EVALUATED_STATUSES)[number] =>
  EVALUATED_STATUSES.some((status) => status === value);
const isLatency = (value: EvaluatedValue): value is number => typeof value === 'number' && value >= 0 && value <= LONGEST_LATENCY_MS;

/**
 * The verdict of a function, for every type that has one. A request that timed out stays a TIMEOUT whatever the function says of it; a
 * function that could not be run says nothing, and neither do we.
 * @see monitors §5
 */
export function judgeEvaluation(evaluation: Evaluation, { latencyMs, isTimeout }: Measured): Verdict {
  const wrong = (status: 'DOWN' | 'NO_DATA', message: string): Verdict => ({
    status,
    latencyMs,
    type: isTimeout ? 'TIMEOUT' : 'ERROR',
    errorMessage: message.slice(0, MESSAGE_LENGTH),
  });
  switch (evaluation.kind) {
    case 'unavailable':
      return wrong('NO_DATA', `the function was not run: ${evaluation.reason}`);
    case 'failed':
      return wrong('DOWN', `the function failed: ${evaluation.reason}`);
    case 'other':
      return wrong('DOWN', `the function returned ${evaluation.what}, not an object with a status and a latency`);
    case 'object': {
      const { status, latency } = evaluation;
      if (status === undefined || status === null) return wrong('DOWN', 'the function returned no status');
      if (!isStatus(status)) return wrong('DOWN', `the function returned the status ${worded(status)}, which is not known`);
      return {
        status,
        latencyMs: isLatency(latency) ? latency : latencyMs,
        type: isTimeout ? 'TIMEOUT' : 'REALTIME',
        errorMessage: isLatency(latency) ? null : 'the function returned no usable latency, the measured one is kept',
      };
    }
  }
}

/** What a function did, for whoever tries it. */
export function explainEvaluation(evaluation: Evaluation): string {
  switch (evaluation.kind) {
    case 'unavailable':
      return `the function was not run: ${evaluation.reason}`;
    case 'failed':
      return `the function failed: ${evaluation.reason}`;
    case 'other':
      return `the function returned ${evaluation.what}`;
    case 'object':
      return `the function returned the status ${worded(evaluation.status)} and the latency ${worded(evaluation.latency)}`;
  }
}
