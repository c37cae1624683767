import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { PageEntity } from './page.entity.js';

/** Version of a page's snapshot; `dirtySince` is set while something changed that the snapshot does not show yet. */
@Entity('page_versions')
export class PageVersionEntity {
  @PrimaryColumn('int')
  pageId: number;

  @Column('bigint', { default: 0 })
  version: number;

  @Column('timestamptz', { nullable: true })
  dirtySince: Date | null;

  @ManyToOne(() => PageEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'page_id' })
  page: Relation<PageEntity>;
}
