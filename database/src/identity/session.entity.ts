import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** A signed-in browser. Only the hash of its token is kept; deleting the row ends it. @see reliability SEC-61 */
@Entity('sessions')
@Unique(['tokenHash'])
@Index(['userId'])
@Index(['expiresAt'])
export class SessionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** SHA-256 of the 256-bit token. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('int')
  userId: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  /** When the person last proved who they are; sensitive acts want it fresh. */
  @Column('timestamptz', { default: () => 'app_now()' })
  authenticatedAt: Date;

  @Column('timestamptz', { default: () => 'app_now()' })
  lastSeenAt: Date;

  /** After this without a request the session is over. */
  @Column('timestamptz')
  idleExpiresAt: Date;

  /** The absolute end. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('varchar', { length: 64, nullable: true })
  ip: string | null;

  @Column('varchar', { length: 512, nullable: true })
  userAgent: string | null;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: Relation<UserEntity>;
}
