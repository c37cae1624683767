import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import { RowTimes } from '../platform/row-times.js';
import { PageSectionEntity } from './page-section.entity.js';
import { PageEntity } from './page.entity.js';

/** A monitor's place on a page; without a section it stands in the unnamed list. */
@Entity('pages_monitors')
@Index(['monitorId'])
@Index(['sectionId'])
@Check('pages_monitors_position_check', 'position >= 0')
export class PageMonitorEntity extends RowTimes {
  @PrimaryColumn('int')
  pageId: number;

  @PrimaryColumn('int')
  monitorId: number;

  @Column('int', { nullable: true })
  sectionId: number | null;

  /** Reserved by the contract, unused. */
  @Column('jsonb', { nullable: true })
  monitorSettingsJson: Record<string, unknown> | null;

  /** Order within the section. */
  @Column('int', { default: 0 })
  position: number;

  @ManyToOne(() => PageEntity, 'monitors', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'page_id' })
  page: Relation<PageEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;

  @ManyToOne(() => PageSectionEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'section_id' })
  section: Relation<PageSectionEntity> | null;
}
