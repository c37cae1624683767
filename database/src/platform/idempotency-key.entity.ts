import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The stored answer to a POST that carried `Idempotency-Key`, in the same transaction as its effect. @see reliability SEC-15 */
@Entity('idempotency_keys')
@Index(['expiresAt'])
export class IdempotencyKeyEntity {
  /** Who asked, e.g. `user:3`. */
  @PrimaryColumn('varchar', { length: 100 })
  principal: string;

  /** Method and route pattern. */
  @PrimaryColumn('varchar', { length: 255 })
  route: string;

  @PrimaryColumn('varchar', { length: 255 })
  key: string;

  /** SHA-256 of the body; another body under the same key is refused. */
  @Column('bytea')
  bodyHash: Buffer;

  /** null = still running. */
  @Column('int', { nullable: true })
  responseStatus: number | null;

  @Column('jsonb', { nullable: true })
  responseBody: unknown;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;
}
