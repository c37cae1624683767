import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/**
 * Where the engine stands with a monitor. Read whole by every tick and rewritten by every check: no index but the key, so that updates
 * stay heap-only; a scan of some thousand rows costs less than keeping an index on `next_due_at` would. @see reliability REL-30..32
 */
@Entity('monitor_runtime')
export class MonitorRuntimeEntity {
  @PrimaryColumn('int')
  monitorId: number;

  /** Next cron instant plus the monitor's offset; null = not scheduled. Never below the last settled slot. */
  @Column('timestamptz', { nullable: true })
  nextDueAt: Date | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  /** Fences the holder's write: whoever lost the lease updates no row. */
  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  /** Since when minutes of this monitor must be explained, Unix seconds; moved by retention. */
  @Column('bigint')
  watchedSince: number;

  /** Newest slot that has its sample or its gap, Unix seconds. A database clock stepping back issues no minute twice. */
  @Column('bigint', { nullable: true })
  settledUntil: number | null;

  /** State of the grace rule; null = fresh. */
  @Column('jsonb', { nullable: true })
  grace: Record<string, unknown> | null;

  /** Seconds into the minute at which this monitor runs, stable, 0..59. */
  @Column('smallint', { default: 0 })
  offsetSeconds: number;

  /** Newest `heartbeat_signals.received_at`. */
  @Column('timestamptz', { nullable: true })
  lastHeartbeatAt: Date | null;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
