import {
  INCIDENT_STATES,
  LIFECYCLES,
  LIMITS,
  YES_NO,
  type CommentStatus,
  type IncidentState,
  type Lifecycle,
  type YesNo,
} from '@clarion/contract';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { DryRunReportDto } from '../../changes/dto/dry-run.dto.js';
import { Given, IsInstant, Trim } from '../../monitors/dto/rules.js';
import { IsImpactList, MonitorImpactDto } from './monitor-impact.dto.js';

/** A new update of an incident. @see rest-api-v4 §4 */
export class CreateCommentDto {
  /** Markdown. @example Fix deployed, watching error rate. */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.markdown) comment: string;
  /** The incident's state from now on, when no update is newer. */
  @IsIn(INCIDENT_STATES) state: IncidentState;
  /** Unix seconds, floored to the minute; now when absent. */
  @IsOptional() @IsInstant() timestamp?: number | null;
  /** What the incident does to monitors from the time of the update on. */
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
  /** The next promise, Unix seconds; without it the update keeps the last one, and there is none. */
  @IsOptional() @IsInstant() next_update_at?: number | null;
  /** `NO`: nobody is told. */
  @IsOptional() @IsIn(YES_NO) notify?: YesNo | null;
}

/** Changes of an update; what is absent stays. State and end of the incident follow. */
export class UpdateCommentDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.markdown) comment?: string;
  @Given() @IsIn(INCIDENT_STATES) state?: IncidentState;
  /** Unix seconds, floored to the minute. */
  @Given() @IsInstant() timestamp?: number;
  /** `INACTIVE` hides it from readers. */
  @Given() @IsIn(LIFECYCLES) status?: Lifecycle;
  /** Replaces what the update said of impacts. */
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
}

/** An update. */
export class CommentDto {
  /** @example 301 */
  id: number;
  incident_id: number;
  /** Markdown. */
  comment: string;
  /** Its time, Unix seconds UTC. */
  timestamp: number;
  state: IncidentState;
  created_at: string;
  updated_at: string;
  /** `INACTIVE` = hidden from readers. */
  status: CommentStatus;
}

/** `{ comment }` */
export class CommentResponse {
  comment: CommentDto;
  /** Only with `dryRun=true`; nothing was stored then. */
  dry_run?: DryRunReportDto;
}

/** `{ comments }`: ACTIVE ones, the newest first. */
export class CommentListResponse {
  comments: CommentDto[];
}
