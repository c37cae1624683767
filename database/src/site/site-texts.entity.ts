import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** The owner's words in the place of ours, of one language. */
@Entity('site_texts')
export class SiteTextsEntity extends RowTimes {
  @PrimaryColumn('varchar', { length: 16 })
  locale: string;

  /** Texts, or forms by plural category, by key. */
  @Column('jsonb')
  texts: Record<string, string | Record<string, string>>;
}
