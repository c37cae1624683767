import {
  ALERT_FORS,
  ALERT_SEVERITIES,
  ALERT_STATUSES,
  type AlertFor,
  type AlertSeverity,
  type AlertStatus,
  LIMITS,
  YES_NO,
  type YesNo,
} from '@clarion/contract';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Given, QueryFlag, QueryInteger, QueryText } from '../../monitors/dto/rules.js';

export const ALERT_FILTERS = ['ALL', ...ALERT_STATUSES] as const;
export type AlertFilter = (typeof ALERT_FILTERS)[number];

/** Filters and page of the alert log. */
export class ListAlertsQuery {
  /** Of one rule. */
  @QueryInteger() @IsOptional() @IsInt() alert_config_id?: number;
  @QueryText() @IsOptional() @IsString() @MaxLength(LIMITS.tag) monitor_tag?: string;
  /** `ALL` when absent. */
  @QueryText() @IsOptional() @IsIn(ALERT_FILTERS) status?: AlertFilter;
  @QueryText() @IsOptional() @IsIn(ALERT_SEVERITIES) severity?: AlertSeverity;
  /** Began then or later, Unix seconds. */
  @QueryInteger() @IsOptional() @IsInt() start_ts?: number;
  /** Began then or earlier, Unix seconds. */
  @QueryInteger() @IsOptional() @IsInt() end_ts?: number;
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 20 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** What somebody does about an alert. */
export class UpdateAlertDto {
  /** `RESOLVED` ends it as a good sample would: its incident and its triggers follow. The rule begins a new one when it still holds. */
  @Given() @IsIn(ALERT_STATUSES) alert_status?: AlertStatus;
  /** Somebody looks after it: it is not told again. `NO` takes it back. */
  @Given() @IsIn(YES_NO) is_acknowledged?: YesNo;
}

/** How an alert is deleted. */
export class RemoveAlertQuery {
  /** `true`: its incident too. */
  @QueryFlag() @IsOptional() @IsBoolean() with_incident?: boolean;
}

/** One firing of a rule on a monitor. */
export class AlertDto {
  id: number;
  alert_config_id: number;
  monitor_tag: string;
  monitor_name: string;
  @IsIn(ALERT_FORS) alert_for: AlertFor;
  alert_value: string;
  @IsIn(ALERT_SEVERITIES) severity: AlertSeverity;
  @IsIn(ALERT_STATUSES) alert_status: AlertStatus;
  /** null = it opened none, or it is gone. */
  incident_id: number | null;
  is_acknowledged: YesNo;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  /** How often it was told again. */
  reminders: number;
  resolved_at: string | null;
  /** Why it ended without a good sample, such as `rule disabled`. */
  resolve_reason: string | null;
  /** To its end, or to now. */
  duration_seconds: number;
  created_at: string;
  updated_at: string;
}

/** `{ alert }` */
export class AlertResponse {
  alert: AlertDto;
}

/** `{ alerts }`: one page, the newest first. */
export class AlertListResponse {
  alerts: AlertDto[];
  page: number;
  limit: number;
  total: number;
}
