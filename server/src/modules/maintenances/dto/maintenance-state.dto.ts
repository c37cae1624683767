import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { QueryInteger, QueryText } from '../../monitors/dto/rules.js';
import { MaintenanceEventDto } from './maintenance-event.dto.js';
import { MaintenanceDto } from './maintenance.dto.js';
import { RuleWordsDto } from './rule-words.dto.js';

export const MAINTENANCE_SORTS = ['id', 'start', 'next'] as const;
export type MaintenanceSort = (typeof MAINTENANCE_SORTS)[number];

/** Search, filters, order and page of the maintenance table. */
export class ListMaintenanceStatesQuery {
  /** Part of a title. */
  @QueryText() @IsOptional() @IsString() @MaxLength(255) text?: string;
  /** A value nobody has gives an empty list. */
  @QueryText() @IsOptional() @IsString() status?: string;
  @QueryText() @IsOptional() @IsString() @MaxLength(255) monitor_tag?: string;
  /** `id` when absent. `next`: by what is under way or comes next. */
  @QueryText() @IsOptional() @IsIn(MAINTENANCE_SORTS) sort?: MaintenanceSort;
  /** `desc` when absent. */
  @QueryText() @IsOptional() @IsIn(['asc', 'desc']) order?: 'asc' | 'desc';
  /** From 1. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(1_000_000) page?: number;
  /** 10 when absent. */
  @QueryInteger() @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** A row of the maintenance table: what is planned, and where it stands. */
export class MaintenanceStateDto extends MaintenanceDto {
  is_recurring: boolean;
  rule_words: RuleWordsDto;
  /** ONGOING; null = nothing is under way. */
  current_event: MaintenanceEventDto | null;
  /** The first that is still to come; null = none is. */
  next_event: MaintenanceEventDto | null;
  /** Events in all, past ones too. */
  event_count: number;
  /** The number in the ETag. */
  version: number;
}

/** `{ maintenances }`: one page of the table. */
export class MaintenanceStateListResponse {
  maintenances: MaintenanceStateDto[];
  page: number;
  limit: number;
  total: number;
}

/** `{ maintenance }` */
export class MaintenanceStateResponse {
  maintenance: MaintenanceStateDto;
}
