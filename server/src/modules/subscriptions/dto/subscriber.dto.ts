import {
  LIMITS,
  SUBSCRIBER_CHANNELS,
  SUBSCRIBER_STATUSES,
  type SubscriberChannel,
  type SubscriberStatus,
  SUBSCRIPTION_EVENT_TYPES,
  type SubscriptionEventType,
} from '@clarion/contract';
import { PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Given, QueryInteger, QueryText, Trim } from '../../monitors/dto/rules.js';
import { SCOPE_TYPES, type Scope, type ScopeType } from '../scopes/scope.js';
import { SUBSCRIBER_STATES, type SubscriberState } from '../subscriber-list.js';

const LONGEST_EMAIL = 254;
const LONGEST_NAME = 255;
const STATES_TO_SET = ['active', 'paused'] as const;

/** Filters and page of the subscribers. */
export class ListSubscribersQuery {
  /** Part of the address. */
  @QueryText() @IsOptional() @IsString() @MaxLength(LONGEST_EMAIL) search?: string;
  @QueryText() @IsOptional() @IsIn(SUBSCRIBER_STATUSES) status?: SubscriberStatus;
  /** How it goes with them: `paused` and `bounced` ones get nothing. */
  @QueryText() @IsOptional() @IsIn(SUBSCRIBER_STATES) state?: SubscriberState;
  @QueryText() @IsOptional() @IsIn(SUBSCRIBER_CHANNELS) channel?: SubscriberChannel;
  /** Those who get news of this type. */
  @QueryText() @IsOptional() @IsIn(SUBSCRIPTION_EVENT_TYPES) event_type?: SubscriptionEventType;
  /** Those who chose this page or a section of it; `~home` is the home page. */
  @QueryText() @IsOptional() @IsString() @MaxLength(LONGEST_NAME) page_path?: string;
  /** Those who chose this monitor. */
  @QueryText() @IsOptional() @IsString() @MaxLength(LONGEST_NAME) monitor_tag?: string;
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 10 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** The same filters for a file, which has all of them. */
export class ExportSubscribersQuery extends PickType(ListSubscribersQuery, [
  ...(['search', 'status', 'state', 'channel', 'event_type', 'page_path', 'monitor_tag'] as const),
] as const) {}

/** Narrows news to one thing; the member of its type says which. */
export class ScopeDto {
  @IsIn(SCOPE_TYPES) type: ScopeType;
  /** `page`; `~home` is the home page. */
  @Given() @IsString() @MaxLength(LONGEST_NAME) page_path?: string;
  /** `section` */
  @Given() @IsInt() @Min(1) section_id?: number;
  /** `monitor` */
  @Given() @IsString() @MaxLength(LONGEST_NAME) monitor_tag?: string;
  /** `incident` */
  @Given() @IsInt() @Min(1) incident_id?: number;
}

/** Somebody who is to get news; no mail asks them. */
export class CreateSubscriberDto {
  /** Kept in lower case. @example ana@example.com */
  @Trim() @IsString() @MaxLength(LONGEST_EMAIL) email: string;
  /** `false` when absent. */
  @Given() @IsBoolean() incidents?: boolean;
  /** `false` when absent. */
  @Given() @IsBoolean() maintenances?: boolean;
  /** Everything when absent or empty. */
  @Given() @IsArray() @ArrayMaxSize(LIMITS.subscriptionScopes) @ValidateNested({ each: true }) @Type(() => ScopeDto) scopes?: ScopeDto[];
  /** A language the site offers; `null` = the site's own. */
  @IsOptional() @IsString() locale?: string | null;
}

/** What a subscriber gets; what is absent stays. */
export class UpdateSubscriberDto {
  @Given() @IsBoolean() incidents?: boolean;
  @Given() @IsBoolean() maintenances?: boolean;
  /** Everything when empty. */
  @Given() @IsArray() @ArrayMaxSize(LIMITS.subscriptionScopes) @ValidateNested({ each: true }) @Type(() => ScopeDto) scopes?: ScopeDto[];
  /** A language the site offers; `null` = the site's own. */
  @IsOptional() @IsString() locale?: string | null;
  /** `paused`: nothing is sent; `active`: it is sent again, to a mailbox that was not there too. */
  @Given() @IsIn(STATES_TO_SET) state?: 'active' | 'paused';
}

/** Somebody who wants news. */
export class SubscriberDto {
  id: number;
  /** `null` for those who are not told by mail. */
  email: string | null;
  @IsIn(SUBSCRIBER_CHANNELS) channel: SubscriberChannel;
  /** As people may see it: mail in full, of the others the host and the last characters. */
  address: string;
  /** `PENDING`: the address was never confirmed, and gets nothing. */
  @IsIn(SUBSCRIBER_STATUSES) status: SubscriberStatus;
  /** How it goes with them: `paused` and `bounced` ones get nothing. */
  @IsIn(SUBSCRIBER_STATES) state: SubscriberState;
  /** Why nothing is sent, in words. */
  paused_reason: string | null;
  incidents: boolean;
  maintenances: boolean;
  /** What the news is narrowed to; empty = everything. */
  scopes: ScopeDto[];
  /** `null` = the site's. */
  locale: string | null;
  /** `null` = the site's. */
  time_zone: string | null;
  /** The mail server said that the mailbox is not there; nothing is sent until its owner confirms it again. */
  has_bounced: boolean;
  created_at: string;
  /** When news arrived last, as far back as the log of deliveries goes. */
  last_delivered_at: string | null;
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

/** How many there are by channel. */
export class SubscribersByChannelDto {
  email: number;
  webhook: number;
  slack: number;
  teams: number;
  discord: number;
  push: number;
}

/** How many there are by how it goes with them. */
export class SubscribersByStateDto {
  pending: number;
  active: number;
  paused: number;
  bounced: number;
}

/** `{ total, by_channel, by_state }` */
export class SubscriberSummaryResponse {
  total: number;
  by_channel: SubscribersByChannelDto;
  by_state: SubscribersByStateDto;
}

/** `{ success }` */
export class ResendResponse {
  success: boolean;
}

/** What is right by its decorators may still miss the member of its type; the reader of scopes says so. */
export const toScopeDto = (scope: Scope): ScopeDto => ({ ...scope });
