import { MANUAL_STATUSES, type ManualStatus, type SampleType, type Status } from '@clarion/contract';
import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, Min } from 'class-validator';
import { Given, QueryFlag, QueryInteger, QueryText } from './rules.js';

/** A window `[start_ts, end_ts)` in Unix seconds, floored to minutes. */
export class DataRangeQuery {
  /** @example 1772445600 */
  @QueryInteger() @IsInt() @Min(0) start_ts: number;
  /** @example 1772449200 */
  @QueryInteger() @IsInt() @Min(0) end_ts: number;
}

/** One minute of a monitor. @see rest-api-v4 §3 */
export class PointDto {
  monitor_tag: string;
  /** Start of the minute, Unix seconds UTC. */
  timestamp: number;
  status: Status;
  /** Milliseconds; 0 = not measured. */
  latency: number;
  type: SampleType;
  error_message: string | null;
  /** What the check itself saw. */
  raw_status: Status | null;
}

/** `{ data }`, ascending. */
export class PointListResponse {
  data: PointDto[];
}

/** `{ data }` */
export class PointResponse {
  data: PointDto;
}

/** History to be written by hand: one MANUAL point per minute from `start_ts` through `end_ts`. */
export class WriteDataRangeDto {
  /** Unix seconds, floored to the minute. @example 1772445600 */
  @IsNumber() @Min(0) start_ts: number;
  /** Unix seconds; its minute is written too. @example 1772445900 */
  @IsNumber() @Min(0) end_ts: number;
  @IsIn(MANUAL_STATUSES) status: ManualStatus;
  /** Milliseconds. @example 850 */
  @IsNumber() @Min(0) latency: number;
  /** Latencies are spread by up to so many milliseconds around `latency`; 0 when absent. @example 40 */
  @IsOptional() @IsNumber() @Min(0) deviation?: number | null;
}

/** How a range is written. */
export class WriteDataRangeQuery {
  /** `true`: only says what would change. */
  @QueryFlag() @IsOptional() @IsBoolean() dryRun?: boolean;
}

/** Which samples to delete; without a range and a status all of them. */
export class DeleteDataQuery {
  /** Unix seconds; samples from it on. */
  @QueryInteger() @IsOptional() @IsInt() @Min(0) start_ts?: number;
  /** Unix seconds; samples before it. */
  @QueryInteger() @IsOptional() @IsInt() @Min(0) end_ts?: number;
  /** Only these. */
  @QueryText() @IsOptional() @IsIn(MANUAL_STATUSES) status?: ManualStatus;
  /** `true`: only says what would go. */
  @QueryFlag() @IsOptional() @IsBoolean() dryRun?: boolean;
}

/** What a deletion would take. */
export class DeletionCountDto {
  rows: number;
  /** Monitors that have some of them. */
  monitors: number;
  /** Minutes of the first and the last one, Unix seconds; null = there are none. */
  first_ts: number | null;
  last_ts: number | null;
}

/** What was deleted. */
export class DeletedDataResponse {
  message: string;
  deleted_count: number;
  /** Only with `dryRun=true`; nothing was deleted then. */
  dry_run?: DeletionCountDto;
}

/** One minute to be written by hand; what is absent stays, or takes its default. */
export class WriteDataPointDto {
  @Given() @IsIn(MANUAL_STATUSES) status?: ManualStatus;
  /** Milliseconds. */
  @Given() @IsNumber() @Min(0) latency?: number;
}

/** What a range would change. */
export class DryRunDto {
  /** Minutes that would be written. */
  rows: number;
  /** Of these, minutes that have another status now. */
  changed_rows: number;
  /** Uptime now and afterwards as people read it, without the sign, over 30 days and the range; null = no data. */
  uptime_before: string | null;
  uptime_after: string | null;
}

/** `updated_count` counts the minute marks in `[start_ts, end_ts)`, which is what a GET of the same range returns. */
export class WrittenRangeResponse {
  message: string;
  updated_count: number;
  /** Only with `dryRun=true`; nothing was stored then. */
  dry_run?: DryRunDto;
}
