import type { EntityManager } from 'typeorm';
import { Outbox } from '../../platform/outbox/outbox.js';
import { type IncidentRecord, joinReach, type Reach, reachOf, updatesOf } from './incident-records.js';

/** Beginnings and ends that are further away are seen by whatever renews itself meanwhile. */
const FORESEEN_SECONDS = 86_400;

/**
 * Tells that an incident changed, to all whom it concerned or concerns now; and, when it begins or ends by itself soon, again then.
 * @param before null = it did not exist
 * @param now Unix seconds
 * @returns whom it concerns
 */
export async function announceIncident(
  outbox: Outbox,
  tx: EntityManager,
  incident: IncidentRecord,
  before: Reach | null,
  now: number,
): Promise<Reach> {
  const { id, version } = incident.row;
  const after = reachOf(incident, await updatesOf(tx, id));
  const reach = before === null ? after : joinReach(before, after);
  const payloadOf = ({ monitorIds, isGlobal, window }: Reach) => ({ incidentId: id, monitorIds: [...monitorIds], isGlobal, ...window });
  const aggregateId = `incident:${id}`;
  await outbox.add(tx, 'incident.changed', payloadOf(reach), { aggregateId });
  for (const at of [after.window.from, after.window.to]) {
    if (at === null || at <= now || at > now + FORESEEN_SECONDS) continue;
    const dedupeKey = `${aggregateId}:v${version}:${at}`;
    await outbox.add(tx, 'incident.changed', payloadOf(after), { aggregateId, dedupeKey, holdUntil: at });
  }
  return reach;
}
