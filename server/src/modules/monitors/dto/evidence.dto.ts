import type { Status } from '@clarion/contract';
import { IsInt, Min } from 'class-validator';
import { TestHeaderDto, TestTimingsDto } from './monitor-actions.dto.js';
import { QueryInteger } from './rules.js';

/** Which minute is asked about. */
export class EvidenceQuery {
  /** Unix seconds. */
  @QueryInteger() @IsInt() @Min(0) timestamp: number;
}

/** What came back over HTTP. */
export class EvidenceHttpDto {
  status_code: number;
  /** Without secrets. Null without the permission `monitors.write`. */
  headers: TestHeaderDto[] | null;
  /** The first 2 KiB of the body. Null without the permission `monitors.write`. */
  body_excerpt: string | null;
}

/** What a check that did not find its target UP saw. */
export class EvidenceDto {
  /** Minute of the check, Unix seconds UTC: the one that was asked about, or one before it in the same run of failures. */
  timestamp: number;
  /** What the check itself saw, before grace. */
  status: Status;
  error_message: string | null;
  /** Why, in plain words. */
  verdict: string;
  /** The address that was dialled, where there is one. */
  address: string | null;
  timings: TestTimingsDto | null;
  http: EvidenceHttpDto | null;
}

/** `{ evidence }` */
export class EvidenceResponse {
  /** Null = none was kept. */
  evidence: EvidenceDto | null;
}
