import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { SiteModule } from '../site/site.module.js';
import { AlertIncidents } from './alert-incidents.service.js';
import { DraftTicker } from './draft-ticker.service.js';
import { IncidentCommentsController } from './incident-comments.controller.js';
import { IncidentCommentsService } from './incident-comments.service.js';
import { IncidentDraftsController } from './incident-drafts.controller.js';
import { IncidentDraftsService } from './incident-drafts.service.js';
import { IncidentOverlays } from './incident-overlays.service.js';
import { IncidentStatesController } from './incident-states.controller.js';
import { IncidentStatesService } from './incident-states.service.js';
import { IncidentTemplatesController } from './incident-templates.controller.js';
import { IncidentTemplatesService } from './incident-templates.service.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsService } from './incidents.service.js';
import { TakeBackIncidents } from './take-back-incidents.service.js';
import { MarkdownPreviewsController } from './markdown-previews.controller.js';

/** What goes wrong, told in updates, and what it does to monitors. */
@Module({
  imports: [MonitorsModule, SiteModule, DeliveriesModule, ChangesModule],
  controllers: [
    IncidentsController,
    IncidentCommentsController,
    IncidentStatesController,
    IncidentDraftsController,
    IncidentTemplatesController,
    MarkdownPreviewsController,
  ],
  providers: [
    IncidentsService,
    IncidentCommentsService,
    IncidentStatesService,
    IncidentDraftsService,
    IncidentTemplatesService,
    IncidentOverlays,
    AlertIncidents,
    TakeBackIncidents,
    DraftTicker,
  ],
  exports: [IncidentsService, IncidentCommentsService, IncidentStatesService, AlertIncidents],
})
export class IncidentsModule {}
