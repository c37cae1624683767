import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { invalidField } from '../../platform/errors/app-error.js';
import { Log } from '../../platform/logging/log.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { UsersService } from './users.service.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/;

/** Proof that whoever makes the owner can read the server's log; asked for when the public address is not this machine. @see reliability SEC-09 */
@Injectable()
export class SetupTokenService implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly keyring: Keyring,
    private readonly users: UsersService,
    private readonly log: Log,
  ) {}

  get isAsked(): boolean {
    return !LOOPBACK.test(new URL(this.config.ORIGIN).hostname);
  }

  /** @throws AppError `BAD_REQUEST` when it is asked for and not the right one */
  assert(token: string | null | undefined): void {
    if (this.isAsked && !this.keyring.isHmac('setup-token', 'owner', token ?? '', TOKEN_CHARS)) {
      throw invalidField('setup_token', 'This is not the set-up token from the server log');
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.isAsked || !this.config.has('web')) return;
    if (await this.users.needsOwner()) this.log.warn(`No owner yet. Open ${this.config.ORIGIN}${this.config.APP_BASE_PATH}/manage and enter the set-up token ${this.token}`);
  }

  private get token(): string {
    return this.keyring.hmac('setup-token', 'owner').slice(0, TOKEN_CHARS);
  }
}

const TOKEN_CHARS = 24;
