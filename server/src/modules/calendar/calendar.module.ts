import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';

/** Incidents and planned work of a month, side by side. */
@Module({ controllers: [CalendarController], providers: [CalendarService] })
export class CalendarModule {}
