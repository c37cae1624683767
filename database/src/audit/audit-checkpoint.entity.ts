import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Signed end of what retention took away: rows up to `upToId` may be deleted, and the chain goes on from `hash`. */
@Entity('audit_checkpoints')
export class AuditCheckpointEntity {
  @PrimaryColumn('bigint')
  upToId: number;

  /** Hash of the row `upToId`. */
  @Column('bytea')
  hash: Buffer;

  /** The application's HMAC over both. */
  @Column('bytea')
  signature: Buffer;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;
}
