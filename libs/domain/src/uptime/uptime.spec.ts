import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumMinutes } from '../timeline/minutes.js';
import type { MinuteCounts } from '../timeline/types.js';
import { FORMULA_LENGTH, evaluateFormula, parseFormula } from './formula.js';
import { contractText, defaultFormulaTexts, displayText, dropDefaultFormulas, formulasOf, uptimeRatio } from './uptime.js';

const counts = (up: number, down = 0, degraded = 0, maintenance = 0, noData = 0): MinuteCounts => ({
  up,
  down,
  degraded,
  maintenance,
  noData,
});
const formula = (text: string) => {
  const result = parseFormula(text);
  if (!result.ok) throw new Error(result.reason);
  return result.formula;
};
const value = (text: string, minutes: MinuteCounts) => {
  const { numerator, denominator } = evaluateFormula(formula(text), minutes);
  return Number(numerator) / Number(denominator);
};
const uptime = (minutes: MinuteCounts, settings: Record<string, unknown> | null = null, flag = false) =>
  contractText(uptimeRatio(minutes, formulasOf(settings, flag)));
const own = (numerator: string, denominator: string) => ({ uptime_formula_numerator: numerator, uptime_formula_denominator: denominator });

const minutes = fc.record({
  up: fc.nat(1_440),
  down: fc.nat(1_440),
  degraded: fc.nat(1_440),
  maintenance: fc.nat(1_440),
  noData: fc.nat(1_440),
});
const variables = fc.constantFrom('up', 'down', 'degraded', 'maintenance');
const formulas = fc
  .tuple(variables, fc.array(fc.tuple(fc.constantFrom('+', '-', '*', '/'), variables), { maxLength: 6 }))
  .map(([first, rest]) => first + rest.map(([operator, variable]) => ` ${operator} ${variable}`).join(''));
const settings = fc.option(fc.tuple(formulas, formulas).map(([numerator, denominator]) => own(numerator, denominator)));

describe('parseFormula', () => {
  it.each(['up', 'up + down', ' UP+Down ', 'up*down/degraded-maintenance', 'up\n+\tdown'])('reads %j', (text) => {
    expect(parseFormula(text).ok).toBe(true);
  });

  it.each([
    '',
    ' ',
    'up +',
    '+ up',
    'up up',
    'up + + down',
    'updown',
    'up + 1',
    '(up)',
    'up % down',
    'uptime',
    'up;down',
    '__proto__',
    'up + constructor',
  ])('refuses %j with a reason', (text) => {
    expect(parseFormula(text)).toEqual({ ok: false, reason: expect.stringMatching(/\.$/) });
  });

  it('refuses what is too long', () => {
    expect(parseFormula(`up${' + up'.repeat(FORMULA_LENGTH)}`).ok).toBe(false);
  });
});

describe('evaluateFormula', () => {
  it.each<[string, number]>([
    ['up + down * degraded', 10 + 3 * 4],
    ['up - down - degraded', 10 - 3 - 4],
    ['up / down', 10 / 3],
    ['up / down * degraded', (10 / 3) * 4],
    ['up * down / degraded - maintenance', (10 * 3) / 4 - 2],
    ['up - down / degraded + maintenance / degraded', 10 - 3 / 4 + 2 / 4],
  ])('%s', (text, expected) => {
    expect(value(text, counts(10, 3, 4, 2))).toBeCloseTo(expected, 12);
  });

  it('is 0 altogether after a division by zero', () => {
    expect(value('up + down / degraded', counts(10, 3, 0, 2))).toBe(0);
  });
});

