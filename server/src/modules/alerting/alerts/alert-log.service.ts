import type { AlertStatus } from '@clarion/contract';
import { AlertEntity } from '@clarion/database/alerting/alert.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';
import { IncidentsService } from '../../incidents/incidents.service.js';
import { type AlertLogFilter, type AlertRecord, findAlert, findAlerts, lockAlert } from './alert-records.js';
import { EndAlerts } from './end-alerts.service.js';

/** What somebody does about an alert; what is undefined stays. */
export interface AlertChange {
  status?: AlertStatus | undefined;
  isAcknowledged?: boolean | undefined;
}

/** What fired when, and what people did about it. @see alerting §A5 */
@Injectable()
export class AlertLog {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentsService,
    private readonly alerts: EndAlerts,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async list(filter: AlertLogFilter): Promise<{ alerts: AlertRecord[]; total: number }> {
    return findAlerts(this.sources.get('web').manager, filter);
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: number): Promise<AlertRecord> {
    return known(await findAlert(this.sources.get('web').manager, id));
  }

  /** @throws AppError `NOT_FOUND`, and `BAD_REQUEST` for an alert that is over and should not be */
  async update(actor: Actor, id: number, { status, isAcknowledged }: AlertChange): Promise<AlertRecord> {
    return this.work.run(actor, async (tx) => {
      const before = known(await lockAlert(tx, id));
      if (status === 'TRIGGERED' && before.status === 'RESOLVED')
        throw invalidField('alert_status', 'An alert that is over stays so; while its rule holds, it begins a new one');
      if (isAcknowledged !== undefined && isAcknowledged !== (before.acknowledgedAt !== null))
        await tx.update(AlertEntity, { id }, this.acknowledged(actor, isAcknowledged));
      if (status === 'RESOLVED') await this.alerts.byHand(tx, actor, before);
      const after = known(await findAlert(tx, id));
      await this.note(tx, actor, 'update', id, { before: auditable(before), after: auditable(after) });
      return after;
    });
  }

  /**
   * Deletes the row; nobody is told.
   * @param isWithIncident its incident too, where there is one; the caller has made sure that the actor may
   * @throws AppError `NOT_FOUND`
   */
  async remove(actor: Actor, id: number, isWithIncident: boolean): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const before = known(await lockAlert(tx, id));
      await tx.delete(AlertEntity, { id });
      if (isWithIncident && before.incidentId !== null) await this.incidents.remove(actor, before.incidentId, () => undefined);
      await this.note(tx, actor, 'delete', id, { before: auditable(before) });
    });
  }

  private acknowledged(actor: Actor, isAcknowledged: boolean): Pick<AlertEntity, 'acknowledgedAt' | 'acknowledgedBy'> {
    if (!isAcknowledged) return { acknowledgedAt: null, acknowledgedBy: null };
    return { acknowledgedAt: this.clock.date(), acknowledgedBy: actor.label.slice(0, 255) };
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    verb: string,
    entityId: number,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    await this.audit.add(tx, actor, { action: `alert.${verb}`, entityType: 'alert', entityId, ...sides });
  }
}

function known(alert: AlertRecord | null): AlertRecord {
  if (alert === null) throw notFound('Alert');
  return alert;
}

const auditable = ({ configId, monitor, status, incidentId, acknowledgedBy, resolveReason }: AlertRecord): object => ({
  ...{ configId, monitor: monitor.tag, status, incidentId, acknowledgedBy, resolveReason },
});

/** @throws AppError `FORBIDDEN` */
export function assertMayDeleteIncidents(actor: Actor): void {
  if (!actor.permissions.has('incidents.write'))
    throw new AppError('FORBIDDEN', 'Deleting the incident needs the permission incidents.write');
}
