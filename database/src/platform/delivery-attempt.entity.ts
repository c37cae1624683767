import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { DeliveryEntity } from './delivery.entity.js';

/** What one attempt met. */
@Entity('delivery_attempts')
@Index(['deliveryId'])
export class DeliveryAttemptEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('bigint')
  deliveryId: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  attemptedAt: Date;

  @Column('int', { nullable: true })
  durationMs: number | null;

  /** HTTP or SMTP status; null = none arrived. */
  @Column('int', { nullable: true })
  statusCode: number | null;

  @Column('text', { nullable: true })
  error: string | null;

  /** First KiB of the answer, secrets blotted out. */
  @Column('varchar', { length: 1024, nullable: true })
  excerpt: string | null;

  @ManyToOne(() => DeliveryEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'delivery_id' })
  delivery: Relation<DeliveryEntity>;
}
