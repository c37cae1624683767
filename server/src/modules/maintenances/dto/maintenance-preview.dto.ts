import { LIMITS, type OccurrenceNote, type RuleWarning } from '@clarion/contract';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, Min } from 'class-validator';
import { Given, IsInstant } from '../../monitors/dto/rules.js';
import { IsImpactList, IsTimeZone, MaintenanceImpactDto } from './rules.js';
import { RuleWordsDto } from './rule-words.dto.js';

/** A schedule that is being thought about. */
export class PreviewMaintenanceDto {
  /** The maintenance that is being changed: it is in nobody's way. */
  @IsOptional() @IsInt() maintenance_id?: number | null;
  @IsInstant() start_date_time: number;
  @IsString() @IsNotEmpty() rrule: string;
  /** `UTC` when absent. */
  @IsOptional() @IsTimeZone() timezone?: string | null;
  @IsInt() @Min(1) @Max(LIMITS.maintenanceSeconds) duration_seconds: number;
  /** Whose other windows matter. */
  @Given() @IsImpactList() monitors?: MaintenanceImpactDto[];
}

/** Another window of one of the monitors at the same time. */
export class OccurrenceConflictDto {
  maintenance_id: number;
  /** Null = it has no event yet. */
  event_id: number | null;
  title: string;
  monitor_tag: string;
  start_date_time: number;
  end_date_time: number;
}

/** One time at which the rule comes true. */
export class PreviewOccurrenceDto {
  /** Unix seconds. */
  start_date_time: number;
  end_date_time: number;
  /** The wall clock that the rule names. @example 2026-11-22T02:30 */
  local_start: string;
  /** Minutes east of UTC then. */
  offset_minutes: number;
  /** `GAP`: the clock skips that time, it begins later by the gap · `OVERLAP_FIRST`: it comes twice, the first one counts · `OFFSET_CHANGED`: clocks have changed since the one before. */
  note: OccurrenceNote | null;
  conflicts: OccurrenceConflictDto[];
}

/** What a schedule amounts to: at most ten occurrences from now on. */
export class PreviewMaintenanceResponse {
  occurrences: PreviewOccurrenceDto[];
  rule_words: RuleWordsDto;
  warnings: RuleWarning[];
  is_one_time: boolean;
}
