import { Global, Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';

/** The log of who did what. Every room above writes it. */
@Global()
@Module({ providers: [AuditService], exports: [AuditService] })
export class AuditModule {}
