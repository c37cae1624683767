import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who, what, when, before and after; secrets are fingerprints. Kept whole in one document, because the chain is over it. */
export interface AuditBody {
  /** ISO-8601 instant. */
  at: string;
  /** `app.actor` of the transaction, e.g. `user:3`, `key:8`, `system`. */
  actor: string;
  /** The name at that time; users may be deleted, their deeds stay. */
  actorName: string | null;
  /** e.g. `monitor.update`. */
  action: string;
  entityType: string;
  entityId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** `app.request` of the transaction. */
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

/**
 * One row of the audit log. Only `body` is written by us: a trigger numbers the row without holes and chains it to the one before,
 * `hash = sha256(prev_hash || body::text)`. Rows cannot be changed, and deleted only below a checkpoint. @see reliability SEC-75
 */
@Entity('audit_log')
export class AuditEntryEntity {
  @PrimaryColumn('bigint')
  id: number;

  @Column('jsonb')
  body: AuditBody;

  @Column('bytea')
  prevHash: Buffer;

  @Column('bytea')
  hash: Buffer;
}
