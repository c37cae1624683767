import { LIFECYCLES, MONITOR_TYPES, STATUSES, type Lifecycle, type MonitorType, type Status } from '@clarion/contract';
import { Check, Column, DeleteDateColumn, Entity, Index, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** What a monitor's owner chose about numbers and sharing; absent members take the defaults. @see data-model §3.1 */
export interface MonitorSettings {
  uptime_formula_numerator?: string;
  uptime_formula_denominator?: string;
  monitor_status_history_days?: { desktop?: number; mobile?: number };
  sharing_options?: { showShareBadgeMonitor?: boolean; showShareEmbedMonitor?: boolean };
}

/** What is watched. `deletedAt` set = in the trash: gone from API and pages, its tag is free. @see data-model §3 */
@Entity('monitors')
@Index('monitors_live_tag_key', ['tag'], { unique: true, where: 'deleted_at IS NULL' })
@Check('monitors_grace_check', 'confirmation_threshold BETWEEN 1 AND 60')
export class MonitorEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** Public key, immutable; unique among the living. */
  @Column('varchar', { length: 255 })
  tag: string;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  /** URL or `/assets/images/{id}`. */
  @Column('text', { nullable: true })
  image: string | null;

  /** In UTC; null = never scheduled. */
  @Column('varchar', { length: 255, nullable: true })
  cron: string | null;

  @Column('enum', { enum: STATUSES, enumName: 'status', nullable: true, default: 'UP' })
  defaultStatus: Status | null;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @Column('varchar', { length: 255, nullable: true })
  categoryName: string | null;

  @Column('enum', { enum: MONITOR_TYPES, enumName: 'monitor_type', default: 'API' })
  monitorType: MonitorType;

  /** Configuration of the type, secret members encrypted. `{"self":"readyz"}` = our own address, resolved when the check runs. */
  @Column('jsonb', { nullable: true })
  typeData: Record<string, unknown> | null;

  /** Public link shown on the monitor's page. */
  @Column('text', { nullable: true })
  externalUrl: string | null;

  /** Minutes that make a day degraded / down. @see status-engine §6 */
  @Column('int', { nullable: true, default: 1 })
  dayDegradedMinimumCount: number | null;

  @Column('int', { nullable: true, default: 1 })
  dayDownMinimumCount: number | null;

  /** Grace: checks in a row before the shown status changes sides, 1..60. */
  @Column('int', { default: 1 })
  confirmationThreshold: number;

  @Column('boolean', { default: false })
  includeDegradedInDowntime: boolean;

  /** Still checked, absent from every public surface. */
  @Column('boolean', { default: false })
  isHidden: boolean;

  @Column('jsonb', { nullable: true })
  monitorSettingsJson: MonitorSettings | null;

  /** Grows with every change; the ETag of `If-Match`. */
  @VersionColumn({ default: 1 })
  version: number;

  @DeleteDateColumn({ type: 'timestamptz', nullable: true })
  deletedAt: Date | null;
}
