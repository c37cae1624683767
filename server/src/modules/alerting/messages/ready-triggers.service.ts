import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { Suppressed } from '../../deliveries/delivery.js';
import { Triggers } from '../triggers/triggers.service.js';
import type { OpenTrigger } from './trigger-endpoint.js';

const PREFIX = 'trigger:';

/** How deliveries name a trigger. */
export const recipientOf = (triggerId: number): string => `${PREFIX}${triggerId}`;

const SWITCH_OFF = `
  UPDATE triggers SET trigger_status = 'INACTIVE', version = version + 1, updated_at = app_now() WHERE id = $1 AND trigger_status = 'ACTIVE'`;

/** Triggers as deliveries need them: A3, one that was switched off meanwhile sends nothing. */
@Injectable()
export class ReadyTriggers {
  constructor(
    private readonly triggers: Triggers,
    private readonly deliveries: Deliveries,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** @param recipientKey `trigger:7` */
  async of(recipientKey: string): Promise<OpenTrigger | Suppressed> {
    const trigger = await this.triggers.open(Number(recipientKey.slice(PREFIX.length)));
    if (trigger === null) return { reason: 'The trigger was deleted' };
    if (trigger.status !== 'ACTIVE') return { reason: 'The trigger is INACTIVE' };
    if (trigger.type === 'email' && !this.deliveries.isMailConfigured()) return { reason: 'E-mail is not configured' };
    return trigger;
  }

  /** The receiver says that it is gone for good. */
  async switchOff(recipientKey: string, reason: string): Promise<void> {
    const id = Number(recipientKey.slice(PREFIX.length));
    const actor = systemActor('deliveries');
    await this.work.run(actor, async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(SWITCH_OFF, [id]);
      if (count === 0) return;
      const [before, after] = [{ triggerStatus: 'ACTIVE' }, { triggerStatus: 'INACTIVE', reason }];
      await this.audit.add(tx, actor, { action: 'trigger.update', entityType: 'trigger', entityId: id, before, after });
    });
  }
}
