import { type EntityManager } from 'typeorm';
import { type Changed } from './maintenance-records.js';

const NEWEST = `SELECT coalesce(max(id), 0)::bigint AS id FROM outbox`;
/** Whether a stage was reached since then that the site tells; of what is only planned it tells when it is asked to. @see incidents-maintenances §B7 */
const IS_TOLD = `
  SELECT EXISTS (
    SELECT FROM outbox o
    LEFT JOIN site_settings s ON s.key = 'globalMaintenanceNotificationSettings'
    WHERE o.id > $1 AND o.topic = 'maintenance.stage' AND (o.payload ->> 'maintenanceId')::int = ANY ($2::int[])
      AND coalesce(
        (s.value -> 'event_types' ->> CASE o.payload ->> 'stage'
          WHEN 'created' THEN 'created' WHEN 'starting_soon' THEN 'reminder' WHEN 'ongoing' THEN 'started' ELSE 'ended' END)::boolean,
        o.payload ->> 'stage' <> 'created')) AS "isTold"`;

/** A change, and whether subscribers hear of it at once. */
export type Telling<T> = Changed<T> & { tells: 'maintenances' | null };

/**
 * Makes a change; while it is only tried, finds out whether anybody would be told.
 * @param tx the attempt; absent = the change counts, and nobody asks
 * @param idsOf maintenances whose events it may have moved on
 */
export async function telling<T>(
  tx: EntityManager | undefined,
  change: () => Promise<Changed<T>>,
  idsOf: (result: T) => readonly number[],
): Promise<Telling<T>> {
  if (tx === undefined) return { ...(await change()), tells: null };
  const [newest] = await tx.query<[{ id: number }]>(NEWEST);
  const made = await change();
  const [answer] = await tx.query<[{ isTold: boolean }]>(IS_TOLD, [newest.id, idsOf(made.result)]);
  return { ...made, tells: answer.isTold ? 'maintenances' : null };
}
