import { Controller, Get, Query } from '@nestjs/common';
import { Requires } from '../../platform/http/policy.js';
import { CalendarService } from './calendar.service.js';
import { CalendarQuery, CalendarResponse } from './dto/calendar.dto.js';

@Controller('api/v4/calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  /** Incidents and maintenance events that touch a month of a zone, by start. */
  @Get()
  @Requires('incidents.read', 'maintenances.read')
  async read(@Query() { month, tz }: CalendarQuery): Promise<CalendarResponse> {
    return this.calendar.read(month, tz ?? 'UTC');
  }
}
