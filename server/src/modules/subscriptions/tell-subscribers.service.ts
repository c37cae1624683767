import { SUBSCRIBER_CHANNELS, type SubscriberChannel } from '@clarion/contract';
import { quietUntil } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { failpoint } from '../../platform/failpoints/failpoint.js';
import { systemActor } from '../../platform/http/actor.js';
import { OnOutboxEvent, type OutboxEvent } from '../../platform/outbox/on-outbox-event.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { RECIPIENTS } from '../changes/recipients.js';
import { Deliveries } from '../deliveries/deliveries.service.js';
import type { NewDelivery } from '../deliveries/delivery.js';
import { isStageTold, TOLD_STAGES_SETTING } from '../maintenances/told-stages.js';
import { SiteService } from '../site/site.service.js';
import { type Announced, reachOf, recipientsOf } from './announced.js';
import { SubscriptionSettings } from './subscription-settings.service.js';

/** Subscribers that are written down in one transaction. @see reliability OBX-03 */
export const CHUNK = 500;
const LISTENER = 'subscribers';
const QUIET = 'It waits for the end of the quiet hours.';

/** The next ones of the channels that are offered, by the id of their method. */
const NEXT = `
  SELECT me.id, me.method_type AS channel, u.quiet_from AS "quietFrom", u.quiet_to AS "quietTo", u.time_zone AS "timeZone"
  ${RECIPIENTS} AND me.method_type = ANY ($6::text[]) AND me.id > $5 ORDER BY me.id LIMIT ${CHUNK}`;

interface NextRow {
  readonly id: number;
  readonly channel: SubscriberChannel;
  /** Minutes of the day; null = no hours are quiet. */
  readonly quietFrom: number | null;
  readonly quietTo: number | null;
  /** Null = the site's. */
  readonly timeZone: string | null;
}

/** Writes a delivery for every subscriber whom news concerns, in steps that are gone on with after a crash. @see alerting §C5 */
@Injectable()
export class TellSubscribers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly deliveries: Deliveries,
    private readonly settings: SubscriptionSettings,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  @OnOutboxEvent('incident.commented', 'subscriptions.tell_incident')
  async onCommented({ id, payload: { isQuiet, incidentId, commentId } }: OutboxEvent<'incident.commented'>): Promise<void> {
    if (isQuiet === true) return;
    await this.tell(id, `incident:${incidentId}`, { incidentId, commentId });
  }

  @OnOutboxEvent('maintenance.stage', 'subscriptions.tell_maintenance')
  async onStage({ id, payload: { maintenanceId, eventId, stage } }: OutboxEvent<'maintenance.stage'>): Promise<void> {
    if (!isStageTold(await this.site.find(TOLD_STAGES_SETTING), stage)) return;
    await this.tell(id, `maintenance:${maintenanceId}`, { maintenanceId, eventId, stage });
  }

  private async tell(eventId: number, aggregate: string, announced: Announced): Promise<void> {
    while ((await this.step(eventId, aggregate, announced)) === CHUNK);
  }

  /** @returns how many subscribers the step found */
  private async step(eventId: number, aggregate: string, announced: Announced): Promise<number> {
    const type = 'commentId' in announced ? 'incidents' : 'maintenances';
    const ways = await this.settings.ways();
    const channels = SUBSCRIBER_CHANNELS.filter((channel) => ways[channel]?.[type] === true);
    if (channels.length === 0) return 0;
    return this.work.run(systemActor('subscriptions'), async (tx) => {
      const reach = await reachOf(tx, announced);
      if (reach === null) return 0;
      const after = (await this.outbox.progressOf(tx, eventId, LISTENER)) ?? 0;
      const rows = await tx.query<NextRow[]>(NEXT, [...recipientsOf(reach), after, channels]);
      await this.deliveries.add(
        tx,
        rows.map((row) => ({
          ...{ kind: 'subscription', eventId, aggregate, channel: row.channel, payload: announced },
          recipientKey: recipientOf(row.id),
          ...this.delayOf(row),
        })),
      );
      await failpoint('fanout.mid_chunk');
      const last = rows.at(-1);
      if (last !== undefined) await this.outbox.keepProgress(tx, eventId, LISTENER, last.id);
      return rows.length;
    });
  }

  /** News of somebody's quiet hours wait for their end. */
  private delayOf({ quietFrom: from, quietTo: to, timeZone }: NextRow): Pick<NewDelivery, 'notBefore' | 'reason'> {
    if (from === null || to === null) return {};
    const until = quietUntil({ from, to }, timeZone ?? 'UTC', this.clock.now());
    return until === null ? {} : { notBefore: new Date(until * 1_000), reason: QUIET };
  }
}

/** How deliveries name a subscriber's address. */
export const recipientOf = (methodId: number): string => `method:${methodId}`;
export const methodIdOf = (recipientKey: string): number => Number(recipientKey.replace('method:', ''));
