/** Units a half-hour is wide and the line is high; whole numbers, because a hundred of these lines stand in one page. */
const STEP = 2;
const HEIGHT = 24;
const MARGIN = 2;

/**
 * Path of a line through averages; a missing one breaks the line, a lonely one becomes a dot. Points are told as steps from the one before:
 * few different ones, so the page compresses well.
 * @param values oldest first
 */
export const sparklinePath = (values: readonly (number | null)[]): string => {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const highest = Math.max(...known);
  const lowest = Math.min(...known);
  const scale = highest > lowest ? (HEIGHT - MARGIN * 2) / (highest - lowest) : 0;
  let path = '';
  let last: number | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      last = null;
      return;
    }
    const y = scale ? Math.round(HEIGHT - MARGIN - (value - lowest) * scale) : HEIGHT / 2;
    const isLonely = last === null && (values[index + 1] ?? null) === null;
    if (last === null) path += `M${index * STEP} ${y}${isLonely ? 'h.1' : 'l'}`;
    else path += `${path.endsWith('l') ? '' : ' '}${STEP} ${y - last}`.replace(' -', '-');
    last = y;
  });
  return path;
};

/** Values that a path leads through, on the levels it shows: the line through them is the same. Gaps at its end are not in it. */
export const sparklineValues = (path: string): (number | null)[] => {
  const values: (number | null)[] = [];
  for (const [, x, start, steps = ''] of path.matchAll(/M(\d+) (\d+)(?:h\.1|l([^M]*))/g)) {
    while (values.length < Number(x) / STEP) values.push(null);
    let y = Number(start);
    values.push(HEIGHT - y);
    // Every other number is the way ahead, which is always the same.
    (steps.match(/-?\d+/g) ?? []).forEach((step, index) => {
      if (index % 2 === 0) return;
      y += Number(step);
      values.push(HEIGHT - y);
    });
  }
  return values;
};
