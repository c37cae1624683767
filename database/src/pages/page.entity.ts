import type { PageSettings } from '@clarion/contract';
import { Column, DeleteDateColumn, Entity, Index, OneToMany, PrimaryGeneratedColumn, VersionColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { PageMonitorEntity } from './page-monitor.entity.js';
import type { PageSectionEntity } from './page-section.entity.js';

/** What a page stores of its settings: only what was chosen, at any depth. */
export type StoredPageSettings = { [Key in keyof PageSettings]?: DeepPartial<PageSettings[Key]> };
type DeepPartial<T> = T extends object ? { [Key in keyof T]?: DeepPartial<T[Key]> } : T;

/** A public status page. The home page has the empty path and cannot be deleted. @see data-model §4 */
@Entity('pages')
@Index('pages_live_path_key', ['pagePath'], { unique: true, where: 'deleted_at IS NULL' })
@Index('pages_live_domain_key', ['customDomain'], { unique: true, where: 'deleted_at IS NULL' })
export class PageEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** `[a-z0-9_-]*`; unique among the living. */
  @Column('varchar', { length: 255 })
  pagePath: string;

  @Column('varchar', { length: 255 })
  pageTitle: string;

  @Column('varchar', { length: 255, nullable: true })
  pageHeader: string | null;

  /** Markdown. */
  @Column('text', { nullable: true })
  pageSubheader: string | null;

  @Column('varchar', { length: 255, nullable: true })
  pageLogo: string | null;

  @Column('jsonb', { nullable: true })
  pageSettingsJson: StoredPageSettings | null;

  /** Host whose front page it is, lower case, in ASCII; unique among the living. */
  @Column('varchar', { length: 253, nullable: true })
  customDomain: string | null;

  @VersionColumn({ default: 1 })
  version: number;

  @DeleteDateColumn({ type: 'timestamptz', nullable: true })
  deletedAt: Date | null;

  @OneToMany('PageSectionEntity', 'page')
  sections: Relation<PageSectionEntity>[];

  @OneToMany('PageMonitorEntity', 'page')
  monitors: Relation<PageMonitorEntity>[];
}
