import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import { Check, Column, Entity, OneToMany, PrimaryGeneratedColumn, VersionColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { MaintenanceEventEntity } from './maintenance-event.entity.js';
import type { MaintenanceMonitorEntity } from './maintenance-monitor.entity.js';

/** Planned work and its rule; its occurrences are events. @see data-model §6 */
@Entity('maintenances')
@Check('maintenances_duration_check', 'duration_seconds > 0')
export class MaintenanceEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('varchar', { length: 255 })
  title: string;

  /** Markdown or HTML, sanitised when rendered. */
  @Column('text', { nullable: true })
  description: string | null;

  /** DTSTART, Unix seconds. */
  @Column('bigint')
  startDateTime: number;

  /** Body of an RFC 5545 rule, without `RRULE:`. */
  @Column('varchar', { length: 500 })
  rrule: string;

  @Column('int')
  durationSeconds: number;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @Column('boolean', { default: true })
  isGlobal: boolean;

  /** IANA zone in which the rule is read. */
  @Column('varchar', { length: 64, default: 'UTC' })
  timezone: string;

  @VersionColumn({ default: 1 })
  version: number;

  @OneToMany('MaintenanceMonitorEntity', 'maintenance')
  monitors: Relation<MaintenanceMonitorEntity>[];

  @OneToMany('MaintenanceEventEntity', 'maintenance')
  events: Relation<MaintenanceEventEntity>[];
}
