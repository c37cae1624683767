import { type EntityManager } from 'typeorm';

/** What statuses of events are decided by. */
export interface EventTiming {
  /** By the database's clock, Unix seconds: replicas agree on it. */
  now: number;
  /** Seconds before its start from which an event is READY. */
  buffer: number;
}

const HOUR = 3_600;
const TIMING = `
  SELECT floor(extract(epoch FROM app_now()))::bigint AS now,
    (SELECT value -> 'reminder_buffer_hours' FROM site_settings WHERE key = 'globalMaintenanceNotificationSettings') AS hours`;

/** Reads the clock and the site's reminder buffer: an hour unless it says otherwise, never less. @see incidents-maintenances §B4 */
export async function readTiming(db: EntityManager): Promise<EventTiming> {
  const [row] = await db.query<[{ now: number; hours: unknown }]>(TIMING);
  const hours = typeof row.hours === 'number' && row.hours >= 1 ? row.hours : 1;
  return { now: row.now, buffer: hours * HOUR };
}
