import type { TriggerType } from '@clarion/contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { OnOutboxEvent, type OutboxEvent } from '../../../platform/outbox/on-outbox-event.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { DeliverySource, DueDelivery, NoteMessage, Prepared, Suppressed } from '../../deliveries/delivery.js';
import { DeliverySources } from '../../deliveries/delivery-sources.service.js';
import { type Announced, isIncidentUpdate } from '../../mails/announced.js';
import { NoteTexts } from '../../mails/note-texts.service.js';
import { UpdateVariables } from '../../mails/update-variables.service.js';
import { isStageTold, TOLD_STAGES_SETTING } from '../../maintenances/told-stages.js';
import { SiteService } from '../../site/site.service.js';
import { unixOf } from '../alerting-route.js';
import { ComposeMessages } from './compose-messages.service.js';
import { ReadyTriggers, recipientOf } from './ready-triggers.service.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { channelOf } from './trigger-endpoint.js';

const LISTENING = {
  incidents: `SELECT id, trigger_type AS type FROM triggers WHERE announces_incidents AND trigger_status = 'ACTIVE' ORDER BY id`,
  maintenances: `SELECT id, trigger_type AS type FROM triggers WHERE announces_maintenances AND trigger_status = 'ACTIVE' ORDER BY id`,
} as const;
/** Updates of incidents and stages of maintenances for operators' chats, beside whatever subscribers get. */
@Injectable()
export class DeliverAnnouncements implements OnModuleInit, DeliverySource {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deliveries: Deliveries,
    private readonly registry: DeliverySources,
    private readonly triggers: ReadyTriggers,
    private readonly messages: ComposeMessages,
    private readonly variables: UpdateVariables,
    private readonly texts: NoteTexts,
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
    const note = await this.noteOf(announced);
    if (note === null) return { reason: 'What it is about was deleted' };
    return this.messages.ofNote(trigger, note);
  }

  async lineOf({ payload }: DueDelivery): Promise<string | null> {
    return (await this.noteOf(payload as Announced))?.title ?? null;
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

  private async noteOf(announced: Announced): Promise<NoteMessage | null> {
    const variables = await this.variables.of(announced);
    if (variables === null) return null;
    const isUpdate = isIncidentUpdate(announced);
    const { site_name: source } = await this.siteVariables.now();
    return {
      ...{ type: 'note', ...(await this.texts.of(isUpdate ? 'incident_update' : 'maintenance_update', variables)) },
      ...{ url: String(variables['cta_url']), linkText: String(variables['cta_text']), source },
      ...{ at: unixOf(new Date(String(variables['update_timestamp']))), severity: 'info' },
      state: isUpdate && variables['is_resolved'] === true ? 'resolved' : 'info',
    };
  }
}
