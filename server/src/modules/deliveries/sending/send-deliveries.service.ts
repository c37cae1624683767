import { CHANNELS, type ChannelName, SIGNALS } from '@clarion/contract';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Database } from '../../../platform/database/database.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../../platform/lifecycle/ticker.js';
import { Log } from '../../../platform/logging/log.js';
import { Signals } from '../../../platform/signals/signals.js';
import { SMTP_CONNECTIONS } from '../channels/mail/smtp-transport.js';
import { DeadNotices } from '../dead-notices.service.js';
import { mailTransportOf } from '../mail-configured.js';
import { AttemptDelivery } from './attempt-delivery.service.js';
import { ClaimDeliveries } from './claim-deliveries.service.js';
import { type Settlement } from './claimed-delivery.js';
import { Gate } from './gate.js';
import { GatherDeliveries } from './gather-deliveries.service.js';
import { Lane } from './lane.js';
import { SettleDeliveries } from './settle-deliveries.service.js';

/** Of every channel over HTTP. */
const HTTP_AT_ONCE = 16;
const HTTP_PER_RECIPIENT = 4;
/** More than are sent at once: while some are sent, the next are prepared and the last are written down. */
const MAILS_IN_HAND = 48;
/** @see https://resend.com/docs/api-reference/rate-limit */
const RESEND_RATE = 2;
/** How often what others left behind is looked for, ms. */
const TIDY_MS = 5_000;

/**
 * Sends what is due: woken when something was written, and by itself every second. The table is the queue: it survives everything, keeps
 * the order, and knows what became of each message. @see decisions/0010
 */
@Injectable()
export class SendDeliveries implements OnApplicationBootstrap {
  private readonly lanes: ReadonlyMap<ChannelName, Lane>;
  private readonly ticker: Ticker;
  private tidiedAt = -Infinity;

  constructor(
    private readonly claims: ClaimDeliveries,
    private readonly notices: DeadNotices,
    private readonly database: Database,
    private readonly signals: Signals,
    private readonly lifecycle: Lifecycle,
    private readonly config: Config,
    private readonly log: Log,
    private readonly gatherer: GatherDeliveries,
    attempts: AttemptDelivery,
    settlements: SettleDeliveries,
  ) {
    const common = { claims, gatherer, attempts, settlements, log, onSettled: (each: Settlement) => this.onSettled(each) };
    this.lanes = new Map(CHANNELS.map((channel) => [channel, new Lane({ channel, ...boundsOf(channel, config), ...common })]));
    this.ticker = new Ticker({ name: 'send deliveries', everyMs: config.OUTBOX_POLL_MS, run: () => this.look(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('worker')) return;
    this.signals.on(SIGNALS.deliveries, () => this.ticker.wake());
    this.lifecycle.onStop('claims', 'send deliveries', async () => {
      this.stop();
      await this.ticker.stop();
    });
    this.lifecycle.onStop('drain', 'send deliveries', () => this.drained());
    void this.database.whenReady().then(() => {
      if (!this.lifecycle.isStopping) this.ticker.start();
    });
  }

  /** One look: wakes the channels that have something to send. */
  async look(): Promise<void> {
    if (performance.now() - this.tidiedAt > TIDY_MS / this.claims.speed) {
      this.tidiedAt = performance.now();
      await this.claims.tidy();
      await this.gatherer.tidy();
    }
    for (const channel of await this.claims.dueChannels()) this.lanes.get(channel)?.wake();
  }

  /** Resolves when nothing is in hand: what was taken is sent, or given back. */
  async drained(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.drained()));
  }

  private stop(): void {
    for (const lane of this.lanes.values()) lane.stop();
  }

  private onSettled({ state, delivery }: Settlement): void {
    if (state !== 'dead') return;
    this.log.error('a message was given up', { delivery_id: delivery.id, attempt: delivery.attempts, code: delivery.channel });
    this.notices.note(delivery);
  }
}

function boundsOf(channel: ChannelName, config: Config): { capacity: number; perRecipient: number; gate: Gate } {
  if (channel !== 'email') return { capacity: HTTP_AT_ONCE, perRecipient: HTTP_PER_RECIPIENT, gate: new Gate(HTTP_AT_ONCE) };
  const rate = config.MAIL_RATE_LIMIT ?? (mailTransportOf(config) === 'resend' ? RESEND_RATE : undefined);
  // Of a slow provider no more is taken than goes out while the lease lasts.
  const capacity = rate === undefined ? MAILS_IN_HAND : Math.max(1, Math.min(MAILS_IN_HAND, rate * 10));
  return { capacity, perRecipient: capacity, gate: new Gate(SMTP_CONNECTIONS, rate) };
}
