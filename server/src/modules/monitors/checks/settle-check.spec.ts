import { describe, expect, it } from '@jest/globals';
import { parseCron, type Verdict } from '@clarion/domain';
import { type FinishedCheck, settleCheck } from './settle-check.js';

const T = 1_800_000_000;
const parsed = parseCron('*/5 * * * *');
const down: Verdict = { status: 'DOWN', latencyMs: 12, type: 'REALTIME', errorMessage: 'HTTP 500' };
const up: Verdict = { status: 'UP', latencyMs: 10, type: 'REALTIME', errorMessage: null };

function aFinishedCheck(parts: Partial<FinishedCheck> = {}): FinishedCheck {
  if (!parsed.ok) throw new Error(parsed.reason);
  return {
    monitorId: 1,
    leaseToken: 'a',
    cron: parsed.cron,
    offsetSeconds: 17,
    threshold: 1,
    defaultStatus: 'UP',
    grace: null,
    slot: T,
    missed: null,
    verdict: up,
    ...parts,
  };
}

describe('settleCheck', () => {
  it('stores what was seen, vouched for until the next slot, and comes back after its offset', () => {
    expect(settleCheck(aFinishedCheck(), false)).toMatchObject({
      nextDueAt: T + 300 + 17,
      grace: { anchor: 'UP', held: [] },
      sample: { timestamp: T, status: 'UP', rawStatus: 'UP', latencyMs: 10, vouchedSeconds: 300, type: 'REALTIME' },
      backfill: [],
    });
  });

  it('leaves the grace state alone when nothing changed', () => {
    expect(settleCheck(aFinishedCheck({ grace: { anchor: 'UP', held: [] } }), false).grace).toBeNull();
  });

  it('holds, then back-fills', () => {
    const held = settleCheck(aFinishedCheck({ threshold: 2, grace: { anchor: 'UP', held: [] }, verdict: down }), false);
    expect(held.sample).toMatchObject({ status: 'UP', rawStatus: 'DOWN' });
    const confirmed = settleCheck(aFinishedCheck({ threshold: 2, grace: held.grace, slot: T + 300, verdict: down }), false);
    expect(confirmed.sample).toMatchObject({ timestamp: T + 300, status: 'DOWN' });
    expect(confirmed.backfill).toMatchObject([{ timestamp: T, status: 'DOWN' }]);
  });

  it('stores what was seen under an overlay, and counts nothing', () => {
    const settled = settleCheck(aFinishedCheck({ threshold: 2, grace: { anchor: 'UP', held: [] }, verdict: down }), true);
    expect(settled).toMatchObject({ grace: null, sample: { status: 'DOWN', rawStatus: 'DOWN' }, backfill: [] });
  });

  it('fills in the default where there is nothing to report, and stores nothing without one', () => {
    expect(settleCheck(aFinishedCheck({ verdict: null, defaultStatus: 'MAINTENANCE' }), false).sample).toMatchObject({
      status: 'MAINTENANCE',
      type: 'DEFAULT',
      latencyMs: 0,
    });
    expect(settleCheck(aFinishedCheck({ verdict: null, defaultStatus: null }), false)).toMatchObject({ sample: null, nextDueAt: T + 317 });
  });
});
