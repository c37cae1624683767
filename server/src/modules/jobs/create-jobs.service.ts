import { type JobKind, type MonitorJobKind, TAG_PATTERN } from '@clarion/contract';
import { JobEntity, type JobValues } from '@clarion/database/jobs/job.entity';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { parseJsonBody } from '../../platform/http/json-body.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { MonitorPages } from '../monitors/monitor-pages.js';
import { MonitorStatesService } from '../monitors/monitor-states.service.js';
import { CreateMonitorJobDto, MonitorJobValuesDto } from './dto/create-monitor-job.dto.js';
import { askerOf, assertMayAsk, JobsService } from './jobs.service.js';

/** Where the row of an import stands while it waits: only there it can be read. */
export const importPlace = (jobId: number, position: number): Parameters<Keyring['encrypt']>[1] => ({
  table: 'job_items',
  column: 'input',
  rowId: `${jobId}:${position}`,
});

/** An item before the job has an id. */
interface NewItem {
  monitorId: number | null;
  tag: string;
  name: string;
  /** Row of an import, in clear. */
  row?: string;
}

const NAME_LENGTH = 255;
const INSERT_ITEMS = `
  INSERT INTO job_items (job_id, position, monitor_id, tag, name, input)
  SELECT $1, item.position, monitor_id, tag, name, to_jsonb(sealed)
  FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS item (monitor_id, tag, name, sealed, position)`;

/** Takes on what somebody wants done to many monitors. */
@Injectable()
export class CreateJobsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly states: MonitorStatesService,
    private readonly pages: MonitorPages,
    private readonly jobs: JobsService,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Stores a job with its items as they are now; a worker goes on from there.
   * @throws AppError `BAD_REQUEST`; `FORBIDDEN` without the kind's permissions; `CONFLICT` when more is found than was expected
   */
  async create(actor: Actor, body: CreateMonitorJobDto): Promise<JobEntity> {
    assertMayAsk(actor, body.kind);
    const input = inputOf(body.kind, body.values ?? {});
    if (input.page_path !== undefined && !(await this.pages.has(this.sources.get('web').manager, input.page_path)))
      throw invalidField('values.page_path', `There is no page “${input.page_path}”`);
    const items = await this.itemsOf(body);
    const expected = body.expected_total ?? null;
    if (expected !== null && items.length > expected)
      throw new AppError('CONFLICT', `By now this would be done to ${items.length} monitors. Look at them and ask again.`);
    return this.work.run(actor, async (tx) => {
      const job = await tx.save(tx.create(JobEntity, { kind: body.kind, input, total: items.length, ...askerOf(actor) }));
      await this.insertItems(tx, job.id, items);
      await this.jobs.announce(tx, actor, job, 'job.create');
      return job;
    });
  }

  /**
   * The same for rows of another room, which registers with `RowDeeds` what is done to each.
   * @param rows texts, kept encrypted until their turn @throws AppError `FORBIDDEN` without the kind's permissions
   */
  async createRows(actor: Actor, kind: JobKind, rows: readonly string[]): Promise<JobEntity> {
    assertMayAsk(actor, kind);
    return this.work.run(actor, async (tx) => {
      const job = await tx.save(tx.create(JobEntity, { kind, input: {}, total: rows.length, ...askerOf(actor) }));
      const items = rows.map((row) => ({ monitorId: null, tag: '', name: '', row }));
      await this.insertItems(tx, job.id, items);
      await this.jobs.announce(tx, actor, job, 'job.create');
      return job;
    });
  }

  private async itemsOf({ kind, tags, filter, values }: CreateMonitorJobDto): Promise<NewItem[]> {
    if (kind === 'import') return (values?.rows ?? []).map(toImported);
    if ((tags === undefined) === (filter === undefined))
      throw invalidField('tags', 'Either tags or a filter says which monitors are meant');
    if (filter === undefined) return this.named(tags ?? []);
    const found = await this.states.matching(filter);
    if (found.length === 0) throw invalidField('filter', 'No monitor matches');
    return found.map(({ id, tag, name }) => ({ monitorId: id, tag, name }));
  }

  /** In the order they were named, each once; a tag nobody has fails by itself, and the others are done. */
  private async named(tags: readonly string[]): Promise<NewItem[]> {
    const wanted = [...new Set(tags)];
    const rows = await this.sources
      .get('web')
      .getRepository(MonitorEntity)
      .find({ select: { id: true, tag: true, name: true }, where: { tag: In(wanted.filter((tag) => TAG_PATTERN.test(tag))) } });
    const known = new Map(rows.map((row) => [row.tag, row]));
    return wanted.map((tag) => {
      const row = known.get(tag);
      return { monitorId: row?.id ?? null, tag: tag.slice(0, NAME_LENGTH), name: row?.name ?? '' };
    });
  }

  private async insertItems(tx: EntityManager, jobId: number, items: readonly NewItem[]): Promise<void> {
    await tx.query(INSERT_ITEMS, [
      jobId,
      items.map(({ monitorId }) => monitorId),
      items.map(({ tag }) => tag),
      items.map(({ name }) => name),
      // An import may carry passwords, and waits in a table.
      items.map(({ row }, index) => (row === undefined ? null : this.keyring.encrypt(row, importPlace(jobId, index + 1)))),
    ]);
  }
}

/** What the kind needs of the values, and nothing else. @throws AppError `BAD_REQUEST` naming what is missing */
function inputOf(kind: MonitorJobKind, values: MonitorJobValuesDto): JobValues {
  const { cron, page_path: pagePath, start_ts: from, end_ts: to, sample_status: status } = values;
  switch (kind) {
    case 'interval':
      if (cron === undefined) throw invalidField('values.cron', 'An interval needs a schedule');
      return { cron };
    case 'add_to_page':
      if (pagePath === undefined) throw invalidField('values.page_path', 'It must be said which page');
      return { page_path: pagePath };
    case 'delete_data':
      if (from != null && to != null && from >= to) throw invalidField('values.start_ts', 'start_ts must be before end_ts');
      return {
        ...(from == null ? {} : { start_ts: from }),
        ...(to == null ? {} : { end_ts: to }),
        ...(status == null ? {} : { sample_status: status }),
      };
    case 'import':
      if (values.rows === undefined) throw invalidField('values.rows', 'An import needs rows');
      return { update_existing: values.update_existing ?? true };
    default:
      return {};
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, NAME_LENGTH) : '');

/** A row that cannot be read is an item as well: it fails in its turn, and is named among the failures. */
function toImported(row: string): NewItem {
  try {
    const { tag, name } = parseJsonBody(Buffer.from(row));
    return { monitorId: null, tag: textOf(tag), name: textOf(name), row };
  } catch {
    return { monitorId: null, tag: '', name: '', row };
  }
}
