import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { OutboxEventEntity } from './outbox-event.entity.js';

export const DELIVERY_STATES = [
  'held',
  'pending',
  'sending',
  'retrying',
  'delivered',
  'dead',
  'cancelled',
  'suppressed',
  'parked',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One message to one recipient. Unique by (event, recipient, channel): a repeated fan-out stops here. @see reliability OBX-03..06 */
@Entity('deliveries')
@Unique(['eventId', 'recipientKey', 'channel'])
@Index('deliveries_open_idx', ['nextAttemptAt'], { where: `state IN ('held', 'pending', 'sending', 'retrying')` })
@Index(['channel', 'aggregateId', 'id'])
@Index(['createdAt'])
export class DeliveryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('bigint')
  eventId: number;

  /** e.g. `trigger:5`, `method:77`. */
  @Column('varchar', { length: 255 })
  recipientKey: string;

  /** `webhook`, `discord`, `slack`, `email`. */
  @Column('varchar', { length: 50 })
  channel: string;

  /** Order is kept per (channel, aggregate). */
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

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @ManyToOne(() => OutboxEventEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id' })
  event: Relation<OutboxEventEntity>;
}
