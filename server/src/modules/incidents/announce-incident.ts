import type { EntityManager } from 'typeorm';
import { Outbox } from '../../platform/outbox/outbox.js';
import { type IncidentRecord, joinReach, type Reach, reachOf, updatesOf } from './incident-records.js';

/**
 * Tells that an incident changed, to all whom it concerned or concerns now.
 * @param before null = it did not exist
 * @returns whom it concerns
 */
export async function announceIncident(outbox: Outbox, tx: EntityManager, incident: IncidentRecord, before: Reach | null): Promise<Reach> {
  const { id } = incident.row;
  const after = reachOf(incident, await updatesOf(tx, id));
  const reach = before === null ? after : joinReach(before, after);
  const { monitorIds, isGlobal, window } = reach;
  const payload = { incidentId: id, monitorIds: [...monitorIds], isGlobal, ...window };
  await outbox.add(tx, 'incident.changed', payload, { aggregateId: `incident:${id}` });
  return reach;
}
