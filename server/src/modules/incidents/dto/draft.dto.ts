import { INCIDENT_STATES, LIMITS, YES_NO, type IncidentState, type YesNo } from '@clarion/contract';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Given, IsInstant, Trim } from '../../monitors/dto/rules.js';
import { LinkedMonitorImpactDto } from './incident.dto.js';
import { IsImpactList, MonitorImpactDto } from './monitor-impact.dto.js';

/** An incident that is being written; what is absent stays, or takes its default. */
export class WriteDraftDto {
  /** May be empty until it is published. */
  @Given() @Trim() @IsString() @MaxLength(LIMITS.title) title?: string;
  /** Unix seconds, floored to the minute; null = when it is published. */
  @IsOptional() @IsInstant() start_date_time?: number | null;
  /** `YES` when absent. */
  @Given() @IsIn(YES_NO) is_global?: YesNo;
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
  /** Markdown of the first update; empty = none. */
  @Given() @IsString() @MaxLength(LIMITS.markdown) comment?: string;
  /** Of the first update. */
  @Given() @IsIn(INCIDENT_STATES) state?: IncidentState;
  /** Unix seconds; null = no promise. */
  @IsOptional() @IsInstant() next_update_at?: number | null;
  /** Publishes it then, Unix seconds; null = when somebody says so. Needs a title. */
  @IsOptional() @IsInstant() publish_at?: number | null;
  /** `NO`: nobody is told of the first update. */
  @Given() @IsIn(YES_NO) notify?: YesNo;
}

/** An incident that is not published. */
export class DraftDto {
  id: number;
  title: string;
  /** Unix seconds; null = when it is published. */
  start_date_time: number | null;
  is_global: YesNo;
  monitors: LinkedMonitorImpactDto[];
  /** Markdown of the first update; empty = none. */
  comment: string;
  state: IncidentState;
  /** Unix seconds; null = no promise. */
  next_update_at: number | null;
  /** Unix seconds; null = when somebody says so. */
  publish_at: number | null;
  notify: YesNo;
  /** Why it could not be published at its hour. */
  publish_error: string | null;
  /** The number in the ETag. */
  version: number;
  created_at: string;
  updated_at: string;
}

/** `{ draft }` */
export class DraftResponse {
  draft: DraftDto;
}

/** `{ drafts }`, the newest first. */
export class DraftListResponse {
  drafts: DraftDto[];
}
