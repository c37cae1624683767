import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { SiteModule } from '../site/site.module.js';
import { TranslationsModule } from '../translations/translations.module.js';
import { ArrangePageService } from './arrange-page.service.js';
import { DraftPageService } from './draft-page.service.js';
import { EmbedSnapshots } from './embed-snapshots.service.js';
import { EventSnapshots } from './event-snapshots.service.js';
import { MonitorHistoryController } from './monitor-history.controller.js';
import { MonitorFigures } from './monitor-figures.service.js';
import { MonitorPlacesService } from './monitor-places.service.js';
import { PageBanners } from './page-banners.service.js';
import { PageCopiesController } from './page-copies.controller.js';
import { PageDomainsController } from './page-domains.controller.js';
import { PageDomainsService } from './page-domains.service.js';
import { PageDraftsController } from './page-drafts.controller.js';
import { PageSectionsController } from './page-sections.controller.js';
import { PageStatesController } from './page-states.controller.js';
import { PageStatesService } from './page-states.service.js';
import { PageVersions } from './page-versions.service.js';
import { PagesController } from './pages.controller.js';
import { PagesService } from './pages.service.js';
import { Sitemaps } from './sitemaps.service.js';
import { EventReader } from './snapshot/events/event-reader.service.js';
import { ReaderWords } from './snapshot/reader-words.service.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';
import { Snapshots } from './snapshots.service.js';
import { TrashPagesController } from './trash-pages.controller.js';
import { TrashPagesService } from './trash-pages.service.js';

/** Status pages: what they show, in which version, and what their owners see of them. */
@Module({
  imports: [SiteModule, MonitorsModule, ChangesModule, TranslationsModule],
  controllers: [
    PagesController,
    PageSectionsController,
    PageDraftsController,
    PageStatesController,
    PageCopiesController,
    PageDomainsController,
    TrashPagesController,
    MonitorHistoryController,
  ],
  providers: [
    PagesService,
    ArrangePageService,
    DraftPageService,
    PageStatesService,
    PageDomainsService,
    TrashPagesService,
    MonitorPlacesService,
    SnapshotReader,
    ReaderWords,
    EventReader,
    Snapshots,
    EventSnapshots,
    EmbedSnapshots,
    PageVersions,
    PageBanners,
    Sitemaps,
    MonitorFigures,
  ],
  exports: [
    PagesService,
    DraftPageService,
    Snapshots,
    SnapshotReader,
    EventSnapshots,
    EmbedSnapshots,
    EventReader,
    Sitemaps,
    PageVersions,
    MonitorFigures,
  ],
})
export class PagesModule {}
