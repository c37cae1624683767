import type { AlertStatus } from '@clarion/contract';
import { TemplateError } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { notFound } from '../../../platform/errors/app-error.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { Prepared } from '../../deliveries/delivery.js';
import type { TestOutcome } from '../dto/trigger.dto.js';
import { ComposeMessages } from '../messages/compose-messages.service.js';
import { TriggerSecretError } from '../messages/trigger-endpoint.js';
import { SampleAlerts } from './sample-alerts.service.js';
import { Triggers } from './triggers.service.js';

/** What a test met. */
export interface TriggerTest {
  outcome: TestOutcome;
  status: number | null;
  answer: string | null;
}

/** Sends a sample alert, so that somebody hears whether the trigger works before it has to. @see alerting §B1 */
@Injectable()
export class TestTriggers {
  constructor(
    private readonly triggers: Triggers,
    private readonly messages: ComposeMessages,
    private readonly deliveries: Deliveries,
    private readonly samples: SampleAlerts,
  ) {}

  /** @throws AppError `NOT_FOUND` */
  async test(id: number, status: AlertStatus): Promise<TriggerTest> {
    const trigger = await this.triggers.open(id);
    if (trigger === null) throw notFound('Trigger');
    if (trigger.type === 'email' && !this.deliveries.isMailConfigured()) return notSent('E-mail is not configured');
    let prepared: Prepared;
    try {
      prepared = await this.messages.ofAlert(trigger, await this.samples.of(status));
    } catch (error) {
      if (error instanceof TemplateError || error instanceof TriggerSecretError) return notSent(error.message);
      throw error;
    }
    const { endpoint, message, dedupKey, blot } = prepared;
    const outcome = await this.deliveries.trySend(endpoint, message, {
      ...(dedupKey === undefined ? {} : { dedupKey }),
      ...(blot === undefined ? {} : { blot }),
    });
    return { outcome: outcome.kind, status: outcome.status ?? null, answer: outcome.answer ?? null };
  }
}

const notSent = (answer: string): TriggerTest => ({ outcome: 'not_sent', status: null, answer });
