import { randomBytes } from 'node:crypto';
import { PERMISSION_IDS, type Lifecycle, type Permission } from '@clarion/contract';
import { ApiKeyEntity } from '@clarion/database/identity/api-key.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor, systemActor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { PermissionsService } from './permissions.service.js';

const PREFIX = 'clarion_';
const PEPPER = 'api-key-pepper';
const USE_NOTED_MS = 60_000;

/** What a key without a role covers: the contract's routes, and nothing of users, roles, keys or the audit log. @see reliability SEC-06 */
const CONTRACT_PERMISSIONS: ReadonlySet<Permission> = new Set(
  PERMISSION_IDS.filter((id) => /^(monitors|incidents|maintenances|pages|settings)\./.test(id)),
);

export interface NewApiKey {
  name: string;
  expiresAt: Date | null;
  /** Role that bounds the key. */
  roleId: string;
  /** Personal keys die with their user; null makes a service key. */
  userId: number | null;
}

/** Keys of programs: shown once, stored as an HMAC under a pepper. @see reliability SEC-06 */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly keyring: Keyring,
    private readonly permissions: PermissionsService,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<ApiKeyEntity[]> {
    return this.sources
      .get('web')
      .getRepository(ApiKeyEntity)
      .find({ order: { id: 'DESC' } });
  }

  /**
   * Makes a key.
   * @returns the row, and the key itself, which is kept nowhere
   * @throws AppError `BAD_REQUEST` for a taken name, `FORBIDDEN` when the role holds more than the actor
   */
  async create(actor: Actor, wanted: NewApiKey): Promise<{ row: ApiKeyEntity; key: string }> {
    await this.assertWithin(actor, wanted.roleId);
    const key = PREFIX + randomBytes(32).toString('hex');
    try {
      const row = await this.work.run(actor, async (tx) => {
        const saved = await tx.save(
          tx.create(ApiKeyEntity, {
            name: wanted.name,
            hashedKey: this.keyring.hmac(PEPPER, key),
            maskedKey: `${'*'.repeat(12)}${key.slice(-4)}`,
            kind: wanted.userId === null ? 'service' : 'personal',
            userId: wanted.userId,
            createdByUserId: wanted.userId,
            roleId: wanted.roleId,
            expiresAt: wanted.expiresAt,
          }),
        );
        await this.audit.add(tx, actor, { action: 'api_key.create', entityType: 'api_key', entityId: saved.id, after: auditable(saved) });
        return saved;
      });
      return { row, key };
    } catch (error) {
      if (isUniqueViolation(error)) throw invalidField('name', `An API key named “${wanted.name}” already exists`);
      throw error;
    }
  }

  async setStatus(actor: Actor, id: number, status: Lifecycle): Promise<ApiKeyEntity> {
    return this.work.run(actor, async (tx) => {
      const row = await lockKey(tx, id);
      const before = auditable(row);
      row.status = status;
      await tx.save(row);
      await this.audit.add(tx, actor, { action: 'api_key.update', entityType: 'api_key', entityId: id, before, after: auditable(row) });
      return row;
    });
  }

  async remove(actor: Actor, id: number): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const row = await lockKey(tx, id);
      await tx.delete(ApiKeyEntity, { id });
      await this.audit.add(tx, actor, { action: 'api_key.delete', entityType: 'api_key', entityId: id, before: auditable(row) });
    });
  }

  /**
   * The key that was sent, or null when it is unknown, INACTIVE, over, or its person may not sign in any more. A key that was hashed
   * under an earlier pepper is hashed again under the present one.
   */
  async find(key: string): Promise<ApiKeyEntity | null> {
    const hashes = this.keyring.hmacs(PEPPER, key);
    const row = await this.living().andWhere('k.hashed_key IN (:...hashes)', { hashes }).getOne();
    if (!row) return null;
    await this.touch(row, hashes[0]!);
    return row;
  }

  /** A key by its id, under the same conditions. */
  async findActive(id: number): Promise<ApiKeyEntity | null> {
    return this.living().andWhere('k.id = :id', { id }).getOne();
  }

  /** What a key may do: its role's permissions, for a personal key never more than its person's. */
  async permissionsOf(row: ApiKeyEntity): Promise<ReadonlySet<Permission>> {
    const granted = row.roleId === null ? CONTRACT_PERMISSIONS : await this.permissions.ofRole(row.roleId);
    if (row.userId === null) return granted;
    const { permissions } = await this.permissions.ofUser(row.userId);
    return new Set([...granted].filter((permission) => permissions.has(permission)));
  }

  /** ACTIVE, not over, and their person may sign in. */
  private living(): SelectQueryBuilder<ApiKeyEntity> {
    return this.sources
      .get('web')
      .createQueryBuilder(ApiKeyEntity, 'k')
      .leftJoin('k.user', 'u')
      .where(`k.status = 'ACTIVE' AND (k.expires_at IS NULL OR k.expires_at > app_now()) AND (u.id IS NULL OR u.is_active)`);
  }

  /** Notes the use, at most once a minute, and the present pepper. */
  private async touch(row: ApiKeyEntity, hash: string): Promise<void> {
    const isRecent = row.lastUsedAt !== null && this.clock.nowMs() - row.lastUsedAt.getTime() < USE_NOTED_MS;
    if (isRecent && row.hashedKey === hash) return;
    await this.work.run(
      systemActor('api-key-use'),
      (tx) => tx.query(`UPDATE api_keys SET last_used_at = app_now(), hashed_key = $2 WHERE id = $1`, [row.id, hash]),
      { pool: 'web' },
    );
  }

  /** Nobody hands out more than he holds. @see reliability SEC-05 */
  private async assertWithin(actor: Actor, roleId: string): Promise<void> {
    const granted = await this.permissions.ofRole(roleId);
    if (granted.size === 0) throw invalidField('role', `There is no active role “${roleId}”`);
    const beyond = [...granted].filter((permission) => !actor.permissions.has(permission));
    if (beyond.length > 0) throw new AppError('FORBIDDEN', `You cannot give a key permissions you do not hold: ${beyond.join(', ')}`);
  }
}

async function lockKey(tx: EntityManager, id: number): Promise<ApiKeyEntity> {
  const row = await tx.findOne(ApiKeyEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw notFound('API key');
  return row;
}

const auditable = ({ id, name, maskedKey, status, kind, userId, roleId, scopes, expiresAt }: ApiKeyEntity): object => ({
  id,
  name,
  maskedKey,
  status,
  kind,
  userId,
  roleId,
  scopes,
  expiresAt,
});
