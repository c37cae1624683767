import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditEntryEntity, type AuditBody } from '@clarion/database/audit/audit-entry.entity';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { type Actor, actorTag } from '../../platform/http/actor.js';
import { maskSecrets } from './mask-secrets.js';

/** What happened, to what, and how it looked on both sides. */
export interface AuditDeed {
  /** e.g. `monitor.update`. */
  action: string;
  entityType: string;
  entityId: string | number | null;
  /** Absent = it did not exist. Secrets are replaced here, callers pass the rows as they are. */
  before?: object | null;
  after?: object | null;
}

type Document = Record<string, unknown>;

/** Writes who did what, in the transaction of the deed: no commit without its row, no row without its commit. @see reliability SEC-75 */
@Injectable()
export class AuditService {
  constructor(private readonly clock: Clock) {}

  /** Adds one row; of a change only the members that differ are kept. */
  async add(tx: EntityManager, actor: Actor, deed: AuditDeed): Promise<void> {
    const [before, after] = difference(toDocument(deed.before), toDocument(deed.after));
    const body: AuditBody = {
      at: this.clock.date().toISOString(),
      actor: actorTag(actor),
      actorName: actor.label,
      action: deed.action,
      entityType: deed.entityType,
      entityId: deed.entityId === null ? null : String(deed.entityId),
      before,
      after,
      requestId: actor.requestId,
      ip: actor.ip,
      userAgent: actor.userAgent,
    };
    await tx.query(`INSERT INTO ${tx.getRepository(AuditEntryEntity).metadata.tableName} (body) VALUES ($1)`, [JSON.stringify(body)]);
  }
}

/** Two different secrets stay told apart, none can be read back: 48 bits of a hash over a long random secret say nothing else. */
const fingerprint = (secret: string): string => `(secret ${createHash('sha256').update(`audit:${secret}`).digest('hex').slice(0, 12)})`;

const toDocument = (value: object | null | undefined): Document | null => {
  if (value === null || value === undefined) return null;
  return JSON.parse(JSON.stringify(maskSecrets(value, fingerprint))) as Document;
};

/** Of two versions of one thing the members that differ; of a creation or a deletion everything. */
function difference(before: Document | null, after: Document | null): [Document | null, Document | null] {
  if (before === null || after === null) return [before, after];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const pick = (from: Document): Document => Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
  return [pick(before), pick(after)];
}
