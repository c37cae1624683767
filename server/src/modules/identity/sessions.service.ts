import { SessionEntity } from '@clarion/database/identity/session.entity';
import { UserEntity } from '@clarion/database/identity/user.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import type { RequestOrigin } from '../../platform/http/actor.js';
import { OnUpkeep } from '../../platform/queue/upkeep.js';
import { randomToken, tokenHash } from './tokens.js';

/** A session's life without a request, and at most. @see reliability SEC-61 */
const IDLE = '12 hours';
const ABSOLUTE = '30 days';
/** A request moves the idle end at most this often, so that reading costs no write. */
const TOUCH_SECONDS = 60;

/** A live session with its user. */
export interface LiveSession {
  id: number;
  userId: number;
  expiresAt: Date;
  /** Unix seconds. */
  authenticatedAt: number;
  user: UserEntity;
}

/** Server-side sessions: the cookie is a random token, the row is the session, deleting the row ends it. */
@Injectable()
export class SessionsService {
  constructor(private readonly sources: DataSources) {}

  /** Starts a session. @returns the token for the cookie, which is stored nowhere */
  async start(tx: EntityManager, userId: number, origin: RequestOrigin): Promise<string> {
    const token = randomToken();
    await tx.query(
      `INSERT INTO sessions (token_hash, user_id, ip, user_agent, idle_expires_at, expires_at)
       VALUES ($1, $2, $3, $4, app_now() + interval '${IDLE}', app_now() + interval '${ABSOLUTE}')`,
      [tokenHash(token), userId, origin.ip, origin.userAgent?.slice(0, 512) ?? null],
    );
    return token;
  }

  /** The session behind a cookie, or null when it is unknown, over, or its user may not sign in any more. */
  async find(token: string): Promise<LiveSession | null> {
    const web = this.sources.get('web');
    const row = await web
      .createQueryBuilder(SessionEntity, 's')
      .innerJoinAndSelect('s.user', 'u')
      .where('s.token_hash = :hash AND s.idle_expires_at > app_now() AND s.expires_at > app_now() AND u.is_active', {
        hash: tokenHash(token),
      })
      .getOne();
    if (!row) return null;
    await web.query(
      `UPDATE sessions SET last_seen_at = app_now(), idle_expires_at = least(app_now() + interval '${IDLE}', expires_at)
        WHERE id = $1 AND last_seen_at < app_now() - interval '${TOUCH_SECONDS} seconds'`,
      [row.id],
    );
    return {
      id: row.id,
      userId: row.userId,
      expiresAt: row.expiresAt,
      authenticatedAt: Math.floor(row.authenticatedAt.getTime() / 1000),
      user: row.user,
    };
  }

  /** A user's live sessions, the newest first. */
  async list(userId: number): Promise<SessionEntity[]> {
    return this.sources
      .get('web')
      .createQueryBuilder(SessionEntity, 's')
      .where('s.user_id = :userId AND s.idle_expires_at > app_now() AND s.expires_at > app_now()', { userId })
      .orderBy('s.last_seen_at', 'DESC')
      .getMany();
  }

  /** Ends one session of a user. @returns whether there was one */
  async end(tx: EntityManager, userId: number, id: number): Promise<boolean> {
    const result = await tx.delete(SessionEntity, { id, userId });
    return (result.affected ?? 0) > 0;
  }

  /** Ends all sessions of a user but one. */
  async endOthers(tx: EntityManager, userId: number, exceptId: number | null): Promise<void> {
    await tx.query(`DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2`, [userId, exceptId]);
  }

  /** Removes what has ended by itself. */
  @OnUpkeep('session-cleanup', { everyMs: 60 * 60_000 })
  async sweep(): Promise<void> {
    await this.sources.get('upkeep').query(`DELETE FROM sessions WHERE expires_at < app_now() OR idle_expires_at < app_now()`);
  }
}
