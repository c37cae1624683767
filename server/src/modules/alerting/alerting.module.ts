import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
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

const EVALUATION = [ReadVisibleSamples, AlertChanges, EvaluateAlerts, RemindAlerts, FollowSamples];
const RULES = [AlertConfigs, ForgetMonitors, EndAlerts, AlertLog];

/** Rules over samples: what fires, who is told, what people do about it. */
@Module({
  imports: [MonitorsModule, IncidentsModule, SiteModule, TemplatesModule],
  controllers: [AlertConfigsController, AlertsController],
  providers: [...EVALUATION, ...RULES],
  exports: [EvaluateAlerts, RemindAlerts],
})
export class AlertingModule {}
