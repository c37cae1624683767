import type { AlertSeverity, AlertStatus, Lifecycle, TriggerType } from '@clarion/contract';
import { quietUntil } from '@clarion/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { OnOutboxEvent, type OutboxEvent } from '../../../platform/outbox/on-outbox-event.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { DeliverySource, DueDelivery, NewDelivery, Prepared, Suppressed } from '../../deliveries/delivery.js';
import { DeliverySources } from '../../deliveries/delivery-sources.service.js';
import { findAlert } from '../alerts/alert-records.js';
import { alertAggregate } from '../evaluation/alert-changes.service.js';
import { ComposeMessages } from './compose-messages.service.js';
import { channelOf } from './trigger-endpoint.js';
import { ReadyTriggers, recipientOf } from './ready-triggers.service.js';

interface LinkedRow {
  id: number;
  type: TriggerType;
  status: Lifecycle;
  config_id: number;
  monitor_id: number;
  severity: AlertSeverity;
  quiet_from: number | null;
  quiet_to: number | null;
  quiet_zone: string | null;
}

const LINKED = `
  SELECT t.id, t.trigger_type AS type, t.trigger_status AS status, a.config_id, a.monitor_id, c.severity,
    t.quiet_from, t.quiet_to, t.quiet_zone
  FROM monitor_alerts a JOIN monitor_alerts_config c ON c.id = a.config_id
  JOIN monitor_alerts_config_triggers l ON l.monitor_alerts_id = a.config_id JOIN triggers t ON t.id = l.trigger_id
  WHERE a.id = $1 ORDER BY t.id`;

/** Alerts become one delivery a trigger, each with retries of its own: one that fails holds up no other. @see alerting §A4 */
@Injectable()
export class DeliverAlerts implements OnModuleInit, DeliverySource {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly deliveries: Deliveries,
    private readonly registry: DeliverySources,
    private readonly triggers: ReadyTriggers,
    private readonly messages: ComposeMessages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register('alert', this);
  }

  @OnOutboxEvent('alert.changed', 'alerting.deliver')
  async onChanged({ id: eventId, payload }: OutboxEvent<'alert.changed'>): Promise<void> {
    if (payload.isQuiet) return;
    const { alertId, status } = payload;
    await this.work.run(systemActor('alerting'), async (tx) => {
      const linked = await tx.query<LinkedRow[]>(LINKED, [alertId]);
      await this.deliveries.add(
        tx,
        linked.map((trigger) => ({
          kind: 'alert',
          eventId,
          aggregate: alertAggregate(trigger.config_id, trigger.monitor_id),
          channel: channelOf(trigger.type),
          recipientKey: recipientOf(trigger.id),
          payload: { alertId, status },
          ...(trigger.status === 'ACTIVE' ? this.delayOf(trigger) : { state: 'suppressed' as const, reason: 'The trigger is INACTIVE' }),
        })),
      );
    });
  }

  /** Warnings wait for the morning, critical alerts do not. */
  private delayOf({ severity, quiet_from: from, quiet_to: to, quiet_zone: zone }: LinkedRow): Pick<NewDelivery, 'notBefore' | 'reason'> {
    if (severity === 'CRITICAL' || from === null || to === null || zone === null) return {};
    const until = quietUntil({ from, to }, zone, this.clock.now());
    return until === null ? {} : { notBefore: new Date(until * 1_000), reason: 'It waits for the end of the quiet hours.' };
  }

  async prepare({ recipientKey, payload }: DueDelivery): Promise<Prepared | Suppressed> {
    const trigger = await this.triggers.of(recipientKey);
    if ('reason' in trigger) return trigger;
    const { alertId, status } = payload as { alertId: number; status: AlertStatus };
    const alert = await findAlert(this.sources.get('worker').manager, alertId);
    if (alert === null) return { reason: 'The alert was deleted' };
    return this.messages.ofAlert(trigger, { alert, status });
  }

  lineOf({ payload }: DueDelivery): Promise<string> {
    return Promise.resolve((payload as { status: AlertStatus }).status);
  }

  async switchOff({ recipientKey }: DueDelivery, reason: string): Promise<void> {
    await this.triggers.switchOff(recipientKey, reason);
  }
}
