import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { invalidField } from '../../platform/errors/app-error.js';
import { Keyring } from '../../platform/secrets/keyring.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/;
const TOKEN_CHARS = 24;

/** Proof that whoever makes the owner can read the server's log; asked for when the public address is not this machine. @see reliability SEC-09 */
@Injectable()
export class SetupTokenService {
  constructor(
    private readonly config: Config,
    private readonly keyring: Keyring,
  ) {}

  get isAsked(): boolean {
    return !LOOPBACK.test(new URL(this.config.ORIGIN).hostname);
  }

  /** The same in every replica. */
  get token(): string {
    return this.keyring.hmac('setup-token', 'owner').slice(0, TOKEN_CHARS);
  }

  /** @throws AppError `BAD_REQUEST` when it is asked for and not the right one */
  assert(token: string | null | undefined): void {
    if (this.isAsked && !this.keyring.isHmac('setup-token', 'owner', token ?? '', TOKEN_CHARS)) {
      throw invalidField('setup_token', 'This is not the set-up token from the server log');
    }
  }
}
