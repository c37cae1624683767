import { ALERT_STATUSES, type AlertStatus } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, UpdateDateColumn, type Relation } from 'typeorm';
import { IncidentEntity } from '../incidents/incident.entity.js';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import { AlertConfigEntity } from './alert-config.entity.js';

/** One firing of a config on a monitor, TRIGGERED → RESOLVED; at most one is open per (config, monitor). @see alerting §A4 */
@Entity('monitor_alerts')
@Index('monitor_alerts_one_open', ['configId', 'monitorId'], { unique: true, where: `alert_status = 'TRIGGERED'` })
@Index(['configId', 'monitorId', 'alertStatus'])
@Index(['monitorId'])
@Index(['incidentId'])
export class AlertEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  configId: number;

  @Column('int')
  monitorId: number;

  @Column('int', { nullable: true })
  incidentId: number | null;

  @Column('enum', { enum: ALERT_STATUSES, enumName: 'alert_status', default: 'TRIGGERED' })
  alertStatus: AlertStatus;

  @Column('timestamptz', { nullable: true })
  resolvedAt: Date | null;

  /** Why it was resolved without a good sample, e.g. `rule disabled`. */
  @Column('varchar', { length: 255, nullable: true })
  resolveReason: string | null;

  @Column('timestamptz', { nullable: true })
  acknowledgedAt: Date | null;

  /** Who did, in words. */
  @Column('varchar', { length: 255, nullable: true })
  acknowledgedBy: string | null;

  /** How often it was told again, and when last. */
  @Column('int', { default: 0 })
  reminders: number;

  @Column('timestamptz', { nullable: true })
  remindedAt: Date | null;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  @ManyToOne(() => AlertConfigEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'config_id' })
  config: Relation<AlertConfigEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;

  @ManyToOne(() => IncidentEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'incident_id' })
  incident: Relation<IncidentEntity> | null;
}
