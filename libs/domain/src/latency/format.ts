const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** `123ms`, `1.23s`, `1.23m`, `1.23h`; empty for nothing measured. @param ms milliseconds   @see status-engine §7 */
export function formatLatency(ms: number | null): string {
  if (ms === null || !(ms > 0)) return '';
  // Something was measured, so it is not nothing.
  const whole = Math.max(1, Math.round(ms));
  if (whole < SECOND) return `${whole}ms`;
  if (whole < MINUTE) return `${(whole / SECOND).toFixed(2)}s`;
  if (whole < HOUR) return `${(whole / MINUTE).toFixed(2)}m`;
  return `${(whole / HOUR).toFixed(2)}h`;
}
