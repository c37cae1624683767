import { IsOptional, Matches } from 'class-validator';
import { IncidentDto } from '../../incidents/dto/incident.dto.js';
import { MaintenanceEventDetailDto } from '../../maintenances/dto/maintenance-event.dto.js';
import { IsTimeZone } from '../../maintenances/dto/rules.js';
import { QueryText } from '../../monitors/dto/rules.js';

/** Which month, and on whose clock. */
export class CalendarQuery {
  /** 1970 to 9999. @example 2026-11 */
  @QueryText() @Matches(/^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])$/, { message: 'month must be a month such as 2026-11' }) month: string;
  /** IANA name; `UTC` when absent. @example Europe/Berlin */
  @QueryText() @IsOptional() @IsTimeZone() tz?: string;
}

/** What touches a month: incidents and events of planned work, by start. */
export class CalendarResponse {
  /** @example 2026-11 */
  month: string;
  incidents: IncidentDto[];
  /** Without what is planned by an inactive maintenance. */
  events: MaintenanceEventDetailDto[];
}
