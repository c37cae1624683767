import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { RoleEntity } from './role.entity.js';
import { UserEntity } from './user.entity.js';

/** Personal keys die with their user, service keys (made by the CLI or imported) do not. */
export const API_KEY_KINDS = ['personal', 'service'] as const;
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

/** A bearer key: shown once, stored as a hash. @see reliability SEC-06 */
@Entity('api_keys')
@Unique(['name'])
@Unique(['hashedKey'])
@Index(['userId'])
@Index(['roleId'])
@Check('api_keys_kind_check', `(kind = 'personal') = (user_id IS NOT NULL)`)
export class ApiKeyEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('varchar', { length: 255 })
  name: string;

  /** HMAC-SHA256 under the pepper, hex. */
  @Column('varchar', { length: 128 })
  hashedKey: string;

  /** Asterisks and the last four characters. */
  @Column('varchar', { length: 64 })
  maskedKey: string;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  status: Lifecycle;

  @Column('enum', { enum: API_KEY_KINDS, enumName: 'api_key_kind', default: 'service' })
  kind: ApiKeyKind;

  /** Whose key it is; personal keys only. */
  @Column('int', { nullable: true })
  userId: number | null;

  @Column('int', { nullable: true })
  createdByUserId: number | null;

  /** Role whose permissions bound the key; null = none but the contract's routes. A role with keys cannot be deleted. */
  @Column('varchar', { length: 100, nullable: true })
  roleId: string | null;

  /** `domain:read`, `domain:write` and the like; null = unscoped. */
  @Column('jsonb', { nullable: true })
  scopes: string[] | null;

  /** Networks the key may be used from; null = anywhere. */
  @Column('jsonb', { nullable: true })
  allowedCidrs: string[] | null;

  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  /** Written at most once a minute. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: Relation<UserEntity> | null;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'created_by_user_id' })
  createdBy: Relation<UserEntity> | null;

  @ManyToOne(() => RoleEntity, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'role_id' })
  role: Relation<RoleEntity> | null;
}
