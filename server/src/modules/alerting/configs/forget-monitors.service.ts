import { Injectable } from '@nestjs/common';
import { systemActor } from '../../../platform/http/actor.js';
import { OnOutboxEvent, type OutboxEvent } from '../../../platform/outbox/on-outbox-event.js';
import { AlertConfigs } from './alert-configs.service.js';

/** A monitor that is deleted leaves no rule behind that watches nobody. @see data-model §12 */
@Injectable()
export class ForgetMonitors {
  constructor(private readonly configs: AlertConfigs) {}

  @OnOutboxEvent('monitor.deleted', 'alerting.monitor_deleted')
  async onDeleted({ payload }: OutboxEvent<'monitor.deleted'>): Promise<void> {
    await this.configs.forgetMonitor(systemActor('alerting'), payload.monitorId);
  }
}
