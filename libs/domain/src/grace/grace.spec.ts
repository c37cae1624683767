import type { SampleType, Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Sample } from '../timeline/types.js';
import { FRESH_GRACE, freeze, graceStep, type CheckResult, type GraceState } from './grace.js';

interface Check {
  status: Status;
  type?: SampleType;
  isCovered?: boolean;
}

const LETTERS: Record<string, Status> = { U: 'UP', D: 'DOWN', G: 'DEGRADED', N: 'NO_DATA', M: 'MAINTENANCE' };
const result = (index: number, { status, type = 'REALTIME' }: Check): CheckResult => ({
  timestamp: index * 60,
  status,
  rawStatus: type === 'MANUAL' ? null : status,
  latencyMs: 10 + index,
  type,
  errorMessage: status === 'UP' ? null : `seen ${index}`,
  vouchedSeconds: 60,
});

/** Rows after a series of checks, upserted as an engine does. */
function replay(checks: readonly Check[], threshold: number): Sample[] {
  const rows = new Map<number, Sample>();
  let state: GraceState = FRESH_GRACE;
  for (const [index, check] of checks.entries()) {
    const step = check.isCovered === true ? freeze(state, result(index, check)) : graceStep(state, result(index, check), threshold);
    state = JSON.parse(JSON.stringify(step.state)) as GraceState;
    for (const sample of step.samples) rows.set(sample.timestamp, sample);
  }
  return [...rows.values()];
}

const shown = (seen: string, threshold: number) => {
  const letters = Object.fromEntries(Object.entries(LETTERS).map(([letter, status]) => [status, letter]));
  return replay(
    [...seen].map((letter) => ({ status: LETTERS[letter]! })),
    threshold,
  )
    .map(({ status }) => letters[status])
    .join('');
};

/** The definitions of monitors §7, word for word, over the rows so far. */
function byDefinition(checks: readonly Check[], threshold: number): Status[] {
  const side = (status: Status | null) => (status === 'UP' ? 'healthy' : status === 'DOWN' || status === 'DEGRADED' ? 'unhealthy' : null);
  const isScheduled = ({ type }: Check) => type === undefined || type === 'REALTIME' || type === 'TIMEOUT' || type === 'ERROR';
  const rows: Status[] = [];
  for (const [index, check] of checks.entries()) {
    rows.push(check.status);
    if (check.isCovered === true || !isScheduled(check) || side(check.status) === null) continue;
    const earlier = checks
      .map((each, at) => ({ ...each, at, stored: rows[at]! }))
      .slice(0, index)
      .reverse();
    const takesSide = (each: Check) => isScheduled(each) && side(each.status) !== null;
    const anchor = earlier.find((each) => each.isCovered !== true && takesSide(each))?.stored;
    if (anchor === undefined || side(anchor) === side(check.status)) continue;
    const run = [index];
    for (const each of earlier) {
      if (each.isCovered === true) break;
      if (!takesSide(each)) continue;
      if (side(each.status) !== side(check.status) || side(each.stored) !== side(anchor)) break;
      run.push(each.at);
    }
    if (run.length < threshold) rows[index] = anchor;
    else for (const at of run) rows[at] = checks[at]!.status;
  }
  return rows;
}

const checks = fc.array(
  fc.record({
    status: fc.constantFrom<Status>('UP', 'DOWN', 'DEGRADED', 'NO_DATA', 'MAINTENANCE'),
    type: fc.constantFrom<SampleType>('REALTIME', 'REALTIME', 'REALTIME', 'TIMEOUT', 'ERROR', 'MANUAL', 'DEFAULT'),
    isCovered: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
  }),
  { maxLength: 40 },
);

const longestRun = (seen: readonly Status[], status: Status) =>
  seen.reduce<[number, number]>(([best, run], each) => (each === status ? [Math.max(best, run + 1), run + 1] : [best, 0]), [0, 0])[0];

