import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { Controller, Get, Post } from '@nestjs/common';
import { FakeAuthenticator } from '../../../test/fake-authenticator.js';
import { TcpProxy } from '../../../test/tcp-proxy.js';
import { startTestApp, type TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { type Actor } from '../http/actor.js';
import { CurrentActor, Requires } from '../http/policy.js';
import { DataSources } from './data-sources.js';
import { UnitOfWork } from './unit-of-work.js';

@Controller('api/v4/things')
class ThingsController {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
  ) {}

  @Get() @Requires() async read(): Promise<object> {
    const [row] = await this.sources.get('web').query<{ n: number }[]>('SELECT 7 AS n');
    return { ...row };
  }

  @Post() @Requires() async write(@CurrentActor() actor: Actor): Promise<object> {
    const [row] = await this.work.run(actor, (tx) => tx.query<{ n: number }[]>('SELECT 8 AS n'));
    return { ...row };
  }
}

// Waits for limits of real connections, several times over.
jest.setTimeout(90_000);

let database: FreshDatabase;
let proxy: TcpProxy;
let spec: TestApp;
afterEach(async () => {
  await spec.close();
  await proxy.close();
  await database.drop();
});

async function start(isOpen: boolean): Promise<void> {
  database = await freshDatabase();
  proxy = await TcpProxy.to(database.url);
  if (isOpen) await proxy.open();
  spec = await startTestApp({
    controllers: [ThingsController],
    authenticator: new FakeAuthenticator(),
    databaseUrl: proxy.through(database.url),
  });
}

const get = (path: string): ReturnType<ReturnType<TestApp['request']>['get']> =>
  spec.request().get(path).set('authorization', 'Bearer key:*');
const works = async (): Promise<boolean> => (await get('/api/v4/things')).status === 200;

describe('a database that goes away', () => {
  it('FLT-07 does not keep a web process from starting, nor from recovering by itself', async () => {
    await start(false);
    expect((await get('/healthcheck').expect(200)).body).toMatchObject({ status: 'degraded', db: false });
    await get('/healthcheck?strict=1').expect(503);
    await get('/livez').expect(200);
    expect((await get('/readyz').expect(503)).body).toMatchObject({ status: 'unavailable', checks: { database: false } });
    const refused = await get('/api/v4/things').expect(503);
    expect(refused.body).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect(refused.headers['retry-after']).toBe('2');
    await spec.request().post('/api/v4/things').set('authorization', 'Bearer key:*').expect(503);
    await get('/api/v4/nowhere').expect(404);

    await proxy.open();
    await until('it is ready', async () => (await get('/readyz')).status === 200);
    expect((await get('/api/v4/things').expect(200)).body).toEqual({ n: 7 });
    expect((await spec.request().post('/api/v4/things').set('authorization', 'Bearer key:*').expect(201)).body).toEqual({ n: 8 });
  });

  it('REL-07 costs a 503, no restart, and is forgotten when it is back', async () => {
    await start(true);
    await get('/api/v4/things').expect(200);
    await proxy.close();
    expect((await get('/api/v4/things')).status).toBe(503);
    await get('/readyz').expect(503);
    await get('/livez').expect(200);
    await proxy.open();
    await until('it works again', works);
    proxy.cut(); // a crash that is over at once
    await until('it works again', works);
    await get('/readyz').expect(200);
  });

  it('FLT-09 is noticed when it says nothing at all', async () => {
    await start(true);
    await get('/api/v4/things').expect(200);
    proxy.silence();
    expect((await get('/readyz').expect(503)).body).toMatchObject({ checks: { database: false } });
    expect((await get('/api/v4/things')).status).toBe(503);
    proxy.cut();
    await proxy.close();
    await proxy.open();
    await until('it works again', works);
  });
});
