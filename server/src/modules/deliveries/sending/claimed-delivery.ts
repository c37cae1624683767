import { type ChannelName, type DeliveryKind, type DeliveryState } from '@clarion/contract';
import { type DueDelivery } from '../delivery.js';

/** A delivery that this process has for a while. */
export interface ClaimedDelivery extends DueDelivery {
  /** Only who knows it may say what became of the delivery. */
  readonly token: string;
  /** Since it became due, ms. */
  readonly ageMs: number;
  /** By `performance.now()`: after this somebody else may have it. */
  readonly leaseEndsAt: number;
  /** What became lines of it, the newest first. */
  readonly earlier?: readonly GatheredDelivery[];
}

/** A message that is told as a line of a newer one. */
export interface GatheredDelivery extends DueDelivery {
  readonly createdAt: Date;
}

/** What became of a claimed delivery. */
export interface Settlement {
  readonly delivery: ClaimedDelivery;
  readonly state: Extract<DeliveryState, 'delivered' | 'retrying' | 'pending' | 'dead' | 'suppressed'>;
  /** Pause before the next attempt, ms. */
  readonly afterMs: number;
  /** False: nothing was tried, and it does not count. */
  readonly isAttempt: boolean;
  readonly error: string | null;
  /** Why it was left out. */
  readonly reason: string | null;
  readonly status: number | null;
  readonly excerpt: string | null;
  readonly durationMs: number | null;
  /** What was sent, for people to read. */
  readonly sent: { readonly subject?: string; readonly text: string } | null;
}

/** Most urgent first: a code is not kept waiting by fifty thousand updates. */
export const URGENCY: readonly DeliveryKind[] = ['account', 'alert', 'event-trigger', 'notice', 'subscription'];

/** Whose failures count together: the mail server for all mail, else the recipient. */
export const breakerKeyOf = ({ channel, recipientKey }: { channel: ChannelName; recipientKey: string }): string =>
  channel === 'email' ? channel : `${channel}:${recipientKey}`;

/** As if it had never been claimed. @param afterMs pause, ms */
export const putBack = (delivery: ClaimedDelivery, afterMs = 0): Settlement => ({
  delivery,
  state: delivery.attempts > 1 ? 'retrying' : 'pending',
  afterMs,
  isAttempt: false,
  error: null,
  reason: null,
  status: null,
  excerpt: null,
  durationMs: null,
  sent: null,
});
