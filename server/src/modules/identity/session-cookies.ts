import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { OurCookie } from '../../platform/http/cookies.js';

/** Seconds a browser keeps a cookie; how long the session lives is for the server to say. */
const SESSION_SECONDS = 30 * 86_400;
const PRE_SESSION_SECONDS = 3_600;

/** The two cookies of signing in: the session, and before it the one that tells a sign-in from a forged one. @see reliability SEC-61, SEC-63 */
@Injectable()
export class SessionCookies {
  readonly session: OurCookie;
  readonly preSession: OurCookie;
  readonly lifetimes = { session: SESSION_SECONDS, preSession: PRE_SESSION_SECONDS } as const;

  constructor(config: Config) {
    this.session = new OurCookie('clarion_session', config);
    this.preSession = new OurCookie('clarion_pre_session', config);
  }
}
