import { Module } from '@nestjs/common';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { EventSnapshots } from './event-snapshots.service.js';
import { MonitorHistoryController } from './monitor-history.controller.js';
import { MonitorPlacesService } from './monitor-places.service.js';
import { PageVersions } from './page-versions.service.js';
import { PagesController } from './pages.controller.js';
import { PagesService } from './pages.service.js';
import { EventReader } from './snapshot/events/event-reader.service.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';
import { Snapshots } from './snapshots.service.js';

/** Status pages: what they show, in which version, and what their owners see of them. */
@Module({
  imports: [MonitorsModule],
  controllers: [PagesController, MonitorHistoryController],
  providers: [PagesService, MonitorPlacesService, SnapshotReader, EventReader, Snapshots, EventSnapshots, PageVersions],
  exports: [Snapshots, EventSnapshots, PageVersions],
})
export class PagesModule {}
