import { type ChannelName } from '@clarion/contract';
import { type Log } from '../../../platform/logging/log.js';
import { type AttemptDelivery } from './attempt-delivery.service.js';
import { type ClaimDeliveries } from './claim-deliveries.service.js';
import { type ClaimedDelivery, type Settlement } from './claimed-delivery.js';
import { type Gate } from './gate.js';
import { type GatherDeliveries } from './gather-deliveries.service.js';
import { type SettleDeliveries } from './settle-deliveries.service.js';

/** Waited at most for a larger batch, and then for the next that finishes. */
const GATHER_MS = 100;

export interface LaneOptions {
  readonly channel: ChannelName;
  /** Deliveries in hand at most: prepared, being sent, being written down. */
  readonly capacity: number;
  /** The same for one recipient, so that a slow one leaves room for the others. */
  readonly perRecipient: number;
  /** Sent at once. */
  readonly gate: Gate;
  readonly claims: ClaimDeliveries;
  readonly gatherer: GatherDeliveries;
  readonly attempts: AttemptDelivery;
  readonly settlements: SettleDeliveries;
  readonly log: Log;
  /** Told of what became of a delivery. */
  readonly onSettled: (settlement: Settlement) => void;
}

/** One channel's way out, apart from the others: what is slow here delays nothing there. @see reliability OBX-06 */
export class Lane {
  private readonly inHand = new Map<string, number>();
  private count = 0;
  private running: Promise<void> | undefined;
  private isWoken = false;
  private isStopped = false;
  private onFinished: (() => void) | undefined;

  constructor(private readonly options: LaneOptions) {}

  /** There may be something to send. */
  wake(): void {
    if (this.isStopped) return;
    this.isWoken = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.isWoken) this.wake();
    });
  }

  /** Takes nothing more. */
  stop(): void {
    this.isStopped = true;
    this.isWoken = false;
    this.onFinished?.();
  }

  /** Resolves when nothing is in hand. */
  async drained(): Promise<void> {
    while (this.running !== undefined || this.count > 0) await (this.running ?? this.nextFinished());
  }

  private async run(): Promise<void> {
    const { capacity, log, channel } = this.options;
    try {
      while (this.isWoken && !this.isStopped) {
        this.isWoken = false;
        while (!this.isStopped && (await this.takeMore())) await this.room(capacity / 2);
      }
    } catch (error) {
      log.warn('deliveries could not be claimed, it will be tried again', { code: channel, error });
    }
  }

  /** @returns true when there may be more */
  private async takeMore(): Promise<boolean> {
    const { channel, capacity, perRecipient, claims, gatherer, attempts } = this.options;
    const verdict = attempts.breakers.allows(channel);
    if (verdict === 'wait') return false;
    const room = verdict === 'probe' ? 1 : capacity - this.count;
    if (room <= 0) return true;
    const busy = [...this.inHand].flatMap(([recipient, count]) => (count >= perRecipient ? [recipient] : []));
    const claimed = await claims.claim(channel, room, [...busy, ...attempts.breakers.waiting(channel)], perRecipient);
    const going = await gatherer.sift(claimed);
    const making = attempts.prepare(going);
    going.forEach((delivery, index) => void this.take(delivery, making[index]!));
    return claimed.length > 0 && verdict === 'go';
  }

  private async take(delivery: ClaimedDelivery, making: ReturnType<AttemptDelivery['prepare']>[number]): Promise<void> {
    const { attempts, settlements, gate, log, onSettled } = this.options;
    const { recipientKey } = delivery;
    this.count += 1;
    this.inHand.set(recipientKey, (this.inHand.get(recipientKey) ?? 0) + 1);
    try {
      const settlement = await attempts.attempt(delivery, making, gate, () => this.isStopped);
      if (await settlements.settle(settlement)) onSettled(settlement);
    } catch (error) {
      // Its lease ends, and it is sent again.
      log.error('a delivery was dropped', { delivery_id: delivery.id, error });
    } finally {
      this.count -= 1;
      const left = (this.inHand.get(recipientKey) ?? 1) - 1;
      if (left === 0) this.inHand.delete(recipientKey);
      else this.inHand.set(recipientKey, left);
      // What waited for this one may be due now.
      this.isWoken = !this.isStopped;
      this.onFinished?.();
      if (this.running === undefined) this.wake();
    }
  }

  /** Waits until so few are in hand that it pays to ask for more, which are prepared together; not for long: an urgent one may be among them. */
  private async room(most: number): Promise<void> {
    const end = performance.now() + GATHER_MS;
    while (this.count > most && !this.isStopped) {
      await this.nextFinished();
      if (performance.now() > end) return;
    }
  }

  private async nextFinished(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.onFinished = resolve;
    });
    this.onFinished = undefined;
  }
}
