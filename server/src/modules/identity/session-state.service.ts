import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { yesNo } from '../../platform/http/yes-no.js';
import { Config } from '../../platform/config/config.js';
import { assertNotForged } from '../../platform/http/csrf.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import type { UserEntity } from '@clarion/database/identity/user.entity';
import { AuthenticatorService } from './authenticator.service.js';
import type { SessionStateDto, UserDto } from './dto/session.dto.js';
import { PermissionsService } from './permissions.service.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';
import { SetupTokenService } from './setup-token.service.js';
import { randomToken } from './tokens.js';
import { UsersService } from './users.service.js';

/** What a browser needs to know before it can ask for anything else. */
@Injectable()
export class SessionStateService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly permissions: PermissionsService,
    private readonly authenticator: AuthenticatorService,
    private readonly setupToken: SetupTokenService,
    private readonly keyring: Keyring,
    private readonly cookies: SessionCookies,
    private readonly config: Config,
  ) {}

  /** The state behind a session token; without one, a pre-session token is handed out so that signing in can be told from a forgery. */
  async describe(request: FastifyRequest, reply: FastifyReply, token = this.cookies.session.read(request)): Promise<SessionStateDto> {
    const live = token === undefined ? null : await this.sessions.find(token);
    const needsSetup = live === null && (await this.users.needsOwner());
    if (live === null || token === undefined) {
      return {
        session: null,
        needs_setup: needsSetup,
        needs_setup_token: needsSetup && this.setupToken.isAsked,
        csrf_token: this.keyring.hmac('csrf-pre-session', this.preSession(request, reply)),
      };
    }
    const { roles, permissions } = await this.permissions.ofUser(live.userId);
    return {
      session: {
        user: toUserDto(live.user),
        roles: [...roles],
        permissions: [...permissions].sort(),
        expires_at: live.expiresAt.toISOString(),
      },
      needs_setup: false,
      needs_setup_token: false,
      csrf_token: this.authenticator.csrfToken(token),
    };
  }

  /** Refuses a sign-in or set-up that did not start on our pages. @throws AppError `FORBIDDEN` @see reliability SEC-63 */
  assertOurs(request: FastifyRequest): void {
    const token = this.cookies.preSession.read(request) ?? '';
    assertNotForged(request, this.keyring.hmac('csrf-pre-session', token), this.config.ORIGIN);
  }

  private preSession(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.cookies.preSession.read(request);
    const token = known !== undefined && /^[\w-]{43}$/.test(known) ? known : randomToken();
    this.cookies.preSession.set(reply, token, this.cookies.lifetimes.preSession);
    return token;
  }
}

/** A user as he sees himself. */
export const toUserDto = (user: UserEntity): UserDto => {
  const { theme, density } = user.preferences as { theme?: UserDto['preferences']['theme']; density?: number };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    is_owner: yesNo(user.isOwner),
    preferences: { theme: theme ?? 'system', density: density ?? 0 },
  };
};
