import { STATUSES, type Status } from '@clarion/contract';
import { Check, Column, Entity, Exclusion, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/**
 * One stretch of one status, `[fromTs, toTs)` in Unix seconds UTC. The newest span of a monitor is open (`toTs` null) and ends, for now,
 * at `monitor_current_state.vouched_until`: a check that changes nothing touches neither this table nor its GiST index.
 */
@Entity('status_spans')
@Check('status_spans_forward_check', 'to_ts > from_ts')
@Exclusion('status_spans_no_overlap', 'USING gist (monitor_id WITH =, int8range(from_ts, to_ts) WITH &&)')
export class StatusSpanEntity {
  @PrimaryColumn('int')
  monitorId: number;

  @PrimaryColumn('bigint')
  fromTs: number;

  @Column('bigint', { nullable: true })
  toTs: number | null;

  @Column('enum', { enum: STATUSES, enumName: 'status' })
  status: Status;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
