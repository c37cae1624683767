import {
  LIFECYCLES,
  LIMITS,
  MONITOR_TYPES,
  STATUSES,
  TAG_PATTERN,
  YES_NO,
  type Lifecycle,
  type MonitorType,
  type Status,
  type YesNo,
} from '@clarion/contract';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsCron, IsLink, Trim } from './rules.js';

/** A new monitor. What is absent or null takes its default. @see rest-api-v4 §2 */
export class CreateMonitorDto {
  /** Public key, immutable: lower-case letters, digits, `-`, `_`; a letter or digit at both ends. @example shop-web */
  @Trim()
  @IsString()
  @Matches(TAG_PATTERN, { message: 'tag takes lower-case letters, digits, - and _, with a letter or digit at both ends' })
  @MaxLength(LIMITS.tag)
  tag: string;
  /** @example Web shop */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name: string;
  @IsOptional() @IsString() @MaxLength(LIMITS.description) description?: string | null;
  /** URL or `/assets/images/{id}`. */
  @IsOptional() @IsString() @MaxLength(LIMITS.url) @IsLink() image?: string | null;
  /** Five fields, or six with seconds first, in UTC; without it nothing is checked. */
  @IsOptional() @IsString() @IsCron() cron?: string | null;
  /** `UP` when absent, `NO_DATA` for a HEARTBEAT. */
  @IsOptional() @IsIn(STATUSES) default_status?: Status | null;
  /** `ACTIVE` when absent. */
  @IsOptional() @IsIn(LIFECYCLES) status?: Lifecycle | null;
  @IsOptional() @IsString() @MaxLength(LIMITS.name) category_name?: string | null;
  /** `API` when absent. */
  @IsOptional() @IsIn(MONITOR_TYPES) monitor_type?: MonitorType | null;
  /** Another name of `monitor_type`, which wins. */
  @IsOptional() @IsIn(MONITOR_TYPES) type?: MonitorType | null;
  /** Members depend on the type; unknown ones are kept. At most 64 KiB. */
  @IsOptional() @IsObject() type_data?: Record<string, unknown> | null;
  /** `NO` when absent. */
  @IsOptional() @IsIn(YES_NO) include_degraded_in_downtime?: YesNo | null;
  /** `NO` when absent. */
  @IsOptional() @IsIn(YES_NO) is_hidden?: YesNo | null;
  /** Checks in a row before the shown status changes sides; 1 when absent. */
  @IsOptional() @IsInt() @Min(LIMITS.graceMinimum) @Max(LIMITS.graceMaximum) confirmation_threshold?: number | null;
  /** Uptime formulas, days of history, sharing options. At most 64 KiB. */
  @IsOptional() @IsObject() monitor_settings_json?: Record<string, unknown> | null;
  @IsOptional() @IsString() @MaxLength(LIMITS.url) @IsLink() external_url?: string | null;
  /** Pages the monitor is appended to; `~home` is the home page. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsString({ each: true }) page_paths?: string[] | null;
  /** Tags of the monitors it depends on; later through `/monitors/{tag}/parents`. */
  @IsOptional() @IsArray() @ArrayMaxSize(LIMITS.monitorParents) @IsString({ each: true }) parents?: string[] | null;
}
