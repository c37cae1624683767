import { type EventStatus, type Lifecycle } from '@clarion/contract';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { DryRunReportDto } from '../../changes/dto/dry-run.dto.js';
import { Given, IsInstant, QueryText } from '../../monitors/dto/rules.js';
import { MaintenanceDto, MaintenanceMonitorDto } from './maintenance.dto.js';
import { PageQuery } from './rules.js';

/** Filters of all events; values nobody knows are ignored. @see rest-api-v4 §6 */
export class ListEventsQuery extends PageQuery {
  /** Tags, comma-separated; any of them. */
  @QueryText() @IsOptional() @IsString() monitors?: string;
  /** Any case. */
  @QueryText() @IsOptional() @IsString() event_status?: string;
  /** Unix seconds; events that begin then or later. Now when absent. */
  @QueryText() @IsOptional() @IsString() event_start_date_time?: string;
  @QueryText() @IsOptional() @IsString() maintenance_id?: string;
}

/** Either a new window, both times, or `status`; never both. */
export class UpdateEventDto {
  /** Unix seconds, floored to the minute. */
  @Given() @IsInstant() start_date_time?: number;
  /** Unix seconds, floored to the minute; after the start. */
  @Given() @IsInstant() end_date_time?: number;
  @Given() @IsIn(['COMPLETED', 'CANCELLED']) status?: 'COMPLETED' | 'CANCELLED';
}

/** One occurrence of a maintenance. @see rest-api-v4 §6 */
export class MaintenanceEventDto {
  /** @example 9 */
  id: number;
  /** @example 4 */
  maintenance_id: number;
  /** Unix seconds. */
  start_date_time: number;
  /** Unix seconds. */
  end_date_time: number;
  status: EventStatus;
  /** The same. */
  event_status: EventStatus;
  created_at: string;
  updated_at: string;
  /** Its public page. */
  url: string;
}

/** An event with the maintenance it belongs to. */
export class MaintenanceEventDetailDto {
  maintenance_id: number;
  event_id: number;
  event_start_date_time: number;
  event_end_date_time: number;
  event_status: EventStatus;
  maintenance_title: string;
  maintenance_description: string | null;
  maintenance_status: Lifecycle;
  maintenance_rrule: string;
  maintenance_duration_seconds: number;
  monitors: MaintenanceMonitorDto[];
  url: string;
  id: number;
  status: EventStatus;
  start_date_time: number;
  end_date_time: number;
  maintenance: MaintenanceDto;
}

/** `{ event }` */
export class MaintenanceEventResponse {
  event: MaintenanceEventDto;
  /** Only with `dryRun=true`; nothing was stored then. */
  dry_run?: DryRunReportDto;
}

/** Events of one maintenance, by start. */
export class MaintenanceEventListResponse {
  events: MaintenanceEventDto[];
  page: number;
  limit: number;
  total: number;
}

/** Events of all maintenances, by start. */
export class MaintenanceEventDetailListResponse {
  events: MaintenanceEventDetailDto[];
  page: number;
  limit: number;
  total: number;
}
