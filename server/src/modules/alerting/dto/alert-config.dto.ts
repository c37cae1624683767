import {
  ALERT_FORS,
  ALERT_SEVERITIES,
  type AlertFor,
  type AlertSeverity,
  LIFECYCLES,
  type Lifecycle,
  LIMITS,
  TRIGGER_TYPES,
  type TriggerType,
  YES_NO,
  type YesNo,
} from '@clarion/contract';
import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Given, IsInstant, QueryInteger, QueryText, Trim } from '../../monitors/dto/rules.js';

const IsThreshold = (): PropertyDecorator => applyDecorators(Max(LIMITS.alertThreshold), Min(1), IsInt());
const IsTags = (): PropertyDecorator =>
  applyDecorators(MaxLength(LIMITS.tag, { each: true }), IsString({ each: true }), ArrayMaxSize(LIMITS.alertMonitors), IsArray());
const IsIds = (): PropertyDecorator => applyDecorators(IsInt({ each: true }), ArrayMaxSize(LIMITS.alertTriggers), IsArray());

/** A rule over the samples of monitors. It fires triggers, opens an incident, or both. */
export class CreateAlertConfigDto {
  /** Monitors it watches, at least one; each has an alert of its own. @example ["checkout"] */
  @IsTags() monitor_tags: string[];
  @IsIn(ALERT_FORS) alert_for: AlertFor;
  /** STATUS: `DOWN` or `DEGRADED`; LATENCY: milliseconds; UPTIME: percent. @example DOWN */
  @Trim() @IsString() @MaxLength(20) alert_value: string;
  /** STATUS `DEGRADED` only: DOWN counts as well. false when absent. */
  @Given() @IsBoolean() include_worse?: boolean;
  /** Samples in a row that begin an alert; 1 when absent. */
  @Given() @IsThreshold() failure_threshold?: number;
  /** Samples in a row that end it; 1 when absent. */
  @Given() @IsThreshold() success_threshold?: number;
  /** `WARNING` when absent. */
  @Given() @IsIn(ALERT_SEVERITIES) severity?: AlertSeverity;
  /** Markdown: the message, and the first update of the incident. */
  @IsOptional() @IsString() @MaxLength(LIMITS.alertDescription) alert_description?: string | null;
  /** `NO` when absent. */
  @Given() @IsIn(YES_NO) create_incident?: YesNo;
  /** `YES` when absent. */
  @Given() @IsIn(YES_NO) is_active?: YesNo;
  /** Triggers it fires. */
  @Given() @IsIds() trigger_ids?: number[];
  /** No new alert begins before, Unix seconds; null = not muted. */
  @IsOptional() @IsInstant() muted_until?: number | null;
  /** An alert that nobody acknowledges is told again so often, minutes; null = once. */
  @IsOptional() @IsInt() @Min(1) @Max(LIMITS.reminderMinutes) reminder_minutes?: number | null;
}

/** Changes of a rule; what is absent stays. An open alert stays, and the next sample is judged by the new values. */
export class UpdateAlertConfigDto {
  /** Alerts of a monitor that is left out go with it. */
  @Given() @IsTags() monitor_tags?: string[];
  @Given() @IsIn(ALERT_FORS) alert_for?: AlertFor;
  @Given() @Trim() @IsString() @MaxLength(20) alert_value?: string;
  @Given() @IsBoolean() include_worse?: boolean;
  @Given() @IsThreshold() failure_threshold?: number;
  @Given() @IsThreshold() success_threshold?: number;
  @Given() @IsIn(ALERT_SEVERITIES) severity?: AlertSeverity;
  @IsOptional() @IsString() @MaxLength(LIMITS.alertDescription) alert_description?: string | null;
  @Given() @IsIn(YES_NO) create_incident?: YesNo;
  /** `NO` ends its open alerts without a word. */
  @Given() @IsIn(YES_NO) is_active?: YesNo;
  @Given() @IsIds() trigger_ids?: number[];
  @IsOptional() @IsInstant() muted_until?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(LIMITS.reminderMinutes) reminder_minutes?: number | null;
}

const CONFIG_ORDERS = ['newest', 'firing'] as const;
export type ConfigOrder = (typeof CONFIG_ORDERS)[number];

/** Filters and page of the list of rules. */
export class ListAlertConfigsQuery {
  @QueryText() @IsOptional() @IsString() @MaxLength(LIMITS.tag) monitor_tag?: string;
  @QueryText() @IsOptional() @IsIn(YES_NO) is_active?: YesNo;
  @QueryText() @IsOptional() @IsIn(ALERT_FORS) alert_for?: AlertFor;
  /** `newest` when absent; `firing`: those with an open alert first. */
  @QueryText() @IsOptional() @IsIn(CONFIG_ORDERS) order?: ConfigOrder;
  /** Rules that fire this trigger. */
  @QueryInteger() @IsOptional() @IsInt() trigger_id?: number;
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 10 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** A monitor that a rule watches. */
export class WatchedMonitorDto {
  tag: string;
  name: string;
  /** Its alert that has not ended; null = there is none. */
  open_alert_id: number | null;
}

/** A trigger that a rule fires. */
export class FiredTriggerDto {
  id: number;
  name: string;
  @IsIn(TRIGGER_TYPES) trigger_type: TriggerType;
  /** INACTIVE ones are not fired. */
  @IsIn(LIFECYCLES) trigger_status: Lifecycle;
}

/** A rule over the samples of monitors. */
export class AlertConfigDto {
  id: number;
  monitor_tags: string[];
  /** The same monitors by name, and how each is; by tag. */
  monitors: WatchedMonitorDto[];
  alert_for: AlertFor;
  alert_value: string;
  include_worse: boolean;
  failure_threshold: number;
  success_threshold: number;
  severity: AlertSeverity;
  alert_description: string | null;
  create_incident: YesNo;
  is_active: YesNo;
  trigger_ids: number[];
  /** The same triggers, by name. */
  triggers: FiredTriggerDto[];
  /** Unix seconds, also when it is past. */
  muted_until: number | null;
  /** Now. */
  is_muted: boolean;
  reminder_minutes: number | null;
  /** The number in the ETag. */
  version: number;
  created_at: string;
  updated_at: string;
}

/** `{ alert_config }` */
export class AlertConfigResponse {
  alert_config: AlertConfigDto;
}

/** `{ alert_configs }`: one page, the newest first unless `order` says otherwise. */
export class AlertConfigListResponse {
  alert_configs: AlertConfigDto[];
  page: number;
  limit: number;
  total: number;
}
