import { type Permission } from '@clarion/contract';
import { type JobEntity } from '@clarion/database/jobs/job.entity';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { ApiKeysService } from '../identity/api-keys.service.js';
import { PermissionsService } from '../identity/permissions.service.js';
import { UsersService } from '../identity/users.service.js';
import { assertMayAsk } from './jobs.service.js';

/** Whoever asked for a job is the one who acts while it runs, with what they may do by then. */
@Injectable()
export class JobAskers {
  constructor(
    private readonly users: UsersService,
    private readonly keys: ApiKeysService,
    private readonly permissions: PermissionsService,
  ) {}

  /** @throws AppError `FORBIDDEN` when they are gone, may not sign in, or may not do this any more */
  async actorOf(job: JobEntity): Promise<Actor> {
    const permissions = await this.permissionsOf(job);
    if (permissions === null) throw new AppError('FORBIDDEN', `${job.askerName} may not sign in any more`);
    const identity = { id: job.askerId, label: job.askerName, permissions, requestId: `job-${job.id}`, ip: null, userAgent: null };
    const actor: Actor =
      job.askerKind === 'user'
        ? { kind: 'user', sessionId: '', authenticatedAt: 0, ...identity }
        : { kind: 'api_key', isUnscoped: false, ...identity };
    assertMayAsk(actor, job.kind);
    return actor;
  }

  private async permissionsOf({ askerKind, askerId }: JobEntity): Promise<ReadonlySet<Permission> | null> {
    if (askerKind === 'api_key') {
      const key = await this.keys.findActive(askerId);
      return key === null ? null : this.keys.permissionsOf(key);
    }
    return (await this.users.isActive(askerId)) ? (await this.permissions.ofUser(askerId)).permissions : null;
  }
}
