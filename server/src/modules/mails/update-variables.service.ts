import type { Impact, IncidentState } from '@clarion/contract';
import type { TemplateVariables } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { type Language, type Reader, SiteLanguage } from '../site/site-language.service.js';
import { SiteService } from '../site/site.service.js';
import { TranslationsService } from '../translations/translations.service.js';
import { type Announced, type IncidentUpdate, isIncidentUpdate, type MaintenanceStep } from './announced.js';
import { stageVariables, updateVariables } from './update-words.js';

const UPDATE = `
  SELECT i.title, c.state, c.comment, c.commented_at AS at FROM incident_comments c JOIN incidents i ON i.id = c.incident_id
  WHERE c.id = $1 AND c.status = 'ACTIVE'`;
const EVENT = `
  SELECT m.title, m.description, e.start_date_time AS from, e.end_date_time AS to FROM maintenances_events e
  JOIN maintenances m ON m.id = e.maintenance_id WHERE e.id = $1 AND e.deleted_at IS NULL`;
/** Hidden ones, and those on no page, are nobody's business. */
const SHOWN = `
  SELECT m.id, m.name, mm.monitor_impact AS impact FROM maintenance_monitors mm JOIN monitors m ON m.id = mm.monitor_id
  WHERE mm.maintenance_id = $1 AND m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden
    AND EXISTS (SELECT FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL WHERE pm.monitor_id = m.id)
  ORDER BY m.name, m.id`;

/** What news says, by the names of its template, in the language of its reader. @see incidents-maintenances §A5, §B7 */
@Injectable()
export class UpdateVariables {
  constructor(
    private readonly sources: DataSources,
    private readonly site: SiteService,
    private readonly language: SiteLanguage,
    private readonly translations: TranslationsService,
    private readonly clock: Clock,
  ) {}

  /** @param reader as the site has it by default @returns null when it is not there any more */
  async of(announced: Announced, reader: Reader = {}): Promise<TemplateVariables | null> {
    const language = await this.language.of(reader);
    return isIncidentUpdate(announced) ? this.ofUpdate(announced, language) : this.ofStep(announced, language);
  }

  private async ofUpdate({ incidentId, commentId }: IncidentUpdate, language: Language): Promise<TemplateVariables | null> {
    const [row] = await this.db.query<{ title: string; state: IncidentState; comment: string; at: number }[]>(UPDATE, [commentId]);
    if (row === undefined) return null;
    const say = (await this.translations.of({ incident: [incidentId], comment: [commentId] })).in(language.locale);
    const [title, comment] = [say('incident', incidentId, 'title', row.title), say('comment', commentId, 'comment', row.comment)];
    return updateVariables({ ...row, incidentId, commentId, title, comment }, language, await this.site.baseUrl());
  }

  private async ofStep({ maintenanceId, eventId, stage }: MaintenanceStep, language: Language): Promise<TemplateVariables | null> {
    const [row] = await this.db.query<{ title: string; description: string | null; from: number; to: number }[]>(EVENT, [eventId]);
    if (row === undefined) return null;
    const monitors = await this.db.query<{ id: number; name: string; impact: Impact }[]>(SHOWN, [maintenanceId]);
    const words = await this.translations.of({ maintenance: [maintenanceId], monitor: monitors.map(({ id }) => id) });
    const say = words.in(language.locale);
    const facts = {
      ...{ eventId, stage, from: row.from, to: row.to },
      title: say('maintenance', maintenanceId, 'title', row.title),
      description: say('maintenance', maintenanceId, 'description', row.description),
      services: monitors.map(({ id, name, impact }) => ({ name: say('monitor', id, 'name', name), impact })),
    };
    return stageVariables(facts, language, await this.site.baseUrl(), this.clock.now());
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
