import { describe, expect, it } from '@jest/globals';
import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { parseCron, type Cron } from './cron.js';
import { nextDue } from './schedule.js';

const at = (text: string) => Date.parse(text) / 1_000;
const cronOf = (text: string): Cron => {
  const result = parseCron(text);
  if (!result.ok) throw new Error(result.reason);
  return result.cron;
};
const nextOf = (text: string, after: string) => new Date(nextDue(cronOf(text), at(after))! * 1_000).toISOString();

describe('parseCron', () => {
  it.each([
    ['* * * * *', '2026-11-21T14:35:00Z', '2026-11-21T14:36:00.000Z'],
    ['*/5 * * * *', '2026-11-21T14:35:00Z', '2026-11-21T14:40:00.000Z'],
    ['  0   3 * * 1-5  ', '2026-11-21T14:35:00Z', '2026-11-23T03:00:00.000Z'],
    ['0 0 * * 7', '2026-11-21T14:35:00Z', '2026-11-22T00:00:00.000Z'],
    ['0 0 * * sun', '2026-11-21T14:35:00Z', '2026-11-22T00:00:00.000Z'],
    ['0 0 1 JAN,jul *', '2026-11-21T14:35:00Z', '2027-01-01T00:00:00.000Z'],
    ['0 0 13 * 5', '2026-11-21T14:35:00Z', '2026-11-27T00:00:00.000Z'],
    ['*/20 * * * * *', '2026-11-21T14:35:10Z', '2026-11-21T14:35:20.000Z'],
    ['0 0 L * *', '2026-11-21T14:35:00Z', '2026-11-30T00:00:00.000Z'],
    ['0 0 29 2 *', '2026-11-21T14:35:00Z', '2028-02-29T00:00:00.000Z'],
    ['30 2 29 3 *', '2026-11-21T14:35:00Z', '2027-03-29T02:30:00.000Z'],
  ])('reads %s in UTC', (text, after, next) => {
    expect(nextOf(text, after)).toBe(next);
  });

  it.each([
    ['', /five fields/],
    ['* * * *', /five fields/],
    ['* * * * * * *', /five fields/],
    ['@daily', /five fields/],
    ['60 * * * *', /minute field “60”/],
    ['* 24 * * *', /hour field “24”/],
    ['* * 0 * *', /day of the month field “0”/],
    ['* * * 13 *', /month field “13”/],
    ['* * * * 8', /day of the week field “8”/],
    ['60 * * * * *', /second field “60”/],
    ['a * * * *', /minute field “a”/],
    ['*/0 * * * *', /minute field/],
    ['*/61 * * * *', /minute field/],
    ['5-1 * * * *', /minute field/],
    ['1-5-6 * * * *', /minute field/],
    ['-5 * * * *', /minute field/],
    ['1.5 * * * *', /minute field/],
    ['1,,2 * * * *', /minute field/],
    ['? * * * *', /minute field/],
    ['0 0 13 * +5', /day of the week field/],
    ['0 0 30 2 *', /five years/],
    ['0 0 31 4,6 *', /five years/],
    [`${'0,'.repeat(200)}0 * * * *`, /at most 255/],
  ])('refuses %j and says why', (text, reason) => {
    const result = parseCron(text);
    expect(result.ok ? 'understood' : result.reason).toMatch(reason);
  });

  it('gives the same answer again', () => {
    expect(parseCron('*/7 * * * *')).toBe(parseCron('*/7 * * * *'));
  });

  it('knows the slots of regular minutes as the library does', () => {
    const minutes = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 10, 12, 15, 20, 25, 30, 45, 59, 60);
    const instant = fc.oneof(fc.integer({ min: 0, max: 4_000_000_000 }), fc.double({ min: 0, max: 4_000_000_000, noNaN: true }));
    fc.assert(
      fc.property(minutes, instant, (step, at) => {
        for (const text of step === 1 ? ['* * * * *', '*/1 * * * *'] : [`*/${step} * * * *`]) {
          const parsed = parseCron(text);
          if (!parsed.ok) continue; // a step as long as the hour
          const library = new Croner(text, { utcOffset: 0, paused: true });
          expect(parsed.cron.next(at)).toBe(library.nextRun(new Date(Math.floor(at) * 1_000))!.getTime() / 1_000);
          expect(parsed.cron.previous(at + 7_200)).toBe(
            library.previousRuns(1, new Date(Math.ceil(at + 7_200) * 1_000))[0]!.getTime() / 1_000,
          );
        }
      }),
    );
  });
});
