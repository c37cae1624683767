import type { IncidentState, MaintenanceStage, TriggerType } from '@clarion/contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { textOfMarkdown } from '../../../platform/markdown/markdown.js';
import { OnOutboxEvent, type OutboxEvent } from '../../../platform/outbox/on-outbox-event.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { DeliverySource, DueDelivery, NoteMessage, Prepared, Suppressed } from '../../deliveries/delivery.js';
import { DeliverySources } from '../../deliveries/delivery-sources.service.js';
import { isStageTold, TOLD_STAGES, TOLD_STAGES_SETTING } from '../../maintenances/told-stages.js';
import { SiteService } from '../../site/site.service.js';
import { ComposeMessages } from './compose-messages.service.js';
import { ReadyTriggers, recipientOf } from './ready-triggers.service.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { channelOf } from './trigger-endpoint.js';

/** What a delivery is about: an update of an incident, or a stage of a maintenance. */
type Announced = { incidentId: number; commentId: number } | { maintenanceId: number; eventId: number; stage: MaintenanceStage };

const LISTENING = {
  incidents: `SELECT id, trigger_type AS type FROM triggers WHERE announces_incidents AND trigger_status = 'ACTIVE' ORDER BY id`,
  maintenances: `SELECT id, trigger_type AS type FROM triggers WHERE announces_maintenances AND trigger_status = 'ACTIVE' ORDER BY id`,
} as const;
const UPDATE = `
  SELECT i.title, c.state, c.comment, c.commented_at AS at FROM incident_comments c JOIN incidents i ON i.id = c.incident_id
  WHERE c.id = $1 AND c.status = 'ACTIVE'`;
const EVENT = `
  SELECT m.title, m.description, e.start_date_time AS from, e.end_date_time AS to FROM maintenances_events e
  JOIN maintenances m ON m.id = e.maintenance_id WHERE e.id = $1`;
const isoOf = (at: number): string => new Date(at * 1_000).toISOString();

/** Updates of incidents and stages of maintenances for operators' chats, beside whatever subscribers get. */
@Injectable()
export class DeliverAnnouncements implements OnModuleInit, DeliverySource {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly deliveries: Deliveries,
    private readonly registry: DeliverySources,
    private readonly triggers: ReadyTriggers,
    private readonly messages: ComposeMessages,
    private readonly site: SiteService,
    private readonly siteVariables: ReadSiteVariables,
  ) {}

  onModuleInit(): void {
    this.registry.register('event-trigger', this);
  }

  @OnOutboxEvent('incident.commented', 'alerting.announce_incident')
  async onCommented({ id, payload }: OutboxEvent<'incident.commented'>): Promise<void> {
    if (payload.isQuiet) return;
    const { incidentId, commentId } = payload;
    await this.add(id, LISTENING.incidents, `incident:${incidentId}`, { incidentId, commentId });
  }

  @OnOutboxEvent('maintenance.stage', 'alerting.announce_maintenance')
  async onStage({ id, payload }: OutboxEvent<'maintenance.stage'>): Promise<void> {
    const { maintenanceId, eventId, stage } = payload;
    if (!isStageTold(await this.site.find(TOLD_STAGES_SETTING), stage)) return;
    await this.add(id, LISTENING.maintenances, `maintenance:${maintenanceId}`, { maintenanceId, eventId, stage });
  }

  async prepare({ recipientKey, payload }: DueDelivery): Promise<Prepared | Suppressed> {
    const trigger = await this.triggers.of(recipientKey);
    if ('reason' in trigger) return trigger;
    const announced = payload as Announced;
    const note = 'commentId' in announced ? await this.updateNote(announced) : await this.stageNote(announced);
    if (note === null) return { reason: 'What it is about was deleted' };
    return this.messages.ofNote(trigger, note);
  }

  async switchOff({ recipientKey }: DueDelivery, reason: string): Promise<void> {
    await this.triggers.switchOff(recipientKey, reason);
  }

  private async add(eventId: number, listening: string, aggregate: string, payload: Announced): Promise<void> {
    await this.work.run(systemActor('alerting'), async (tx) => {
      const triggers = await tx.query<{ id: number; type: TriggerType }[]>(listening);
      await this.deliveries.add(
        tx,
        triggers.map(({ id, type }) => ({
          ...{ kind: 'event-trigger' as const, eventId, aggregate, payload },
          channel: channelOf(type),
          recipientKey: recipientOf(id),
        })),
      );
    });
  }

  private async updateNote({ incidentId, commentId }: { incidentId: number; commentId: number }): Promise<NoteMessage | null> {
    const [row] = await this.db.query<{ title: string; state: IncidentState; comment: string; at: number }[]>(UPDATE, [commentId]);
    if (row === undefined) return null;
    const { title, state, comment, at } = row;
    const { site_url: siteUrl, site_name: source } = await this.siteVariables.now();
    return {
      ...{ type: 'note', title: `[#${incidentId}:${state}] ${title}`, text: textOfMarkdown(comment) },
      ...{ url: `${siteUrl}incidents/${incidentId}`, linkText: 'View Incident', source, at },
      ...{ state: state === 'RESOLVED' ? 'resolved' : 'info', severity: 'info' },
    };
  }

  private async stageNote({ eventId, stage }: { eventId: number; stage: MaintenanceStage }): Promise<NoteMessage | null> {
    const [row] = await this.db.query<{ title: string; description: string | null; from: number; to: number }[]>(EVENT, [eventId]);
    if (row === undefined) return null;
    const { site_url: siteUrl, site_name: source } = await this.siteVariables.now();
    return {
      ...{ type: 'note', title: `${TOLD_STAGES[stage].words}: ${row.title}`, text: textOfMarkdown(row.description ?? '') },
      ...{ url: `${siteUrl}maintenances/${eventId}`, linkText: 'View Maintenance', source, at: row.from },
      ...{ state: 'info', severity: 'info' },
      fields: [
        ['Start', isoOf(row.from)],
        ['End', isoOf(row.to)],
      ],
    };
  }

  private get db(): EntityManager {
    return this.sources.get('worker').manager;
  }
}
