import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/http/actor.js';
import { unixOf } from '../alerting-route.js';
import { AlertChanges, type AlertEnd } from '../evaluation/alert-changes.service.js';
import { type AlertRecord, openAlertsOf } from './alert-records.js';

/** Alerts that end without a good sample. @see alerting §A4 */
@Injectable()
export class EndAlerts {
  constructor(private readonly changes: AlertChanges) {}

  /** Nobody watches any more: nobody is told, and the incident stays as it is. */
  async ofDisabledRule(tx: EntityManager, actor: Actor, configId: number): Promise<void> {
    for (const alert of await openAlertsOf(tx, configId)) await this.end(tx, actor, alert, { reason: 'rule disabled', isSilent: true });
  }

  /** Somebody says that it is over. @returns false when it was already */
  async byHand(tx: EntityManager, actor: Actor, alert: AlertRecord): Promise<boolean> {
    return this.end(tx, actor, alert, { reason: `resolved by ${actor.label}`.slice(0, 255) });
  }

  private async end(tx: EntityManager, actor: Actor, alert: AlertRecord, end: AlertEnd): Promise<boolean> {
    const { id, configId, monitor, incidentId } = alert;
    const ending = { id, configId, monitorId: monitor.id, incidentId, triggeredAt: unixOf(alert.createdAt), facts: factsOfAlert(alert) };
    return this.changes.close(tx, actor, ending, end);
  }
}

const factsOfAlert = ({ monitor, alertFor, alertValue, severity, description, failureThreshold, successThreshold }: AlertRecord) => ({
  monitor: { tag: monitor.tag, name: monitor.name },
  ...{ alertFor, alertValue, severity, description, failureThreshold, successThreshold },
});
