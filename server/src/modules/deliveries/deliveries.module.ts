import { Module } from '@nestjs/common';
import { HttpSender } from './channels/http-sender.service.js';
import { MailSender } from './channels/mail/mail-sender.service.js';
import { DeadNotices } from './dead-notices.service.js';
import { DeliveriesController } from './deliveries.controller.js';
import { Deliveries } from './deliveries.service.js';
import { DeliveryLog } from './delivery-log.service.js';
import { DeliverySources } from './delivery-sources.service.js';
import { AttemptDelivery } from './sending/attempt-delivery.service.js';
import { ClaimDeliveries } from './sending/claim-deliveries.service.js';
import { GatherDeliveries } from './sending/gather-deliveries.service.js';
import { MessageIds } from './sending/message-ids.service.js';
import { SendDeliveries } from './sending/send-deliveries.service.js';
import { SettleDeliveries } from './sending/settle-deliveries.service.js';
import { Holds } from './holds.service.js';
import { HoldsController } from './holds.controller.js';
import { PreviewMessages } from './preview-messages.service.js';
import { Retractions } from './retractions.service.js';

/** Messages to people: written down with the fact they tell, sent at least once, with a log of what became of each. */
@Module({
  controllers: [HoldsController, DeliveriesController],
  providers: [
    ...[Deliveries, DeliverySources, DeliveryLog, Holds, Retractions, PreviewMessages, DeadNotices, HttpSender, MailSender],
    ...[MessageIds, ClaimDeliveries, GatherDeliveries, SettleDeliveries, AttemptDelivery, SendDeliveries],
  ],
  exports: [Deliveries, DeliverySources, Retractions, PreviewMessages],
})
export class DeliveriesModule {}
