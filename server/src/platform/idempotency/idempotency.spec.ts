import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Post } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { freezeDatabaseClock, releaseDatabaseClock } from '@clarion/testing';
import { FakeAuthenticator } from '../../../test/fake-authenticator.js';
import { startTestApp, type TestApp } from '../../../test/test-app.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AppError } from '../errors/app-error.js';
import { armFailpoints } from '../failpoints/failpoint.js';
import { type Actor } from '../http/actor.js';
import { CurrentActor, Requires, Unaudited } from '../http/policy.js';
import { IdempotencyStore } from './idempotency-store.js';

class ThingDto {
  @IsInt() n: number;
}

@Controller('api/v4/things')
class ThingsController {
  constructor(private readonly work: UnitOfWork) {}

  @Post() @Requires() async create(@CurrentActor() actor: Actor, @Body() body: ThingDto): Promise<object> {
    const [row] = await this.work.run(actor, (tx) =>
      tx.query<{ id: number }[]>('WITH made AS (INSERT INTO things (n) VALUES ($1) RETURNING id) SELECT id FROM made', [body.n]),
    );
    if (body.n < 0) throw new AppError('BAD_REQUEST', 'too small');
    return { thing: row };
  }

  @Post('test-now') @Requires() @Unaudited('tries something and keeps nothing') testNow(): object {
    return {};
  }
}

describe('SEC-15 Idempotency-Key', () => {
  let spec: TestApp;
  beforeAll(async () => {
    spec = await startTestApp({ controllers: [ThingsController], authenticator: new FakeAuthenticator() });
    await spec.sources.get('upkeep').query('CREATE TABLE things (id int GENERATED ALWAYS AS IDENTITY, n int)');
  });
  afterAll(() => spec.close());

  const post = (key: string | undefined, n: number, path = ''): ReturnType<ReturnType<TestApp['request']>['post']> => {
    const request = spec.request().post(`/api/v4/things${path}`).set('authorization', 'Bearer key:*').send({ n });
    return key === undefined ? request : request.set('idempotency-key', key);
  };
  const count = async (): Promise<number> =>
    (await spec.sources.get('upkeep').query<{ n: number }[]>('SELECT count(*)::int AS n FROM things'))[0]!.n;

  it('gives a repeat the first answer and does nothing', async () => {
    const first = await post('a', 1).expect(201);
    const before = await count();
    const second = await post('a', 1).expect(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(await count()).toBe(before);
  });

  it('SEC-71 seals what it keeps: an answer may hold a key that is shown once', async () => {
    const { body } = await post('sealed', 1).expect(201);
    const [row] = await spec.sources
      .get('upkeep')
      .query<{ kept: string }[]>(`SELECT response_body #>> '{}' AS kept FROM idempotency_keys WHERE key = 'sealed'`);
    expect(row!.kept).toMatch(/^v1\./);
    expect(row!.kept).not.toContain(JSON.stringify(body));
  });

  it('refuses another request under the same key', async () => {
    await post('b', 1).expect(201);
    expect((await post('b', 2).expect(422)).body).toMatchObject({ error: { code: 'UNPROCESSABLE' } });
  });

  it('forgets what failed: it may be tried again', async () => {
    const before = await count();
    await post('c', -1).expect(400);
    await post('c', -1).expect(400);
    expect(await count()).toBe(before);
    await post('c', 3).expect(201);
  });

  it('lets one of many at once do it', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('d', 4)));
    expect(await count()).toBe(before + 1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([201, ...answers.map(({ status }) => status).filter((status) => status === 409)]),
    );
    expect((await post('d', 4).expect(201)).headers['idempotency-replayed']).toBe('true');
  });

  it('FLT-03 keeps effect and answer together', async () => {
    const before = await count();
    armFailpoints('http.before_commit:throw', 'test');
    await post('e', 5).expect(500);
    armFailpoints('http.after_commit:throw', 'test');
    await post('f', 6).expect(500); // committed, and the client never heard of it
    armFailpoints(undefined, 'test');
    expect(await count()).toBe(before + 1);
    expect((await post('f', 6).expect(201)).headers['idempotency-replayed']).toBe('true');
    expect((await post('e', 5).expect(201)).headers).not.toHaveProperty('idempotency-replayed');
    expect(await count()).toBe(before + 2);
  });

  it('does nothing without the header, and none for routes that change nothing', async () => {
    const before = await count();
    await post(undefined, 1).expect(201);
    await post(undefined, 1).expect(201);
    expect(await count()).toBe(before + 2);
    await post('g', 1, '/test-now').expect(201);
    expect((await post('g', 2, '/test-now').expect(201)).headers).not.toHaveProperty('idempotency-replayed');
  });

  it('refuses a key nobody could mean', async () => {
    await post('x'.repeat(256), 1).expect(400);
  });

  it('forgets after a day', async () => {
    const db = spec.sources.get('upkeep');
    await post('h', 8).expect(201);
    const { now } = (await db.query<{ now: number }[]>('SELECT extract(epoch FROM app_now())::float8 AS now'))[0]!;
    await freezeDatabaseClock(db, now + 86_401);
    expect((await post('h', 9).expect(201)).headers).not.toHaveProperty('idempotency-replayed');
    await freezeDatabaseClock(db, now + 2 * 86_402);
    await spec.get<IdempotencyStore>(IdempotencyStore).sweep();
    expect(await db.query('SELECT 1 FROM idempotency_keys')).toEqual([]);
    await releaseDatabaseClock(db);
  });
});
