import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** What a mailed link may do, and nothing else. @see reliability SEC-07 */
export const TOKEN_PURPOSES = ['invitation', 'email_verification', 'password_reset'] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

/** A single-use token, looked up by hash. Of one purpose a user has at most one that is unused: issuing deletes the older. */
@Entity('user_tokens')
@Unique(['tokenHash'])
@Index('user_tokens_one_unused', ['userId', 'purpose'], { unique: true, where: 'used_at IS NULL' })
export class UserTokenEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  userId: number;

  @Column('enum', { enum: TOKEN_PURPOSES, enumName: 'token_purpose' })
  purpose: TokenPurpose;

  /** SHA-256 of the 256-bit token. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: Relation<UserEntity>;
}
