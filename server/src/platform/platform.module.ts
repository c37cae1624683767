import { migrate } from '@clarion/database';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule, Reflector } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from './config/config.js';
import { Clock, SystemClock } from './database/clock.js';
import { DataSources } from './database/data-sources.js';
import { Database } from './database/database.js';
import { DATABASE_URL } from './database/database-url.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { EgressModule } from './egress/egress.module.js';
import { ErrorFilter } from './errors/error.filter.js';
import { validationPipe } from './errors/invalid-body.js';
import { armFailpoints } from './failpoints/failpoint.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { LoopLag } from './health/loop-lag.js';
import { ApiCatchAllController } from './http/api-catch-all.controller.js';
import { BodyInterceptor } from './http/body.interceptor.js';
import { PermissionGuard } from './http/permission.guard.js';
import { HostAddresses } from './http/host-addresses.js';
import { QuickAnswers } from './http/quick-answers.js';
import { RouteInventory } from './http/route-inventory.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotencyStore } from './idempotency/idempotency-store.js';
import { Lifecycle } from './lifecycle/lifecycle.js';
import { PlatformSweep } from './lifecycle/platform-sweep.js';
import { Log } from './logging/log.js';
import { EventsProcessor } from './outbox/events.processor.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxDispatcher } from './outbox/outbox-dispatcher.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { OutboxSweep } from './outbox/outbox-sweep.js';
import { chooseBackend } from './queue/backend.js';
import { migrateQueues } from './queue/migrate-queues.js';
import { Queues } from './queue/queues.js';
import { UpkeepProcessor } from './queue/upkeep.js';
import { Workers } from './queue/workers.js';
import { RateLimitGuard } from './rate-limit/rate-limit.guard.js';
import { RateLimitModule } from './rate-limit/rate-limit.module.js';
import { Keyring } from './secrets/keyring.js';
import { SecretValues } from './secrets/secret-values.js';
import { Signals } from './signals/signals.js';

export interface PlatformOptions {
  config: Readonly<Config>;
  /** Address of the database in use, embedded or not. */
  databaseUrl: string;
  /** The installation's key. */
  secretKey: string;
  log: Log;
  /** Of this build, `major.minor.patch`. */
  version: string;
  /** Stands still in tests. */
  clock?: Clock;
}

/** What every room stands on. Knows no word of the domain. */
@Global()
@Module({})
export class PlatformModule {
  /** Also chooses the queues' backend, which is the whole process's, and arms planted faults. */
  static forRoot({ config, databaseUrl, secretKey, log, version, clock }: PlatformOptions): DynamicModule {
    chooseBackend(config.queueBackend);
    armFailpoints(config.FAILPOINTS, config.NODE_ENV);
    const sources = new DataSources(databaseUrl, config, log);
    const skewMs = config.NODE_ENV === 'test' ? config.TEST_CLOCK_SKEW_MS : 0;
    const prepare = async (): Promise<void> => {
      await migrate({
        url: databaseUrl,
        appVersion: version,
        origin: config.ORIGIN,
        onWait: () => log.info('another process is changing the schema, waiting for it'),
        andThen: migrateQueues,
      });
    };
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        ScheduleModule.forRoot(),
        EgressModule,
        RateLimitModule,
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...sources.get('web').options, manualInitialization: true }),
          // The one that exists: it connects when the database answers, which may be after the start.
          dataSourceFactory: () => Promise.resolve(sources.get('web')),
        }),
      ],
      controllers: [HealthController, ApiCatchAllController],
      providers: [
        { provide: Config, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl },
        { provide: Log, useValue: log },
        { provide: Clock, useValue: clock ?? new SystemClock(skewMs) },
        { provide: DataSources, useValue: sources },
        { provide: Keyring, useValue: new Keyring(secretKey, config.APP_SECRET_KEY_PREVIOUS) },
        { provide: Lifecycle, useFactory: () => new Lifecycle(log, config.SHUTDOWN_DRAIN_MS) },
        {
          provide: Database,
          useFactory: (lifecycle: Lifecycle) => new Database(sources, prepare, lifecycle, log),
          inject: [Lifecycle],
        },
        {
          provide: Queues,
          useFactory: (database: Database, lifecycle: Lifecycle) =>
            new Queues(config, databaseUrl, () => database.whenReady(), lifecycle, log),
          inject: [Database, Lifecycle],
        },
        {
          provide: Signals,
          useFactory: (database: Database, lifecycle: Lifecycle) => new Signals(databaseUrl, database, lifecycle, log),
          inject: [Database, Lifecycle],
        },
        ...[UnitOfWork, Outbox, OutboxDispatcher, OutboxRelay, OutboxSweep, PlatformSweep, EventsProcessor, UpkeepProcessor, Workers],
        ...[LoopLag, HealthService, RouteInventory, Reflector, IdempotencyStore, QuickAnswers, HostAddresses, SecretValues],
        // Guards run in this order, before any body is read.
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_FILTER, useFactory: () => new ErrorFilter(log) },
      ],
      exports: [
        ...[Config, DATABASE_URL, Log, Clock, DataSources, Keyring, Lifecycle, Database, Queues, Signals],
        ...[UnitOfWork, Outbox, RouteInventory, HealthService, QuickAnswers, HostAddresses, SecretValues, DiscoveryModule],
      ],
    };
  }
}
