import { UserEntity } from '@clarion/database/identity/user.entity';
import { UserRoleEntity } from '@clarion/database/identity/user-role.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, invalidField } from '../../platform/errors/app-error.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Actor, UserActor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { UpdateMeDto } from './dto/session.dto.js';
import { PasswordHasher } from './password-hasher.js';
import { refusePassword } from './password-rules.js';
import { SessionsService } from './sessions.service.js';

/** People who may sign in. */
@Injectable()
export class UsersService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
  ) {}

  /** True while nobody owns the installation. */
  async needsOwner(): Promise<boolean> {
    return !(await this.sources.get('web').getRepository(UserEntity).existsBy({ isOwner: true }));
  }

  /**
   * Makes the owner: active, verified, with the admin role.
   * @throws AppError `NOT_FOUND` when there is one already, whoever came first; `BAD_REQUEST` for a weak password
   */
  async createOwner(actor: Actor, owner: { name: string; email: string; password: string }): Promise<UserEntity> {
    const refusal = refusePassword(owner.password);
    if (refusal) throw invalidField('password', refusal);
    if (!(await this.needsOwner())) throw alreadyOwned();
    const passwordHash = await this.hasher.hash(owner.password);
    return this.work.run(actor, async (tx) => {
      // Parallel sign-ups queue here; the partial unique index on the owner is what decides.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('clarion:owner'))`);
      if (await tx.existsBy(UserEntity, { isOwner: true })) throw alreadyOwned();
      const user = await tx.save(
        tx.create(UserEntity, {
          name: owner.name,
          email: owner.email.toLowerCase(),
          passwordHash,
          isActive: true,
          isVerified: true,
          isOwner: true,
        }),
      );
      await tx.insert(UserRoleEntity, { userId: user.id, roleId: 'admin' });
      await this.audit.add(tx, actor, { action: 'user.create', entityType: 'user', entityId: user.id, after: auditable(user) });
      return user;
    });
  }

  /** The active user behind an address and a password, or null; unknown, wrong and inactive cost and answer the same. @see SEC-08 */
  async authenticate(email: string, password: string): Promise<UserEntity | null> {
    const user = await this.sources.get('web').getRepository(UserEntity).findOneBy({ email: email.toLowerCase() });
    const isRight = await this.hasher.verify(password, user?.passwordHash || null);
    return isRight && user?.isActive ? user : null;
  }

  /** False for somebody who is gone, too. */
  async isActive(id: number): Promise<boolean> {
    return this.sources.get('web').getRepository(UserEntity).existsBy({ id, isActive: true });
  }

  async get(id: number): Promise<UserEntity> {
    return this.sources.get('web').getRepository(UserEntity).findOneByOrFail({ id });
  }

  /** Changes one's own name or preferences; preferences are merged by key. */
  async updateMe(actor: UserActor, change: UpdateMeDto): Promise<UserEntity> {
    return this.work.run(actor, async (tx) => {
      const user = await lockUser(tx, actor.id);
      const before = auditable(user);
      if (change.name !== undefined) user.name = change.name;
      if (change.preferences !== undefined) user.preferences = { ...user.preferences, ...definedMembers(change.preferences) };
      await tx.save(user);
      await this.audit.add(tx, actor, { action: 'user.update', entityType: 'user', entityId: user.id, before, after: auditable(user) });
      return user;
    });
  }

  /** Sets a new password and ends every other session. @throws AppError `BAD_REQUEST` naming the field */
  async changePassword(actor: UserActor, sessionId: number, currentPassword: string, newPassword: string): Promise<void> {
    const refusal = refusePassword(newPassword);
    if (refusal) throw invalidField('new_password', refusal);
    const known = await this.get(actor.id);
    if (!(await this.hasher.verify(currentPassword, known.passwordHash || null)))
      throw invalidField('current_password', 'This is not your current password');
    const passwordHash = await this.hasher.hash(newPassword);
    await this.work.run(actor, async (tx) => {
      const user = await lockUser(tx, actor.id);
      if (user.passwordHash !== known.passwordHash) throw new AppError('CONFLICT', 'Your password was changed a moment ago; sign in again');
      await tx.update(UserEntity, user.id, { passwordHash });
      await this.sessions.endOthers(tx, user.id, sessionId);
      await this.audit.add(tx, actor, { action: 'user.change_password', entityType: 'user', entityId: user.id });
    });
  }
}

const alreadyOwned = (): AppError => new AppError('NOT_FOUND', 'Not found');

const lockUser = (tx: EntityManager, id: number): Promise<UserEntity> =>
  tx.findOneOrFail(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });

const definedMembers = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

const auditable = ({ id, name, email, isActive, isVerified, isOwner, preferences }: UserEntity): object => ({
  id,
  name,
  email,
  isActive,
  isVerified,
  isOwner,
  preferences,
});
