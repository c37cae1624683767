import type { ChannelName, DeliveryKind, DeliveryState } from '@clarion/contract';
import type { Delivery, DeliveryAttempt } from '../api/deliveries.js';
import { TRIGGER_TYPE_WORDS } from '../alerts/alert-words.js';

export const STATE_WORDS = {
  held: 'Held',
  pending: 'Waiting',
  sending: 'On its way',
  retrying: 'Tried again later',
  delivered: 'Delivered',
  dead: 'Given up',
  cancelled: 'Taken back',
  suppressed: 'Not sent',
  parked: 'Set aside',
} as const satisfies Record<DeliveryState, string>;

export const KIND_WORDS = {
  alert: 'Alert',
  'event-trigger': 'Event to a trigger',
  subscription: 'Event to a subscriber',
  account: 'Account',
  notice: 'Notice to owners',
} as const satisfies Record<DeliveryKind, string>;

export const channelWords = (channel: ChannelName): string => (channel === 'push' ? 'Browser notification' : TRIGGER_TYPE_WORDS[channel]);

/** How serious a state is. */
export const moodOf = (state: DeliveryState): 'good' | 'bad' | 'waits' | 'none' => {
  if (state === 'delivered') return 'good';
  if (state === 'dead') return 'bad';
  return state === 'cancelled' || state === 'suppressed' ? 'none' : 'waits';
};

/** `trigger:7` by its name where it is known. @param triggers names by id */
export function recipientWords(recipient: string, triggers: ReadonlyMap<number, string>): string {
  const [kind, id = ''] = recipient.split(':');
  if (kind === 'trigger') return triggers.get(Number(id)) ?? `Trigger ${id}`;
  if (kind === 'user') return `User ${id}`;
  return kind === 'method' ? `Subscriber ${id}` : recipient;
}

/** Why it is as it is, in one line; null = there is nothing to explain. */
export const whyWords = ({ state, reason, error }: Delivery): string | null => {
  if (state === 'delivered') return null;
  return reason ?? error;
};

/** What may be sent again by hand: all but what is on its way anyway. */
export const mayResend = ({ state }: Delivery): boolean => ['dead', 'delivered', 'suppressed', 'cancelled', 'retrying'].includes(state);

/** `503: out of order`. */
export function attemptWords({ status, error }: DeliveryAttempt): string {
  if (error === null) return status === null ? 'Taken' : `Taken, status ${status}`;
  return status === null ? error : `Status ${status}: ${error}`;
}
