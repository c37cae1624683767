import type { AlertStatus } from '@clarion/contract';
import { TemplateError } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { Prepared } from '../../deliveries/delivery.js';
import type { TestOutcome } from '../dto/trigger.dto.js';
import type { ToldAlert } from '../messages/alert-variables.js';
import { ComposeMessages } from '../messages/compose-messages.service.js';
import { TriggerSecretError } from '../messages/trigger-endpoint.js';
import { Triggers } from './triggers.service.js';

/** What a test met. */
export interface TriggerTest {
  outcome: TestOutcome;
  status: number | null;
  answer: string | null;
}

const NEWEST = `SELECT id, tag, name FROM monitors WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1`;
const SAMPLE = { id: 0, tag: 'sample', name: 'Sample monitor' };
const LASTED_S = 300;

/** Sends a sample alert, so that somebody hears whether the trigger works before it has to. @see alerting §B1 */
@Injectable()
export class TestTriggers {
  constructor(
    private readonly sources: DataSources,
    private readonly triggers: Triggers,
    private readonly messages: ComposeMessages,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `NOT_FOUND` */
  async test(id: number, status: AlertStatus): Promise<TriggerTest> {
    const trigger = await this.triggers.open(id);
    if (trigger === null) throw notFound('Trigger');
    if (trigger.type === 'email' && !this.deliveries.isMailConfigured()) return notSent('E-mail is not configured');
    let prepared: Prepared;
    try {
      prepared = await this.messages.ofAlert(trigger, await this.sample(status));
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

  private async sample(status: AlertStatus): Promise<ToldAlert> {
    const [monitor = SAMPLE] = await this.sources.get('web').query<(typeof SAMPLE)[]>(NEWEST);
    const resolvedAt = status === 'RESOLVED' ? this.clock.date() : null;
    return {
      status,
      alert: {
        ...{ id: 0, configId: 0, monitor, alertFor: 'STATUS', alertValue: 'DOWN', severity: 'WARNING' },
        ...{ description: 'This is a test.', failureThreshold: 1, successThreshold: 1, incidentId: null, resolvedAt },
        createdAt: new Date((this.clock.now() - (resolvedAt === null ? 0 : LASTED_S)) * 1_000),
      },
    };
  }
}

const notSent = (answer: string): TriggerTest => ({ outcome: 'not_sent', status: null, answer });
