import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { VisitorActor } from '../../platform/http/actor.js';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.js';
import { AuditService } from '../audit/audit.service.js';
import { SessionsService } from './sessions.service.js';
import { UsersService } from './users.service.js';

/** Failures before an account or an address has to wait. @see reliability SEC-67 */
const FAILURES = { limit: 5, seconds: 15 * 60 } as const;

/** The deed: somebody proves who they are. */
@Injectable()
export class SignInService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * Starts a session.
   * @returns the token for the cookie
   * @throws AppError `UNAUTHORIZED`, one answer for every reason; `RATE_LIMITED` after five failures in a quarter of an hour
   */
  async signIn(visitor: VisitorActor, email: string, password: string): Promise<string> {
    const keys = [`sign-in:account:${email.toLowerCase()}`, `sign-in:ip:${visitor.ip ?? 'unknown'}`];
    for (const key of keys) await this.limiter.assertBelow(key, FAILURES);
    const user = await this.users.authenticate(email, password);
    if (!user) {
      for (const key of keys) await this.limiter.count(key, FAILURES);
      throw new AppError('UNAUTHORIZED', 'Wrong e-mail address or password');
    }
    return this.work.run(visitor, async (tx) => {
      const token = await this.sessions.start(tx, user.id, visitor);
      await this.audit.add(tx, { ...visitor, label: user.email }, { action: 'session.start', entityType: 'user', entityId: user.id });
      return token;
    });
  }
}
