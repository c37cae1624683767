import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { LIFECYCLES, MONITOR_TYPES, YES_NO } from '@clarion/contract';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { fromYesNo } from '../../platform/http/yes-no.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { CreateMonitorDto } from './dto/create-monitor.dto.js';
import { ListMonitorsQuery } from './dto/monitor-query.dto.js';
import { UpdateMonitorDto } from './dto/update-monitor.dto.js';
import { GroupMembers, sharesOf } from './groups/group-members.service.js';
import { MonitorParents } from './dependencies/monitor-parents.service.js';
import { draftChange, draftNew, type MonitorColumns } from './monitor-draft.js';
import { MonitorPages } from './monitor-pages.js';
import { ScheduleMonitorsService } from './checks/schedule-monitors.service.js';
import { EgressTargets } from './type-data/egress-targets.js';
import { MonitorSecrets } from './type-data/monitor-secrets.service.js';

const SECRET_BYTES = 24;

/** A new heartbeat secret, fit for a URL as it is. */
export const newHeartbeatSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Called with the monitor as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrent = (current: MonitorEntity) => void;

const isOneOf = <T extends string>(values: readonly T[], value: string): value is T => values.some((each) => each === value);
const tagTaken = (tag: string): Error => invalidField('tag', `A monitor with the tag “${tag}” already exists`);

