import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { RoleEntity } from './role.entity.js';
import { UserEntity } from './user.entity.js';

/** A role that a user has. */
@Entity('users_roles')
@Index(['userId'])
export class UserRoleEntity extends RowTimes {
  @PrimaryColumn('varchar', { name: 'roles_id', length: 100 })
  roleId: string;

  @PrimaryColumn('int', { name: 'users_id' })
  userId: number;

  @ManyToOne(() => RoleEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'roles_id' })
  role: Relation<RoleEntity>;

  @ManyToOne(() => UserEntity, 'roles', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'users_id' })
  user: Relation<UserEntity>;
}
