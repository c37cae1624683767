import { STATUSES, type Lifecycle, type MonitorType, type Status, type YesNo } from '@clarion/contract';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { QueryInteger, QueryText } from './rules.js';

export const STATE_SORTS = ['name', 'current_status', 'monitor_type', 'interval', 'uptime', 'id'] as const;
export type StateSort = (typeof STATE_SORTS)[number];

/** Search, filters, order and page of the monitor table. */
export class ListMonitorStatesQuery {
  /** Part of a name or tag. */
  @QueryText() @IsOptional() @IsString() @MaxLength(255) text?: string;
  @QueryText() @IsOptional() @IsIn(STATUSES) current_status?: Status;
  /** A value nobody has gives an empty list. */
  @QueryText() @IsOptional() @IsString() monitor_type?: string;
  @QueryText() @IsOptional() @IsString() status?: string;
  @QueryText() @IsOptional() @IsString() is_hidden?: string;
  /** `~home` is the home page. */
  @QueryText() @IsOptional() @IsString() @MaxLength(255) page_path?: string;
  /** `name` when absent. */
  @QueryText() @IsOptional() @IsIn(STATE_SORTS) sort?: StateSort;
  @QueryText() @IsOptional() @IsIn(['asc', 'desc']) order?: 'asc' | 'desc';
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 10 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** A page the monitor stands on. */
export class MonitorPageDto {
  /** `~home` for the home page. */
  page_path: string;
  page_title: string;
}

/** A row of the monitor table: what it is, and how it is. */
export class MonitorStateDto {
  id: number;
  tag: string;
  name: string;
  image: string | null;
  monitor_type: MonitorType;
  cron: string | null;
  status: Lifecycle;
  is_hidden: YesNo;
  /** The number in the ETag. */
  version: number;
  /** With incidents, maintenances and staleness applied. */
  current_status: Status;
  /** Start of the current status, Unix seconds; null = never had one. */
  since: number | null;
  /** Minute of the newest sample, Unix seconds. */
  last_checked_at: number | null;
  /** The newest sample is older than the schedule explains. */
  is_delayed: boolean;
  /** Milliseconds of the newest sample; null = not measured. */
  latency: number | null;
  /** Between two checks; null = no schedule. */
  interval_seconds: number | null;
  /** Percentage as people read it, without the sign; null = no data. @example 99.986 */
  uptime_30d: string | null;
  /** One letter for each of the last 60 samples, oldest first: u up, g degraded, d down, m maintenance, n no data. */
  last_checks: string;
  pages: MonitorPageDto[];
}

/** `{ monitors }`: one page of the table. */
export class MonitorStateListResponse {
  monitors: MonitorStateDto[];
  page: number;
  limit: number;
  total: number;
}

/** `{ monitor }` */
export class MonitorStateResponse {
  monitor: MonitorStateDto;
}

/** How many ACTIVE monitors are in each status. */
export class StatusCountsDto {
  UP: number;
  DEGRADED: number;
  DOWN: number;
  MAINTENANCE: number;
  NO_DATA: number;
}

/** What needs somebody now, and whether the checks keep up. */
export class OverviewResponse {
  counts: StatusCountsDto;
  /** INACTIVE monitors. */
  paused: number;
  /** At most 20 monitors that are not up, or late; the worst first. */
  attention: MonitorStateDto[];
  has_monitors: boolean;
  /** Samples of the last full minute. */
  checks_last_minute: number;
  /** How long checks that are due have been waiting, 99th percentile over all monitors in ms; null = nothing is scheduled. */
  lateness_p99_ms: number | null;
}
