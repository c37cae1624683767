/** Units a half-hour is wide and the line is high; whole numbers, because a hundred of these lines stand in one page. */
const STEP = 2;
const HEIGHT = 24;
const MARGIN = 2;

/** Width of the drawing of so many values. */
export const sparklineWidth = (count: number): number => Math.max(1, count - 1) * STEP;

/** Path of a line through averages; a missing one breaks the line, a lonely one becomes a dot. @param values oldest first */
export const sparklinePath = (values: readonly (number | null)[]): string => {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const highest = Math.max(...known);
  const lowest = Math.min(...known);
  const scale = highest > lowest ? (HEIGHT - MARGIN * 2) / (highest - lowest) : 0;
  let path = '';
  let isDrawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    const y = scale ? Math.round(HEIGHT - MARGIN - (value - lowest) * scale) : HEIGHT / 2;
    const isLonely = !isDrawing && (values[index + 1] ?? null) === null;
    path += `${isDrawing ? 'L' : 'M'}${index * STEP} ${y}${isLonely ? 'h.1' : ''}`;
    isDrawing = true;
  });
  return path;
};
