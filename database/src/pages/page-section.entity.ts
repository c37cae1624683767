import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { PageEntity } from './page.entity.js';

/** When a section stands open for a reader who has not chosen. */
export const SECTION_OPENS = ['always', 'affected', 'never'] as const;
export type SectionOpen = (typeof SECTION_OPENS)[number];

/** A named list of monitors on a page. */
@Entity('page_sections')
@Index(['pageId'])
@Check('page_sections_position_check', 'position >= 0')
export class PageSectionEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  pageId: number;

  @Column('varchar', { length: 255 })
  name: string;

  /** Markdown. */
  @Column('text', { nullable: true })
  description: string | null;

  @Column('enum', { enum: SECTION_OPENS, enumName: 'section_open', default: 'always' })
  open: SectionOpen;

  @Column('int', { default: 0 })
  position: number;

  @ManyToOne(() => PageEntity, 'sections', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'page_id' })
  page: Relation<PageEntity>;
}
