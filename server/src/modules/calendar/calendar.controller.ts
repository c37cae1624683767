import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { toIncidentDto } from '../incidents/incident-view.js';
import { IncidentStatesService } from '../incidents/incident-states.service.js';
import { MaintenanceEventsService } from '../maintenances/maintenance-events.service.js';
import { toEventDetailDto } from '../maintenances/maintenance-view.js';
import { SiteService } from '../site/site.service.js';
import { CalendarQuery, CalendarResponse } from './dto/calendar.dto.js';
import { windowOfMonth } from './month.js';

@Controller('api/v4/calendar')
export class CalendarController {
  constructor(
    private readonly incidents: IncidentStatesService,
    private readonly events: MaintenanceEventsService,
    private readonly site: SiteService,
  ) {}

  /** Incidents and planned work of one month together. */
  @Get()
  @Requires('incidents.read')
  async get(@CurrentActor() actor: Actor, @Query() { month, tz = 'UTC' }: CalendarQuery): Promise<CalendarResponse> {
    const window = windowOfMonth(tz, month);
    const maySeeEvents = actor.permissions.has('maintenances.read');
    const [incidents, events, baseUrl] = await Promise.all([
      this.incidents.during(window),
      maySeeEvents ? this.events.during(window) : [],
      this.site.baseUrl(),
    ]);
    return {
      month,
      incidents: incidents.map((record) => toIncidentDto(record, baseUrl)),
      events: events.map(({ event, record }) => toEventDetailDto(event, record, baseUrl)),
    };
  }
}
