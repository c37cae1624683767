import { ALERT_FORS, ALERT_SEVERITIES, type AlertFor, type AlertSeverity } from '@clarion/contract';
import { Check, Column, Entity, OneToMany, PrimaryGeneratedColumn, VersionColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { AlertConfigMonitorEntity } from './alert-config-monitor.entity.js';
import type { AlertConfigTriggerEntity } from './alert-config-trigger.entity.js';

/** A rule over samples of one or more monitors; state is kept per (config, monitor). @see alerting §A1 */
@Entity('monitor_alerts_config')
@Check('monitor_alerts_config_reminder_check', 'reminder_minutes >= 1')
@Check('monitor_alerts_config_thresholds_check', 'failure_threshold >= 1 AND success_threshold >= 1')
export class AlertConfigEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('enum', { enum: ALERT_FORS, enumName: 'alert_for', default: 'STATUS' })
  alertFor: AlertFor;

  /** A status, milliseconds or a percentage, by `alertFor`. */
  @Column('varchar', { length: 255 })
  alertValue: string;

  /** STATUS only: DEGRADED also matches DOWN. */
  @Column('boolean', { default: false })
  includeWorse: boolean;

  /** Samples in a row. */
  @Column('int', { default: 1 })
  failureThreshold: number;

  @Column('int', { default: 1 })
  successThreshold: number;

  @Column('text', { nullable: true })
  alertDescription: string | null;

  @Column('boolean', { default: false })
  createIncident: boolean;

  @Column('boolean', { default: true })
  isActive: boolean;

  @Column('enum', { enum: ALERT_SEVERITIES, enumName: 'alert_severity', default: 'WARNING' })
  severity: AlertSeverity;

  /** Until then no new alert is opened; one that still holds afterwards is. */
  @Column('timestamptz', { nullable: true })
  mutedUntil: Date | null;

  /** An alert that nobody acknowledged is told again so often; null = once. */
  @Column('int', { nullable: true })
  reminderMinutes: number | null;

  @VersionColumn({ default: 1 })
  version: number;

  @OneToMany('AlertConfigMonitorEntity', 'config')
  monitors: Relation<AlertConfigMonitorEntity>[];

  @OneToMany('AlertConfigTriggerEntity', 'config')
  triggers: Relation<AlertConfigTriggerEntity>[];
}
