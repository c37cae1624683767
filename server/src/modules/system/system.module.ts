import { Module } from '@nestjs/common';
import { MaintenancesModule } from '../maintenances/maintenances.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { DemoService } from './demo/demo.service.js';
import { DoctorService } from './doctor/doctor.service.js';

/** What the operator does to the installation as a whole. */
@Module({ imports: [MonitorsModule, MaintenancesModule], providers: [DemoService, DoctorService], exports: [DemoService, DoctorService] })
export class SystemModule {}
