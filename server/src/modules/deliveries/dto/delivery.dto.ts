import { CHANNELS, type ChannelName, DELIVERY_KINDS, DELIVERY_STATES, type DeliveryKind, type DeliveryState } from '@clarion/contract';
import { Transform } from 'class-transformer';
import { Equals, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const first = (value: unknown): unknown => (Array.isArray(value) ? (value[0] as unknown) : value);
/** A filter of a list: given more than once the first counts, empty counts as absent. */
const Filter = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (first(value) === '' ? undefined : first(value)));
/** The same for a whole number; anything else stays text, which `@IsInt()` refuses. */
const NumberFilter = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const text = first(value);
    if (text === '') return undefined;
    return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text;
  });

/** Which deliveries to list. */
export class ListDeliveriesQuery {
  @Filter() @IsOptional() @IsIn(DELIVERY_STATES) state?: DeliveryState;
  @Filter() @IsOptional() @IsIn(CHANNELS) channel?: ChannelName;
  @Filter() @IsOptional() @IsIn(DELIVERY_KINDS) kind?: DeliveryKind;
  /** A recipient, such as `trigger:7`, or part of one. */
  @Filter() @IsOptional() @IsString() @MaxLength(255) recipient?: string;
  /** Messages to any address of this subscriber. */
  @NumberFilter() @IsOptional() @IsInt() @Min(1) @Max(2_147_483_647) subscriber_id?: number;
  @NumberFilter() @IsOptional() @IsInt() @Min(1) event_id?: number;
  /** 50 when absent. */
  @NumberFilter() @IsOptional() @IsInt() @Min(1) @Max(200) limit?: number;
  /** `next_cursor` of the page before. */
  @NumberFilter() @IsOptional() @IsInt() @Min(1) cursor?: number;
}

/** One message to one recipient. */
export class DeliveryDto {
  id: number;
  /** What happened; deliveries of one event belong together. */
  event_id: number;
  /** Its kind of fact, such as `incident.commented`. */
  topic: string;
  kind: DeliveryKind;
  channel: ChannelName;
  /** `trigger:7`, `method:12`, `user:3`. */
  recipient: string;
  state: DeliveryState;
  attempts: number;
  /** What went wrong last. */
  error: string | null;
  /** Why it was not sent. */
  reason: string | null;
  created_at: string;
  /** When it is tried next; null = not any more. */
  next_attempt_at: string | null;
  expires_at: string | null;
  delivered_at: string | null;
}

/** What one attempt met. */
export class DeliveryAttemptDto {
  attempted_at: string;
  duration_ms: number | null;
  /** HTTP or SMTP status; null = none arrived. */
  status: number | null;
  error: string | null;
  /** What the provider said, at most 1 KiB, secrets blotted out. */
  answer: string | null;
}

/** What was sent last, shortened, secrets blotted out. */
export class SentMessageDto {
  subject: string | null;
  text: string;
}

/** `{ deliveries, next_cursor }`, the newest first. */
export class DeliveryListResponse {
  deliveries: DeliveryDto[];
  /** null = this was the last page. */
  next_cursor: number | null;
}

/** `{ delivery }` */
export class DeliveryResponse {
  delivery: DeliveryDto;
}

/** `{ delivery, sent, attempts }` */
export class DeliveryDetailResponse {
  delivery: DeliveryDto;
  /** null = not sent yet, or it carried a code. */
  sent: SentMessageDto | null;
  /** The oldest first; at most the last 100. */
  attempts: DeliveryAttemptDto[];
}

/** Numbers to watch. */
export class DeliverySummaryResponse {
  /** Waiting for their turn, or being sent. */
  open: number;
  /** Held for an undo. */
  held: number;
  /** Given up. */
  dead: number;
  /** How long the oldest that is due waits, seconds; 0 = none does. */
  oldest_due_seconds: number;
  /** Without a mail server or a mail service nothing goes out by mail. */
  is_mail_configured: boolean;
}

/** Everything of an event that was given up is sent again. */
export class ResendEventDto {
  @IsInt() @Min(1) event_id: number;
  /** Only what was given up can be sent again together. */
  @IsOptional() @Equals(true) failed_only?: true;
}

/** `{ event_id, count }` */
export class ResendEventResponse {
  event_id: number;
  /** Deliveries that are sent again. */
  count: number;
}
