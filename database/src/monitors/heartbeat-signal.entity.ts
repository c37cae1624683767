import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/** One accepted heartbeat. Never a sample: the monitor's cron judges them. @see reliability REL-08 */
@Entity('heartbeat_signals')
@Index(['monitorId', 'receivedAt'])
export class HeartbeatSignalEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  monitorId: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  receivedAt: Date;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
