import { AlertEntity } from '@clarion/database/alerting/alert.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { AlertIncidents } from '../../incidents/alert-incidents.service.js';
import type { AlertFacts } from '../../incidents/alert-text.js';

/** What begins: the rule and the monitor of the alert. */
export interface NewAlert {
  configId: number;
  monitorId: number;
  createIncident: boolean;
  facts: AlertFacts;
}

/** What ends. */
export interface EndingAlert {
  id: number;
  configId: number;
  monitorId: number;
  incidentId: number | null;
  /** Unix seconds. */
  triggeredAt: number;
  facts: AlertFacts;
}

/** How an alert ends. */
export interface AlertEnd {
  /** Why without a good sample; null = the samples said so. */
  reason: string | null;
  /** Nobody is told and the incident stays as it is. */
  isSilent?: boolean;
}

const OPEN = `
  INSERT INTO monitor_alerts (config_id, monitor_id) VALUES ($1, $2)
  ON CONFLICT (config_id, monitor_id) WHERE alert_status = 'TRIGGERED' DO NOTHING
  RETURNING id, floor(extract(epoch FROM created_at))::bigint AS at`;
const CLOSE = `
  UPDATE monitor_alerts SET alert_status = 'RESOLVED', resolved_at = app_now(), updated_at = app_now(), resolve_reason = $2
  WHERE id = $1 AND alert_status = 'TRIGGERED' RETURNING floor(extract(epoch FROM resolved_at))::bigint AS at`;

/** Alerts begin and end here, whoever decides it: the row, its incident and the fact to tell in one transaction. @see alerting §A4 */
@Injectable()
export class AlertChanges {
  constructor(
    private readonly incidents: AlertIncidents,
    private readonly outbox: Outbox,
  ) {}

  /** Inside a unit of work. @returns null when one is open already */
  async open(tx: EntityManager, actor: Actor, alert: NewAlert): Promise<{ id: number; incidentId: number | null; at: number } | null> {
    const [row] = await tx.query<{ id: number; at: number }[]>(OPEN, [alert.configId, alert.monitorId]);
    if (row === undefined) return null;
    const incidentId = alert.createIncident ? await this.incidents.open(actor, alert.facts, row.at) : null;
    if (incidentId !== null) await tx.update(AlertEntity, { id: row.id }, { incidentId });
    await this.tell(tx, { ...alert, ...row }, 'TRIGGERED', row.at);
    return { ...row, incidentId };
  }

  /** Inside a unit of work. @returns false when it has ended already */
  async close(tx: EntityManager, actor: Actor, alert: EndingAlert, { reason, isSilent = false }: AlertEnd): Promise<boolean> {
    const [[row]] = await tx.query<[{ at: number }[], number]>(CLOSE, [alert.id, reason]);
    if (row === undefined) return false;
    if (alert.incidentId !== null && !isSilent)
      await this.incidents.resolve(actor, alert.incidentId, alert.facts, alert.triggeredAt, row.at);
    await this.tell(tx, alert, 'RESOLVED', row.at, isSilent);
    return true;
  }

  private async tell(
    tx: EntityManager,
    { id, configId, monitorId }: { id: number; configId: number; monitorId: number },
    status: 'TRIGGERED' | 'RESOLVED',
    at: number,
    isQuiet = false,
  ): Promise<void> {
    await this.outbox.add(
      tx,
      'alert.changed',
      { alertId: id, status, at, ...(isQuiet ? { isQuiet: true as const } : {}) },
      { dedupeKey: `alert:${id}:${status}`, aggregateId: alertAggregate(configId, monitorId) },
    );
  }
}

/** What messages about alerts are about: to one receiver they keep their order within it. */
export const alertAggregate = (configId: number, monitorId: number): string => `alert:${configId}:${monitorId}`;
