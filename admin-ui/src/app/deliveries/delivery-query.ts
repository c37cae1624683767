import { CHANNELS, DELIVERY_KINDS, DELIVERY_STATES, type ChannelName, type DeliveryKind, type DeliveryState } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

/** What the log of deliveries shows; all of it stands in the address, also which one is open. */
export interface DeliveryQuery {
  /** Part of the recipient. */
  recipient: string;
  state: DeliveryState | null;
  channel: ChannelName | null;
  kind: DeliveryKind | null;
  event: number | null;
  /** Whose addresses they went to; subscribers lead here. */
  subscriber: number | null;
  /** Only older ones than this: the page. */
  before: number | null;
  /** The one whose details are shown. */
  open: number | null;
}

export const NO_DELIVERY_FILTER = {
  recipient: '',
  state: null,
  channel: null,
  kind: null,
  event: null,
  subscriber: null,
} as const satisfies Partial<DeliveryQuery>;

const positive = (text: string | null): number | null => (text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

/** Reads the address; what it does not understand counts as absent. */
export const readDeliveryQuery = (params: ParamMap): DeliveryQuery => ({
  recipient: params.get('q') ?? '',
  state: DELIVERY_STATES.find((each) => each === params.get('state')) ?? null,
  channel: CHANNELS.find((each) => each === params.get('channel')) ?? null,
  kind: DELIVERY_KINDS.find((each) => each === params.get('kind')) ?? null,
  event: positive(params.get('event')),
  subscriber: positive(params.get('subscriber')),
  before: positive(params.get('before')),
  open: positive(params.get('open')),
});

export const writeDeliveryQuery = ({ recipient, ...rest }: DeliveryQuery): Params => ({ q: recipient || null, ...rest });

/** Parameters of GET `/deliveries` that narrow the log. */
export const toDeliveryFilter = ({
  recipient,
  state,
  channel,
  kind,
  event,
  subscriber,
}: DeliveryQuery): Record<string, string | number> => ({
  ...(recipient ? { recipient } : {}),
  ...(state ? { state } : {}),
  ...(channel ? { channel } : {}),
  ...(kind ? { kind } : {}),
  ...(event ? { event_id: event } : {}),
  ...(subscriber ? { subscriber_id: subscriber } : {}),
});
