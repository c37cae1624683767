import {
  type AssertedAnswer,
  type Evaluation,
  explainEvaluation,
  judgeAssertions,
  judgeEvaluation,
  judgeHttpStatus,
  type Verdict,
} from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/database/clock.js';
import { Evaluations } from '../../evaluation/evaluations.service.js';
import { explainAssertions, judgeAssertionsBy, NOBODY_LOOKED, nobodyLooked } from '../assertions.js';
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
    const now = this.clock.now();
    const report = await judgeAssertionsBy(this.evaluations, assertions, (matches) => judgeAssertions(assertions, answer, now, matches));
    if (report === null) return { verdict: nobodyLooked(latencyMs), explanation: NOBODY_LOOKED };
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
}

function explainFunction(code: string | null, evaluation: Evaluation | null): string[] {
  if (code === null) return [];
  return [evaluation === null ? 'the function was not asked, it could make nothing better' : explainEvaluation(evaluation)];
}
