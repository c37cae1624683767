import { Check, Column, Entity, Index, OneToMany, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { UserRoleEntity } from './user-role.entity.js';

/** A person who may sign in. @see admin-and-auth §6 */
@Entity('users')
@Unique(['email'])
@Index('users_one_owner', ['isOwner'], { unique: true, where: 'is_owner' })
@Check('users_email_check', 'email = lower(email)')
export class UserEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** Lower-case. */
  @Column('varchar', { length: 254 })
  email: string;

  @Column('varchar', { length: 100 })
  name: string;

  /** Empty = invited, no password yet. */
  @Column('text', { default: '' })
  passwordHash: string;

  @Column('boolean', { default: true })
  isActive: boolean;

  @Column('boolean', { default: false })
  isVerified: boolean;

  /** At most one row says yes. */
  @Column('boolean', { default: false })
  isOwner: boolean;

  /** Theme, density, zone, saved views and the like. */
  @Column('jsonb', { default: {} })
  preferences: Record<string, unknown>;

  @OneToMany('UserRoleEntity', 'user')
  roles: Relation<UserRoleEntity>[];
}
