import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../platform/errors/app-error.js';
import { systemActor } from '../../platform/http/actor.js';
import { Log } from '../../platform/logging/log.js';
import { SetupTokenService } from './setup-token.service.js';
import { UsersService } from './users.service.js';

/** The deed: the first start of an installation makes its owner, or says how one is made. @see architecture §9 */
@Injectable()
export class FirstOwnerService implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly setupToken: SetupTokenService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.has('web')) return;
    void this.database
      .whenReady()
      .then(() => this.provide())
      .catch((error: unknown) => this.log.error('the owner could not be made', { error }));
  }

  private async provide(): Promise<void> {
    if (!(await this.users.needsOwner())) return;
    const { OWNER_EMAIL: email, OWNER_PASSWORD: password } = this.config;
    if (email === undefined || password === undefined) {
      if (this.setupToken.isAsked) this.log.warn(`No owner yet. Open the dashboard and enter the set-up token ${this.setupToken.token}`);
      return;
    }
    try {
      await this.users.createOwner(systemActor('environment'), { name: email.split('@')[0]!, email, password });
    } catch (error) {
      // Another replica was faster.
      if (error instanceof AppError && error.code === 'NOT_FOUND') return;
      throw error;
    }
  }
}