describe('graceStep', () => {
  it.each([
    ['UDDU', 3, 'UUUU'],
    ['UDDD', 3, 'UDDD'],
    ['UDGD', 3, 'UDGD'],
    ['DUUD', 3, 'DDDD'],
    ['DUUU', 3, 'DUUU'],
    ['DGDG', 3, 'DGDG'],
    ['DDDD', 3, 'DDDD'],
    ['UDNDND', 3, 'UDNDND'],
    ['UDU', 1, 'UDU'],
  ])('shows %s with threshold %i as %s', (seen, threshold, expected) => {
    expect(shown(seen, threshold)).toBe(expected);
  });

  it('stores a held check under the anchor with its own latency, raw status and a note', () => {
    expect(replay([{ status: 'UP' }, { status: 'DOWN' }], 3)[1]).toEqual({
      timestamp: 60,
      status: 'UP',
      rawStatus: 'DOWN',
      latencyMs: 11,
      type: 'REALTIME',
      errorMessage: 'seen 1; held during grace period (1 of 3 checks)',
      vouchedSeconds: 60,
    });
  });

  it('writes on every back-filled row what was confirmed', () => {
    const rows = replay([{ status: 'UP' }, { status: 'DOWN' }, { status: 'DEGRADED' }], 2);
    expect(rows.map(({ errorMessage }) => errorMessage)).toEqual([
      null,
      'seen 1; Down confirmed after 2 consecutive checks',
      'seen 2; Degraded confirmed after 2 consecutive checks',
    ]);
  });

  it('clears the text of a recovery that is confirmed', () => {
    const rows = replay([{ status: 'DOWN' }, { status: 'UP' }, { status: 'UP' }], 2);
    expect(rows.map(({ status, errorMessage }) => [status, errorMessage])).toEqual([
      ['DOWN', 'seen 0'],
      ['UP', null],
      ['UP', null],
    ]);
  });

  it('adds no note when the threshold is one', () => {
    expect(replay([{ status: 'UP' }, { status: 'DOWN' }], 1)[1]?.errorMessage).toBe('seen 1');
  });

  it('counts a minute once, however often it is checked', () => {
    const first = graceStep({ anchor: 'UP', held: [] }, result(1, { status: 'DOWN' }), 2);
    const again = graceStep(first.state, result(1, { status: 'DEGRADED' }), 2);
    expect(again.samples).toMatchObject([{ timestamp: 60, status: 'UP', rawStatus: 'DEGRADED' }]);
    expect(graceStep(again.state, result(2, { status: 'DOWN' }), 2).samples).toMatchObject([
      { timestamp: 60, status: 'DEGRADED' },
      { timestamp: 120, status: 'DOWN' },
    ]);
  });

  it('confirms a run that was held when the threshold is lowered', () => {
    const { state } = graceStep({ anchor: 'UP', held: [result(1, { status: 'DOWN' })] }, result(2, { status: 'DOWN' }), 5);
    expect(graceStep(state, result(3, { status: 'DOWN' }), 2).samples).toHaveLength(3);
  });

  it('never shows DOWN while failures in a row stay below the threshold', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Status>('UP', 'DOWN')), fc.integer({ min: 1, max: 60 }), (seen, threshold) => {
        fc.pre(longestRun(seen, 'DOWN') < threshold);
        const rows = replay(
          ['UP' as const, ...seen].map((status) => ({ status })),
          threshold,
        );
        expect(rows.map(({ status }) => status)).not.toContain('DOWN');
      }),
    );
  });

  it('step by step leaves the rows that the definition gives, whatever is in between', () => {
    fc.assert(
      fc.property(checks, fc.integer({ min: 1, max: 6 }), (list, threshold) => {
        expect(replay(list, threshold).map(({ status }) => status)).toEqual(byDefinition(list, threshold));
      }),
      { numRuns: 500 },
    );
  });

  it('never touches what the checks saw', () => {
    fc.assert(
      fc.property(checks, fc.integer({ min: 1, max: 6 }), (list, threshold) => {
        const seen = list.map((check, index) => result(index, check));
        expect(replay(list, threshold).map(({ rawStatus, latencyMs, type }) => ({ rawStatus, latencyMs, type }))).toEqual(
          seen.map(({ rawStatus, latencyMs, type }) => ({ rawStatus, latencyMs, type })),
        );
      }),
    );
  });
});

describe('freeze', () => {
  it('stores as seen, keeps the anchor and ends the run', () => {
    const { state } = graceStep({ anchor: 'UP', held: [] }, result(1, { status: 'DOWN' }), 3);
    expect(freeze(state, result(2, { status: 'DOWN' }))).toMatchObject({
      state: { anchor: 'UP', held: [] },
      samples: [{ status: 'DOWN' }],
    });
  });
});
