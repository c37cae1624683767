import type { Verdict } from '../default-status/default-status.js';

/**
 * The verdict of an API check without an eval function: UP for 429 and 200–399. A server that limits us is alive.
 * @param httpStatus status of the final response   @see monitors §6.1
 */
export function judgeHttpStatus(httpStatus: number): Pick<Verdict, 'status' | 'errorMessage'> {
  const isUp = httpStatus === 429 || (httpStatus >= 200 && httpStatus <= 399);
  return isUp ? { status: 'UP', errorMessage: null } : { status: 'DOWN', errorMessage: `HTTP ${httpStatus}` };
}
