import { randomUUID } from 'node:crypto';
import { type JobState } from '@clarion/contract';
import { JobEntity } from '@clarion/database/jobs/job.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { Log } from '../../platform/logging/log.js';

/** A worker that was killed is missed after this time. */
export const LEASE_SECONDS = 20;
const RENEW_MS = 5_000;

const TAKE = `
  UPDATE jobs SET state = 'RUNNING', lease_token = $2, lease_until = app_now() + make_interval(secs => ${LEASE_SECONDS}),
    runs = runs + 1, started_at = coalesce(started_at, app_now())
  WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') AND (lease_until IS NULL OR lease_until < app_now())`;
const RENEW = `UPDATE jobs SET lease_until = app_now() + make_interval(secs => ${LEASE_SECONDS}) WHERE id = $1 AND lease_token = $2`;
const RELEASE = `UPDATE jobs SET lease_token = NULL, lease_until = NULL WHERE id = $1 AND lease_token = $2`;
const END = `
  UPDATE jobs SET state = $3, error = $4, finished_at = app_now(), lease_token = NULL, lease_until = NULL
  WHERE id = $1 AND lease_token = $2 AND state = 'RUNNING'`;
const EMPTY_ITEMS = `UPDATE job_items SET input = NULL WHERE job_id = $1 AND state = 'PENDING' AND input IS NOT NULL`;
const FREE = `
  SELECT id, runs FROM jobs WHERE state IN ('QUEUED', 'RUNNING') AND (lease_until IS NULL OR lease_until < app_now()) ORDER BY id LIMIT 20`;

/** A job nobody works at. */
export interface FreeJob {
  id: number;
  /** How often it was taken up. */
  runs: number;
}

/** A job that this process works at. */
export interface HeldJob {
  readonly job: JobEntity;
  readonly token: string;
  /** Nothing more is done; does nothing when the job went to somebody else or was cancelled. */
  end(state: Extract<JobState, 'DONE' | 'FAILED'>, error: string | null): Promise<void>;
  /** Lets others take it. */
  release(): Promise<void>;
}

/** Who works at which job. Leases are kept by the database's clock. @see reliability REL-30 */
@Injectable()
export class JobLeases {
  constructor(
    private readonly sources: DataSources,
    private readonly log: Log,
  ) {}

  /** The oldest first. */
  async free(): Promise<FreeJob[]> {
    return this.sources.get('worker').query<FreeJob[]>(FREE);
  }

  /** @returns null when somebody else is at it, or nothing is left to do */
  async take(jobId: number): Promise<HeldJob | null> {
    const worker = this.sources.get('worker');
    const token = randomUUID();
    const [, count] = await worker.query<[unknown, number]>(TAKE, [jobId, token]);
    if (count === 0) return null;
    const job = await worker.manager.findOneByOrFail(JobEntity, { id: jobId });
    const timer = setInterval(() => {
      worker.query(RENEW, [jobId, token]).catch((error: unknown) => this.log.warn('a lease could not be renewed', { error }));
    }, RENEW_MS);
    timer.unref();
    return {
      job,
      token,
      end: async (state, error) => {
        const [, ended] = await worker.query<[unknown, number]>(END, [jobId, token, state, error]);
        if (ended > 0 && state === 'FAILED') await worker.query(EMPTY_ITEMS, [jobId]);
      },
      release: async () => {
        clearInterval(timer);
        await worker
          .query(RELEASE, [jobId, token])
          .catch((error: unknown) => this.log.warn('a lease could not be given back, it ends by itself', { error }));
      },
    };
  }
}
