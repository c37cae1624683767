import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/** Latency of one monitor's 15 minutes, over samples with latency > 0 only; milliseconds. Any zone's day is made of these. */
@Entity('latency_rollups')
export class LatencyRollupEntity {
  @PrimaryColumn('int')
  monitorId: number;

  /** Start of the 15 minutes, Unix seconds, a multiple of 900. */
  @PrimaryColumn('bigint')
  bucket: number;

  @Column('int')
  n: number;

  @Column('double precision')
  total: number;

  @Column('real')
  lo: number;

  @Column('real')
  hi: number;

  /** Counts per latency class, for p95. */
  @Column('int', { array: true })
  histogram: number[];

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
