import { type StatusCode, statusWord } from '@clarion/database';
import { type GraceState } from '@clarion/domain';
import { type EntityManager } from 'typeorm';

const CHECKED = `type IN ('R', 'T', 'E') AND raw_status IN ('U', 'G', 'D')`;
const STATE = 'SELECT grace FROM monitor_runtime WHERE monitor_id = $1';
const STILL_CHECKED = `SELECT timestamp FROM monitoring_data WHERE monitor_id = $1 AND timestamp = ANY($2::bigint[]) AND ${CHECKED}`;
const NEWEST_CHECKED = `SELECT timestamp, status FROM monitoring_data WHERE monitor_id = $1 AND ${CHECKED} ORDER BY timestamp DESC LIMIT 1`;
// A check that is under way counted on the old state: its lease goes, and it is repeated at once.
const STORE = 'UPDATE monitor_runtime SET grace = $2::jsonb, lease_token = NULL, lease_until = NULL WHERE monitor_id = $1';

/**
 * Lets the grace period forget checks whose samples were written over or deleted: what is manual is transparent to it, so neither a held
 * check nor the anchor may be one that is no longer there. The caller holds the monitor's runtime row.
 * @param to last minute that was touched, Unix seconds
 * @see monitors §7
 */
export async function refreshGrace(tx: EntityManager, monitorId: number, to: number): Promise<void> {
  const [runtime] = await tx.query<{ grace: GraceState | null }[]>(STATE, [monitorId]);
  const grace = runtime?.grace ?? null;
  if (grace === null || grace.anchor === null) return;
  const [newest] = await tx.query<{ timestamp: number; status: StatusCode }[]>(NEWEST_CHECKED, [monitorId]);
  const anchor = newest === undefined ? null : newest.timestamp > to ? grace.anchor : statusWord(newest.status);
  const kept = new Set(await stillChecked(tx, monitorId, grace));
  const held = anchor === null ? [] : grace.held.filter(({ timestamp }) => kept.has(timestamp));
  if (anchor === grace.anchor && held.length === grace.held.length) return;
  const state: GraceState = { anchor, held };
  await tx.query(STORE, [monitorId, JSON.stringify(state)]);
}

async function stillChecked(tx: EntityManager, monitorId: number, { held }: GraceState): Promise<number[]> {
  if (held.length === 0) return [];
  const rows = await tx.query<{ timestamp: number }[]>(STILL_CHECKED, [monitorId, held.map(({ timestamp }) => timestamp)]);
  return rows.map(({ timestamp }) => timestamp);
}
