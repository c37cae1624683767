import type { MinuteCounts } from '../timeline/types.js';
import { evaluateFormula, parseFormula, type Formula, type Fraction } from './formula.js';

/** The formula members of `monitor_settings_json`, under their names on the wire. */
export type FormulaTexts = {
  uptime_formula_numerator: string;
  uptime_formula_denominator: string;
};

export interface UptimeFormulas {
  numerator: Formula;
  denominator: Formula;
}

/** The formulas of a monitor that has none of its own. @param includeDegradedInDowntime `include_degraded_in_downtime` */
export const defaultFormulaTexts = (includeDegradedInDowntime: boolean): FormulaTexts => ({
  uptime_formula_numerator: includeDegradedInDowntime ? 'up + maintenance' : 'up + maintenance + degraded',
  uptime_formula_denominator: 'up + down + degraded + maintenance',
});

const read = (text: unknown): Formula | null => {
  const result = typeof text === 'string' ? parseFormula(text) : null;
  return result?.ok === true ? result.formula : null;
};

/**
 * The formulas that count for a monitor: its own where they are valid, else the default, each by itself.
 * @param settings `monitor_settings_json` as stored, null when there is none
 */
export function formulasOf(settings: Readonly<Record<string, unknown>> | null, includeDegradedInDowntime: boolean): UptimeFormulas {
  const texts = defaultFormulaTexts(includeDegradedInDowntime);
  return {
    numerator: read(settings?.['uptime_formula_numerator']) ?? read(texts.uptime_formula_numerator)!,
    denominator: read(settings?.['uptime_formula_denominator']) ?? read(texts.uptime_formula_denominator)!,
  };
}

/**
 * Settings without the formulas that a client merely read and sent back, or they would stop following the flag.
 * @param includeDegradedInDowntime the flag the client saw: the stored one on an update, the new one on a create   @see rest-api-v4 §2
 */
export function dropDefaultFormulas(
  settings: Readonly<Record<string, unknown>>,
  includeDegradedInDowntime: boolean,
): Record<string, unknown> {
  const defaults: Record<string, unknown> = { ...defaultFormulaTexts(includeDegradedInDowntime) };
  return Object.fromEntries(Object.entries(settings).filter(([key, value]) => !Object.hasOwn(defaults, key) || defaults[key] !== value));
}

/**
 * The one uptime figure: every percentage anywhere is a text of this ratio.
 * @returns the exact ratio, not reduced, not clamped; null when there is nothing to divide by   @see status-engine §4
 */
export function uptimeRatio(counts: MinuteCounts, formulas: UptimeFormulas): Fraction | null {
  const top = evaluateFormula(formulas.numerator, counts);
  const bottom = evaluateFormula(formulas.denominator, counts);
  if (bottom.numerator === 0n) return null;
  const numerator = top.numerator * bottom.denominator;
  const denominator = top.denominator * bottom.numerator;
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

/** Ten-thousandths of a percent, floored, `0..999_999`; a million only for an exact 100 %. */
function floored({ numerator, denominator }: Fraction): number {
  if (numerator <= 0n) return 0;
  if (numerator === denominator) return 1_000_000;
  return numerator > denominator ? 999_999 : Number((numerator * 1_000_000n) / denominator);
}

/** The percentage as contract endpoints and badges print it: `97.9166`, `12.5`, `100`, `0`; `-` without data. Floored, up to four decimals. */
export function contractText(ratio: Fraction | null): string {
  if (ratio === null) return '-';
  const value = floored(ratio);
  const decimals = String(value % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(value / 10_000)}${decimals === '' ? '' : `.${decimals}`}`;
}

/**
 * The percentage as people read it, without the sign: `97.916`, `99.90`; `100` and `0` are exact. Floored, two or three decimals.
 * @returns null without data
 */
export function displayText(ratio: Fraction | null): string | null {
  if (ratio === null) return null;
  if (ratio.numerator <= 0n) return '0';
  const value = floored(ratio);
  if (value === 1_000_000) return '100';
  const decimals = String(Math.floor((value % 10_000) / 10))
    .padStart(3, '0')
    .replace(/0$/, '');
  return `${Math.floor(value / 10_000)}.${decimals}`;
}
