import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MailsModule } from '../mails/mails.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { SecretsModule } from '../secrets/secrets.module.js';
import { SiteModule } from '../site/site.module.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { AlertLog } from './alerts/alert-log.service.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { EndAlerts } from './alerts/end-alerts.service.js';
import { AlertConfigsController } from './configs/alert-configs.controller.js';
import { AlertConfigs } from './configs/alert-configs.service.js';
import { ForgetMonitors } from './configs/forget-monitors.service.js';
import { AlertChanges } from './evaluation/alert-changes.service.js';
import { EvaluateAlerts } from './evaluation/evaluate-alerts.service.js';
import { FollowSamples } from './evaluation/follow-samples.service.js';
import { RemindAlerts } from './evaluation/remind-alerts.service.js';
import { ReadVisibleSamples } from './evaluation/visible-samples.service.js';
import { ComposeMessages } from './messages/compose-messages.service.js';
import { DeliverAlerts } from './messages/deliver-alerts.service.js';
import { DeliverAnnouncements } from './messages/deliver-announcements.service.js';
import { TriggerAudience } from './messages/trigger-audience.service.js';
import { ReadyTriggers } from './messages/ready-triggers.service.js';
import { AnnounceTriggersController } from './triggers/announce-triggers.controller.js';
import { CheckTriggerMeta } from './triggers/check-trigger-meta.service.js';
import { PreviewTriggers } from './triggers/preview-triggers.service.js';
import { SampleAlerts } from './triggers/sample-alerts.service.js';
import { TestTriggers } from './triggers/test-triggers.service.js';
import { TriggerPresetsController } from './triggers/trigger-presets.controller.js';
import { TriggerPreviewsController } from './triggers/trigger-previews.controller.js';
import { TriggerSeals } from './triggers/trigger-seals.service.js';
import { TriggersController } from './triggers/triggers.controller.js';
import { Triggers } from './triggers/triggers.service.js';

const EVALUATION = [ReadVisibleSamples, AlertChanges, EvaluateAlerts, RemindAlerts, FollowSamples];
const RULES = [AlertConfigs, ForgetMonitors, EndAlerts, AlertLog];
const TELLING = [
  ...[Triggers, TriggerSeals, CheckTriggerMeta, SampleAlerts, TestTriggers, PreviewTriggers, ReadyTriggers],
  ...[ComposeMessages, DeliverAlerts, DeliverAnnouncements, TriggerAudience],
];

/** Rules over samples: what fires, who is told, what people do about it. */
@Module({
  imports: [MonitorsModule, IncidentsModule, ChangesModule, SecretsModule, SiteModule, TemplatesModule, DeliveriesModule, MailsModule],
  controllers: [
    AlertConfigsController,
    AlertsController,
    TriggersController,
    TriggerPresetsController,
    TriggerPreviewsController,
    AnnounceTriggersController,
  ],
  providers: [...EVALUATION, ...RULES, ...TELLING],
  exports: [EvaluateAlerts, RemindAlerts],
})
export class AlertingModule {}
