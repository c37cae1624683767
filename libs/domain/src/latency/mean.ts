/** Mean of latencies, to a hundredth of a millisecond; 0 when there are none. @param latencies milliseconds */
export function meanMs(latencies: readonly number[]): number {
  if (latencies.length === 0) return 0;
  const sum = latencies.reduce((total, latency) => total + latency, 0);
  return Math.round((sum / latencies.length) * 100) / 100;
}
