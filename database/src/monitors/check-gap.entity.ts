import { GAP_REASONS, type GapReason } from '@clarion/contract';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/** Minutes without a sample that are our fault or wish, `[fromTs, toTs)` in Unix seconds. One row however long it lasted. */
@Entity('check_gaps')
@Unique(['monitorId', 'fromTs'])
@Check('check_gaps_forward_check', 'to_ts > from_ts')
export class CheckGapEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  monitorId: number;

  @Column('bigint')
  fromTs: number;

  @Column('bigint')
  toTs: number;

  @Column('enum', { enum: GAP_REASONS, enumName: 'gap_reason' })
  reason: GapReason;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
