import { LIFECYCLES, LIMITS, YES_NO, type Impact, type Lifecycle, type YesNo } from '@clarion/contract';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DryRunReportDto } from '../../changes/dto/dry-run.dto.js';
import { Given, IsInstant, QueryText, Trim } from '../../monitors/dto/rules.js';
import { IsImpactList, IsTimeZone, MaintenanceImpactDto } from './rules.js';

/** New planned work. @see rest-api-v4 §5 */
export class CreateMaintenanceDto {
  /** @example Database upgrade */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) title: string;
  /** Markdown. */
  @IsOptional() @IsString() @MaxLength(LIMITS.maintenanceDescription) description?: string | null;
  /** Where the rule begins, Unix seconds, floored to the minute; the wall clock it shows in `timezone` is kept. @example 1772496000 */
  @IsInstant() start_date_time: number;
  /** Body of an RFC 5545 rule; `FREQ=MINUTELY;COUNT=1` is one time. @example FREQ=WEEKLY;BYDAY=SU */
  @IsString() @IsNotEmpty() rrule: string;
  /** How long each event lasts. @example 7200 */
  @IsInt() @Min(1) @Max(LIMITS.maintenanceSeconds) duration_seconds: number;
  @Given() @IsImpactList() monitors?: MaintenanceImpactDto[];
  /** `YES` when absent: every page shows it. */
  @IsOptional() @IsIn(YES_NO) is_global?: YesNo | null;
  /** IANA name in which the rule is read; `UTC` when absent. @example Europe/Berlin */
  @IsOptional() @IsTimeZone() timezone?: string | null;
}

/** Changes of a maintenance. What is absent stays; a change of the schedule makes its events anew. @see incidents-maintenances §B5 */
export class UpdateMaintenanceDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) title?: string;
  /** Null clears it. */
  @IsOptional() @IsString() @MaxLength(LIMITS.maintenanceDescription) description?: string | null;
  @Given() @IsInstant() start_date_time?: number;
  @Given() @IsString() @IsNotEmpty() rrule?: string;
  @Given() @IsInt() @Min(1) @Max(LIMITS.maintenanceSeconds) duration_seconds?: number;
  @Given() @IsIn(LIFECYCLES) status?: Lifecycle;
  /** Replaces the list; `[]` removes all. */
  @Given() @IsImpactList() monitors?: MaintenanceImpactDto[];
  @Given() @IsIn(YES_NO) is_global?: YesNo;
  @Given() @IsTimeZone() timezone?: string;
}

/** “This and following”: where a series is cut, and what is different from there on. */
export class SplitMaintenanceDto extends UpdateMaintenanceDto {
  /** The first event of the new maintenance. */
  @IsInt() event_id: number;
}

/** A monitor of a maintenance. */
export class MaintenanceMonitorDto {
  monitor_tag: string;
  impact: Impact;
}

/** Planned work and its rule. @see rest-api-v4 §5 */
export class MaintenanceDto {
  /** @example 4 */
  id: number;
  /** @example Database upgrade */
  title: string;
  description: string | null;
  /** Unix seconds. */
  start_date_time: number;
  /** Without `RRULE:`. */
  rrule: string;
  duration_seconds: number;
  status: Lifecycle;
  is_global: YesNo;
  timezone: string;
  monitors: MaintenanceMonitorDto[];
  created_at: string;
  updated_at: string;
  /** Its public page. */
  url: string;
}

/** `{ maintenance }` */
export class MaintenanceResponse {
  maintenance: MaintenanceDto;
  /** Only with `dryRun=true`; nothing was stored then. */
  dry_run?: DryRunReportDto;
}

/** `{ maintenances }`, the newest first. */
export class MaintenanceListResponse {
  maintenances: MaintenanceDto[];
}

/** Filters of the list; values nobody knows are ignored. */
export class ListMaintenancesQuery {
  /** ACTIVE or INACTIVE. */
  @QueryText() @IsOptional() @IsString() status?: string;
  @QueryText() @IsOptional() @IsString() monitor_tag?: string;
}
