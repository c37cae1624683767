import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AlertConfigMonitorEntity } from './alert-config-monitor.entity.js';

/** How far a config has looked at the samples of a monitor: what is stored later is looked at once, whoever is told of it how often. */
@Entity('monitor_alerts_progress')
export class AlertProgressEntity {
  @PrimaryColumn('int')
  monitorId: number;

  @PrimaryColumn('int')
  configId: number;

  /** Timestamp of the newest sample that was looked at, Unix seconds. */
  @Column('bigint')
  evaluatedUntil: number;

  @ManyToOne(() => AlertConfigMonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'config_id', referencedColumnName: 'configId' },
    { name: 'monitor_id', referencedColumnName: 'monitorId' },
  ])
  link: Relation<AlertConfigMonitorEntity>;
}