describe('uptime', () => {
  it.each<[MinuteCounts, Record<string, unknown> | null, boolean, string]>([
    [counts(1380, 60), null, false, '95.8333'],
    [counts(1380, 0, 0, 60), null, false, '100'],
    [counts(1410, 0, 30), null, false, '100'],
    [counts(1410, 0, 30), null, true, '97.9166'],
    [counts(1370, 10, 0, 60), own('up', 'up + down + degraded'), false, '99.2753'],
    [counts(0), null, false, '-'],
    [counts(0), own('up', 'down'), true, '-'],
    [counts(0, 10), null, false, '0'],
    [counts(1, 2), null, false, '33.3333'],
    [counts(1, 7), null, false, '12.5'],
    [counts(999, 1), null, false, '99.9'],
    [counts(1, 1), null, false, '50'],
    [counts(525_599, 1), null, false, '99.9998'],
    [counts(99_999_999, 1), null, false, '99.9999'],
    [counts(0, 0, 0, 0, 1440), null, false, '-'],
    [counts(10, 5), own('up + up', 'up + down'), false, '99.9999'],
    [counts(10, 50), own('up - down', 'up + down'), false, '0'],
    [counts(10, 5), own('down - up', 'down - up - up'), false, '33.3333'],
    [counts(1410, 0, 30), own('not a formula', ''), true, '97.9166'],
    [counts(1410, 0, 30), { uptime_formula_numerator: 7, other: 1 }, true, '97.9166'],
  ])('of %j with %j and flag %j is %s', (given, texts, flag, expected) => {
    expect(uptime(given, texts, flag)).toBe(expected);
  });

  it('does not count minutes without data', () => {
    fc.assert(
      fc.property(minutes, settings, fc.boolean(), (given, texts, flag) =>
        expect(uptime({ ...given, noData: 7 }, texts, flag)).toBe(uptime(given, texts, flag)),
      ),
    );
  });

  it('is between 0 and 100, floored, and 100 only when exact', () => {
    fc.assert(
      fc.property(minutes, settings, fc.boolean(), (given, texts, flag) => {
        const ratio = uptimeRatio(given, formulasOf(texts, flag));
        const text = contractText(ratio);
        expect(text).toMatch(/^(-|\d{1,3}(\.\d{1,4})?)$/);
        if (ratio === null) return;
        expect(ratio.denominator > 0n).toBe(true);
        expect(Number(text)).toBeGreaterThanOrEqual(0);
        expect(Number(text)).toBeLessThanOrEqual(100);
        expect(text === '100').toBe(ratio.numerator === ratio.denominator);
        const scaled = BigInt(Math.round(Number(text) * 10_000));
        const isInRange = ratio.numerator >= 0n && ratio.numerator <= ratio.denominator;
        if (isInRange)
          expect(
            scaled * ratio.denominator <= ratio.numerator * 1_000_000n && ratio.numerator * 1_000_000n < (scaled + 1n) * ratio.denominator,
          ).toBe(true);
      }),
    );
  });

  it('of a window lies between the figures of its parts', () => {
    fc.assert(
      fc.property(minutes, minutes, (a, b) => {
        const figures = [a, b].map((each) => uptimeRatio(each, formulasOf(null, false))).filter((ratio) => ratio !== null);
        const whole = uptimeRatio(sumMinutes([a, b]), formulasOf(null, false));
        if (whole === null) return;
        const values = figures.map(({ numerator, denominator }) => Number(numerator) / Number(denominator));
        const figure = Number(whole.numerator) / Number(whole.denominator);
        expect(figure).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        expect(figure).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
      }),
    );
  });
});

describe('displayText', () => {
  it.each<[MinuteCounts, string | null]>([
    [counts(1410, 30), '97.916'],
    [counts(1, 2), '33.333'],
    [counts(999, 1), '99.90'],
    [counts(525_599, 1), '99.999'],
    [counts(1, 1), '50.00'],
    [counts(1440), '100'],
    [counts(0, 1440), '0'],
    [counts(0), null],
  ])('of %j is %j', (given, expected) => {
    expect(displayText(uptimeRatio(given, formulasOf(null, false)))).toBe(expected);
  });

  it('is never above the contract text, less than a thousandth below it, and 100 only when exact', () => {
    fc.assert(
      fc.property(minutes, settings, fc.boolean(), (given, texts, flag) => {
        const ratio = uptimeRatio(given, formulasOf(texts, flag));
        const display = displayText(ratio);
        if (ratio === null) return expect(display).toBeNull();
        expect(Number(display)).toBeLessThanOrEqual(Number(contractText(ratio)));
        expect(Number(contractText(ratio)) - Number(display)).toBeLessThan(0.001);
        expect(display === '100').toBe(ratio.numerator === ratio.denominator);
      }),
    );
  });
});

describe('dropDefaultFormulas', () => {
  it('drops what a client only read and sent back, and keeps everything else', () => {
    expect(dropDefaultFormulas({ ...defaultFormulaTexts(false), other: 1 }, false)).toEqual({ other: 1 });
    expect(dropDefaultFormulas(defaultFormulaTexts(true), true)).toEqual({});
  });

  it('keeps a formula of its own, even one that is the default under the other flag', () => {
    expect(dropDefaultFormulas(own('up + maintenance', 'up + down'), false)).toEqual(own('up + maintenance', 'up + down'));
  });
});
