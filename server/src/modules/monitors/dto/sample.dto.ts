import type { SampleType, Status } from '@clarion/contract';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { QueryInteger, QueryText } from './rules.js';

const PAGE_MAXIMUM = 500;

/** Filters and page of the stored samples. */
export class ListSamplesQuery {
  /** Unix seconds; samples from it on. */
  @QueryInteger() @IsOptional() @IsInt() @Min(0) start_ts?: number;
  /** Unix seconds; samples before it. */
  @QueryInteger() @IsOptional() @IsInt() @Min(0) end_ts?: number;
  /** A value nobody has gives an empty list. */
  @QueryText() @IsOptional() @IsString() status?: string;
  /** REALTIME, TIMEOUT, ERROR, MANUAL or DEFAULT. */
  @QueryText() @IsOptional() @IsString() type?: string;
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 50 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(PAGE_MAXIMUM) limit?: number;
}

/** A stored sample: after grace, before incidents and maintenances. */
export class SampleDto {
  /** Start of the minute, Unix seconds UTC. */
  timestamp: number;
  status: Status;
  raw_status: Status | null;
  /** Milliseconds; 0 = not measured. */
  latency: number;
  type: SampleType;
  error_message: string | null;
}

/** `{ samples }`, the newest first. */
export class SampleListResponse {
  samples: SampleDto[];
  page: number;
  limit: number;
  total: number;
}
