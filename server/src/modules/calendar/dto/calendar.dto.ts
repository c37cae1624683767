import type { EventStatus, IncidentState, Lifecycle } from '@clarion/contract';
import { IsOptional, Matches } from 'class-validator';
import { QueryText } from '../../monitors/dto/rules.js';
import { IsTimeZone } from '../../maintenances/dto/rules.js';

export class CalendarQuery {
  /** `YYYY-MM`, from 1970 on. @example 2026-03 */
  @QueryText()
  @Matches(/^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])$/, { message: '$property must be a month such as 2026-03' })
  month: string;
  /** Where the month begins and ends; UTC when absent. @example Europe/Berlin */
  @QueryText() @IsOptional() @IsTimeZone() tz?: string;
}

/** An incident in a calendar. */
export class CalendarIncidentDto {
  id: number;
  title: string;
  /** Unix seconds. */
  start_date_time: number;
  /** Unix seconds; null = still open. */
  end_date_time: number | null;
  state: IncidentState;
  /** Tags, ascending. */
  monitors: string[];
}

/** One occurrence of planned work, with what it belongs to. */
export class CalendarEventDto {
  event_id: number;
  maintenance_id: number;
  maintenance_title: string;
  maintenance_status: Lifecycle;
  /** Unix seconds. */
  event_start_date_time: number;
  event_end_date_time: number;
  event_status: EventStatus;
  /** Tags, ascending. */
  monitors: string[];
}

/** What touches a month, by start. */
export class CalendarResponse {
  /** `YYYY-MM` */
  month: string;
  incidents: CalendarIncidentDto[];
  events: CalendarEventDto[];
}
