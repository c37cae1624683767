import type { Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '../time.js';
import { holes, spansFromSamples } from './spans.js';
import type { SpanSample } from './types.js';

const sample = (minute: number, status: Status, minutes = 1): SpanSample => ({
  timestamp: minute * MINUTE,
  status,
  vouchedSeconds: minutes * MINUTE,
});

const samples = fc.uniqueArray(
  fc.record({ minute: fc.nat(40), status: fc.constantFrom<Status>('UP', 'DOWN', 'NO_DATA'), minutes: fc.integer({ min: 1, max: 6 }) }),
  { selector: ({ minute }) => minute },
);

describe('spansFromSamples', () => {
  it('lets a sample speak until the next sample or as long as it vouches, whichever is shorter', () => {
    expect(spansFromSamples([sample(0, 'UP', 5), sample(3, 'DOWN', 5), sample(20, 'DOWN', 5)])).toEqual([
      { from: 0, to: 180, status: 'UP' },
      { from: 180, to: 480, status: 'DOWN' },
      { from: 1200, to: 1500, status: 'DOWN' },
    ]);
  });

  it('makes one span of neighbours that say the same, and keeps NO_DATA samples apart from holes', () => {
    expect(spansFromSamples([sample(0, 'UP'), sample(1, 'UP'), sample(2, 'NO_DATA')])).toEqual([
      { from: 0, to: 120, status: 'UP' },
      { from: 120, to: 180, status: 'NO_DATA' },
    ]);
  });

  it('knows of every instant what the newest sample before it says, and never overlaps', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const given = list.map(({ minute, status, minutes }) => sample(minute, status, minutes));
        const spans = spansFromSamples(given);
        for (const [index, span] of spans.entries()) {
          expect(span.from).toBeLessThan(span.to);
          const next = spans[index + 1];
          if (next !== undefined) expect(next.from > span.to || (next.from === span.to && next.status !== span.status)).toBe(true);
        }
        for (let at = 0; at < 50 * MINUTE; at += MINUTE) {
          const newest = given.filter(({ timestamp }) => timestamp <= at).sort((a, b) => b.timestamp - a.timestamp)[0];
          const expected = newest !== undefined && at < newest.timestamp + newest.vouchedSeconds ? newest.status : undefined;
          expect(spans.find(({ from, to }) => from <= at && at < to)?.status).toBe(expected);
        }
      }),
    );
  });
});

describe('holes', () => {
  it('are what the spans leave of a window', () => {
    const spans = spansFromSamples([sample(1, 'UP', 2), sample(5, 'UP', 2)]);
    expect(holes(spans, { from: 0, to: 600 })).toEqual([
      { from: 0, to: 60 },
      { from: 180, to: 300 },
      { from: 420, to: 600 },
    ]);
    expect(holes(spans, { from: 60, to: 180 })).toEqual([]);
    expect(holes([], { from: 0, to: 60 })).toEqual([{ from: 0, to: 60 }]);
  });

  it('and the spans together fill any window exactly', () => {
    fc.assert(
      fc.property(samples, fc.nat(40), fc.nat(40), (list, a, b) => {
        const window = { from: Math.min(a, b) * MINUTE, to: Math.max(a, b) * MINUTE };
        const spans = spansFromSamples(list.map(({ minute, status, minutes }) => sample(minute, status, minutes)));
        const covered = spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from)), 0);
        const open = holes(spans, window).reduce((sum, { from, to }) => sum + (to - from), 0);
        expect(covered + open).toBe(window.to - window.from);
      }),
    );
  });
});
