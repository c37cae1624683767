import type { JobKind, JobState, ManualStatus, MonitorJobKind } from '@clarion/contract';

/** What is done to subscribers; everything else is done to monitors. */
export type SubscriberJobKind = 'import_subscribers';

/** Something that is done to many things, one after the other, by the server. Instants are ISO 8601. */
export interface Job {
  id: number;
  kind: JobKind | SubscriberJobKind;
  state: JobState;
  values: { cron: string | null; page_path: string | null };
  /** Items; of those that are settled (`done`), `changed` are otherwise now and `failed` could not be done. */
  total: number;
  done: number;
  changed: number;
  failed: number;
  /** Why it could not go on. */
  error: string | null;
  can_undo: boolean;
  undo_of: number | null;
  asked_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface JobResponse {
  job: Job;
}

export interface JobsResponse {
  jobs: Job[];
}

/** An item that could not be done. */
export interface JobError {
  /** From 1; of an import, the place among the rows that were sent. */
  position: number;
  tag: string;
  name: string;
  message: string;
}

export interface JobDetailResponse {
  job: Job;
  errors: JobError[];
}

/** Which monitors are meant: by name, or all that a filter of the list finds. */
export type JobTarget = { tags: readonly string[] } | { filter: Readonly<Record<string, string | number>> };

/** What POST `/monitor-jobs` takes. An import has no target: it brings its own. */
export type JobRequest = Partial<JobTarget> & {
  kind: MonitorJobKind;
  values?: {
    cron?: string;
    page_path?: string;
    /** Unix seconds. */
    start_ts?: number;
    end_ts?: number;
    sample_status?: ManualStatus;
    /** JSON texts, one monitor each. */
    rows?: readonly string[];
    update_existing?: boolean;
  };
  /** When more are found, nothing is done. */
  expected_total?: number;
};
