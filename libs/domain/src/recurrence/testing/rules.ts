import fc from 'fast-check';
import { readRule, type RecurrenceRule } from '../rule.js';

/** The rule of a test. */
export const ruleOf = (text: string): RecurrenceRule => {
  const reading = readRule(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.reason}`);
  return reading.rule;
};

/** Unix seconds of `2026-11-22T03:00:00Z`. */
export const at = (text: string): number => Date.parse(text) / 1_000;

const numbers = (min: number, max: number, most = 4) => fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: most });
const signed = (max: number, most = 4) =>
  fc.uniqueArray(
    fc.integer({ min: -max, max }).filter((value) => value !== 0),
    { minLength: 1, maxLength: most },
  );
const weekdays = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 4 });
const ordinals = fc.array(
  fc.tuple(
    fc.integer({ min: -5, max: 5 }).filter((nth) => nth !== 0),
    fc.constantFrom('MO', 'WE', 'SU'),
  ),
  { minLength: 1, maxLength: 3 },
);

type Part = readonly [name: string, value: string];
const part = <T>(name: string, values: fc.Arbitrary<T>, chance = 0.25): fc.Arbitrary<Part | null> =>
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), values).map(([roll, value]) => (roll < chance ? [name, String(value)] : null));

/** Valid rules of every frequency, impossible and explosive ones among them. */
export const anyRule: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'),
    part('INTERVAL', fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 100_000 })), 0.5),
    part('COUNT', fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 100_000 })), 0.3),
    part('BYMONTH', numbers(1, 12)),
    part('BYWEEKNO', signed(53), 0.1),
    part('BYYEARDAY', signed(366), 0.1),
    part('BYMONTHDAY', signed(31)),
    part('BYDAY', weekdays),
    part(
      'BYDAY',
      ordinals.map((list) => list.map(([nth, day]) => `${nth}${day}`)),
      0.15,
    ),
    part('BYHOUR', numbers(0, 23, 24)),
    part('BYMINUTE', numbers(0, 59, 60)),
    part('BYSECOND', numbers(0, 59, 60), 0.1),
    part('BYSETPOS', signed(366), 0.15),
    part('WKST', fc.constantFrom('MO', 'SU', 'WE'), 0.2),
  )
  .map(([frequency, ...parts]) => {
    const named = new Map<string, string>();
    for (const each of parts) if (each !== null) named.set(...each);
    return [`FREQ=${frequency}`, ...[...named].map(([name, value]) => `${name}=${value}`)].join(';');
  })
  .filter((text) => readRule(text).ok);
