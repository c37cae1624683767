import { SUBSCRIBER_STATUSES, SUBSCRIPTION_EVENT_TYPES, type SubscriberStatus, type SubscriptionEventType } from '@clarion/contract';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Given, QueryInteger, QueryText, Trim } from '../../monitors/dto/rules.js';

const LONGEST_EMAIL = 254;

/** Filters and page of the subscribers. */
export class ListSubscribersQuery {
  /** Part of the address. */
  @QueryText() @IsOptional() @IsString() @MaxLength(LONGEST_EMAIL) search?: string;
  @QueryText() @IsOptional() @IsIn(SUBSCRIBER_STATUSES) status?: SubscriberStatus;
  /** Those who get news of this type. */
  @QueryText() @IsOptional() @IsIn(SUBSCRIPTION_EVENT_TYPES) event_type?: SubscriptionEventType;
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 10 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** Somebody who is to get news; no mail asks them. */
export class CreateSubscriberDto {
  /** Kept in lower case. @example ana@example.com */
  @Trim() @IsString() @MaxLength(LONGEST_EMAIL) email: string;
  /** `false` when absent. */
  @Given() @IsBoolean() incidents?: boolean;
  /** `false` when absent. */
  @Given() @IsBoolean() maintenances?: boolean;
}

/** What a subscriber gets; what is absent stays. */
export class UpdateSubscriberDto {
  @Given() @IsBoolean() incidents?: boolean;
  @Given() @IsBoolean() maintenances?: boolean;
}

/** Somebody who wants news. */
export class SubscriberDto {
  id: number;
  email: string;
  /** `PENDING`: the address was never confirmed, and gets nothing. */
  @IsIn(SUBSCRIBER_STATUSES) status: SubscriberStatus;
  incidents: boolean;
  maintenances: boolean;
  /** The mail server said that the mailbox is not there; nothing is sent until its owner confirms it again. */
  has_bounced: boolean;
  created_at: string;
}

/** `{ subscriber }` */
export class SubscriberResponse {
  subscriber: SubscriberDto;
}

/** `{ subscribers, page, limit, total }`, the newest first. */
export class SubscriberListResponse {
  subscribers: SubscriberDto[];
  page: number;
  limit: number;
  total: number;
}
