import { LIFECYCLES, SUBSCRIPTION_EVENT_TYPES, type Lifecycle, type SubscriptionEventType } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { SubscriberMethodEntity } from './subscriber-method.entity.js';
import { SubscriberEntity } from './subscriber.entity.js';

/** What a subscriber wants to hear about, by which method. Without scopes: everything. */
@Entity('user_subscriptions')
@Unique('user_subscriptions_wish_key', ['subscriberUserId', 'subscriberMethodId', 'eventType'])
@Index(['subscriberMethodId'])
@Index(['eventType', 'status'])
export class SubscriptionEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  subscriberUserId: number;

  @Column('int')
  subscriberMethodId: number;

  @Column('enum', { enum: SUBSCRIPTION_EVENT_TYPES, enumName: 'subscription_event_type' })
  eventType: SubscriptionEventType;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @ManyToOne(() => SubscriberEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subscriber_user_id' })
  subscriber: Relation<SubscriberEntity>;

  @ManyToOne(() => SubscriberMethodEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subscriber_method_id' })
  method: Relation<SubscriberMethodEntity>;
}
