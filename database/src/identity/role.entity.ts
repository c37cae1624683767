import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import { Check, Column, Entity, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { RolePermissionEntity } from './role-permission.entity.js';

/** A named set of permissions; those of an INACTIVE role do not count. */
@Entity('roles')
@Check('roles_id_check', `id ~ '^[a-z0-9_-]+$'`)
export class RoleEntity extends RowTimes {
  @PrimaryColumn('varchar', { length: 100 })
  id: string;

  @Column('varchar', { length: 255 })
  roleName: string;

  /** Built in: its permissions are ours to set. */
  @Column('boolean', { default: false })
  readonly: boolean;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @OneToMany('RolePermissionEntity', 'role')
  permissions: Relation<RolePermissionEntity>[];
}
