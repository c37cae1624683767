import { IMPACTS, type Impact } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import { RowTimes } from '../platform/row-times.js';
import { MaintenanceEntity } from './maintenance.entity.js';

/** What a maintenance does to a monitor while one of its events lasts. */
@Entity('maintenance_monitors')
@Unique(['maintenanceId', 'monitorId'])
@Index(['monitorId'])
export class MaintenanceMonitorEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  maintenanceId: number;

  @Column('int')
  monitorId: number;

  @Column('enum', { enum: IMPACTS, enumName: 'impact', default: 'MAINTENANCE' })
  monitorImpact: Impact;

  @ManyToOne(() => MaintenanceEntity, 'monitors', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'maintenance_id' })
  maintenance: Relation<MaintenanceEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
