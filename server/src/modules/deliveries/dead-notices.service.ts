import { type DeliveryKind } from '@clarion/contract';
import { UserEntity } from '@clarion/database/identity/user.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { Log } from '../../platform/logging/log.js';
import { escapeXml } from '../../platform/markup/escape-xml.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Deliveries } from './deliveries.service.js';
import { DeliverySources } from './delivery-sources.service.js';
import { type DeliverySource, type DueDelivery, type Prepared, type Suppressed } from './delivery.js';

const KIND: DeliveryKind = 'notice';
/** A webhook or chat of a reader that fails is their own affair: it is paused, and they are told where they manage it. */
const READERS: DeliveryKind = 'subscription';
const OWNERS = `SELECT id FROM users WHERE is_owner AND is_active`;
const COUNT_DEAD = `
  SELECT count(*)::int AS count, min(last_error) AS error FROM deliveries
  WHERE state = 'dead' AND channel = $1 AND kind <> '${KIND}' AND (kind <> '${READERS}' OR channel = 'email') AND created_at > app_now() - interval '5 days'`;

/** Tells the owners that messages were given up: one mail a day and channel, however many they are. @see reliability OBX-05 */
@Injectable()
export class DeadNotices implements DeliverySource, OnModuleInit {
  /** Days and channels this process has told of. */
  private told = '';
  private readonly toldOf = new Set<string>();

  constructor(
    private readonly sources: DataSources,
    private readonly outbox: Outbox,
    private readonly deliveries: Deliveries,
    private readonly kinds: DeliverySources,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.kinds.register(KIND, this);
  }

  /** A delivery was given up. Returns at once; without mail the log and the list of deliveries tell it. */
  note({ channel, kind }: Pick<DueDelivery, 'channel' | 'kind'>): void {
    const day = this.clock.date().toISOString().slice(0, 10);
    if (this.told !== day) this.toldOf.clear();
    this.told = day;
    if (kind === KIND || (kind === READERS && channel !== 'email')) return;
    if (this.toldOf.has(channel) || !this.deliveries.isMailConfigured()) return;
    this.toldOf.add(channel);
    this.write(channel, day).catch((error: unknown) => {
      this.toldOf.delete(channel);
      this.log.warn('the owners could not be told of messages that were given up', { error });
    });
  }

  async prepare({ payload, recipientKey }: DueDelivery): Promise<Prepared | Suppressed> {
    const channel = String(payload['channel']);
    const db = this.sources.get('worker');
    const owner = await db.getRepository(UserEntity).findOneBy({ id: Number(recipientKey.replace('user:', '')), isActive: true });
    if (owner === null) return { reason: 'The owner is not there any more.' };
    const [dead] = await db.query<{ count: number; error: string | null }[]>(COUNT_DEAD, [channel]);
    if (dead === undefined || dead.count === 0) return { reason: 'The messages were sent after all.' };
    const address = `${this.config.ORIGIN}${this.config.APP_BASE_PATH}/manage/deliveries?state=dead&channel=${channel}`;
    const lines = [
      `${dead.count === 1 ? 'One message' : `${dead.count} messages`} over the channel “${channel}” could not be delivered and ${dead.count === 1 ? 'was' : 'were'} given up.`,
      ...(dead.error === null ? [] : [`What the receiver said last: ${dead.error}`]),
      `Look at them, and send them again, here: ${address}`,
    ];
    return {
      endpoint: { type: 'mail', to: owner.email },
      message: {
        type: 'mail',
        subject: `Messages could not be delivered (${channel})`,
        text: lines.join('\n\n'),
        html: lines.map((line) => `<p>${escapeXml(line)}</p>`).join('\n'),
      },
    };
  }

  private async write(channel: string, day: string): Promise<void> {
    await this.sources.get('worker').transaction(async (tx) => {
      const owners = await tx.query<{ id: number }[]>(OWNERS);
      const event = { kind: KIND, ids: {} };
      const eventId = await this.outbox.add(tx, 'mail.requested', event, { dedupeKey: `dead-deliveries:${channel}:${day}` });
      if (eventId === undefined) return;
      const aggregate = `dead-deliveries:${channel}`;
      await this.deliveries.add(
        tx,
        owners.map(({ id }) => ({ kind: KIND, eventId, aggregate, channel: 'email', recipientKey: `user:${id}`, payload: { channel } })),
      );
    });
  }
}
