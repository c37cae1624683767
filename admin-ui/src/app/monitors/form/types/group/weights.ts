/** As the server has it: a hand-written sum may be off by this much. @see monitors §6.8 */
const TOLERANCE = 0.01 + 1e-9;

/** Equal weights of three decimals, rounded down; the last one takes the remainder, so that they sum to 1. */
export function equalWeights(count: number): number[] {
  const share = Math.floor(1_000 / count) / 1_000;
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? share : Number((1 - share * (count - 1)).toFixed(3))));
}

/** Sum of the weights to three decimals; an empty one counts as nothing. */
export const sumOf = (weights: readonly (number | null)[]): number =>
  Number(weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0).toFixed(3));

export const isSumOfOne = (weights: readonly (number | null)[]): boolean =>
  Math.abs(weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0) - 1) <= TOLERANCE;
