import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MailsModule } from '../mails/mails.module.js';
import { SiteModule } from '../site/site.module.js';
import { TranslationsModule } from '../translations/translations.module.js';
import { CodeMail } from './code-mail.service.js';
import { ENDPOINT_EXPORTS, ENDPOINT_PROVIDERS } from './endpoints/endpoint-providers.js';
import { ReadScopeChoices } from './scopes/scope-choices.service.js';
import { Scopes } from './scopes/scopes.service.js';
import { StoredChoices } from './stored-choices.service.js';
import { SubscriberAudience } from './subscriber-audience.service.js';
import { SubscriberAccess } from './subscriber-access.service.js';
import { SubscriberPreferences } from './subscriber-preferences.service.js';
import { SweepSubscribers } from './sweep-subscribers.service.js';
import { TellSubscribers } from './tell-subscribers.service.js';
import { UpdateMails } from './update-mails.service.js';
import { SubscribersController } from './subscribers.controller.js';
import { Subscribers } from './subscribers.service.js';
import { SubscriptionSettings } from './subscription-settings.service.js';

/** Readers who want to hear of changes: how they come, what they get, how they leave. */
@Module({
  imports: [SiteModule, DeliveriesModule, ChangesModule, MailsModule, TranslationsModule],
  controllers: [SubscribersController],
  providers: [
    ...[Subscribers, SubscriptionSettings, Scopes, ReadScopeChoices, StoredChoices, SubscriberAccess, CodeMail, SubscriberPreferences],
    ...[SweepSubscribers, TellSubscribers, UpdateMails, SubscriberAudience],
    ...ENDPOINT_PROVIDERS,
  ],
  exports: [...[SubscriptionSettings, SubscriberAccess, SubscriberPreferences, Scopes, ReadScopeChoices, Subscribers], ...ENDPOINT_EXPORTS],
})
export class SubscriptionsModule {}
