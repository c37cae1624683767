import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { NoteTexts } from '../../mails/note-texts.service.js';
import { UpdateVariables } from '../../mails/update-variables.service.js';
import type { Reader } from '../../site/site-language.service.js';
import { type Announced, type IncidentUpdate, isIncidentUpdate, type MaintenanceStep } from '../announced.js';
import type { NamedMonitor, NewsFacts, NewsWords } from './endpoint-news.js';

const UPDATE = `
  SELECT i.title, c.state, c.commented_at AS at FROM incident_comments c JOIN incidents i ON i.id = c.incident_id
  WHERE c.id = $1 AND c.status = 'ACTIVE'`;
const EVENT = `
  SELECT m.title, e.start_date_time AS from, e.end_date_time AS to,
    coalesce((SELECT floor(extract(epoch FROM created_at))::float8 FROM outbox WHERE id = $2), e.start_date_time) AS at
  FROM maintenances_events e JOIN maintenances m ON m.id = e.maintenance_id
  WHERE e.id = $1 AND e.deleted_at IS NULL`;
/** Hidden ones, and those on no page, are nobody's business. */
const shownOf = (table: string, column: string): string => `
  SELECT m.tag, m.name, link.monitor_impact AS impact FROM ${table} link JOIN monitors m ON m.id = link.monitor_id
  WHERE link.${column} = $1 AND m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden
    AND EXISTS (SELECT FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL WHERE pm.monitor_id = m.id)
  ORDER BY m.name, m.id`;
const SHOWN_OF_INCIDENT = shownOf('incident_monitors', 'incident_id');
const SHOWN_OF_MAINTENANCE = shownOf('maintenance_monitors', 'maintenance_id');

/** Reads what webhooks, chats and browsers are told. */
@Injectable()
export class ReadEndpointNews {
  constructor(
    private readonly sources: DataSources,
    private readonly variables: UpdateVariables,
    private readonly notes: NoteTexts,
  ) {}

  /** @param outboxId row that says it happened @returns null when it is not there any more */
  async factsOf(announced: Announced, outboxId: number): Promise<NewsFacts | null> {
    return isIncidentUpdate(announced) ? this.ofUpdate(announced) : this.ofStep(announced, outboxId);
  }

  /** In the language of the reader; people get the words of the site's templates, programs what is said as it is. @returns null when it is not there any more */
  async wordsOf(announced: Announced, reader: Reader, isForPeople: boolean): Promise<NewsWords | null> {
    const variables = await this.variables.of(announced, reader);
    if (variables === null) return null;
    const text = (name: string): string => String(variables[name] ?? '');
    const template = isIncidentUpdate(announced) ? 'incident_update' : 'maintenance_update';
    const said = isForPeople
      ? await this.notes.of(template, variables, reader.locale)
      : { title: text('update_subject'), text: text('update_text_plain') };
    return { ...said, html: text('update_text'), url: text('cta_url'), linkText: text('cta_text') };
  }

  private async ofUpdate({ incidentId, commentId }: IncidentUpdate): Promise<NewsFacts | null> {
    const [row] = await this.db.query<Pick<NewsFacts, 'title' | 'state' | 'at'>[]>(UPDATE, [commentId]);
    return row === undefined ? null : { ...row, from: null, to: null, monitors: await this.monitorsOf(SHOWN_OF_INCIDENT, incidentId) };
  }

  private async ofStep({ maintenanceId, eventId, stage }: MaintenanceStep, outboxId: number): Promise<NewsFacts | null> {
    const [row] = await this.db.query<Pick<NewsFacts, 'title' | 'from' | 'to' | 'at'>[]>(EVENT, [eventId, outboxId]);
    return row === undefined ? null : { ...row, state: stage, monitors: await this.monitorsOf(SHOWN_OF_MAINTENANCE, maintenanceId) };
  }

  private async monitorsOf(sql: string, id: number): Promise<readonly NamedMonitor[]> {
    return this.db.query<NamedMonitor[]>(sql, [id]);
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
