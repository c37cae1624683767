import { describe, expect, it } from '@jest/globals';
import { type Cron, MINUTE, minuteOf, parseCron, vouchedSeconds } from '@clarion/domain';
import fc from 'fast-check';
import { dueAfter, dueSlot } from './slots.js';

const cronOf = (text: string): Cron => {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.cron;
};
const T = 1_800_000_000; // a full hour

describe('slots', () => {
  it.each([
    ['on time', '* * * * *', 20, T + 20, T + 21, T, null],
    ['nearly a minute late', '* * * * *', 20, T + 20, T + 79, T, null],
    ['one slot late: the newest counts', '* * * * *', 20, T + 20, T + 80, T + 60, { from: T, to: T + 60 }],
    ['an hour late', '*/5 * * * *', 7, T + 7, T + 3_600, T + 3_300, { from: T, to: T + 3_300 }],
    ['an hour late, just past the offset', '*/5 * * * *', 7, T + 7, T + 3_607, T + 3_600, { from: T, to: T + 3_600 }],
    ['a check at once between slots', '*/5 * * * *', 7, T + 130, T + 131, T + 120, null],
    ['a check at once that began in the next minute', '* * * * *', 0, T + 59, T + 62, T, null],
    ['a check at once that came late', '*/5 * * * *', 7, T + 130, T + 308, T + 300, { from: T + 120, to: T + 300 }],
    ['seconds in the cron fall into their minute', '30 * * * * *', 0, T, T + 91, T + 60, { from: T, to: T + 60 }],
  ])('%s', (_, text, offset, due, now, slot, missed) => {
    expect(dueSlot(cronOf(text), offset, due, now)).toEqual({ slot, missed });
  });

  it('advances to the minute its sample vouches for, plus the offset', () => {
    const crons = ['* * * * *', '*/7 * * * *', '0 3 * * 1', '*/20 * * * * *', '15 30 * * * *'].map(cronOf);
    fc.assert(
      fc.property(
        fc.constantFrom(...crons),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: T, max: T + 90 * 86_400 }),
        (cron, offset, at) => {
          const slot = minuteOf(at);
          const next = dueAfter(cron, offset, slot);
          expect(next).not.toBeNull();
          expect(minuteOf(next ?? 0)).toBe(slot + vouchedSeconds(cron, slot));
          // Claimed at any time before the slot after it, it settles exactly that minute.
          expect(dueSlot(cron, offset, next ?? 0, (next ?? 0) + MINUTE - 1)).toEqual({ slot: minuteOf(next ?? 0), missed: null });
        },
      ),
    );
  });

  it('leaves no minute between what is missed and what is settled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 10_000 }), (offset, late) => {
        const { slot, missed } = dueSlot(cronOf('*/3 * * * *'), offset, T + offset, T + offset + late);
        expect(missed ?? { from: T, to: slot }).toEqual({ from: T, to: slot });
        expect(slot + offset).toBeLessThanOrEqual(T + offset + late);
      }),
    );
  });
});
