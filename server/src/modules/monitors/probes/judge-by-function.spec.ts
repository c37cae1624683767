import { type Verdict } from '@clarion/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../platform/logging/log.js';
import { Evaluations } from '../evaluation/evaluations.service.js';
import { judgeByFunction } from './judge-by-function.js';
import { type ProbeOutcome } from './probe.js';

const log = Log.create('silent');
const OPEN: Verdict = { status: 'UP', latencyMs: 12, type: 'REALTIME', errorMessage: null };
const CLOSED: Verdict = { status: 'DOWN', latencyMs: 3, type: 'REALTIME', errorMessage: '10.0.0.1:80 error' };
const PINGS = [{ status: 'open', latency: 12, host: 'a', port: 80, type: 'DOMAIN' }];

describe('the function of a PING, TCP or GAMEDIG monitor', () => {
  let evaluations: Evaluations;
  beforeAll(() => {
    evaluations = new Evaluations(new Lifecycle(log), log);
  });
  afterAll(() => evaluations.stop());

  const judged = (code: string, verdict = OPEN): Promise<ProbeOutcome> =>
    judgeByFunction(
      { verdict, detail: { explanation: 'UP: the port is open', timings: null, http: null }, ask: { code, args: [PINGS] } },
      evaluations,
    );

  it('has the last word on what was seen', async () => {
    const { verdict, detail } = await judged(
      'async function (arrayOfPings) { return { status: "DEGRADED", latency: arrayOfPings[0].latency * 2 } }',
    );
    expect(verdict).toEqual({ status: 'DEGRADED', latencyMs: 24, type: 'REALTIME', errorMessage: null });
    expect(detail?.explanation).toContain('Without it: UP: the port is open');
  });

  it('is told of as an error when it fails, with the latency that was measured', async () => {
    expect((await judged('(async function () { throw new Error("no") })')).verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      latencyMs: 12,
    });
  });

  it('can forgive a closed port, and else leaves the reason standing', async () => {
    expect((await judged('() => ({ status: "UP", latency: 1 })', CLOSED)).verdict).toMatchObject({ status: 'UP', errorMessage: null });
    expect((await judged('() => ({ status: "DEGRADED", latency: 1 })', CLOSED)).verdict?.errorMessage).toBe('10.0.0.1:80 error');
  });

  it('is not asked where there is none', async () => {
    const outcome: ProbeOutcome = { verdict: CLOSED, detail: null };
    expect(await judgeByFunction(outcome, evaluations)).toBe(outcome);
  });
});
