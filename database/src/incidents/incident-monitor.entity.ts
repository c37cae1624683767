import { IMPACTS, type Impact } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import { RowTimes } from '../platform/row-times.js';
import { IncidentEntity } from './incident.entity.js';

/** What an incident does to a monitor. */
@Entity('incident_monitors')
@Unique(['monitorId', 'incidentId'])
@Index(['incidentId'])
export class IncidentMonitorEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  incidentId: number;

  @Column('int')
  monitorId: number;

  /** null reads as DOWN. */
  @Column('enum', { enum: IMPACTS, enumName: 'impact', nullable: true })
  monitorImpact: Impact | null;

  @ManyToOne(() => IncidentEntity, 'monitors', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'incident_id' })
  incident: Relation<IncidentEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}
