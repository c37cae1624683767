import { isJobOver, JOB_PERMISSIONS, type JobState, settingOfJob } from '@clarion/contract';
import { JobItemEntity } from '@clarion/database/jobs/job-item.entity';
import { JobEntity } from '@clarion/database/jobs/job.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { OnUpkeep } from '../../platform/queue/upkeep.js';
import { AuditService } from '../audit/audit.service.js';

/** A job, and whether somebody has taken it back. */
export interface KnownJob {
  job: JobEntity;
  isUndone: boolean;
}

/** What a list of jobs is narrowed by. */
export interface JobFilter {
  whose: 'mine' | 'all';
  state: JobState | null;
  limit: number;
}

/** Jobs that are over are kept this long. */
const KEPT_DAYS = 30;
const SWEEP_MS = 6 * 3_600_000;
const SWEEP_BATCH = 100;

const FORGET = `
  DELETE FROM jobs WHERE id IN
    (SELECT id FROM jobs WHERE finished_at < app_now() - make_interval(days => $1) ORDER BY finished_at LIMIT ${SWEEP_BATCH})`;
const CANCEL = `
  UPDATE jobs SET state = 'CANCELLED', finished_at = app_now(), lease_token = NULL, lease_until = NULL
  WHERE id = $1 AND state IN ('QUEUED', 'RUNNING')`;
/** What was never done needs its input no more; an import's is a secret. */
const EMPTY_ITEMS = `UPDATE job_items SET input = NULL WHERE job_id = $1 AND state = 'PENDING' AND input IS NOT NULL`;
const RESTORE_ITEMS = `
  INSERT INTO job_items (job_id, position, monitor_id, tag, name, input)
  SELECT $1, row_number() OVER (ORDER BY position), monitor_id, tag, name, jsonb_build_object('from', $3::jsonb, 'to', former)
  FROM job_items WHERE job_id = $2 AND state = 'CHANGED' AND former IS NOT NULL`;

const isAsker = ({ askerKind, askerId }: JobEntity, actor: Actor): boolean => actor.kind === askerKind && actor.id === askerId;
const overseesAll = (actor: Actor): boolean => actor.permissions.has('audit.read');

/** @throws AppError `FORBIDDEN` naming what is missing */
export function assertMayAsk(actor: Pick<Actor, 'permissions'>, kind: JobEntity['kind']): void {
  const missing = JOB_PERMISSIONS[kind].filter((permission) => !actor.permissions.has(permission));
  if (missing.length > 0) throw new AppError('FORBIDDEN', `This needs the permission ${missing.join(', ')}`);
}

/** Columns that say who asked. @throws AppError `FORBIDDEN` for whoever cannot be asked again */
export function askerOf(actor: Actor): Pick<JobEntity, 'askerKind' | 'askerId' | 'askerName'> {
  if (actor.kind !== 'user' && actor.kind !== 'api_key') throw new AppError('FORBIDDEN', 'You may not do this');
  return { askerKind: actor.kind, askerId: actor.id, askerName: actor.label.slice(0, 255) };
}

