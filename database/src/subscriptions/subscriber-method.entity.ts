import { LIFECYCLES, type Lifecycle, type SubscriberChannel } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { SubscriberEntity } from './subscriber.entity.js';

/** An address of a subscriber. */
@Entity('subscriber_methods')
@Index('subscriber_methods_address_hash_key', ['methodType', 'addressHash'], { unique: true })
@Unique('subscriber_methods_address_key', ['subscriberUserId', 'methodType', 'methodValue'])
export class SubscriberMethodEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  subscriberUserId: number;

  @Column('varchar', { length: 50 })
  methodType: SubscriberChannel;

  /** The address as people may see it: mail in full, of the others the host and the last characters. */
  @Column('varchar', { length: 500 })
  methodValue: string;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @Column('text', { nullable: true })
  meta: string | null;

  /** The address refused mail for good; nothing is sent to it any more. */
  @Column('timestamptz', { nullable: true })
  bouncedAt: Date | null;

  /** What is dialled, sealed: an address of a chat is a secret. Null for mail. */
  @Column('text', { nullable: true })
  address: string | null;

  /** Knows the address again without opening it. */
  @Column('bytea', { nullable: true })
  addressHash: Buffer | null;

  /** Signs what a webhook gets, sealed. */
  @Column('text', { nullable: true })
  secret: string | null;

  /** Deliveries that were given up in a row. */
  @Column('int', { default: 0 })
  failures: number;

  /** Nothing is sent until its owner or an operator resumes it. */
  @Column('timestamptz', { nullable: true })
  pausedAt: Date | null;

  @Column('text', { nullable: true })
  pauseReason: string | null;

  @ManyToOne(() => SubscriberEntity, 'methods', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subscriber_user_id' })
  subscriber: Relation<SubscriberEntity>;
}
