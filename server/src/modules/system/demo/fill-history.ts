import type { EntityManager } from 'typeorm';
import type { DemoMonitor } from './scenario.js';

/** Samples a statement writes, so that none of them runs into the pool's time limit. */
const STATEMENT_MINUTES = 30 * 1_440;

// A day's wave plus a little noise that is the same on every run; the trouble of a minute, if any, comes on top.
const FILL = `
  INSERT INTO monitoring_data (timestamp, latency, monitor_id, vouched_seconds, status, raw_status, type, error_message)
  SELECT minute.ts,
         CASE WHEN $4::real = 0 THEN 0 ELSE greatest(1, round(((
           $4 + $5 * sin(2 * pi() * (minute.ts % 86400) / 86400.0) + $4 * 0.12 * (abs(hashint8(minute.ts * 31 + $1)) % 1000 / 500.0 - 1)
         ) * coalesce(trouble.slowdown, 1))::numeric, 0)) END,
         $1, 60, coalesce(trouble.code, 'U')::"char", coalesce(trouble.code, 'U')::"char", 'R', trouble.reason
    FROM generate_series($2::bigint, $3::bigint, 60) AS minute(ts)
    LEFT JOIN LATERAL (
      SELECT t.code, t.reason, t.slowdown
        FROM unnest($6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::float8[]) AS t (from_ts, to_ts, code, reason, slowdown)
       WHERE minute.ts >= t.from_ts AND minute.ts < t.to_ts ORDER BY t.code LIMIT 1
    ) trouble ON true
  ON CONFLICT (monitor_id, timestamp) DO NOTHING`;

/**
 * Writes a monitor's past, a sample a minute up to `now`. Spans and roll-ups are the timeline's to make afterwards.
 * @param now Unix seconds
 * @returns first and last minute written
 */
export async function fillHistory(
  tx: EntityManager,
  monitorId: number,
  monitor: DemoMonitor,
  now: number,
): Promise<{ from: number; to: number }> {
  const to = now - (now % 60) - 60;
  const from = to - monitor.days * 86_400 + 60;
  const troubles = monitor.troubles.map(({ startedAgo, minutes, status, reason, slowdown }) => {
    const start = to - startedAgo * 60;
    return { from: start, to: start + minutes * 60, code: status === 'DOWN' ? 'D' : 'G', reason, slowdown };
  });
  for (let start = from; start <= to; start += STATEMENT_MINUTES * 60) {
    await tx.query(FILL, [
      monitorId,
      start,
      Math.min(to, start + (STATEMENT_MINUTES - 1) * 60),
      monitor.latency.base,
      monitor.latency.swing,
      troubles.map((trouble) => trouble.from),
      troubles.map((trouble) => trouble.to),
      troubles.map(({ code }) => code),
      troubles.map(({ reason }) => reason),
      troubles.map(({ slowdown }) => slowdown),
    ]);
  }
  return { from, to };
}
