import { DELIVERY_STATES, type DeliveryKind, type DeliveryState } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { OutboxEventEntity } from './outbox-event.entity.js';

/** One message to one recipient. Unique by (event, recipient, channel): a repeated fan-out stops here. @see reliability OBX-03..06 */
@Entity('deliveries')
@Unique(['eventId', 'recipientKey', 'channel'])
@Index('deliveries_due_idx', ['channel', 'kind', 'nextAttemptAt', 'id'], { where: `state IN ('held', 'pending', 'retrying')` })
@Index('deliveries_expiry_idx', ['expiresAt'], { where: `state IN ('held', 'pending', 'retrying') AND expires_at IS NOT NULL` })
@Index('deliveries_dead_idx', ['channel', 'id'], { where: `state = 'dead'` })
@Index('deliveries_leased_idx', ['leaseUntil'], { where: `state = 'sending'` })
@Index('deliveries_order_idx', ['recipientKey', 'aggregateId', 'eventId'], {
  where: `state IN ('held', 'pending', 'sending', 'retrying')`,
})
@Index('deliveries_digest_idx', ['digestId'], { where: 'digest_id IS NOT NULL' })
@Index('deliveries_delivered_idx', ['recipientKey', 'aggregateId', 'deliveredAt'], { where: 'delivered_at IS NOT NULL' })
@Index(['createdAt'])
export class DeliveryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('bigint')
  eventId: number;

  /** Who prepares it when it is sent. */
  @Column('varchar', { length: 50, default: 'subscription' })
  kind: DeliveryKind;

  /** e.g. `trigger:5`, `method:77`. */
  @Column('varchar', { length: 255 })
  recipientKey: string;

  /** One of `CHANNELS`. */
  @Column('varchar', { length: 50 })
  channel: string;

  /** Order is kept per (channel, recipient, aggregate). */
  @Column('varchar', { length: 100 })
  aggregateId: string;

  /** Ids and variables to render from; no secrets. */
  @Column('jsonb', { default: {} })
  payload: Record<string, unknown>;

  @Column('enum', { enum: DELIVERY_STATES, enumName: 'delivery_state', default: 'pending' })
  state: DeliveryState;

  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  nextAttemptAt: Date;

  /** Not sent after this: codes, resets. */
  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { nullable: true })
  deliveredAt: Date | null;

  @Column('text', { nullable: true })
  lastError: string | null;

  /** Why it is not sent: left out, taken back, switched off. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** Whoever sends it has it until then; a worker that was killed is missed after this. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  /** Attempts end 72 h after this: it was added, its hold ended, or somebody asked for it again. */
  @Column('timestamptz', { default: () => 'app_now()' })
  retrySince: Date;

  /** The message it became a line of; its own id: it was kept back, and others become lines of it. */
  @Column('bigint', { nullable: true })
  digestId: number | null;

  /** What was sent last, for people to read: subject and text, shortened; null = not yet, or it is nobody's business. */
  @Column('jsonb', { nullable: true })
  sent: { subject?: string; text: string } | null;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @ManyToOne(() => OutboxEventEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id' })
  event: Relation<OutboxEventEntity>;
}
