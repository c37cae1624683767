/** What speaks one provider's format. Triggers and subscribers' methods use the same ones. @see alerting §B */
export const CHANNELS = [
  'email',
  'webhook',
  'slack',
  'discord',
  'teams',
  'telegram',
  'pagerduty',
  'opsgenie',
  'ntfy',
  'mattermost',
  'google_chat',
  'pushover',
  'twilio_sms',
  'push',
] as const;
export type ChannelName = (typeof CHANNELS)[number];
export type HttpChannelName = Exclude<ChannelName, 'email'>;

/** Providers with one address for everybody; the others are told where to. A trigger may name another one, such as that of the EU. */
export const CHANNEL_URLS = {
  telegram: 'https://api.telegram.org',
  pagerduty: 'https://events.pagerduty.com/v2/enqueue',
  opsgenie: 'https://api.opsgenie.com',
  pushover: 'https://api.pushover.net',
  twilio_sms: 'https://api.twilio.com',
} as const satisfies Partial<Record<HttpChannelName, string>>;

/** What a provider wants to know beside the address. */
export interface ChannelKey {
  readonly name: string;
  readonly isRequired: boolean;
  /** Sealed, and never shown again. */
  readonly isSecret: boolean;
}

const text = (name: string, isRequired = true): ChannelKey => ({ name, isRequired, isSecret: false });
const secret = (name: string, isRequired = true): ChannelKey => ({ name, isRequired, isSecret: true });

/** Keys of each channel; what is not listed needs its address alone. */
export const CHANNEL_KEYS: Readonly<Record<HttpChannelName, readonly ChannelKey[]>> = {
  webhook: [],
  slack: [],
  discord: [],
  teams: [],
  telegram: [secret('bot_token'), text('chat_id'), text('thread_id', false)],
  pagerduty: [secret('routing_key')],
  opsgenie: [secret('api_key')],
  ntfy: [secret('token', false)],
  mattermost: [],
  google_chat: [],
  pushover: [secret('token'), secret('user'), text('device', false)],
  twilio_sms: [text('account_sid'), secret('auth_token'), text('from'), text('to')],
  push: [secret('p256dh'), secret('auth')],
};

/**
 * What a delivery is about; the room that owns the kind prepares it when it is sent.
 * `alert`: an alert to a trigger · `event-trigger`: incidents and maintenances to triggers · `subscription`: the same to subscribers ·
 * `account`: codes, invitations, resets · `notice`: something the owners must know.
 */
export const DELIVERY_KINDS = ['alert', 'event-trigger', 'subscription', 'account', 'notice'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/**
 * `held` waits for its undo time; `pending` and `retrying` wait for their turn; `sending` is with a worker; `parked` waits for a person after
 * a restore; the others are over.
 */
export const DELIVERY_STATES = [
  'held',
  'pending',
  'sending',
  'retrying',
  'delivered',
  'dead',
  'cancelled',
  'suppressed',
  'parked',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
