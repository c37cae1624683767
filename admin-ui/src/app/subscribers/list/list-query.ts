import type { ParamMap, Params } from '@angular/router';
import { SUBSCRIBER_CHANNELS, SUBSCRIPTION_EVENT_TYPES, type SubscriberChannel, type SubscriptionEventType } from '@clarion/contract';
import { SUBSCRIBER_STATES, type SubscriberState } from '../../api/subscribers.js';

export const SUBSCRIBERS_PER_PAGE = 20;

/** What the list of subscribers shows; all of it stands in the address. */
export interface SubscriberQuery {
  /** Part of the address. */
  search: string;
  channel: SubscriberChannel | null;
  state: SubscriberState | null;
  type: SubscriptionEventType | null;
  /** Path. */
  page: string | null;
  /** Tag. */
  monitor: string | null;
  /** 1-based. */
  pageNumber: number;
  /** The dialog for a new one is open. */
  isAdding: boolean;
}

export const NO_SUBSCRIBER_FILTER = {
  search: '',
  channel: null,
  state: null,
  type: null,
  page: null,
  monitor: null,
} as const satisfies Partial<SubscriberQuery>;

const positive = (text: string | null): number | null => (text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null);

/** Reads the address; what it does not understand counts as absent. */
export const readSubscriberQuery = (params: ParamMap): SubscriberQuery => ({
  search: params.get('q') ?? '',
  channel: SUBSCRIBER_CHANNELS.find((each) => each === params.get('channel')) ?? null,
  state: SUBSCRIBER_STATES.find((each) => each === params.get('state')) ?? null,
  type: SUBSCRIPTION_EVENT_TYPES.find((each) => each === params.get('type')) ?? null,
  page: params.get('page') || null,
  monitor: params.get('monitor') || null,
  pageNumber: positive(params.get('p')) ?? 1,
  isAdding: params.get('add') === 'yes',
});

export const writeSubscriberQuery = ({ search, pageNumber, isAdding, ...rest }: SubscriberQuery): Params => ({
  q: search || null,
  ...rest,
  p: pageNumber === 1 ? null : pageNumber,
  add: isAdding ? 'yes' : null,
});

/** Parameters of GET `/subscribers` that narrow the list. */
export const toSubscriberFilter = ({ search, channel, state, type, page, monitor }: SubscriberQuery): Record<string, string> => ({
  ...(search ? { search } : {}),
  ...(channel ? { channel } : {}),
  ...(state ? { state } : {}),
  ...(type ? { event_type: type } : {}),
  ...(page ? { page_path: page } : {}),
  ...(monitor ? { monitor_tag: monitor } : {}),
});
