import type { MaintenanceStage } from '@clarion/contract';

/** What a message is about, in ids: the payload of its delivery. */
export type Announced = IncidentUpdate | MaintenanceStep;
export type IncidentUpdate = Readonly<{ incidentId: number; commentId: number }>;
export type MaintenanceStep = Readonly<{ maintenanceId: number; eventId: number; stage: MaintenanceStage }>;

export const isIncidentUpdate = (announced: Announced): announced is IncidentUpdate => 'commentId' in announced;
