import type { Lifecycle, YesNo } from './enums.js';
import type { Permission } from './permissions.js';

/** What can be done to many monitors at once. */
export const MONITOR_JOB_KINDS = [
  'pause',
  'resume',
  'hide',
  'unhide',
  'interval',
  'add_to_page',
  'delete',
  'delete_data',
  'import',
] as const;
export type MonitorJobKind = (typeof MONITOR_JOB_KINDS)[number];

/** `restore` takes back what an earlier job changed; `import_subscribers` has rows of subscribers. */
export const JOB_KINDS = [...MONITOR_JOB_KINDS, 'restore', 'import_subscribers'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `FAILED`: it could not go on at all. Items that failed leave a job `DONE`. */
export const JOB_STATES = ['QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] as const;
export type JobState = (typeof JOB_STATES)[number];
/** States a job does not leave. */
export const isJobOver = (state: JobState): boolean => state !== 'QUEUED' && state !== 'RUNNING';

/** `UNCHANGED`: it was that way already. */
export const JOB_ITEM_STATES = ['PENDING', 'CHANGED', 'UNCHANGED', 'FAILED'] as const;
export type JobItemState = (typeof JOB_ITEM_STATES)[number];

/** What whoever asks for a job must hold, when asking and while it runs. */
export const JOB_PERMISSIONS = {
  pause: ['monitors.write'],
  resume: ['monitors.write'],
  hide: ['monitors.write'],
  unhide: ['monitors.write'],
  interval: ['monitors.write'],
  add_to_page: ['monitors.write', 'pages.write'],
  delete: ['monitors.write'],
  delete_data: ['monitors.write'],
  import: ['monitors.write'],
  restore: ['monitors.write'],
  import_subscribers: ['subscribers.write'],
} as const satisfies Record<JobKind, readonly Permission[]>;

/** A setting of a monitor that a job changes and can take back, under its wire name. */
export type JobSetting = { status: Lifecycle } | { is_hidden: YesNo } | { cron: string | null };

/**
 * The setting a job of this kind gives every monitor; null = the kind changes something else, and cannot be taken back.
 * @param cron of an `interval`
 */
export function settingOfJob(kind: JobKind, cron: string | null): JobSetting | null {
  switch (kind) {
    case 'pause':
      return { status: 'INACTIVE' };
    case 'resume':
      return { status: 'ACTIVE' };
    case 'hide':
      return { is_hidden: 'YES' };
    case 'unhide':
      return { is_hidden: 'NO' };
    case 'interval':
      return { cron };
    default:
      return null;
  }
}
