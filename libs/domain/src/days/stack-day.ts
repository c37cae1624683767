import type { DayMinutes } from '@clarion/contract';

const SMALLEST_SHARE = 4;

const sum = (heights: readonly number[]): number => heights.reduce((total, height) => total + height, 0);

/** Heights changed by `px` in all, at the expense or to the gain of the tallest. */
const stretched = (heights: readonly number[], px: number): number[] => {
  const tallest = heights.indexOf(Math.max(...heights));
  return heights.map((height, index) => (index === tallest ? height + px : height));
};

/**
 * The column of one day: heights in px, `[down, degraded, maintenance, up, no data]` from the baseline up. They fill the column; no problem is
 * thinner than 4 px, nor are minutes that were up beside it.
 * @param minutes of which at least one is known
 * @param column height of the whole, px   @see ux A3-F
 */
export const stackDay = (
  [up, degraded, down, maintenance, noData]: DayMinutes,
  column: number,
): readonly [number, number, number, number, number] => {
  const whole = up + degraded + down + maintenance + noData;
  const share = (minutes: number): number => Math.round((minutes / whole) * column);
  const least = up > 0 ? SMALLEST_SHARE : 0;
  const lifted = [down, degraded, maintenance].map((minutes) => (minutes > 0 ? Math.max(SMALLEST_SHARE, share(minutes)) : 0));
  const excess = Math.max(0, sum(lifted) + least - column);
  const fitting = excess > 0 ? stretched(lifted, -excess) : lifted;
  const missing = Math.min(share(noData), column - sum(fitting) - least);
  const rest = column - sum(fitting) - missing;
  // Without a minute up the rounding rest belongs to the tallest problem, not to a green line.
  const [downHeight = 0, degradedHeight = 0, maintenanceHeight = 0] = up > 0 ? fitting : stretched(fitting, rest);
  return [downHeight, degradedHeight, maintenanceHeight, up > 0 ? rest : 0, missing];
};
