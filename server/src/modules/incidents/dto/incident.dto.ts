import { INCIDENT_STATES, LIMITS, YES_NO, type Impact, type IncidentSource, type IncidentState, type YesNo } from '@clarion/contract';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { DryRunReportDto } from '../../changes/dto/dry-run.dto.js';
import { Given, IsInstant, QueryText, Trim } from '../../monitors/dto/rules.js';
import { IsImpactList, MonitorImpactDto } from './monitor-impact.dto.js';

const hasComment = (body: { comment?: unknown }): boolean => body.comment !== undefined && body.comment !== null;

/** A new incident. @see rest-api-v4 §4 */
export class CreateIncidentDto {
  /** @example Elevated error rates on checkout */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.title) title: string;
  /** Unix seconds, floored to the minute; may lie in the past. @example 1772445600 */
  @IsInstant() start_date_time: number;
  /** Unix seconds, floored to the minute; null = not over. */
  @IsOptional() @IsInstant() end_date_time?: number | null;
  /** None when absent; of the same tag the last counts. */
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
  /** `YES` when absent: shown on every page. */
  @IsOptional() @IsIn(YES_NO) is_global?: YesNo | null;
  /** When the next update is promised, Unix seconds. */
  @IsOptional() @IsInstant() next_update_at?: number | null;
  /** Markdown of the first update, dated at the start; one that resolves at the end. */
  @IsOptional() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.markdown) comment?: string | null;
  /** Of the first update; `INVESTIGATING` when absent. Without a `comment` it is ignored. */
  @ValidateIf(hasComment) @IsOptional() @IsIn(INCIDENT_STATES) state?: IncidentState | null;
  /** `NO`: nobody is told of the first update. */
  @IsOptional() @IsIn(YES_NO) notify?: YesNo | null;
}

/** Changes of an incident; what is absent stays. Its state follows from its updates and cannot be changed here. */
export class UpdateIncidentDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.title) title?: string;
  /** Unix seconds, floored to the minute. */
  @Given() @IsInstant() start_date_time?: number;
  /** Unix seconds, floored to the minute; null clears it. */
  @IsOptional() @IsInstant() end_date_time?: number | null;
  /** Replaces the list and what updates said of impacts; `[]` removes all. */
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
  @Given() @IsIn(YES_NO) is_global?: YesNo;
  /** Unix seconds; null takes the promise back. */
  @IsOptional() @IsInstant() next_update_at?: number | null;
}

/** Filters of the list. What is no number is ignored. */
export class ListIncidentsQuery {
  /** Began then or later, Unix seconds. */
  @QueryText() @IsOptional() start_ts?: string;
  /** Began then or earlier, Unix seconds. */
  @QueryText() @IsOptional() end_ts?: string;
  /** Tags with commas between them; any of them matches. */
  @QueryText() @IsOptional() monitor_tags?: string;
}

/** A monitor and what is done to it now. */
export class LinkedMonitorImpactDto {
  monitor_tag: string;
  impact: Impact;
}

/** Something went wrong. */
export class IncidentDto {
  /** @example 88 */
  id: number;
  title: string;
  /** Unix seconds UTC. */
  start_date_time: number;
  /** Unix seconds UTC; null = not over. */
  end_date_time: number | null;
  /** Of the newest update. */
  state: IncidentState;
  /** Who opened it: a person, a program, an alert. */
  incident_source: IncidentSource;
  /** Always `INCIDENT`. */
  incident_type: string;
  /** `OPEN` whatever its state. */
  status: string;
  /** `YES`: shown on every page. */
  is_global: YesNo;
  monitors: LinkedMonitorImpactDto[];
  created_at: string;
  updated_at: string;
  /** Its public page. */
  url: string;
}

/** `{ incident }` */
export class IncidentResponse {
  incident: IncidentDto;
  /** Only with `dryRun=true`; nothing was stored then. */
  dry_run?: DryRunReportDto;
}

/** `{ incidents }`, the newest first, at most 1,000. */
export class IncidentListResponse {
  incidents: IncidentDto[];
}
