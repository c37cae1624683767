import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import { AlertConfigEntity } from './alert-config.entity.js';

/** A monitor that an alert config watches. */
@Entity('monitor_alerts_config_monitors')
@Index(['monitorId'])
export class AlertConfigMonitorEntity {
  @PrimaryColumn('int', { name: 'monitor_alerts_id' })
  configId: number;

  @PrimaryColumn('int')
  monitorId: number;

  @ManyToOne(() => AlertConfigEntity, 'monitors', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_alerts_id' })
  config: Relation<AlertConfigEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
