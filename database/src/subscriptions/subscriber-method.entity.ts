import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { SubscriberEntity } from './subscriber.entity.js';

/** An address of a subscriber. */
@Entity('subscriber_methods')
@Unique('subscriber_methods_address_key', ['subscriberUserId', 'methodType', 'methodValue'])
export class SubscriberMethodEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  subscriberUserId: number;

  /** `email`. */
  @Column('varchar', { length: 50 })
  methodType: string;

  @Column('varchar', { length: 500 })
  methodValue: string;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @Column('text', { nullable: true })
  meta: string | null;

  /** The address refused mail for good; nothing is sent to it any more. */
  @Column('timestamptz', { nullable: true })
  bouncedAt: Date | null;

  @ManyToOne(() => SubscriberEntity, 'methods', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subscriber_user_id' })
  subscriber: Relation<SubscriberEntity>;
}
