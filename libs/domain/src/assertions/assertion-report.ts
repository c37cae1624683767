import { type AssertionSeverity, type ResponseTimeAssertion, type Status } from '@clarion/contract';
import { type Expected } from './compare.js';

export interface AssertionFailure {
  readonly severity: AssertionSeverity;
  /** What is not as it should be. Holds nothing of the body or the headers, so anybody may read it. */
  readonly message: string;
  /** What stood there instead, for whoever edits the monitor; null = the message says it all. */
  readonly seen: string | null;
}

export interface AssertionReport {
  readonly status: Extract<Status, 'UP' | 'DEGRADED' | 'DOWN'>;
  /** The worst first, then in the order they were written. */
  readonly failures: readonly AssertionFailure[];
}

/** What is not as it should be, before anybody asks how bad that is. */
export type Miss = Omit<AssertionFailure, 'severity'>;

export const miss = (message: string, seen: string | null = null): Miss => ({ message, seen });

const SHOWN = 60;
export const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
export const quoted = (value: Expected): string => (typeof value === 'string' ? `“${shortened(value)}”` : String(value));

export const tooSlow = ({ below }: ResponseTimeAssertion, latencyMs: number): Miss | null =>
  latencyMs < below ? null : miss(`answered in ${Math.round(latencyMs)} ms, not below ${below} ms`);

/** Looks at every assertion, so that everything that is wrong is named. The worst severity decides. @param judge null = it holds */
export function reportOf<Each extends { severity?: AssertionSeverity }>(
  assertions: readonly Each[],
  judge: (assertion: Each) => Miss | null,
): AssertionReport {
  return worstFirst(
    assertions.flatMap((assertion) => {
      const failure = judge(assertion);
      return failure === null ? [] : [{ ...failure, severity: assertion.severity ?? 'DOWN' }];
    }),
  );
}

/** A report of failures that were found in several places. */
export function worstFirst(failures: readonly AssertionFailure[]): AssertionReport {
  const down = failures.filter(({ severity }) => severity === 'DOWN');
  const degraded = failures.filter(({ severity }) => severity === 'DEGRADED');
  return { status: down.length > 0 ? 'DOWN' : degraded.length > 0 ? 'DEGRADED' : 'UP', failures: [...down, ...degraded] };
}
