import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AlertingModule } from './modules/alerting/alerting.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { CalendarModule } from './modules/calendar/calendar.module.js';
import { ChangesModule } from './modules/changes/changes.module.js';
import { DeliveriesModule } from './modules/deliveries/deliveries.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { IncidentsModule } from './modules/incidents/incidents.module.js';
import { MailsModule } from './modules/mails/mails.module.js';
import { MaintenancesModule } from './modules/maintenances/maintenances.module.js';
import { JobsModule } from './modules/jobs/jobs.module.js';
import { MonitorsModule } from './modules/monitors/monitors.module.js';
import { PagesModule } from './modules/pages/pages.module.js';
import { PublicModule } from './modules/public/public.module.js';
import { SecretsModule } from './modules/secrets/secrets.module.js';
import { SiteModule } from './modules/site/site.module.js';
import { SubscriberFilesModule } from './modules/subscriptions/import/subscriber-files.module.js';
import { SubscriptionsModule } from './modules/subscriptions/subscriptions.module.js';
import { SystemModule } from './modules/system/system.module.js';
import { TemplatesModule } from './modules/templates/templates.module.js';
import { TranslationsModule } from './modules/translations/translations.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The rooms, from the ground up. Each imports what it stands on; this list says only that they are there. */
export const ROOMS: readonly Type[] = [
  AuditModule,
  IdentityModule,
  SiteModule,
  TemplatesModule,
  TranslationsModule,
  DeliveriesModule,
  MonitorsModule,
  ChangesModule,
  MailsModule,
  IncidentsModule,
  MaintenancesModule,
  SecretsModule,
  JobsModule,
  AlertingModule,
  CalendarModule,
  SubscriptionsModule,
  SubscriberFilesModule,
  PagesModule,
  PublicModule,
  SystemModule,
  OpenApiModule,
];

/** The whole product. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(options), ...ROOMS] };
  }
}
