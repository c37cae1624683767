import {
  LIFECYCLES,
  LIMITS,
  MONITOR_TYPES,
  STATUSES,
  YES_NO,
  type Lifecycle,
  type MonitorType,
  type Status,
  type YesNo,
} from '@clarion/contract';
import { IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Given, IsCron, IsLink, Trim } from './rules.js';

/** Changes of a monitor. What is absent stays; null clears what may be null. The tag never changes. @see rest-api-v4 §2 */
export class UpdateMonitorDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name?: string;
  @IsOptional() @IsString() @MaxLength(LIMITS.description) description?: string | null;
  /** URL or `/assets/images/{id}`. */
  @IsOptional() @IsString() @MaxLength(LIMITS.url) @IsLink() image?: string | null;
  /** Five fields, or six with seconds first, in UTC; null = nothing is checked. */
  @IsOptional() @IsString() @IsCron() cron?: string | null;
  @Given() @IsIn(STATUSES) default_status?: Status;
  @Given() @IsIn(LIFECYCLES) status?: Lifecycle;
  @IsOptional() @IsString() @MaxLength(LIMITS.name) category_name?: string | null;
  @Given() @IsIn(MONITOR_TYPES) monitor_type?: MonitorType;
  /** Another name of `monitor_type`, which wins. */
  @Given() @IsIn(MONITOR_TYPES) type?: MonitorType;
  /** Merged member by member into what is stored; null clears it. */
  @IsOptional() @IsObject() type_data?: Record<string, unknown> | null;
  @Given() @IsIn(YES_NO) include_degraded_in_downtime?: YesNo;
  @Given() @IsIn(YES_NO) is_hidden?: YesNo;
  /** Null = 1. */
  @IsOptional() @IsInt() @Min(LIMITS.graceMinimum) @Max(LIMITS.graceMaximum) confirmation_threshold?: number | null;
  /** Merged member by member into what is stored; null clears it. */
  @IsOptional() @IsObject() monitor_settings_json?: Record<string, unknown> | null;
  @IsOptional() @IsString() @MaxLength(LIMITS.url) @IsLink() external_url?: string | null;
}
