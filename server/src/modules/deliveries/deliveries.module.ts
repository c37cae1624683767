import { Module } from '@nestjs/common';
import { Deliveries } from './deliveries.service.js';
import { DeliverySources } from './delivery-sources.service.js';

/** Messages to people: written down with the fact they tell, sent at least once, with a log of what became of each. */
@Module({ providers: [Deliveries, DeliverySources], exports: [Deliveries, DeliverySources] })
export class DeliveriesModule {}