/** What was asked for: looked at, cancelled, taken back. */
@Injectable()
export class JobsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /** The newest first. @throws AppError `FORBIDDEN` for everybody's without the permission */
  async list(actor: Actor, { whose, state, limit }: JobFilter): Promise<KnownJob[]> {
    if (whose === 'all' && !overseesAll(actor)) throw new AppError('FORBIDDEN', 'This needs the permission audit.read');
    const { askerKind, askerId } = askerOf(actor);
    const where: FindOptionsWhere<JobEntity> = {
      ...(whose === 'mine' ? { askerKind, askerId } : {}),
      ...(state === null ? {} : { state }),
    };
    const jobs = await this.db.find(JobEntity, { where, order: { id: 'DESC' }, take: limit });
    const undone = await this.db.findBy(JobEntity, { undoOf: In(jobs.map(({ id }) => id)) });
    const ids = new Set(undone.map(({ undoOf }) => undoOf));
    return jobs.map((job) => ({ job, isUndone: ids.has(job.id) }));
  }

  /** One's own, or anybody's for those who may read the audit log. @throws AppError `NOT_FOUND` */
  async get(actor: Actor, id: number): Promise<KnownJob> {
    const job = await this.db.findOneBy(JobEntity, { id });
    if (job === null || !(isAsker(job, actor) || overseesAll(actor))) throw notFound('Job');
    return this.known(job);
  }

  /** Items that failed, in their order. @param limit absent = all of them */
  async errors(jobId: number, limit?: number): Promise<JobItemEntity[]> {
    return this.db.find(JobItemEntity, {
      where: { jobId, state: 'FAILED' },
      order: { position: 'ASC' },
      ...(limit === undefined ? {} : { take: limit }),
    });
  }

  /** Takes the rest off; what is under way is finished, and what was done stays. One that is over is left as it is. */
  async cancel(actor: Actor, id: number): Promise<KnownJob> {
    const { job } = await this.get(actor, id);
    assertMayAsk(actor, job.kind);
    return this.work.run(actor, async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(CANCEL, [id]);
      const cancelled = await tx.findOneByOrFail(JobEntity, { id });
      if (count > 0) {
        await tx.query(EMPTY_ITEMS, [id]);
        await this.audit.add(tx, actor, { action: 'job.cancel', entityType: 'job', entityId: id, after: auditable(cancelled) });
      }
      return { job: cancelled, isUndone: false };
    });
  }

  /**
   * Asks for the reverse of a job that is over: what it changed gets its former setting back, unless somebody has changed it again since.
   * @returns the new job
   * @throws AppError `CONFLICT` while it runs, when nothing can be given back, and when it was taken back already
   */
  async undo(actor: Actor, id: number): Promise<KnownJob> {
    const { job } = await this.get(actor, id);
    assertMayAsk(actor, 'restore');
    const given = settingOfJob(job.kind, job.input.cron ?? null);
    if (given === null || job.changed === 0) throw new AppError('CONFLICT', 'This job changed nothing that can be given back');
    if (!isJobOver(job.state)) throw new AppError('CONFLICT', 'This job is still going on; cancel it first');
    try {
      const reverse = await this.work.run(actor, async (tx) => {
        const saved = await tx.save(tx.create(JobEntity, { kind: 'restore', total: job.changed, undoOf: id, ...askerOf(actor) }));
        await tx.query(RESTORE_ITEMS, [saved.id, id, JSON.stringify(given)]);
        await this.announce(tx, actor, saved, 'job.undo');
        return saved;
      });
      return { job: reverse, isUndone: false };
    } catch (error) {
      if (isUniqueViolation(error, 'jobs_undo_of_key')) throw new AppError('CONFLICT', 'This job was taken back already');
      throw error;
    }
  }

  /** Tells, in the transaction that made the job, that there is work. */
  async announce(tx: EntityManager, actor: Actor, job: JobEntity, action: 'job.create' | 'job.undo'): Promise<void> {
    await this.audit.add(tx, actor, { action, entityType: 'job', entityId: job.id, after: auditable(job) });
    await this.outbox.add(tx, 'job.queued', { jobId: job.id }, { aggregateId: `job:${job.id}` });
  }

  /** Forgets what was over long ago. */
  @OnUpkeep('jobs', { everyMs: SWEEP_MS })
  async forgetOld(): Promise<void> {
    for (let deleted = SWEEP_BATCH; deleted === SWEEP_BATCH;) {
      [, deleted] = await this.sources.get('upkeep').query<[unknown, number]>(FORGET, [KEPT_DAYS]);
    }
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private async known(job: JobEntity): Promise<KnownJob> {
    return { job, isUndone: await this.db.existsBy(JobEntity, { undoOf: job.id }) };
  }
}

const auditable = ({ id, kind, input, total, undoOf }: JobEntity): object => ({ id, kind, input, total, undoOf });
