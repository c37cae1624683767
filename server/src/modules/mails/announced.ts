import type { AnnouncementTopic, MaintenanceStage, OutboxPayloads } from '@clarion/contract';

/** What a message is about, in ids: the payload of its delivery. */
export type Announced = IncidentUpdate | MaintenanceStep;
export type IncidentUpdate = Readonly<{ incidentId: number; commentId: number }>;
export type MaintenanceStep = Readonly<{ maintenanceId: number; eventId: number; stage: MaintenanceStage }>;

export const isIncidentUpdate = (announced: Announced): announced is IncidentUpdate => 'commentId' in announced;

/** What the deliveries of an event are about. */
export const announcedOf = (payload: OutboxPayloads[AnnouncementTopic]): Announced =>
  'commentId' in payload
    ? { incidentId: payload.incidentId, commentId: payload.commentId }
    : { maintenanceId: payload.maintenanceId, eventId: payload.eventId, stage: payload.stage };