/** What is watched: the one way in for everybody who changes it. */
@Injectable()
export class MonitorsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly schedules: ScheduleMonitorsService,
    private readonly groups: GroupMembers,
    private readonly pages: MonitorPages,
    private readonly parents: MonitorParents,
    private readonly secrets: MonitorSecrets,
    private readonly targets: EgressTargets,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /** The newest first. A filter value that no monitor can have matches none. */
  async list(filter: ListMonitorsQuery): Promise<MonitorEntity[]> {
    const where: FindOptionsWhere<MonitorEntity> = {};
    const { status, monitor_type: monitorType, is_hidden: isHidden, category_name: categoryName } = filter;
    if (status !== undefined) {
      if (!isOneOf(LIFECYCLES, status)) return [];
      where.status = status;
    }
    if (monitorType !== undefined) {
      if (!isOneOf(MONITOR_TYPES, monitorType)) return [];
      where.monitorType = monitorType;
    }
    if (isHidden !== undefined) {
      if (!isOneOf(YES_NO, isHidden)) return [];
      where.isHidden = fromYesNo(isHidden);
    }
    if (categoryName !== undefined) where.categoryName = categoryName;
    return this.sources
      .get('web')
      .getRepository(MonitorEntity)
      .find({ where, order: { id: 'DESC' } });
  }

  /** @returns null when there is none, or it is in the trash */
  async find(tag: string): Promise<MonitorEntity | null> {
    return this.sources.get('web').getRepository(MonitorEntity).findOneBy({ tag });
  }

  /**
   * Creates a monitor; its first check is due at once.
   * @throws AppError `BAD_REQUEST` for what no decorator can see: a taken tag, addresses, members of a group, pages, parents
   */
  async create(actor: Actor, body: CreateMonitorDto): Promise<MonitorEntity> {
    const { columns, typeData } = draftNew(body, { targets: this.targets, newSecret: newHeartbeatSecret });
    return this.insert(actor, body.tag, columns, typeData ?? null, body.parents ?? [], async (tx, row) =>
      this.pages.append(tx, actor, row.id, body.page_paths ?? []),
    );
  }

  /**
   * Stores a new row with all that belongs to it.
   * @param typeData with its secrets in clear
   * @param parents tags of those it depends on
   * @param then runs in the same transaction
   */
  async insert(
    actor: Actor,
    tag: string,
    columns: MonitorColumns,
    typeData: Readonly<Record<string, unknown>> | null,
    parents: readonly string[],
    then: (tx: EntityManager, row: MonitorEntity) => Promise<void> = async () => undefined,
  ): Promise<MonitorEntity> {
    try {
      return await this.work.run(actor, async (tx) => {
        // Before the tag is taken: whoever waits for the tag must not hold what its owner waits for. Without links nobody has to wait.
        if (parents.length > 0 || columns.monitorType === 'GROUP') await this.parents.lock(tx);
        // Known before the row is: secrets are sealed to the id.
        const [next] = await tx.query<[{ id: number }]>(`SELECT nextval(pg_get_serial_sequence('monitors', 'id'))::int AS id`);
        const sealed = typeData === null ? null : this.secrets.seal(next.id, typeData);
        await tx.insert(MonitorEntity, {
          ...columns,
          id: next.id,
          tag,
          typeData: sealed as object,
        });
        const row = await tx.findOneByOrFail(MonitorEntity, { id: next.id });
        if (row.monitorType === 'GROUP') await this.groups.store(tx, row, sharesOf(typeData));
        await this.schedules.schedule(tx, row, null);
        await then(tx, row);
        await this.parents.link(tx, row, parents);
        await this.audit.add(tx, actor, {
          action: 'monitor.create',
          entityType: 'monitor',
          entityId: row.id,
          after: this.secrets.auditable(row),
        });
        await this.outbox.add(tx, 'monitor.changed', { monitorId: row.id }, { aggregateId: `monitor:${row.id}` });
        return row;
      });
    } catch (error) {
      if (isUniqueViolation(error, 'monitors_live_tag_key')) throw tagTaken(tag);
      throw error;
    }
  }

  /**
   * Changes what the body names.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST`
   */
  async update(actor: Actor, id: number, body: UpdateMonitorDto, assertCurrent: AssertCurrent): Promise<MonitorEntity> {
    const concernsMembers = body.type_data !== undefined || body.monitor_type !== undefined || body.type !== undefined;
    return this.work.run(actor, async (tx) => {
      // Two groups that take each other for members at the same time would each see a monitor of another type.
      if (concernsMembers) await this.parents.lock(tx);
      const row = await lockMonitor(tx, id);
      assertCurrent(row);
      const draft = draftChange(row, this.secrets.open(row), body, { targets: this.targets, newSecret: newHeartbeatSecret });
      return this.change(tx, actor, row, draft.columns, draft.typeData);
    });
  }

  /** Replaces the secret in a heartbeat's address; the old one is refused from now on. @throws AppError `NOT_FOUND` */
  async rotateSecret(actor: Actor, id: number): Promise<MonitorEntity> {
    return this.work.run(actor, async (tx) => {
      const row = await lockMonitor(tx, id);
      return this.change(tx, actor, row, {}, { ...this.secrets.open(row), secretString: newHeartbeatSecret() });
    });
  }

  /**
   * Moves a monitor to the trash: it is gone from every answer and surface, its tag is free, its groups and who depends on it go on
   * without it.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`
   */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrent): Promise<void> {
    await this.work.run(actor, async (tx) => {
      await this.parents.lock(tx);
      const row = await lockMonitor(tx, id);
      assertCurrent(row);
      const earlier = { ...row };
      await this.parents.leaveAll(tx, actor, id);
      await this.groups.leaveAll(tx, actor, row);
      if (row.monitorType === 'GROUP') await this.groups.clear(tx, id);
      await tx.query(`UPDATE monitors SET deleted_at = app_now(), version = version + 1 WHERE id = $1`, [id]);
      const trashed = await tx.findOneOrFail(MonitorEntity, { where: { id }, withDeleted: true });
      await this.schedules.schedule(tx, trashed, earlier);
      await this.audit.add(tx, actor, {
        action: 'monitor.delete',
        entityType: 'monitor',
        entityId: id,
        before: this.secrets.auditable(earlier),
      });
      await this.outbox.add(tx, 'monitor.deleted', { monitorId: id }, { aggregateId: `monitor:${id}` });
    });
  }

  private async change(
    tx: EntityManager,
    actor: Actor,
    row: MonitorEntity,
    columns: Partial<MonitorColumns>,
    typeData: Readonly<Record<string, unknown>> | null | undefined,
  ): Promise<MonitorEntity> {
    const earlier: MonitorEntity = { ...row };
    const before = this.secrets.auditable(row);
    const opened = this.secrets.open(row);
    Object.assign(row, columns);
    // Sealing anew gives another ciphertext: what is the same stays as it is stored, so that nothing is checked again for it.
    if (typeData !== undefined && !isDeepStrictEqual(typeData ?? {}, opened)) {
      row.typeData = typeData === null || Object.keys(typeData).length === 0 ? null : this.secrets.seal(row.id, typeData);
    }
    await tx.save(row);
    const saved = await tx.findOneByOrFail(MonitorEntity, { id: row.id });
    await this.followGroup(tx, saved, earlier);
    await this.schedules.schedule(tx, saved, earlier);
    await this.audit.add(tx, actor, {
      action: 'monitor.update',
      entityType: 'monitor',
      entityId: row.id,
      before,
      after: this.secrets.auditable(saved),
    });
    await this.outbox.add(tx, 'monitor.changed', { monitorId: row.id }, { aggregateId: `monitor:${row.id}` });
    return saved;
  }

  private async followGroup(tx: EntityManager, row: MonitorEntity, earlier: MonitorEntity): Promise<void> {
    if (row.monitorType === earlier.monitorType && isDeepStrictEqual(row.typeData, earlier.typeData)) return;
    if (row.monitorType === 'GROUP') {
      if (earlier.monitorType !== 'GROUP') await this.groups.assertNoMember(tx, row);
      await this.groups.store(tx, row, sharesOf(row.typeData));
      await this.parents.assertNoneDependsOn(tx, row);
    } else if (earlier.monitorType === 'GROUP') await this.groups.clear(tx, row.id);
  }
}

/** The row of a living monitor, held until the transaction ends. @throws AppError `NOT_FOUND` */
async function lockMonitor(tx: EntityManager, id: number): Promise<MonitorEntity> {
  // A stronger lock would meet the foreign keys of results that are recorded meanwhile, and the two would wait for each other.
  const row = await tx.findOne(MonitorEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (row === null) throw notFound('Monitor');
  return row;
}
