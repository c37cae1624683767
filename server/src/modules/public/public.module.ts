import { Module } from '@nestjs/common';
import { PagesModule } from '../pages/pages.module.js';
import { SiteModule } from '../site/site.module.js';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module.js';
import { CalendarFiles } from './calendar/calendar-files.service.js';
import { DashboardApisController } from './dashboard-apis/dashboard-apis.controller.js';
import { DashboardApis } from './dashboard-apis/dashboard-apis.service.js';
import { BadgesController } from './badges/badges.controller.js';
import { Badges } from './badges/badges.service.js';
import { EmbedsController } from './embeds/embeds.controller.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { Feeds } from './feeds/feeds.service.js';
import { CspReportsController } from './csp-reports.controller.js';
import { DictionariesController } from './dictionaries.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { MarkdownPagesController } from './markdown/markdown-pages.controller.js';
import { PicturesController } from './pictures/pictures.controller.js';
import { Pictures } from './pictures/pictures.service.js';
import { PublicDataController } from './public-data.controller.js';
import { PublicEventsController } from './public-events.controller.js';
import { PublicEventsDataController } from './public-events-data.controller.js';
import { PublicPagesController } from './public-pages.controller.js';
import { DraftPreviewsController } from './previews/draft-previews.controller.js';
import { MailFrameController } from './previews/mail-frame.controller.js';
import { SitePreviewsController } from './previews/site-previews.controller.js';
import { PublicPages } from './public-pages.service.js';
import { RobotsController } from './robots.controller.js';
import { ManageController } from './subscribe/manage.controller.js';
import { ReaderPages } from './subscribe/reader-pages.service.js';
import { SubscribeController } from './subscribe/subscribe.controller.js';
import { UnsubscribeController } from './subscribe/unsubscribe.controller.js';
import { EndpointActions } from './subscribe/endpoint-actions.js';
import { SubscriptionController } from './subscribe/subscription.controller.js';
import { StaticCopies } from './static-copy/static-copies.service.js';
import { StaticCopyKeeper } from './static-copy/static-copy-keeper.service.js';
import { PageTablesController } from './tables/page-tables.controller.js';
import { StatuspageController } from './statuspage/statuspage.controller.js';
import { Statuspages } from './statuspage/statuspage.service.js';
import { WarmAnswers } from './warm-answers.service.js';
import { builtUiFiles, UI_FILES } from './ui-files.js';

/** What visitors see: pages, their data and streams; and the dashboard's files. */
@Module({
  imports: [PagesModule, SiteModule, SubscriptionsModule],
  controllers: [
    SitePreviewsController,
    MailFrameController,
    RobotsController,
    DashboardController,
    DraftPreviewsController,
    PublicDataController,
    PublicEventsDataController,
    CspReportsController,
    DictionariesController,
    FeedsController,
    PicturesController,
    MarkdownPagesController,
    PageTablesController,
    BadgesController,
    EmbedsController,
    StatuspageController,
    DashboardApisController,
    SubscriptionController,
    SubscribeController,
    ManageController,
    UnsubscribeController,
    PublicEventsController,
    PublicPagesController,
  ],
  providers: [
    PublicPages,
    CalendarFiles,
    Feeds,
    DashboardApis,
    Badges,
    Statuspages,
    StaticCopies,
    StaticCopyKeeper,
    WarmAnswers,
    Pictures,
    EndpointActions,
    ReaderPages,
    { provide: UI_FILES, useFactory: builtUiFiles },
  ],
})
export class PublicModule {}
