import { type JobSetting, settingOfJob, type YesNo } from '@clarion/contract';
import { type JobItemEntity } from '@clarion/database/jobs/job-item.entity';
import { type JobEntity } from '@clarion/database/jobs/job.entity';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import { validationPipe } from '../../platform/errors/invalid-body.js';
import { type Actor } from '../../platform/http/actor.js';
import { parseJsonBody } from '../../platform/http/json-body.js';
import { yesNo } from '../../platform/http/yes-no.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { MonitorParents } from '../monitors/dependencies/monitor-parents.service.js';
import { CreateMonitorDto } from '../monitors/dto/create-monitor.dto.js';
import { WriteParentsDto } from '../monitors/dto/monitor-parents.dto.js';
import { UpdateMonitorDto } from '../monitors/dto/update-monitor.dto.js';
import { MonitorPages, toPagePath } from '../monitors/monitor-pages.js';
import { MonitorsService } from '../monitors/monitors.service.js';
import { DeleteSamplesService } from '../monitors/timeline/delete-samples.service.js';
import { importPlace } from './create-jobs.service.js';

/** What became of an item. */
export interface DeedOutcome {
  state: 'CHANGED' | 'UNCHANGED';
  /** The setting it had before; null = it cannot be given back. */
  former: JobSetting | null;
}

/** A setting to give back, and what the monitor must still have for it. */
interface Restored {
  from: JobSetting;
  to: JobSetting;
}

const CHANGED: DeedOutcome = { state: 'CHANGED', former: null };
const UNCHANGED: DeedOutcome = { state: 'UNCHANGED', former: null };
const anyVersion = (): void => undefined;
/** The same judge as in front of the routes. */
const judge = validationPipe();

const settingOf = (row: MonitorEntity, like: JobSetting): JobSetting => {
  if ('status' in like) return { status: row.status };
  if ('is_hidden' in like) return { is_hidden: yesNo(row.isHidden) as YesNo };
  return { cron: row.cron };
};
const isSame = (a: JobSetting, b: JobSetting): boolean => JSON.stringify(a) === JSON.stringify(b);

const namesParents = (body: unknown): boolean => typeof body === 'object' && body !== null && 'parents' in body;

/** What is done to one monitor: the same service methods that a request for that monitor alone would reach. */
@Injectable()
export class MonitorDeeds {
  constructor(
    private readonly monitors: MonitorsService,
    private readonly parents: MonitorParents,
    private readonly pages: MonitorPages,
    private readonly samples: DeleteSamplesService,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Does what the job is about to one item, as a part of `tx`.
   * @throws AppError for what keeps this item from being done
   */
  async do(tx: EntityManager, actor: Actor, job: JobEntity, item: JobItemEntity): Promise<DeedOutcome> {
    if (job.kind === 'import') return this.import(tx, actor, job, item);
    const row = item.monitorId === null ? null : await tx.findOneBy(MonitorEntity, { id: item.monitorId });
    if (job.kind === 'delete' && row === null && item.monitorId !== null) return UNCHANGED; // somebody else was faster
    if (row === null) throw notFound('Monitor');
    switch (job.kind) {
      case 'delete':
        await this.monitors.remove(actor, row.id, anyVersion);
        return CHANGED;
      case 'add_to_page':
        return this.addToPage(tx, actor, row.id, job.input.page_path ?? '');
      case 'restore':
        return this.restore(actor, row, item.input as Restored);
      default: {
        const setting = settingOfJob(job.kind, job.input.cron ?? null);
        return setting === null ? UNCHANGED : this.set(actor, row, setting);
      }
    }
  }

  /**
   * Deletes samples in transactions of its own, since one for all of them would keep the monitor's checks waiting. Started again after a
   * crash it goes on with what is left.
   */
  async deleteData(db: EntityManager, actor: Actor, job: JobEntity, item: JobItemEntity): Promise<DeedOutcome> {
    const row = item.monitorId === null ? null : await db.findOneBy(MonitorEntity, { id: item.monitorId });
    if (row === null) throw notFound('Monitor');
    const { start_ts: from = null, end_ts: to = null, sample_status: status = null } = job.input;
    const rows = await this.samples.delete(actor, row, { from, to, status });
    return rows === 0 ? UNCHANGED : CHANGED;
  }

  private async set(actor: Actor, row: MonitorEntity, setting: JobSetting): Promise<DeedOutcome> {
    // A group has no checks of its own.
    if ('cron' in setting && row.monitorType === 'GROUP') return UNCHANGED;
    if (isSame(settingOf(row, setting), setting)) return UNCHANGED;
    let former = settingOf(row, setting);
    await this.monitors.update(actor, row.id, setting, (current) => {
      former = settingOf(current, setting);
    });
    return { state: 'CHANGED', former };
  }

  /** What somebody has changed again since is theirs. */
  private async restore(actor: Actor, row: MonitorEntity, { from, to }: Restored): Promise<DeedOutcome> {
    if (!isSame(settingOf(row, from), from)) return UNCHANGED;
    await this.monitors.update(actor, row.id, to, anyVersion);
    return CHANGED;
  }

  private async addToPage(tx: EntityManager, actor: Actor, monitorId: number, pagePath: string): Promise<DeedOutcome> {
    const places = (await this.pages.placesOf(tx, [monitorId])).get(monitorId) ?? [];
    if (places.some(({ path }) => toPagePath(path) === pagePath)) return UNCHANGED;
    await this.pages.append(tx, actor, monitorId, [pagePath]);
    return CHANGED;
  }

  private async import(tx: EntityManager, actor: Actor, job: JobEntity, item: JobItemEntity): Promise<DeedOutcome> {
    const body = parseJsonBody(Buffer.from(this.keyring.decrypt(String(item.input), importPlace(job.id, item.position))));
    if (item.tag === '') throw invalidField('tag', 'It needs a tag');
    const existing = job.input.update_existing === false ? null : await tx.findOneBy(MonitorEntity, { tag: item.tag });
    if (existing === null) {
      await this.monitors.create(actor, (await judge.transform(body, { type: 'body', metatype: CreateMonitorDto })) as CreateMonitorDto);
    } else {
      const change = (await judge.transform(body, { type: 'body', metatype: UpdateMonitorDto })) as UpdateMonitorDto;
      // Before the monitor's own row is taken: links are locked first, everywhere.
      if (namesParents(body)) {
        const { parents } = (await judge.transform(body, { type: 'body', metatype: WriteParentsDto })) as WriteParentsDto;
        await this.parents.replace(actor, existing, parents, anyVersion);
      }
      await this.monitors.update(actor, existing.id, change, anyVersion);
    }
    return CHANGED;
  }
}
