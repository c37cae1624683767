import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { MonitorHistoryController } from './monitor-history.controller.js';
import { MonitorPlacesService } from './monitor-places.service.js';
import { PageBanners } from './page-banners.service.js';
import { PageVersions } from './page-versions.service.js';
import { PagesController } from './pages.controller.js';
import { PagesService } from './pages.service.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';
import { Snapshots } from './snapshots.service.js';

/** Status pages: what they show, in which version, and what their owners see of them. */
@Module({
  imports: [MonitorsModule, ChangesModule],
  controllers: [PagesController, MonitorHistoryController],
  providers: [PagesService, MonitorPlacesService, SnapshotReader, Snapshots, PageVersions, PageBanners],
  exports: [Snapshots, PageVersions],
})
export class PagesModule {}
