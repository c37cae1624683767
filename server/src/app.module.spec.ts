import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TEST_SECRET_KEY } from '../test/test-app.js';
import { AppModule } from './app.module.js';
import { createApp } from './platform/app/create-app.js';
import { loadConfig } from './platform/config/load-config.js';
import { RouteInventory } from './platform/http/route-inventory.js';
import { Log } from './platform/logging/log.js';

let database: FreshDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  database = await freshDatabase();
  const config = loadConfig({ ROLES: 'web', NODE_ENV: 'test', DATABASE_URL: database.url, APP_SECRET_KEY: TEST_SECRET_KEY });
  const log = Log.create('silent');
  app = await createApp(
    AppModule.forRoot({ config, databaseUrl: database.url, secretKey: TEST_SECRET_KEY, log, version: '0.1.0' }),
    config,
    log,
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the whole product', () => {
  it('SEC-02 has these doors, each with what guards it; a new one changes this list in the same commit', () => {
    const doors = app
      .get(RouteInventory)
      .entries()
      .map(({ method, path, policy, bodyLimit, rateLimit, audited }) =>
        [
          `${method} ${path}`.padEnd(64),
          policy.padEnd(36),
          bodyLimit === null ? '' : `body ${bodyLimit}`,
          rateLimit === null ? '' : `limit ${rateLimit}`,
          audited === null ? '' : `audited ${audited}`,
        ]
          .join(' ')
          .trim(),
      );
    expect(doors).toMatchSnapshot();
  });

  it('SEC-01 answers 401 on every door that is not public, whatever is missing from the request', async () => {
    const closed = app
      .get(RouteInventory)
      .entries()
      .filter(({ policy, method }) => !policy.startsWith('public') && method !== 'ALL');
    expect(closed.length).toBeGreaterThan(0);
    for (const { method, path } of closed) {
      const url = path.replaceAll(/:\w+/g, '1').replaceAll('*', 'x');
      const answer = await app.inject({ method: method as 'GET', url });
      expect([method, path, answer.statusCode]).toEqual([method, path, 401]);
    }
  });
});
