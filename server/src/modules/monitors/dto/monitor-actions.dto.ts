import { LIMITS, MONITOR_TYPES, TAG_PATTERN, type MonitorType, type SampleType, type Status } from '@clarion/contract';
import { IsIn, IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Trim } from './rules.js';

/** A configuration to try once; nothing is stored. */
export class TestMonitorDto {
  /** A stored monitor: masked secrets are filled in from it. */
  @IsOptional() @IsString() @MaxLength(LIMITS.tag) tag?: string | null;
  @IsIn(MONITOR_TYPES) monitor_type: MonitorType;
  @IsOptional() @IsObject() type_data?: Record<string, unknown> | null;
}

/** Milliseconds of the steps of a check; null = the step did not happen. */
export class TestTimingsDto {
  dns_ms: number | null;
  connect_ms: number | null;
  tls_ms: number | null;
  first_byte_ms: number | null;
  total_ms: number;
}

/** A header of the answer. */
export class TestHeaderDto {
  name: string;
  value: string;
}

/** What came back over HTTP. */
export class TestHttpDto {
  status_code: number;
  headers: TestHeaderDto[];
  /** The beginning of the body. */
  body_excerpt: string;
}

/** What one check found. */
export class TestResultDto {
  status: Status;
  /** Milliseconds. */
  latency: number;
  type: SampleType;
  error_message: string | null;
  /** Why, in plain words. */
  verdict: string;
  /** The one address that was dialled, where it is known. */
  address: string | null;
  timings: TestTimingsDto | null;
  http: TestHttpDto | null;
}

/** `{ test }` */
export class TestResponse {
  test: TestResultDto;
}

/** A copy of a monitor: every setting, no history, no pages. */
export class CloneMonitorDto {
  /** @example shop-web-2 */
  @Trim()
  @IsString()
  @Matches(TAG_PATTERN, { message: 'tag takes lower-case letters, digits, - and _, with a letter or digit at both ends' })
  @MaxLength(LIMITS.tag)
  tag: string;
  /** No other monitor may have it. */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name: string;
}

/** Both forms of the address that a job calls. */
export class HeartbeatUrlsDto {
  slash: string;
  colon: string;
}

/** Where a job sends its signals, and when the last one came. */
export class HeartbeatDto {
  urls: HeartbeatUrlsDto;
  /** ISO-8601; null = never. */
  last_signal_at: string | null;
}

/** `{ heartbeat }` */
export class HeartbeatResponse {
  heartbeat: HeartbeatDto;
}
