import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { PermissionEntity } from './permission.entity.js';
import { RoleEntity } from './role.entity.js';

/** What a role allows; only ACTIVE rows count. */
@Entity('roles_permissions')
@Index(['permissionId'])
export class RolePermissionEntity extends RowTimes {
  @PrimaryColumn('varchar', { name: 'roles_id', length: 100 })
  roleId: string;

  @PrimaryColumn('varchar', { name: 'permissions_id', length: 100 })
  permissionId: string;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @ManyToOne(() => RoleEntity, 'permissions', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'roles_id' })
  role: Relation<RoleEntity>;

  @ManyToOne(() => PermissionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'permissions_id' })
  permission: Relation<PermissionEntity>;
}
