import type { SubscriberChannel, SubscriptionEventType } from '@clarion/contract';
import type { Scope, Subscriber, SubscriberState } from '../api/subscribers.js';
import { formatInteger } from '../platform/formats.js';
import type { IconName } from '../ui/icon-paths.js';

interface Look {
  word: string;
  icon: IconName;
}

export const CHANNEL_LOOKS: Readonly<Record<SubscriberChannel, Look>> = {
  email: { word: 'E-mail', icon: 'mail' },
  webhook: { word: 'Webhook', icon: 'plug' },
  slack: { word: 'Slack', icon: 'hash' },
  teams: { word: 'Microsoft Teams', icon: 'people' },
  discord: { word: 'Discord', icon: 'chat' },
  push: { word: 'Browser', icon: 'bell' },
};

export const STATE_LOOKS: Readonly<Record<SubscriberState, Look>> = {
  pending: { word: 'Pending', icon: 'clock' },
  active: { word: 'Active', icon: 'check' },
  paused: { word: 'Paused', icon: 'pause' },
  bounced: { word: 'Bounced', icon: 'warning' },
};

export const TYPE_WORDS: Readonly<Record<SubscriptionEventType, string>> = { incidents: 'Incidents', maintenances: 'Maintenances' };

/** `1 subscriber`, `2,400 subscribers`. */
export const countSubscribers = (count: number): string => `${formatInteger(count)} ${count === 1 ? 'subscriber' : 'subscribers'}`;

/** What things are called, as far as it is known. */
export interface ScopeNames {
  /** @returns undefined while nobody knows */
  page(path: string): string | undefined;
  section(id: number): string | undefined;
  monitor(tag: string): string | undefined;
}

/** `Page Europe`, `Section Payments`, `Incident 12`. */
export function scopeWords(scope: Scope, names: ScopeNames): string {
  switch (scope.type) {
    case 'page':
      return `Page ${names.page(scope.page_path) ?? (scope.page_path === '~home' ? 'Home' : scope.page_path)}`;
    case 'section':
      return `Section ${names.section(scope.section_id) ?? scope.section_id}`;
    case 'monitor':
      return names.monitor(scope.monitor_tag) ?? scope.monitor_tag;
    case 'incident':
      return `Incident ${scope.incident_id}`;
  }
}

/** One text for each scope, the same for the same. */
export const scopeKey = (scope: Scope): string => JSON.stringify(Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Why somebody gets nothing, in one line; null = there is nothing to explain. */
export function stateReason({ state, paused_reason }: Pick<Subscriber, 'state' | 'paused_reason'>): string | null {
  if (state === 'pending') return 'The address was never confirmed.';
  if (state === 'bounced') return paused_reason ?? 'The mailbox is not there.';
  return state === 'paused' ? paused_reason : null;
}
