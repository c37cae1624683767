import type { MonitorType } from './enums.js';

/** Names of the queues. Job data are ids and instants, never the thing itself: the processor reads the row again. */
export const QUEUES = { checks: 'checks', events: 'events', upkeep: 'upkeep', bulk: 'bulk' } as const;
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
export const UPKEEP_TASKS = [
  'partitions',
  'retention',
  'outbox-sweep',
  'doctor',
  'session-cleanup',
  'secrets',
  'triggers',
  'jobs',
  'deliveries',
  'subscribers',
] as const;
export type UpkeepTask = (typeof UPKEEP_TASKS)[number];
export interface UpkeepJob {
  v: 1;
  task: UpkeepTask;
}

/** `bulk`: go on with what somebody asked to be done to many things; items, progress and outcome stand in the rows of `jobs`. */
export interface ContinueJob {
  v: 1;
  jobId: number;
}

/** What each queue carries. A queue without an entry has no jobs yet. */
export interface QueueJobs {
  checks: RunChecksJob;
  events: TellEventJob;
  upkeep: UpkeepJob;
  bulk: ContinueJob;
}
export type JobQueue = keyof QueueJobs;

/** How a queue deals with jobs that fail for reasons of infrastructure; retries of a fact live in its row. @see reliability BMQ-04, BMQ-06 */
export const QUEUE_POLICIES = {
  checks: { attempts: 1, backoffMs: 0, keepFailed: false },
  events: { attempts: 1, backoffMs: 0, keepFailed: false },
  upkeep: { attempts: 3, backoffMs: 5_000, keepFailed: true },
  bulk: { attempts: 1, backoffMs: 0, keepFailed: false },
} as const satisfies Record<JobQueue, { attempts: number; backoffMs: number; keepFailed: boolean }>;
export const JOB_QUEUES = Object.keys(QUEUE_POLICIES) as readonly JobQueue[];
