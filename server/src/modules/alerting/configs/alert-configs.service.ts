import { problemOfAlertValue } from '@clarion/domain';
import { AlertConfigMonitorEntity } from '@clarion/database/alerting/alert-config-monitor.entity';
import { AlertConfigTriggerEntity } from '@clarion/database/alerting/alert-config-trigger.entity';
import { AlertConfigEntity } from '@clarion/database/alerting/alert-config.entity';
import { TriggerEntity } from '@clarion/database/alerting/trigger.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';
import type { AssertCurrentVersion } from '../alerting-route.js';
import { EndAlerts } from '../alerts/end-alerts.service.js';
import { type AlertConfigRecord, type ConfigFilter, findConfigs, recordsOf } from './config-records.js';

/** What a rule says. */
export type AlertConfigColumns = Pick<
  AlertConfigEntity,
  | 'alertFor'
  | 'alertValue'
  | 'includeWorse'
  | 'failureThreshold'
  | 'successThreshold'
  | 'severity'
  | 'alertDescription'
  | 'createIncident'
  | 'isActive'
  | 'mutedUntil'
  | 'reminderMinutes'
>;

/** A rule with what it watches and fires. */
export interface AlertConfigDraft {
  columns: AlertConfigColumns;
  monitorTags: readonly string[];
  triggerIds: readonly number[];
}

/** What changes; what is undefined stays. */
export interface AlertConfigChange {
  columns: Partial<AlertConfigColumns>;
  monitorTags?: readonly string[] | undefined;
  triggerIds?: readonly number[] | undefined;
}

/** Held, so that none of them goes to the trash before the link to it is there. */
const BY_TAG = `SELECT id, tag FROM monitors WHERE tag = ANY ($1::text[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE`;
/** What was stored before a rule began to watch is behind it; of a group, whose minutes are folded when they are read, what is past. */
const BEGIN = `
  INSERT INTO monitor_alerts_progress (config_id, monitor_id, evaluated_until)
  SELECT $1, m.id, CASE WHEN m.monitor_type = 'GROUP' THEN floor(extract(epoch FROM app_now()) / 60)::bigint * 60 - 60
    ELSE coalesce(s.timestamp, 0) END
  FROM monitors m LEFT JOIN monitor_current_state s ON s.monitor_id = m.id WHERE m.id = ANY ($2::int[])
  ON CONFLICT (config_id, monitor_id) DO UPDATE SET evaluated_until = excluded.evaluated_until`;
const FORGET = `DELETE FROM monitor_alerts WHERE config_id = $1 AND monitor_id = ANY ($2::int[])`;

