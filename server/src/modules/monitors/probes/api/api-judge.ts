import { type ApiAssertion } from '@clarion/contract';
import {
  type AssertedAnswer,
  type AssertionFailure,
  type AssertionReport,
  type Evaluation,
  explainEvaluation,
  judgeAssertions,
  judgeEvaluation,
  judgeHttpStatus,
  patternOf,
  type Verdict,
} from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/database/clock.js';
import { Evaluations, type PatternSearch } from '../../evaluation/evaluations.service.js';
import { type Judging } from './read-judging.js';

/** A verdict, and why. */
export interface Judged {
  readonly verdict: Verdict;
  /** In plain words, for whoever edits the monitor: it may quote the answer. */
  readonly explanation: string;
}

/** A request that came to no answer. */
export interface FailedRequest {
  /** For people. */
  readonly message: string;
  readonly elapsedMs: number;
  readonly isTimeout: boolean;
}

/** What a function sees of a request without an answer. @see monitors §5 */
const STATUS_OF_FAILURES = 500;
const BUILT_IN = '429 and 200–399 count as up';

/**
 * Judges what came of a request: by the built-in rule, by assertions, by a function. Assertions come first. What they call DOWN is DOWN and
 * no function is asked; what they call DEGRADED a function can make worse, not better. The built-in rule holds until somebody says
 * something of the status, with an assertion or a function.
 * @see monitors §5, §6.1
 */
@Injectable()
export class ApiJudge {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly clock: Clock,
  ) {}

  /** @param text the body as a function sees it */
  async answered(answer: AssertedAnswer, text: string, { assertions, code }: Judging): Promise<Judged> {
    const { httpStatus, latencyMs } = answer;
    const hasBuiltIn = code === null && !assertions.some(({ kind }) => kind === 'status');
    const builtIn = hasBuiltIn ? judgeHttpStatus(httpStatus).errorMessage : null;
    const report = await this.assert(assertions, answer);
    if (report === null) return nobodyLooked(latencyMs);
    const failures = report.failures.map(({ message }) => message);
    const isDown = builtIn !== null || report.status === 'DOWN';
    const evaluation = code === null || isDown ? null : await this.evaluations.evaluate(code, [httpStatus, latencyMs, text]);
    const ofFunction = evaluation === null ? null : judgeEvaluation(evaluation, { latencyMs, isTimeout: false });

    const base: Verdict = ofFunction ?? { status: 'UP', latencyMs, type: 'REALTIME', errorMessage: null };
    const status = isDown ? 'DOWN' : base.status === 'UP' ? report.status : base.status;
    const notes = [builtIn, ...failures, base.errorMessage].filter((note) => note !== null);
    const needsCode = status !== 'UP' && !notes.some((note) => note.startsWith('HTTP '));
    const errorMessage = [...(needsCode ? [`HTTP ${httpStatus}`] : []), ...notes].join('; ');
    return {
      verdict: { ...base, status, errorMessage: errorMessage === '' ? null : errorMessage },
      explanation: `${status}: ${[
        `the server answered ${httpStatus}`,
        ...(hasBuiltIn ? [BUILT_IN] : []),
        ...explainAssertions(assertions, report.failures),
        ...explainFunction(code, evaluation),
      ].join('; ')}`,
    };
  }

  /** Assertions have nothing to look at here; a function has the last word, whatever it says. */
  async failed({ message, elapsedMs, isTimeout }: FailedRequest, { code }: Judging): Promise<Judged> {
    const latencyMs = Math.round(elapsedMs);
    if (code === null) {
      const verdict: Verdict = {
        status: 'DOWN',
        latencyMs: isTimeout ? latencyMs : 0,
        type: isTimeout ? 'TIMEOUT' : 'ERROR',
        errorMessage: message,
      };
      return { verdict, explanation: message };
    }
    const evaluation = await this.evaluations.evaluate(code, [STATUS_OF_FAILURES, latencyMs, message]);
    const verdict = judgeEvaluation(evaluation, { latencyMs, isTimeout });
    const notes = [verdict.status === 'UP' ? null : message, verdict.errorMessage].filter((note) => note !== null);
    return {
      verdict: { ...verdict, errorMessage: notes.length === 0 ? null : notes.join('; ') },
      explanation: `${verdict.status}: ${message}; asked with the status ${STATUS_OF_FAILURES}, ${explainEvaluation(evaluation)}`,
    };
  }

  /** Regular expressions run in the sandbox, so the assertions are walked twice: to learn what to look for, and to judge what was found. */
  private async assert(assertions: readonly ApiAssertion[], answer: AssertedAnswer): Promise<AssertionReport | null> {
    const now = this.clock.now();
    const searches: PatternSearch[] = [];
    if (assertions.some((assertion) => patternOf(assertion) !== null)) {
      judgeAssertions(assertions, answer, now, (pattern, text) => searches.push({ pattern, text }) === 0);
    }
    const found = await this.evaluations.search(searches);
    if (found === null) return null;
    const next = found.values();
    return judgeAssertions(assertions, answer, now, () => next.next().value === true);
  }
}

function nobodyLooked(latencyMs: number): Judged {
  const message = 'the assertions were not looked at: too much waits to be judged';
  return { verdict: { status: 'NO_DATA', latencyMs, type: 'ERROR', errorMessage: message }, explanation: message };
}

function explainAssertions(assertions: readonly ApiAssertion[], failures: readonly AssertionFailure[]): string[] {
  if (assertions.length === 0) return [];
  const of = assertions.length === 1 ? '1 assertion' : `${assertions.length} assertions`;
  if (failures.length === 0) return [`${of} hold${assertions.length === 1 ? 's' : ''}`];
  const named = failures.map(({ severity, message, seen }) => `${message}${seen === null ? '' : `, but “${seen}”`} (${severity})`);
  return [`${failures.length} of ${of} failed: ${named.join(', ')}`];
}

function explainFunction(code: string | null, evaluation: Evaluation | null): string[] {
  if (code === null) return [];
  return [evaluation === null ? 'the function was not asked, it could make nothing better' : explainEvaluation(evaluation)];
}
