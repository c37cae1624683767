import { type ProbeOutcome } from './probe.js';

/**
 * The outcome of a monitor that has a function of its own, which nobody ran: said with every result, so that nobody takes our verdict for
 * its.
 * @param rule how we judged instead
 */
export function judgedWithout({ verdict, detail }: ProbeOutcome, rule: string): ProbeOutcome {
  const note = `custom evaluation is not run yet, ${rule}`;
  return {
    verdict:
      verdict === null ? null : { ...verdict, errorMessage: verdict.errorMessage === null ? note : `${verdict.errorMessage}; ${note}` },
    detail: detail === null ? null : { ...detail, explanation: `${detail.explanation}. Note: ${note}` },
  };
}
