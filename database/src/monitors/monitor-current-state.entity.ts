import { SAMPLE_TYPES, STATUSES, type SampleType, type Status } from '@clarion/contract';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/**
 * The newest sample of a monitor and the end of its open span. Updated with every check, so nothing but the key is indexed and half of
 * each page stays free: updates remain heap-only.
 */
@Entity('monitor_current_state')
export class MonitorCurrentStateEntity {
  @PrimaryColumn('int')
  monitorId: number;

  /** Minute of the newest sample, Unix seconds. */
  @Column('bigint')
  timestamp: number;

  @Column('enum', { enum: STATUSES, enumName: 'status' })
  status: Status;

  @Column('enum', { enum: STATUSES, enumName: 'status', nullable: true })
  rawStatus: Status | null;

  /** Milliseconds; 0 = not measured. */
  @Column('real', { default: 0 })
  latency: number;

  @Column('enum', { enum: SAMPLE_TYPES, enumName: 'sample_type' })
  type: SampleType;

  @Column('text', { nullable: true })
  errorMessage: string | null;

  /** Start of the open span, Unix seconds. */
  @Column('bigint')
  sinceTs: number;

  /** Present end of the open span, Unix seconds. */
  @Column('bigint')
  vouchedUntil: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  updatedAt: Date;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
