import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { OurCookie } from '../../platform/http/cookies.js';

/** Seconds a browser keeps a cookie; how long the session lives is for the server to say. */
const SESSION_SECONDS = 30 * 86_400;
const PRE_SESSION_SECONDS = 3_600;

/**
 * The cookies of signing in: the session, and before it the one that tells a sign-in from a forged one. Beside the session stands a mark without
 * worth: public pages, the same for everybody, offer the way to the dashboard where it is. @see reliability SEC-61, SEC-63
 */
@Injectable()
export class SessionCookies {
  readonly session: OurCookie;
  readonly preSession: OurCookie;
  private readonly mark: OurCookie;
  readonly lifetimes = { preSession: PRE_SESSION_SECONDS } as const;

  constructor(config: Config) {
    this.session = new OurCookie('clarion_session', config);
    this.preSession = new OurCookie('clarion_pre_session', config);
    this.mark = new OurCookie('clarion_staff', config, true);
  }

  /** @param token of the new session */
  signIn(reply: FastifyReply, token: string): void {
    this.session.set(reply, token, SESSION_SECONDS);
    this.mark.set(reply, '1', SESSION_SECONDS);
  }

  signOut(reply: FastifyReply): void {
    this.session.clear(reply);
    this.mark.clear(reply);
  }
}