/** Rules: what is watched, when it is an alert, who is told. @see alerting §A1 */
@Injectable()
export class AlertConfigs {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly alerts: EndAlerts,
    private readonly clock: Clock,
  ) {}

  async list(filter: ConfigFilter): Promise<{ records: AlertConfigRecord[]; total: number }> {
    return findConfigs(this.sources.get('web').manager, filter);
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: number): Promise<AlertConfigRecord> {
    const row = await this.sources.get('web').getRepository(AlertConfigEntity).findOneBy({ id });
    if (row === null) throw notFound('Alert config');
    return this.record(this.sources.get('web').manager, row);
  }

  /** @throws AppError `BAD_REQUEST` for a value that does not fit, unknown tags and triggers, and for a rule that would tell nobody */
  async create(actor: Actor, { columns, monitorTags, triggerIds }: AlertConfigDraft): Promise<AlertConfigRecord> {
    assertValue(columns);
    assertTells(columns, triggerIds);
    return this.work.run(actor, async (tx) => {
      const monitorIds = await findMonitors(tx, monitorTags);
      const { identifiers } = await tx.insert(AlertConfigEntity, columns);
      const id = identifiers[0]!['id'] as number;
      await linkMonitors(tx, id, monitorIds);
      await linkTriggers(tx, id, triggerIds);
      const record = await this.record(tx, await tx.findOneByOrFail(AlertConfigEntity, { id }));
      await this.note(tx, actor, 'create', id, { after: auditable(record) });
      return record;
    });
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` as `create` */
  async update(actor: Actor, id: number, change: AlertConfigChange, assertCurrent: AssertCurrentVersion): Promise<AlertConfigRecord> {
    return this.work.run(actor, async (tx) => {
      const row = await lockConfig(tx, id);
      assertCurrent(row);
      const before = await this.record(tx, row);
      const columns = { ...pick(row), ...defined(change.columns) };
      const triggerIds = change.triggerIds ?? before.triggers.map(({ id: triggerId }) => triggerId);
      assertValue(columns);
      // A rule whose trigger was deleted can still be muted or switched off.
      if (change.triggerIds !== undefined || change.columns.createIncident !== undefined) assertTells(columns, triggerIds);
      if (change.monitorTags !== undefined) await this.rewatch(tx, before, change.monitorTags);
      if (change.triggerIds !== undefined) {
        await tx.delete(AlertConfigTriggerEntity, { configId: id });
        await linkTriggers(tx, id, triggerIds);
      }
      // Also when only what hangs on it changes: it is another version.
      await tx.save(AlertConfigEntity, { ...row, ...columns, updatedAt: this.clock.date() });
      if (row.isActive && !columns.isActive) await this.alerts.ofDisabledRule(tx, actor, id);
      const watched = await tx.findBy(AlertConfigMonitorEntity, { configId: id });
      if (!row.isActive && columns.isActive) await tx.query(BEGIN, [id, watched.map(({ monitorId }) => monitorId)]);
      const after = await this.record(tx, await tx.findOneByOrFail(AlertConfigEntity, { id }));
      await this.note(tx, actor, 'update', id, { before: auditable(before), after: auditable(after) });
      return after;
    });
  }

  /** Its alerts go with it; their incidents stay. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrentVersion): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const row = await lockConfig(tx, id);
      assertCurrent(row);
      const before = await this.record(tx, row);
      await tx.delete(AlertConfigEntity, { id });
      await this.note(tx, actor, 'delete', id, { before: auditable(before) });
    });
  }

  /** A monitor is gone: its alerts go, and rules that watched nobody else. @see data-model §12 */
  async forgetMonitor(actor: Actor, monitorId: number): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const links = await tx.findBy(AlertConfigMonitorEntity, { monitorId });
      for (const { configId } of links.sort((a, b) => a.configId - b.configId)) {
        const before = await this.record(tx, await lockConfig(tx, configId));
        await tx.delete(AlertConfigMonitorEntity, { configId, monitorId });
        if (await tx.existsBy(AlertConfigMonitorEntity, { configId })) {
          await this.note(tx, actor, 'update', configId, {
            before: auditable(before),
            after: auditable(await this.record(tx, before.row)),
          });
        } else {
          await tx.delete(AlertConfigEntity, { id: configId });
          await this.note(tx, actor, 'delete', configId, { before: auditable(before) });
        }
      }
      // Behind the rules, as whoever changes one takes them.
      await tx.query(`DELETE FROM monitor_alerts WHERE monitor_id = $1`, [monitorId]);
    });
  }

  /** Alerts of monitors that are left out go; those that stay are watched on as if nothing had happened. */
  private async rewatch(tx: EntityManager, { row: { id }, monitors }: AlertConfigRecord, tags: readonly string[]): Promise<void> {
    const wanted = await findMonitors(tx, tags);
    const had = monitors.map((monitor) => monitor.id);
    const gone = had.filter((monitorId) => !wanted.includes(monitorId));
    if (gone.length > 0) {
      await tx.query(FORGET, [id, gone]);
      await tx.delete(AlertConfigMonitorEntity, { configId: id, monitorId: In(gone) });
    }
    await linkMonitors(
      tx,
      id,
      wanted.filter((monitorId) => !had.includes(monitorId)),
    );
  }

  private async record(db: EntityManager, row: AlertConfigEntity): Promise<AlertConfigRecord> {
    return (await recordsOf(db, [row]))[0]!;
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    verb: string,
    entityId: number,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    await this.audit.add(tx, actor, { action: `alert_config.${verb}`, entityType: 'alert_config', entityId, ...sides });
  }
}

/** The rule, held until the transaction ends. @throws AppError `NOT_FOUND` */
async function lockConfig(tx: EntityManager, id: number): Promise<AlertConfigEntity> {
  const row = await tx.findOne(AlertConfigEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (row === null) throw notFound('Alert config');
  return row;
}

async function findMonitors(tx: EntityManager, tags: readonly string[]): Promise<number[]> {
  if (tags.length === 0) throw invalidField('monitor_tags', 'An alert watches at least one monitor');
  const rows = await tx.query<{ id: number; tag: string }[]>(BY_TAG, [[...new Set(tags)]]);
  const known = new Set(rows.map(({ tag }) => tag));
  const unknown = tags.find((tag) => !known.has(tag));
  if (unknown !== undefined) throw invalidField('monitor_tags', `There is no monitor with the tag “${unknown}”`);
  return rows.map(({ id }) => id);
}

async function linkMonitors(tx: EntityManager, configId: number, monitorIds: readonly number[]): Promise<void> {
  if (monitorIds.length === 0) return;
  await tx.insert(
    AlertConfigMonitorEntity,
    monitorIds.map((monitorId) => ({ configId, monitorId })),
  );
  await tx.query(BEGIN, [configId, monitorIds]);
}

async function linkTriggers(tx: EntityManager, configId: number, triggerIds: readonly number[]): Promise<void> {
  const ids = [...new Set(triggerIds)];
  if (ids.length === 0) return;
  const found = await tx.find(TriggerEntity, { select: { id: true }, where: { id: In(ids) }, lock: { mode: 'for_key_share' } });
  const unknown = ids.find((id) => !found.some((trigger) => trigger.id === id));
  if (unknown !== undefined) throw invalidField('trigger_ids', `There is no trigger ${unknown}`);
  await tx.insert(
    AlertConfigTriggerEntity,
    ids.map((triggerId) => ({ configId, triggerId })),
  );
}

function assertValue({ alertFor, alertValue }: Pick<AlertConfigColumns, 'alertFor' | 'alertValue'>): void {
  const problem = problemOfAlertValue(alertFor, alertValue);
  if (problem !== null) throw invalidField('alert_value', `alert_value ${problem}`);
}

/** Nobody wants an alert that nobody hears of. @see alerting §E */
function assertTells({ createIncident }: Pick<AlertConfigColumns, 'createIncident'>, triggerIds: readonly number[]): void {
  if (createIncident || triggerIds.length > 0) return;
  const message = 'Choose at least one trigger, or let the alert create an incident';
  throw new AppError('BAD_REQUEST', message, { details: [{ field: 'trigger_ids', message }] });
}

const pick = (row: AlertConfigEntity): AlertConfigColumns => ({
  alertFor: row.alertFor,
  alertValue: row.alertValue,
  includeWorse: row.includeWorse,
  failureThreshold: row.failureThreshold,
  successThreshold: row.successThreshold,
  severity: row.severity,
  alertDescription: row.alertDescription,
  createIncident: row.createIncident,
  isActive: row.isActive,
  mutedUntil: row.mutedUntil,
  reminderMinutes: row.reminderMinutes,
});

const defined = (columns: Partial<AlertConfigColumns>): Partial<AlertConfigColumns> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));

const auditable = ({ row, monitors, triggers }: AlertConfigRecord): object => ({
  ...pick(row),
  monitors: monitors.map(({ tag }) => tag),
  triggers: triggers.map(({ id }) => id),
});
