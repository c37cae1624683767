/** A measurement on a curve. */
export interface CurvePoint {
  at: number;
  ms: number;
}

/**
 * A curve of at most `limit` points that looks like the long one: Largest-Triangle-Three-Buckets, first and last kept.
 * @param points ascending   @see status-engine §8, Steinarsson 2013
 */
export function downsample(points: readonly CurvePoint[], limit: number): readonly CurvePoint[] {
  if (points.length <= limit || limit < 3) return points.length <= limit ? points : [points[0]!, points.at(-1)!].slice(0, limit);
  const width = (points.length - 2) / (limit - 2);
  const edge = (bucket: number): number => Math.floor(bucket * width) + 1;
  const kept = [points[0]!];
  for (let bucket = 0; bucket < limit - 2; bucket += 1) {
    const next = points.slice(edge(bucket + 1), bucket === limit - 3 ? points.length : edge(bucket + 2));
    const aim = {
      at: next.reduce((sum, { at }) => sum + at, 0) / next.length,
      ms: next.reduce((sum, { ms }) => sum + ms, 0) / next.length,
    };
    const previous = kept.at(-1)!;
    let best = points[edge(bucket)]!;
    let largest = -1;
    for (const point of points.slice(edge(bucket), edge(bucket + 1))) {
      const area = Math.abs((previous.at - aim.at) * (point.ms - previous.ms) - (previous.at - point.at) * (aim.ms - previous.ms));
      if (area > largest) [largest, best] = [area, point];
    }
    kept.push(best);
  }
  return [...kept, points.at(-1)!];
}
