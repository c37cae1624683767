import { SIGNALS } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import type { Actor, UserActor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { SessionsService } from './sessions.service.js';

/** The deed: a session ends before its time. Open streams hear of it at commit. @see reliability SEC-62 */
@Injectable()
export class SignOutService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  async signOut(actor: Actor): Promise<void> {
    const user = assertUser(actor);
    await this.end(user, Number(user.sessionId));
  }

  /** Ends one of the actor's own sessions. @throws AppError `NOT_FOUND` */
  async end(actor: UserActor, sessionId: number): Promise<void> {
    await this.work.run(actor, async (tx) => {
      if (!(await this.sessions.end(tx, actor.id, sessionId))) throw notFound('Session');
      await this.audit.add(tx, actor, { action: 'session.end', entityType: 'user', entityId: actor.id });
      await tellSessionEnded(tx, sessionId);
    });
  }
}

const tellSessionEnded = (tx: EntityManager, sessionId: number): Promise<unknown> =>
  tx.query(`SELECT pg_notify($1, $2)`, [SIGNALS.sessions, String(sessionId)]);

/** What only a signed-in person can do. @throws AppError `FORBIDDEN` for keys */
export function assertUser(actor: Actor): UserActor {
  if (actor.kind !== 'user') throw new AppError('FORBIDDEN', 'This needs a signed-in user, not an API key');
  return actor;
}
