import { Module } from '@nestjs/common';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { SecretUses } from './secret-uses.service.js';
import { SecretsController } from './secrets.controller.js';
import { SecretsService } from './secrets.service.js';

/** What monitors and triggers may send and nobody may read. */
@Module({ imports: [MonitorsModule], controllers: [SecretsController], providers: [SecretsService, SecretUses], exports: [SecretUses] })
export class SecretsModule {}
