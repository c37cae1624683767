import { LIMITS, MANUAL_STATUSES, MONITOR_JOB_KINDS, type ManualStatus, type MonitorJobKind } from '@clarion/contract';
import { PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ListMonitorStatesQuery } from '../../monitors/dto/monitor-state.dto.js';
import { Given, IsCron } from '../../monitors/dto/rules.js';

/** What narrows the monitor table; all members must match, and without any every monitor does. */
export class MonitorFilterDto extends PickType(ListMonitorStatesQuery, [
  'text',
  'current_status',
  'monitor_type',
  'status',
  'is_hidden',
  'page_path',
] as const) {}

/** What all monitors of a job get; which members count depends on the kind. */
export class MonitorJobValuesDto {
  /** `interval`: five fields, or six with seconds first, in UTC; null = nothing is checked any more. */
  @IsOptional() @IsString() @IsCron() cron?: string | null;
  /** `add_to_page`; `~home` is the home page. */
  @Given() @IsString() @IsNotEmpty() @MaxLength(255) page_path?: string;
  /** `delete_data`: samples from it on, Unix seconds. */
  @IsOptional() @IsInt() @Min(0) start_ts?: number | null;
  /** `delete_data`: samples before it, Unix seconds. */
  @IsOptional() @IsInt() @Min(0) end_ts?: number | null;
  /** `delete_data`: only samples of this status. */
  @IsOptional() @IsIn(MANUAL_STATUSES) sample_status?: ManualStatus | null;
  /** `import`: one monitor each, as the JSON text of an object with a `tag`. Each is judged alone. */
  @Given() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(LIMITS.jobItems) @IsString({ each: true }) rows?: string[];
  /** `import`: monitors whose tag is there already take what the row says; `true` when absent. */
  @IsOptional() @IsBoolean() update_existing?: boolean | null;
}

/** Something to be done to many monitors. They are named by `tags` or found by `filter`; an `import` brings its own. */
export class CreateMonitorJobDto {
  @IsIn(MONITOR_JOB_KINDS) kind: MonitorJobKind;
  @Given() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(LIMITS.jobItems) @IsString({ each: true }) tags?: string[];
  @Given() @IsObject() @ValidateNested() @Type(() => MonitorFilterDto) filter?: MonitorFilterDto;
  @Given() @IsObject() @ValidateNested() @Type(() => MonitorJobValuesDto) values?: MonitorJobValuesDto;
  /** How many monitors it is meant for: when more are found nothing is done, and 409 says so. */
  @IsOptional() @IsInt() @Min(1) expected_total?: number | null;
}
