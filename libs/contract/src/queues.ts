import type { MonitorType } from './enums.js';

/** Names of the queues. Job data are ids and instants, never the thing itself: the processor reads the row again. */
export const QUEUES = { checks: 'checks', events: 'events', deliveries: 'deliveries', upkeep: 'upkeep' } as const;
export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];

/** `checks`: run what is due of one monitor type. */
export interface RunChecksJob {
  v: 1;
  monitorType: MonitorType;
}

/** `events`: tell the rooms about one committed outbox event. */
export interface TellEventJob {
  v: 1;
  outboxId: number;
}

/** `upkeep`: cluster-wide housekeeping, at most one run at a time. */
export const UPKEEP_TASKS = ['partitions', 'retention', 'outbox-sweep', 'doctor', 'session-cleanup'] as const;
export type UpkeepTask = (typeof UPKEEP_TASKS)[number];
export interface UpkeepJob {
  v: 1;
  task: UpkeepTask;
}
