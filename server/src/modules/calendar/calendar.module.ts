import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MaintenancesModule } from '../maintenances/maintenances.module.js';
import { SiteModule } from '../site/site.module.js';
import { CalendarController } from './calendar.controller.js';

/** Incidents and planned work by month. */
@Module({ imports: [IncidentsModule, MaintenancesModule, SiteModule], controllers: [CalendarController] })
export class CalendarModule {}
