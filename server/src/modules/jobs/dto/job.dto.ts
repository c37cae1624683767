import { isJobOver, JOB_STATES, settingOfJob, type JobKind, type JobState } from '@clarion/contract';
import type { JobItemEntity } from '@clarion/database/jobs/job-item.entity';
import type { JobEntity } from '@clarion/database/jobs/job.entity';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { QueryInteger, QueryText } from '../../monitors/dto/rules.js';

/** `mine`: what the caller asked for. `all`: everybody's, for those who may read the audit log. */
const WHOSE = ['mine', 'all'] as const;

/** Which jobs to list. */
export class ListJobsQuery {
  /** `mine` when absent; `all` needs the permission `audit.read`. */
  @QueryText() @IsOptional() @IsIn(WHOSE) whose?: 'mine' | 'all';
  @QueryText() @IsOptional() @IsIn(JOB_STATES) state?: JobState;
  /** 20 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** What all items of a job have in common. */
export class JobValuesDto {
  cron: string | null;
  page_path: string | null;
}

/** Something that is done to many things, one after the other. */
export class JobDto {
  id: number;
  kind: JobKind;
  /** `FAILED`: it could not go on at all. Items that failed leave a job `DONE`. */
  state: JobState;
  values: JobValuesDto;
  /** Items. */
  total: number;
  /** Items that are settled; of these `changed` are otherwise now, `failed` could not be done, and the rest was that way already. */
  done: number;
  changed: number;
  failed: number;
  /** Why it could not go on. */
  error: string | null;
  /** It is over, changed something that can be given back, and nobody has taken it back. */
  can_undo: boolean;
  /** The job that this one takes back. */
  undo_of: number | null;
  /** Who asked: an e-mail address, or the name of a key. */
  asked_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

/** An item that could not be done. */
export class JobErrorDto {
  /** Place among the items, from 1; of an import, of the row. */
  position: number;
  tag: string;
  name: string;
  message: string;
}

/** `{ job }` */
export class JobResponse {
  job: JobDto;
}

/** `{ job, errors }` */
export class JobDetailResponse {
  job: JobDto;
  /** The first 1,000 items that failed, in their order. */
  errors: JobErrorDto[];
}

/** `{ jobs }`, the newest first. */
export class JobListResponse {
  jobs: JobDto[];
}

/** @param isUndone somebody has taken it back */
export const toJobDto = (row: JobEntity, isUndone: boolean): JobDto => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  values: { cron: row.input.cron ?? null, page_path: row.input.page_path ?? null },
  total: row.total,
  done: row.done,
  changed: row.changed,
  failed: row.failed,
  error: row.error,
  can_undo: !isUndone && isJobOver(row.state) && row.changed > 0 && settingOfJob(row.kind, null) !== null,
  undo_of: row.undoOf,
  asked_by: row.askerName,
  created_at: row.createdAt.toISOString(),
  started_at: row.startedAt?.toISOString() ?? null,
  finished_at: row.finishedAt?.toISOString() ?? null,
});

export const toJobErrorDto = ({ position, tag, name, error }: JobItemEntity): JobErrorDto => ({
  position,
  tag,
  name,
  message: error ?? '',
});
