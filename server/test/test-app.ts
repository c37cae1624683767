import { freshDatabase } from '@clarion/testing';
import { type DynamicModule, type INestApplication, Module, type Provider, type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createApp } from '../src/platform/app/create-app.js';
import { type Config } from '../src/platform/config/config.js';
import { loadConfig } from '../src/platform/config/load-config.js';
import { type Clock } from '../src/platform/database/clock.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { AUTHENTICATOR, type Authenticator } from '../src/platform/http/authenticator.js';
import { Log } from '../src/platform/logging/log.js';
import { PlatformModule } from '../src/platform/platform.module.js';

export const TEST_SECRET_KEY = 'a secret key of the test suite, never used elsewhere';

export interface TestAppOptions {
  /** Rooms, or modules made for one spec. */
  imports?: readonly (Type | DynamicModule)[];
  controllers?: readonly Type[];
  providers?: readonly Provider[];
  /** Environment on top of `ROLES=web`. With the role `worker`, every queue needs its processor. */
  env?: Readonly<Record<string, string>>;
  /** Stands in for the identity room. */
  authenticator?: Authenticator;
  clock?: Clock;
  /** Where logs go; nowhere by default. */
  log?: Log;
  /** A database that is there already, such as one two applications share; it is not dropped. */
  databaseUrl?: string;
}

/** The Nest application over a real PostgreSQL; requests go through the real server. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly config: Readonly<Config>;
  readonly databaseUrl: string;
  readonly sources: DataSources;
  /** Supertest on the running server. */
  request(): ReturnType<typeof supertest>;
  get<T>(token: Parameters<INestApplication['get']>[0]): T;
  close(): Promise<void>;
}

@Module({})
class SpecModule {}

/** Starts an application of the platform and the given rooms on a database of its own. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.databaseUrl === undefined ? await freshDatabase() : undefined;
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  const env = {
    ROLES: 'web',
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    APP_SECRET_KEY: TEST_SECRET_KEY,
    ORIGIN: 'http://localhost:3000',
  };
  const config = loadConfig({ ...env, ...options.env });
  const log = options.log ?? Log.create('silent');
  const platform = PlatformModule.forRoot({
    config,
    databaseUrl,
    secretKey: TEST_SECRET_KEY,
    log,
    version: '0.1.0',
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const authenticator: Provider[] =
    options.authenticator === undefined ? [] : [{ provide: AUTHENTICATOR, useValue: options.authenticator }];
  const module: DynamicModule = {
    module: SpecModule,
    imports: [platform, ...(options.imports ?? [])],
    controllers: [...(options.controllers ?? [])],
    providers: [...(options.providers ?? []), ...authenticator],
  };
  const app = await createApp(module, config, log);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    config,
    databaseUrl,
    sources: app.get(DataSources),
    request: () => supertest(app.getHttpServer()),
    get: (token) => app.get(token, { strict: false }),
    async close() {
      await app.close();
      await database?.drop();
    },
  };
}
