import type { Impact, IncidentState } from '@clarion/contract';
import { escapeHtml, type TemplateVariables } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { textOfHtml } from '../../platform/markdown/text-of-html.js';
import { TOLD_STAGES } from '../maintenances/told-stages.js';
import { SiteService } from '../site/site.service.js';
import { type Announced, type IncidentUpdate, isIncidentUpdate, type MaintenanceStep } from './announced.js';

const UPDATE = `
  SELECT i.title, c.state, c.comment FROM incident_comments c JOIN incidents i ON i.id = c.incident_id
  WHERE c.id = $1 AND c.status = 'ACTIVE'`;
const EVENT = `
  SELECT m.title, m.description, e.start_date_time AS from, e.end_date_time AS to FROM maintenances_events e
  JOIN maintenances m ON m.id = e.maintenance_id WHERE e.id = $1 AND e.deleted_at IS NULL`;
/** Hidden ones, and those on no page, are nobody's business. */
const SHOWN = `
  SELECT m.name, mm.monitor_impact AS impact FROM maintenance_monitors mm JOIN monitors m ON m.id = mm.monitor_id
  WHERE mm.maintenance_id = $1 AND m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden
    AND EXISTS (SELECT FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL WHERE pm.monitor_id = m.id)
  ORDER BY m.name, m.id`;

interface EventRow {
  readonly title: string;
  readonly description: string | null;
  readonly from: number;
  readonly to: number;
}

/** What a mail of news says, by the names of its template. @see incidents-maintenances §A5, §B7 */
@Injectable()
export class UpdateVariables {
  constructor(
    private readonly sources: DataSources,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  /** @returns null when it is not there any more */
  async of(announced: Announced): Promise<TemplateVariables | null> {
    return isIncidentUpdate(announced) ? this.ofUpdate(announced) : this.ofStep(announced);
  }

  private async ofUpdate({ incidentId, commentId }: IncidentUpdate): Promise<TemplateVariables | null> {
    const [row] = await this.db.query<{ title: string; state: IncidentState; comment: string }[]>(UPDATE, [commentId]);
    if (row === undefined) return null;
    return {
      ...{ title: row.title, update_subject: `[#${incidentId}:${row.state}] ${row.title}`, ...bothTexts(renderMarkdown(row.comment)) },
      ...{ cta_url: `${await this.site.baseUrl()}/incidents/${incidentId}`, cta_text: 'View Incident' },
      ...{ update_id: String(commentId), event_type: 'incidents' },
    };
  }

  private async ofStep({ maintenanceId, eventId, stage }: MaintenanceStep): Promise<TemplateVariables | null> {
    const [row] = await this.db.query<EventRow[]>(EVENT, [eventId]);
    if (row === undefined) return null;
    const monitors = await this.db.query<{ name: string; impact: Impact }[]>(SHOWN, [maintenanceId]);
    const title = `${TOLD_STAGES[stage].words}: ${row.title}`;
    const facts = [
      ...(monitors.length === 0 ? [] : [['Services', monitors.map(({ name, impact }) => `${name}(${impact})`).join(', ')] as const]),
      ['Start', instantOf(row.from)] as const,
      ['End', instantOf(row.to)] as const,
    ];
    const table = facts
      .map(
        ([label, value]) =>
          `<tr><th align="left" valign="top" style="white-space:nowrap">${label}</th><td valign="top">${escapeHtml(value)}</td></tr>`,
      )
      .join('');
    const sentence = `<p>The maintenance “${escapeHtml(row.title)}” ${this.happened(stage, row)}.</p>`;
    return {
      ...{ title, update_subject: title },
      ...bothTexts(`${sentence}${renderMarkdown(row.description ?? '')}<table cellpadding="4">${table}</table>`),
      ...{ cta_url: `${await this.site.baseUrl()}/maintenances/${eventId}`, cta_text: 'View Maintenance' },
      ...{ update_id: `maintenance_${eventId}_${stage}`, event_type: 'maintenances' },
    };
  }

  private happened(stage: MaintenanceStep['stage'], { from }: EventRow): string {
    if (stage === 'created') return 'has been planned';
    if (stage === 'ongoing') return 'is now in progress';
    if (stage !== 'starting_soon') return stage === 'completed' ? 'is completed' : 'has been cancelled';
    const minutes = Math.ceil((from - this.clock.now()) / 60);
    return minutes <= 0 ? 'is about to start' : `is starting in ${durationOf(minutes)}`;
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}

const bothTexts = (html: string): { update_text: string; update_text_plain: string } => ({
  ...{ update_text: html, update_text_plain: textOfHtml(html) },
});

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
const durationOf = (minutes: number): string => (minutes < 120 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour'));
const instantOf = (at: number): string => `${new Date(at * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
