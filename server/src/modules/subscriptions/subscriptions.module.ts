import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MailsModule } from '../mails/mails.module.js';
import { SiteModule } from '../site/site.module.js';
import { ConnectEndpoints } from './endpoints/connect-endpoints.service.js';
import { EndpointChoices } from './endpoints/endpoint-choices.service.js';
import { EndpointHealth } from './endpoints/endpoint-health.service.js';
import { EndpointUpdates } from './endpoints/endpoint-updates.service.js';
import { PushKeys } from './endpoints/push-keys.service.js';
import { ReadEndpointNews } from './endpoints/read-endpoint-news.service.js';
import { TryEndpoint } from './endpoints/try-endpoint.service.js';
import { SubscriberAccess } from './subscriber-access.service.js';
import { SubscriberPreferences } from './subscriber-preferences.service.js';
import { SubscriptionMessages } from './subscription-messages.service.js';
import { TellSubscribers } from './tell-subscribers.service.js';
import { UpdateMails } from './update-mails.service.js';
import { UpdateVariables } from './update-variables.service.js';
import { SubscribersController } from './subscribers.controller.js';
import { Subscribers } from './subscribers.service.js';
import { SubscriptionSettings } from './subscription-settings.service.js';

/** Readers who want to hear of changes: how they come, what they get, how they leave. */
@Module({
  imports: [SiteModule, DeliveriesModule, MailsModule],
  controllers: [SubscribersController],
  providers: [
    ...[Subscribers, SubscriptionSettings, SubscriberAccess, SubscriberPreferences, TellSubscribers, UpdateVariables, UpdateMails],
    ...[SubscriptionMessages, ConnectEndpoints, EndpointChoices, TryEndpoint, PushKeys, EndpointUpdates, EndpointHealth, ReadEndpointNews],
  ],
  exports: [SubscriptionSettings, SubscriberAccess, SubscriberPreferences, ConnectEndpoints, EndpointChoices, PushKeys],
})
export class SubscriptionsModule {}
