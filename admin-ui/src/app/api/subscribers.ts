import type { SubscriberChannel, SubscriberStatus } from '@clarion/contract';
import type { Job } from './jobs.js';

/** What a subscription is narrowed to. */
export type Scope =
  | { type: 'page'; page_path: string }
  | { type: 'section'; section_id: number }
  | { type: 'monitor'; monitor_tag: string }
  | { type: 'incident'; incident_id: number };

/** `pending`: never confirmed; `paused`: by themselves, by somebody here, or after failures; `bounced`: the mailbox is not there. */
export const SUBSCRIBER_STATES = ['pending', 'active', 'paused', 'bounced'] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** One address of a subscriber. Instants are ISO 8601. */
export interface Subscriber {
  /** Of the subscriber, who may have several addresses. */
  id: number;
  email: string | null;
  channel: SubscriberChannel;
  /** As it may be shown: addresses of chats without their secret part. */
  address: string;
  status: SubscriberStatus;
  state: SubscriberState;
  /** In words; null = not paused, or nobody said why. */
  paused_reason: string | null;
  incidents: boolean;
  maintenances: boolean;
  /** Empty = everything. */
  scopes: Scope[];
  /** BCP 47; null = that of the site. */
  locale: string | null;
  time_zone: string | null;
  has_bounced: boolean;
  created_at: string;
  last_delivered_at: string | null;
}

export interface SubscribersResponse {
  subscribers: Subscriber[];
  page: number;
  limit: number;
  total: number;
}

export interface SubscriberResponse {
  subscriber: Subscriber;
}

/** What is absent stays. */
export interface SubscriberChange {
  incidents?: boolean;
  maintenances?: boolean;
  scopes?: readonly Scope[];
  locale?: string | null;
  state?: 'active' | 'paused';
}

export interface NewSubscriber {
  email: string;
  incidents: boolean;
  maintenances: boolean;
  scopes: readonly Scope[];
  locale: string | null;
}

export interface SubscriberSummary {
  total: number;
  by_channel: Partial<Record<SubscriberChannel, number>>;
  by_state: Partial<Record<SubscriberState, number>>;
}

/** What an import would do. */
export interface ImportTrial {
  rows: number;
  valid: number;
  would_add: number;
  would_update: number;
  /** By the line of the file, from 1. */
  errors: { line: number; message: string }[];
}

export interface ImportJobResponse {
  job: Job;
}
