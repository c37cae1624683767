import { INCIDENT_SOURCES, INCIDENT_STATES, YES_NO, type IncidentSource, type IncidentState, type YesNo } from '@clarion/contract';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { QueryInteger, QueryText } from '../../monitors/dto/rules.js';
import { CommentDto } from './comment.dto.js';
import { IncidentDto, LinkedMonitorImpactDto } from './incident.dto.js';
import { ReportDto } from './report.dto.js';

export const INCIDENT_SORTS = ['id', 'start', 'updated'] as const;
export type IncidentSort = (typeof INCIDENT_SORTS)[number];

/** Search, filters, order and page of the incident table. */
export class ListIncidentStatesQuery {
  /** Part of a title or of an update. */
  @QueryText() @IsOptional() @IsString() @MaxLength(255) text?: string;
  @QueryText() @IsOptional() @IsIn(INCIDENT_STATES) state?: IncidentState;
  @QueryText() @IsOptional() @IsIn(INCIDENT_SOURCES) source?: IncidentSource;
  @QueryText() @IsOptional() @IsString() @MaxLength(255) monitor_tag?: string;
  /** Incidents that stand on this page; `~home` is the home page. */
  @QueryText() @IsOptional() @IsString() @MaxLength(255) page_path?: string;
  /** `YES`: neither resolved nor over. */
  @QueryText() @IsOptional() @IsIn(YES_NO) is_open?: YesNo;
  /** Began then or later, Unix seconds. */
  @QueryInteger() @IsOptional() @IsInt() start_ts?: number;
  /** Began then or earlier, Unix seconds. */
  @QueryInteger() @IsOptional() @IsInt() end_ts?: number;
  /** `id` when absent. */
  @QueryText() @IsOptional() @IsIn(INCIDENT_SORTS) sort?: IncidentSort;
  /** `desc` when absent. */
  @QueryText() @IsOptional() @IsIn(['asc', 'desc']) order?: 'asc' | 'desc';
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 10 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** A row of the incident table: the incident, and how it is. */
export class IncidentStateDto extends IncidentDto {
  /** Time of the newest update that readers see, else the start; Unix seconds. */
  updated_at_ts: number;
  /** When the next update is promised, Unix seconds; null = no promise. */
  next_update_at: number | null;
  /** The promise is broken. */
  is_overdue: boolean;
  /** Updates that readers see. */
  comment_count: number;
  /** To its end, or to now. */
  duration_seconds: number;
  has_report: boolean;
  /** The number in the ETag. */
  version: number;
}

/** `{ incidents }`: one page of the table. */
export class IncidentStateListResponse {
  incidents: IncidentStateDto[];
  page: number;
  limit: number;
  total: number;
}

/** Who wrote something. */
export class AuthorDto {
  /** A person's name, or a key's. */
  name: string;
}

/** An update with what only the dashboard shows. */
export class CommentDetailDto extends CommentDto {
  /** Safe to show. */
  html: string;
  /** What the update says of impacts. */
  monitors: LinkedMonitorImpactDto[];
  /** null = nobody who is still known. */
  author: AuthorDto | null;
  is_edited: boolean;
}

/** An incident in full. */
export class IncidentDetailDto extends IncidentStateDto {
  /** Hidden ones too, the newest first. */
  comments: CommentDetailDto[];
  report: ReportDto | null;
  /** Who opened it; null = nobody who is still known. */
  author: AuthorDto | null;
}

/** `{ incident }` */
export class IncidentDetailResponse {
  incident: IncidentDetailDto;
}
