import { SUBSCRIBER_STATUSES, type SubscriberStatus } from '@clarion/contract';
import { Check, Column, Entity, OneToMany, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { SubscriberMethodEntity } from './subscriber-method.entity.js';

/** A reader who wants to hear about changes. @see alerting §C */
@Entity('subscriber_users')
@Unique(['email'])
@Check('subscriber_users_email_check', 'email = lower(email)')
export class SubscriberEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** Lower-case. */
  @Column('varchar', { length: 254 })
  email: string;

  @Column('enum', { enum: SUBSCRIBER_STATUSES, enumName: 'subscriber_status', default: 'PENDING' })
  status: SubscriberStatus;

  /** Hash of the pending six-digit code; null = none pending. @see reliability SEC-08 */
  @Column('bytea', { nullable: true })
  verificationCodeHash: Buffer | null;

  @Column('timestamptz', { nullable: true })
  verificationExpiresAt: Date | null;

  /** Wrong guesses at the pending code. */
  @Column('int', { default: 0 })
  verificationAttempts: number;

  @OneToMany('SubscriberMethodEntity', 'subscriber')
  methods: Relation<SubscriberMethodEntity>[];
}
