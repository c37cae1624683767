import { MINUTE } from '@clarion/domain';
import type { EventStatus, MaintenanceStage } from '@clarion/contract';
import type { TemplateId } from '@clarion/database/templates/email-template.entity';
import type { TemplateVariables } from '@clarion/domain/templates';
import { translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { invalidField } from '../../platform/errors/app-error.js';
import type { Language } from '../site/site-language.service.js';
import { SiteService } from '../site/site.service.js';
import { SITE_NAMES, variablesOf } from './mail-catalogue.js';
import { UpdateVariables } from './update-variables.service.js';
import { type StageFacts, stageVariables, type UpdateFacts, updateVariables } from './update-words.js';

/** What a preview is about; neither = samples. */
export interface PreviewSubject {
  readonly incidentId?: number | undefined;
  readonly maintenanceEventId?: number | undefined;
}

const NEWEST_UPDATE = `
  SELECT id FROM incident_comments WHERE incident_id = $1 AND status = 'ACTIVE' ORDER BY commented_at DESC, id DESC LIMIT 1`;
const EVENT = `SELECT maintenance_id AS "maintenanceId", status FROM maintenances_events WHERE id = $1 AND deleted_at IS NULL`;
const STAGES = {
  SCHEDULED: 'created',
  READY: 'starting_soon',
  ONGOING: 'ongoing',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
} as const satisfies Record<EventStatus, MaintenanceStage>;

const SAMPLE_UPDATE: Omit<UpdateFacts, 'at'> = {
  ...{ incidentId: 88, commentId: 412, title: 'Card payments are failing', state: 'IDENTIFIED' },
  comment: 'We have found the cause and are **rolling back**.',
};
const SAMPLE_STAGE: Omit<StageFacts, 'from' | 'to'> = {
  ...{ eventId: 17, stage: 'starting_soon', title: 'Database upgrade', description: 'Orders are read-only meanwhile.' },
  services: [{ name: 'Checkout', impact: 'DEGRADED' }],
};

/** Values that an editor looks at words with: of something that is there, or samples. */
@Injectable()
export class PreviewVariables {
  constructor(
    private readonly sources: DataSources,
    private readonly updates: UpdateVariables,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `BAD_REQUEST` naming what is not there */
  async of(id: TemplateId, language: Language, { incidentId, maintenanceEventId }: PreviewSubject = {}): Promise<TemplateVariables> {
    const samples = await this.samples(id, language);
    if (id !== 'subscription_update' && id !== 'incident_update' && id !== 'maintenance_update') return samples;
    if (incidentId !== undefined) return { ...samples, ...(await this.ofIncident(incidentId, language)) };
    return maintenanceEventId === undefined ? samples : { ...samples, ...(await this.ofEvent(maintenanceEventId, language)) };
  }

  private async samples(id: TemplateId, language: Language): Promise<TemplateVariables> {
    const declared = Object.fromEntries(variablesOf(id).flatMap(({ name, sample }) => (SITE_NAMES.has(name) ? [] : [[name, sample]])));
    const now = this.clock.now();
    const base = await this.site.baseUrl();
    switch (id) {
      case 'subscription_update':
      case 'incident_update':
        return { ...declared, ...updateVariables({ ...SAMPLE_UPDATE, at: now }, language, base) };
      case 'maintenance_update': {
        const from = now - (now % MINUTE) + 45 * MINUTE;
        return { ...declared, ...stageVariables({ ...SAMPLE_STAGE, from, to: from + 60 * MINUTE }, language, base, now) };
      }
      case 'alert':
        return { ...declared, alert_title: translate(language.locale, 'incident.alert.title.down', { name: 'Checkout' }) };
      default:
        return declared;
    }
  }

  private async ofIncident(incidentId: number, language: Language): Promise<TemplateVariables> {
    const [row] = await this.sources.get('web').query<{ id: number }[]>(NEWEST_UPDATE, [incidentId]);
    const variables = row === undefined ? null : await this.updates.of({ incidentId, commentId: row.id }, language);
    if (variables === null) throw invalidField('incident_id', 'There is no such incident, or it has no update yet');
    return variables;
  }

  private async ofEvent(eventId: number, language: Language): Promise<TemplateVariables> {
    const [row] = await this.sources.get('web').query<{ maintenanceId: number; status: EventStatus }[]>(EVENT, [eventId]);
    const step = row && { maintenanceId: row.maintenanceId, eventId, stage: STAGES[row.status] };
    const variables = step === undefined ? null : await this.updates.of(step, language);
    if (variables === null) throw invalidField('maintenance_event_id', 'There is no such maintenance event');
    return variables;
  }
}
