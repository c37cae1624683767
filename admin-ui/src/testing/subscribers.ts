import type { Subscriber, SubscriberSummary } from '../app/api/subscribers.js';

/** Somebody who hears about incidents of everything, by mail. */
export const aSubscriber = (subscriber: Partial<Subscriber> = {}): Subscriber => ({
  id: 12,
  email: 'ana@example.com',
  channel: 'email',
  address: 'ana@example.com',
  status: 'ACTIVE',
  state: 'active',
  paused_reason: null,
  incidents: true,
  maintenances: false,
  scopes: [],
  locale: null,
  time_zone: null,
  has_bounced: false,
  created_at: '2026-03-02T10:15:02.000Z',
  last_delivered_at: null,
  ...subscriber,
});

export const aSubscriberSummary = (summary: Partial<SubscriberSummary> = {}): SubscriberSummary => ({
  total: 4,
  by_channel: { email: 3, slack: 1 },
  by_state: { active: 2, paused: 1, bounced: 1 },
  ...summary,
});
