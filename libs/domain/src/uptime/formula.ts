import type { MinuteCounts } from '../timeline/types.js';

/** Longest formula that is read. */
export const FORMULA_LENGTH = 255;

type Variable = 'up' | 'down' | 'degraded' | 'maintenance';
type Operator = '+' | '-' | '*' | '/';

/** A formula that was understood; made by `parseFormula` only. */
export interface Formula {
  readonly first: Variable;
  readonly rest: readonly { readonly operator: Operator; readonly variable: Variable }[];
}

export type FormulaResult = { ok: true; formula: Formula } | { ok: false; reason: string };

/** An exact number; the denominator is positive. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

const TOKEN = /\s*(?:(up|down|degraded|maintenance)\b|([-+*/]))\s*/iy;

/**
 * Reads a formula over minute counts: `variable (operator variable)*`, variables `up down degraded maintenance`, operators `+ - * /`,
 * no numbers, no parentheses; capitals and spaces do not matter.
 * @see status-engine §4
 */
export function parseFormula(text: string): FormulaResult {
  const refuse = (reason: string): FormulaResult => ({ ok: false, reason });
  if (text.length > FORMULA_LENGTH) return refuse(`A formula has at most ${FORMULA_LENGTH} characters.`);
  const words: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [, variable, operator] = TOKEN.exec(text) ?? [];
    if (variable === undefined && operator === undefined) {
      TOKEN.lastIndex = 0;
      return refuse(`“${text.slice(at).trim()}” is not understood. Use up, down, degraded and maintenance with + - * /.`);
    }
    if ((variable === undefined) !== (words.length % 2 === 1)) return refuse('Variables and operators take turns, as in up + maintenance.');
    words.push((variable ?? operator ?? '').toLowerCase());
  }
  if (words.length % 2 === 0) return refuse('A formula starts and ends with up, down, degraded or maintenance.');
  const rest: { operator: Operator; variable: Variable }[] = [];
  for (let index = 1; index < words.length; index += 2)
    rest.push({ operator: words[index] as Operator, variable: words[index + 1] as Variable });
  return { ok: true, formula: { first: words[0] as Variable, rest } };
}

const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** The exact value: `*` and `/` first, then `+` and `-`, left to right; a division by zero makes the whole formula 0. */
export function evaluateFormula(formula: Formula, counts: Pick<MinuteCounts, Variable>): Fraction {
  let sum = ZERO;
  let sign = 1n;
  let term: Fraction = { numerator: BigInt(counts[formula.first]), denominator: 1n };
  const add = (): Fraction =>
    sum.denominator === term.denominator
      ? { numerator: sum.numerator + sign * term.numerator, denominator: sum.denominator }
      : {
          numerator: sum.numerator * term.denominator + sign * term.numerator * sum.denominator,
          denominator: sum.denominator * term.denominator,
        };
  for (const { operator, variable } of formula.rest) {
    const value = BigInt(counts[variable]);
    if (operator === '*') term = { numerator: term.numerator * value, denominator: term.denominator };
    else if (operator === '/') {
      if (value === 0n) return ZERO;
      term = { numerator: term.numerator, denominator: term.denominator * value };
    } else {
      sum = add();
      sign = operator === '+' ? 1n : -1n;
      term = { numerator: value, denominator: 1n };
    }
  }
  return add();
}
