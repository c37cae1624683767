import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

export const SITE_DATA_TYPES = ['string', 'object', 'number'] as const;
export type SiteDataType = (typeof SITE_DATA_TYPES)[number];

/** One key of the site's configuration. @see pages-site §5 */
@Entity('site_settings')
export class SiteSettingEntity extends RowTimes {
  @PrimaryColumn('varchar', { length: 255 })
  key: string;

  @Column('jsonb')
  value: unknown;

  /** What the API says the value is. */
  @Column('varchar', { length: 20 })
  dataType: SiteDataType;
}
