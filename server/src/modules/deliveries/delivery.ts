import { type ChannelName, type DeliveryKind, type HttpChannelName } from '@clarion/contract';
import { type HeaderList } from '../../platform/egress/request-headers.js';

/** One message to one recipient, before it is written. */
export interface NewDelivery {
  readonly kind: DeliveryKind;
  /** Row of the outbox; what happened. */
  readonly eventId: number;
  /** What it is about, such as `alert:3:17`: to one recipient of a channel, messages about one thing keep their order. At most 100 characters. */
  readonly aggregate: string;
  readonly channel: ChannelName;
  /** `trigger:7`, `method:12`, `user:3`. Failures of one do not hold up the others. */
  readonly recipientKey: string;
  /** Ids and instants to render from; no texts, no secrets. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Nothing is sent before, and it can be taken back. */
  readonly holdUntil?: Date;
  /** Not sent before, without being anybody's to take back: quiet hours. `reason` says it. */
  readonly notBefore?: Date;
  /** Not sent after this: codes, resets. */
  readonly expiresAt?: Date;
  /** Written down and not sent, for `reason`. */
  readonly state?: 'suppressed';
  /** Why it is not sent, or not yet, in words for the delivery log. */
  readonly reason?: string;
}

/** A delivery whose turn has come, as its source gets it. */
export interface DueDelivery {
  readonly id: number;
  readonly kind: DeliveryKind;
  readonly eventId: number;
  readonly aggregate: string;
  readonly channel: ChannelName;
  readonly recipientKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** This one included; 1 = the first. */
  readonly attempts: number;
}

export interface MailEndpoint {
  readonly type: 'mail';
  /** Addresses, comma-separated; subscribers' mail has one. */
  readonly to: string;
  /** `Name <a@b>`; the configured sender by default. */
  readonly from?: string;
}

export interface HttpEndpoint {
  readonly type: 'http';
  readonly channel: HttpChannelName;
  /** Needed by every channel that is not in `CHANNEL_URLS`. */
  readonly url?: string;
  readonly headers?: HeaderList;
  /** `whsec_…` of webhooks: one, or two while they are exchanged. */
  readonly secrets?: readonly string[];
  /** What the provider wants to know, by the names of `CHANNEL_KEYS`. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Who named the address, and so what may be dialled; `operator` by default. */
  readonly profile?: 'operator' | 'visitor';
}

/** Where a message goes. */
export type Endpoint = MailEndpoint | HttpEndpoint;

export interface MailMessage {
  readonly type: 'mail';
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Such as `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body somebody wrote, sent as it is. */
export interface HttpMessage {
  readonly type: 'http';
  /** The exact bytes, UTF-8. */
  readonly body: string;
  readonly contentType: string;
}

/** A message without a form: the channel gives it the shape its provider knows. */
export interface NoteMessage {
  readonly type: 'note';
  readonly title: string;
  /** Plain text, may have lines. */
  readonly text: string;
  /** Where to read on. */
  readonly url: string;
  readonly linkText: string;
  readonly state: 'triggered' | 'resolved' | 'info';
  readonly severity: 'critical' | 'warning' | 'info';
  /** Who says it: the name of the site, or the monitor's. */
  readonly source: string;
  /** Unix seconds. */
  readonly at: number;
  /** Address of a picture of who says it. */
  readonly icon?: string;
  /** Short facts, label and value. */
  readonly fields?: readonly (readonly [label: string, value: string])[];
}

/** What goes out. Mail endpoints take `mail`, the others `http` or `note`. */
export type Message = MailMessage | HttpMessage | NoteMessage;

/** A message that is ready to go. */
export interface Prepared {
  readonly endpoint: Endpoint;
  readonly message: Message;
  /** For paging services: one key from trigger to resolve. The delivery's id by default. */
  readonly dedupKey?: string;
  /** Texts that are blotted out of whatever is kept of message and answer. */
  readonly blot?: readonly string[];
  /** Nothing of the message is kept: it carries a code. */
  readonly isPrivate?: boolean;
  /** Its language, for what is added to it; English by default. */
  readonly locale?: string;
}

/** Not sent after all. */
export interface Suppressed {
  /** In words for the delivery log. */
  readonly reason: string;
}

export const isSuppressed = (prepared: Prepared | Suppressed): prepared is Suppressed => 'reason' in prepared;

/** What an attempt met. */
export interface Outcome {
  /** `gone`: the receiver says for ever, and the channel is switched off. */
  readonly kind: 'delivered' | 'temporary' | 'permanent' | 'gone';
  /** A permanent answer that ends it at once; otherwise the quick phase is run to its end. */
  readonly isFinal?: boolean;
  /** HTTP or SMTP status; absent = none arrived. */
  readonly status?: number;
  /** What the receiver said, or what went wrong; at most 1 KiB, secrets blotted out. */
  readonly answer?: string;
  /** The mail server says that there is no such mailbox. */
  readonly isRecipientUnknown?: boolean;
  /** The receiver asks for so much patience. */
  readonly retryAfterMs?: number;
}

/** A room that owns deliveries of a kind. Called at send time, so filters apply again and texts are rendered then. */
export interface DeliverySource {
  /** @throws anything: the attempt counts as a temporary failure of ours */
  prepare(delivery: DueDelivery): Promise<Prepared | Suppressed>;
  /** Several in one look, for rooms that tell many the same: one answer each, in their order. When it throws, they are prepared one by one. */
  prepareMany?(deliveries: readonly DueDelivery[]): Promise<readonly (Prepared | Suppressed)[]>;
  /** What it says in a few words, as a line of a newer message about the same thing; null = nothing any more. Its instant alone unless given. */
  lineOf?(delivery: DueDelivery): Promise<string | null>;
  /** The receiver answered that it is gone (410): the trigger or method is switched off. Called again when it failed. */
  switchOff?(delivery: DueDelivery, reason: string): Promise<void>;
  /**
   * Messages to the receiver were given up, for another reason than those two. Called again when it failed.
   * @param count how many; those that waited behind the one that was tried among them
   */
  gaveUp?(delivery: DueDelivery, reason: string, count: number): Promise<void>;
  /** These arrived, and that is written down. What it throws is logged and forgotten. */
  delivered?(deliveries: readonly DueDelivery[]): Promise<void>;
  /** The mailbox is not there: nothing more should be sent to it. Called again when it failed. */
  bounced?(delivery: DueDelivery, reason: string): Promise<void>;
}
