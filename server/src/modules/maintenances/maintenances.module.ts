import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { SiteModule } from '../site/site.module.js';
import { AdvanceEvents } from './advance-events.service.js';
import { ChangeEvent } from './change-event.service.js';
import { ExtendHorizon } from './extend-horizon.service.js';
import { KeepEvents } from './keep-events.service.js';
import { MaintenanceEventsController } from './maintenance-events.controller.js';
import { MaintenanceEventsService } from './maintenance-events.service.js';
import { MaintenanceOutbox } from './maintenance-outbox.service.js';
import { MaintenanceOverlays } from './maintenance-overlays.service.js';
import { MaintenanceStatesController } from './maintenance-states.controller.js';
import { MaintenanceStatesService } from './maintenance-states.service.js';
import { MaintenanceTicker } from './maintenance-ticker.service.js';
import { MaintenancesController } from './maintenances.controller.js';
import { MaintenancesService } from './maintenances.service.js';
import { PreviewMaintenance } from './preview-maintenance.service.js';
import { SplitMaintenance } from './split-maintenance.service.js';
import { TakeBackMaintenances } from './take-back-maintenances.service.js';

/** Planned work: its rules, its events, and what they do to monitors. */
@Module({
  imports: [MonitorsModule, SiteModule, DeliveriesModule, ChangesModule],
  controllers: [MaintenanceEventsController, MaintenancesController, MaintenanceStatesController],
  providers: [
    MaintenancesService,
    SplitMaintenance,
    PreviewMaintenance,
    MaintenanceStatesService,
    MaintenanceEventsService,
    ChangeEvent,
    KeepEvents,
    AdvanceEvents,
    ExtendHorizon,
    MaintenanceOutbox,
    MaintenanceOverlays,
    MaintenanceTicker,
    TakeBackMaintenances,
  ],
  exports: [MaintenancesService, ChangeEvent, MaintenanceEventsService, AdvanceEvents, ExtendHorizon],
})
export class MaintenancesModule {}
