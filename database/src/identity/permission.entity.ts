import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** A permission of `@clarion/contract`, kept in step with it at every start. */
@Entity('permissions')
export class PermissionEntity extends RowTimes {
  /** `domain.action`. */
  @PrimaryColumn('varchar', { length: 100 })
  id: string;

  @Column('varchar', { length: 255 })
  permissionName: string;
}
