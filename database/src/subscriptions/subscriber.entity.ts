import { SUBSCRIBER_STATUSES, type SubscriberStatus } from '@clarion/contract';
import { Check, Column, Entity, OneToMany, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { SubscriberMethodEntity } from './subscriber-method.entity.js';

/** A reader who wants to hear about changes. @see alerting §C */
@Entity('subscriber_users')
@Unique(['email'])
@Check('subscriber_users_email_check', 'email = lower(email)')
@Check(
  'subscriber_users_quiet_check',
  'num_nonnulls(quiet_from, quiet_to) IN (0, 2) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to',
)
export class SubscriberEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** Lower-case; null = this subscriber has no mail, but another channel. */
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

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

  /** In which they read; null = the site's. */
  @Column('varchar', { length: 16, nullable: true })
  locale: string | null;

  /** In which they are told times; null = the site's. */
  @Column('varchar', { length: 64, nullable: true })
  timeZone: string | null;

  /** Minute of their day from which news wait; null = none do. */
  @Column('smallint', { nullable: true })
  quietFrom: number | null;

  /** Minute of their day at which what waits is sent. */
  @Column('smallint', { nullable: true })
  quietTo: number | null;

  /** What they chose before they proved that the address is theirs. */
  @Column('jsonb', { nullable: true })
  pendingChoices: Record<string, unknown> | null;

  /** Hash of the pending link that proves it too. */
  @Column('bytea', { nullable: true })
  linkHash: Buffer | null;

  @Column('timestamptz', { nullable: true })
  linkExpiresAt: Date | null;

  @OneToMany('SubscriberMethodEntity', 'subscriber')
  methods: Relation<SubscriberMethodEntity>[];
}
