/** HTTP statuses from one to another, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

const LONGEST = 200;
const PART = /^(\d{3})(?:\s*-\s*(\d{3}))?$/;
const LOWEST = 100;
const HIGHEST = 599;

/**
 * Reads statuses and ranges of them, `200-299,304`; spaces do not matter.
 * @returns the ranges as they are written, or what is wrong
 */
export function parseStatusRanges(text: string): readonly StatusRange[] | string {
  if (text.length > LONGEST) return `has at most ${LONGEST} characters`;
  const ranges: StatusRange[] = [];
  for (const part of text.split(',')) {
    const [, first, last] = PART.exec(part.trim()) ?? [];
    if (first === undefined) return 'takes statuses and ranges, such as 200-299,304';
    const range = { from: Number(first), to: Number(last ?? first) };
    if (range.from < LOWEST || range.to > HIGHEST) return `takes statuses from ${LOWEST} to ${HIGHEST}`;
    if (range.from > range.to) return `has a range that ends before it starts: ${part.trim()}`;
    ranges.push(range);
  }
  return ranges;
}

export const isInRanges = (status: number, ranges: readonly StatusRange[]): boolean =>
  ranges.some(({ from, to }) => status >= from && status <= to);
