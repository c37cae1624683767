import { JobItemEntity } from '@clarion/database/jobs/job-item.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { isDatabaseUnavailable } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError } from '../../platform/errors/app-error.js';
import { toErrorAnswer } from '../../platform/errors/error-body.js';
import { failpoint } from '../../platform/failpoints/failpoint.js';
import { type Actor } from '../../platform/http/actor.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Log } from '../../platform/logging/log.js';
import { JobAskers } from './job-askers.service.js';
import { type HeldJob, JobLeases } from './job-leases.service.js';
import { type DeedOutcome, MonitorDeeds } from './monitor-deeds.service.js';
import { RowDeeds } from './row-deeds.service.js';

const WORKER = { pool: 'worker' } as const;
/** Items of one look; after each the asker's permissions are looked at again. */
const BATCH = 100;
/** An item that fails so often for reasons of ours is given up, and the others go on. @see reliability FLT-27 */
const ATTEMPTS = 3;

/** Held until the end of the item: cancelling waits for it, and a worker whose lease went to another one does nothing more. */
const FENCE = `SELECT 1 FROM jobs WHERE id = $1 AND lease_token = $2 AND state = 'RUNNING' FOR NO KEY UPDATE`;
const SETTLE_ITEM = `
  UPDATE job_items SET state = $3, error = $4, former = $5, input = NULL WHERE job_id = $1 AND position = $2 AND state = 'PENDING'`;
const COUNT_ITEM = `UPDATE jobs SET done = done + 1, changed = changed + $2, failed = failed + $3 WHERE id = $1`;
const COUNT_ATTEMPT = `UPDATE job_items SET attempts = attempts + 1 WHERE job_id = $1 AND position = $2`;

/** The job is not this worker's any more, or the worker is about to end. */
class Interrupted extends Error {}

/** Goes through the items of jobs. What is done to an item and that it was done are one transaction. */
@Injectable()
export class RunJobsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly leases: JobLeases,
    private readonly askers: JobAskers,
    private readonly deeds: MonitorDeeds,
    private readonly rows: RowDeeds,
    private readonly lifecycle: Lifecycle,
    private readonly log: Log,
  ) {}

  /**
   * Does what is left of a job, if nobody else is at it.
   * @throws what kept it from going on; it goes on from where it is when it is offered again
   */
  async run(jobId: number): Promise<void> {
    const held = await this.leases.take(jobId);
    if (held === null) return;
    try {
      await this.finish(held);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    } finally {
      await held.release();
    }
  }

  private async finish(held: HeldJob): Promise<void> {
    for (;;) {
      const actor = await this.askerOf(held);
      if (actor === null) return;
      const items = await this.sources.get('worker').manager.find(JobItemEntity, {
        where: { jobId: held.job.id, state: 'PENDING' },
        order: { position: 'ASC' },
        take: BATCH,
      });
      if (items.length === 0) break;
      for (const item of items) await this.settle(held, actor, item);
    }
    await held.end('DONE', null);
  }

  /** @returns null when the job ended here, because whoever asked may not go on */
  private async askerOf(held: HeldJob): Promise<Actor | null> {
    try {
      return await this.askers.actorOf(held.job);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await held.end('FAILED', error.message);
      return null;
    }
  }

  private async settle(held: HeldJob, actor: Actor, item: JobItemEntity): Promise<void> {
    if (this.lifecycle.isStopping) throw new Interrupted();
    try {
      if (held.job.kind === 'delete_data') await this.doPieceByPiece(held, actor, item);
      else await this.doAtOnce(held, actor, item);
    } catch (error) {
      const reason = await this.reasonOf(held, item, error);
      await this.work.run(
        actor,
        async (tx) => {
          await this.assertHeld(tx, held);
          await this.note(tx, item, { state: 'FAILED', error: reason, former: null });
        },
        WORKER,
      );
    }
    await failpoint('job.after_commit');
  }

  private async doAtOnce(held: HeldJob, actor: Actor, item: JobItemEntity): Promise<void> {
    await this.work.run(
      actor,
      async (tx) => {
        await this.assertHeld(tx, held);
        const outcome = (await this.rows.do(tx, actor, held.job, item)) ?? (await this.deeds.do(tx, actor, held.job, item));
        await this.note(tx, item, { ...outcome, error: null });
        await failpoint('job.before_commit');
      },
      WORKER,
    );
  }

  private async doPieceByPiece(held: HeldJob, actor: Actor, item: JobItemEntity): Promise<void> {
    const outcome = await this.deeds.deleteData(this.sources.get('worker').manager, actor, held.job, item);
    await failpoint('job.before_commit');
    // Not fenced: what was deleted is gone, whoever holds the job by now.
    await this.work.run(actor, async (tx) => this.note(tx, item, { ...outcome, error: null }), WORKER);
  }

  /**
   * Why an item failed, in words.
   * @throws the error itself when it says nothing about the item: the job is to go on later
   */
  private async reasonOf({ job }: HeldJob, { position, attempts }: JobItemEntity, error: unknown): Promise<string> {
    if (error instanceof Interrupted || isDatabaseUnavailable(error)) throw error;
    const { isUnexpected, body } = toErrorAnswer(error);
    if (!isUnexpected) return body.error.message;
    await this.sources.get('worker').query(COUNT_ATTEMPT, [job.id, position]);
    if (attempts + 1 < ATTEMPTS) throw error;
    this.log.error('an item of a job was given up', { job_id: String(job.id), error });
    return body.error.message;
  }

  /** @throws Interrupted when the job was cancelled or went to another worker */
  private async assertHeld(tx: EntityManager, { job, token }: HeldJob): Promise<void> {
    const [row] = await tx.query<unknown[]>(FENCE, [job.id, token]);
    if (row === undefined) throw new Interrupted();
  }

  private async note(
    tx: EntityManager,
    { jobId, position }: JobItemEntity,
    { state, error, former }: { state: DeedOutcome['state'] | 'FAILED'; error: string | null; former: DeedOutcome['former'] },
  ): Promise<void> {
    const [, count] = await tx.query<[unknown, number]>(SETTLE_ITEM, [
      jobId,
      position,
      state,
      error,
      former === null ? null : JSON.stringify(former),
    ]);
    if (count > 0) await tx.query(COUNT_ITEM, [jobId, state === 'CHANGED' ? 1 : 0, state === 'FAILED' ? 1 : 0]);
  }
}
