import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { SectionOpen } from './page-section.entity.js';
import { PageEntity, type StoredPageSettings } from './page.entity.js';

/** A section as an editor left it. */
export interface DraftSection {
  /** Of a section that the page has; null = it is new. */
  id: number | null;
  name: string;
  /** Markdown. */
  description: string | null;
  open: SectionOpen;
  /** Tags in their order. */
  monitors: string[];
}

/** Everything of a page that an editor changes. */
export interface PageContent {
  /** Empty = home. */
  pagePath: string;
  pageTitle: string;
  pageHeader: string;
  /** Markdown. */
  pageSubheader: string | null;
  pageLogo: string | null;
  /** Only what was chosen. */
  pageSettings: StoredPageSettings | null;
  /** Tags of the list without a name. */
  unsectioned: string[];
  sections: DraftSection[];
}

/** What an editor changed of a page and has not published: in no answer and on no surface until then. */
@Entity('page_drafts')
export class PageDraftEntity extends RowTimes {
  @PrimaryColumn('int')
  pageId: number;

  @Column('jsonb')
  content: PageContent;

  /** Version of the page that the draft was begun from. */
  @Column('int')
  baseVersion: number;

  /** Grows with every change of the draft. */
  @Column('int', { default: 1 })
  version: number;

  /** Who changed it last, for people to read. */
  @Column('varchar', { length: 255 })
  author: string;

  @OneToOne(() => PageEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'page_id' })
  page: Relation<PageEntity>;
}
