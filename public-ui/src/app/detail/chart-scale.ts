/** A measured point of a chart: averages and extremes of one bucket in ms; null = nothing was measured. */
export interface ChartPoint {
  at: number;
  avgMs: number | null;
  minMs: number | null;
  maxMs: number | null;
}

/** Units of the drawing; it is stretched to the width of the page, so only heights are px. */
export const CHART_WIDTH = 1_000;
export const CHART_HEIGHT = 200;

const NICE = [1, 2, 2.5, 5, 10];

/** Smallest round number the values fit under, and the steps to it: an axis from 0 with four lines. */
export const niceAxis = (highest: number): { top: number; ticks: readonly number[] } => {
  const rough = Math.max(highest, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * power >= rough) ?? 10) * power;
  const count = Math.max(2, Math.ceil(Math.max(highest, 1) / step));
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
};

const round = (value: number): number => Math.round(value * 10) / 10;

export const xOf = (index: number, count: number): number => round(((index + 0.5) / count) * CHART_WIDTH);
export const yOf = (value: number, top: number): number => round(CHART_HEIGHT - (value / top) * CHART_HEIGHT);

/** Stretches of neighbouring points that have a value. */
const runs = (points: readonly ChartPoint[], has: (point: ChartPoint) => boolean): number[][] => {
  const found: number[][] = [];
  points.forEach((point, index) => {
    if (!has(point)) return;
    const open = found.at(-1);
    if (open && open.at(-1) === index - 1) open.push(index);
    else found.push([index]);
  });
  return found;
};

/** Line through the averages; gaps stay gaps, a lonely point becomes a short dash. */
export const linePath = (points: readonly ChartPoint[], top: number): string =>
  runs(points, ({ avgMs }) => avgMs !== null)
    .map((run) => {
      const path = run
        .map((index, step) => `${step ? 'L' : 'M'}${xOf(index, points.length)} ${yOf(points[index]?.avgMs ?? 0, top)}`)
        .join('');
      return run.length === 1 ? `${path}h2` : path;
    })
    .join('');

/** Area between the lowest and the highest measurement. */
export const bandPath = (points: readonly ChartPoint[], top: number): string =>
  runs(points, ({ minMs, maxMs }) => minMs !== null && maxMs !== null)
    .filter((run) => run.length > 1)
    .map((run) => {
      const upper = run.map((index) => `${xOf(index, points.length)} ${yOf(points[index]?.maxMs ?? 0, top)}`);
      const lower = run.toReversed().map((index) => `${xOf(index, points.length)} ${yOf(points[index]?.minMs ?? 0, top)}`);
      return `M${upper.join('L')}L${lower.join('L')}z`;
    })
    .join('');

/** Full-height areas of the windows that touch the chart; one that is still open reaches its end. */
export const shadePath = (points: readonly ChartPoint[], windows: readonly { from: number; to: number | null }[]): string => {
  const [first, second] = points;
  if (!first || !second) return '';
  const step = second.at - first.at;
  const start = first.at - step / 2;
  const end = start + step * points.length;
  const place = (at: number): number => round(((Math.min(Math.max(at, start), end) - start) / (end - start)) * CHART_WIDTH);
  return windows
    .filter(({ from, to }) => from < end && (to ?? Infinity) > start)
    .map(({ from, to }) => `M${place(from)} 0H${place(to ?? end)}V${CHART_HEIGHT}H${place(from)}z`)
    .join('');
};

/** Highest value a chart has to show. */
export const highestOf = (points: readonly ChartPoint[]): number =>
  points.reduce((highest, { avgMs, maxMs }) => Math.max(highest, maxMs ?? 0, avgMs ?? 0), 0);
