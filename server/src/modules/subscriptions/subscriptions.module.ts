import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MailsModule } from '../mails/mails.module.js';
import { SiteModule } from '../site/site.module.js';
import { SubscriberAudience } from './subscriber-audience.service.js';
import { SubscriberAccess } from './subscriber-access.service.js';
import { SubscriberPreferences } from './subscriber-preferences.service.js';
import { TellSubscribers } from './tell-subscribers.service.js';
import { UpdateMails } from './update-mails.service.js';
import { UpdateVariables } from './update-variables.service.js';
import { SubscribersController } from './subscribers.controller.js';
import { Subscribers } from './subscribers.service.js';
import { SubscriptionSettings } from './subscription-settings.service.js';

/** Readers who want to hear of changes: how they come, what they get, how they leave. */
@Module({
  imports: [SiteModule, DeliveriesModule, ChangesModule, MailsModule],
  controllers: [SubscribersController],
  providers: [
    Subscribers,
    SubscriptionSettings,
    SubscriberAccess,
    SubscriberPreferences,
    TellSubscribers,
    SubscriberAudience,
    UpdateVariables,
    UpdateMails,
  ],
  exports: [SubscriptionSettings, SubscriberAccess, SubscriberPreferences],
})
export class SubscriptionsModule {}
