import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** One text of an object in one further language. The object's own row keeps the text that stands in for all that are missing. */
@Entity('translations')
export class TranslationEntity extends RowTimes {
  /** `monitor`, `incident`, … */
  @PrimaryColumn('varchar', { length: 20 })
  objectType: string;

  /** 0 for what there is one of. */
  @PrimaryColumn('int')
  objectId: number;

  @PrimaryColumn('varchar', { length: 16 })
  locale: string;

  @PrimaryColumn('varchar', { length: 100 })
  field: string;

  @Column('text')
  text: string;
}
