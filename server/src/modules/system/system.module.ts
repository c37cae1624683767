import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MaintenancesModule } from '../maintenances/maintenances.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { DemoIncidents } from './demo/demo-incidents.service.js';
import { DemoService } from './demo/demo.service.js';
import { DoctorService } from './doctor/doctor.service.js';

/** What the operator does to the installation as a whole. */
@Module({
  imports: [MonitorsModule, IncidentsModule, MaintenancesModule],
  providers: [DemoService, DemoIncidents, DoctorService],
  exports: [DemoService, DoctorService],
})
export class SystemModule {}
