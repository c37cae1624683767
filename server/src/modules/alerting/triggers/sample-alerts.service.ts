import type { AlertStatus } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import type { ToldAlert } from '../messages/alert-variables.js';

const NEWEST = `SELECT id, tag, name FROM monitors WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1`;
const SAMPLE = { id: 0, tag: 'sample', name: 'Sample monitor' };
const LASTED_S = 300;

/** Alerts that never were, for tests and previews: about the newest monitor there is. @see alerting §B1 */
@Injectable()
export class SampleAlerts {
  constructor(
    private readonly sources: DataSources,
    private readonly clock: Clock,
  ) {}

  async of(status: AlertStatus): Promise<ToldAlert> {
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
