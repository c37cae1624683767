import { explainEvaluation, judgeEvaluation } from '@clarion/domain';
import { type Evaluations } from '../evaluation/evaluations.service.js';
import { type ProbeOutcome } from './probe.js';

/**
 * The outcome as the monitor's own function judges it; the same when it has none. What was measured stays measured, and why the check failed
 * stays said.
 * @see monitors §5
 */
export async function judgeByFunction(outcome: ProbeOutcome, evaluations: Pick<Evaluations, 'evaluate'>): Promise<ProbeOutcome> {
  const { verdict: own, detail, ask } = outcome;
  if (ask === undefined || own === null) return outcome;
  const evaluation = await evaluations.evaluate(ask.code, ask.args);
  const said = judgeEvaluation(evaluation, { latencyMs: own.latencyMs, isTimeout: own.type === 'TIMEOUT' });
  const judged = said.status === 'UP' && ask.atBest !== undefined ? { ...said, status: ask.atBest } : said;
  const notes = [judged.status === 'UP' ? null : own.errorMessage, judged.errorMessage].filter((note) => note !== null);
  return {
    verdict: { ...judged, errorMessage: notes.length === 0 ? null : notes.join('; ') },
    detail: detail && { ...detail, explanation: `${judged.status}: ${explainEvaluation(evaluation)}. Without it: ${detail.explanation}` },
  };
}
