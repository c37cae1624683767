import { describe, expect, it } from '@jest/globals';
import { HAS_REDIS, startRedis, unusedRedisUrl } from '../../../test/redis.js';
import { queueSuite, WORKERS } from '../../../test/queue-suite.js';
import { startTestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { systemActor } from '../http/actor.js';
import { Outbox } from '../outbox/outbox.js';
import { Queues } from './queues.js';

if (HAS_REDIS) {
  queueSuite('Redis', async () => {
    const redis = await startRedis();
    return {
      env: { REDIS_URL: redis.url },
      forget: async () => {
        await redis.client.flushall();
      },
      stop: () => redis.stop(),
    };
  });
}

(HAS_REDIS ? describe : describe.skip)('Redis itself', () => {
  it('FLT-11 is refused when it would throw jobs away, by the name of the setting', async () => {
    const redis = await startRedis({ policy: 'allkeys-lru' });
    const starting = startTestApp({ env: { REDIS_URL: redis.url } });
    await expect(starting).rejects.toThrow('set maxmemory-policy to noeviction (it is allkeys-lru)');
    await redis.stop();
  });

  it('REL-06 may be away at boot: the page serves, events are told, jobs flow once it is there', async () => {
    const url = await unusedRedisUrl();
    const spec = await startTestApp({ env: { ROLES: 'web,worker', REDIS_URL: url, OUTBOX_POLL_MS: '100' }, providers: WORKERS });
    const health = await spec.request().get('/healthcheck').expect(200);
    expect(health.body).toEqual({ status: 'degraded', db: true, redis: false, queue: 'redis' });
    expect((await spec.request().get('/readyz').expect(200)).body).toMatchObject({ status: 'degraded' });
    expect(await spec.get<Queues>(Queues).enqueue('checks', { v: 1, monitorType: 'API' })).toBe(false);

    await spec
      .get<UnitOfWork>(UnitOfWork)
      .run(systemActor('spec'), (tx) => spec.get<Outbox>(Outbox).add(tx, 'monitor.changed', { monitorId: 1 }));
    const done = async (): Promise<boolean> =>
      (await spec.sources.get('upkeep').query<unknown[]>(`SELECT 1 FROM outbox WHERE state <> 'done'`)).length === 0;
    await until('the event is told without a queue', done);

    const redis = await startRedis({ url });
    await until('the queue is found', () => spec.get<Queues>(Queues).enqueue('checks', { v: 1, monitorType: 'API' }));
    const strictly = () => spec.request().get('/healthcheck?strict=1');
    await until('its health is seen', async () => (await strictly()).status === 200);
    expect((await strictly()).body).toEqual({
      status: 'ok',
      db: true,
      redis: true,
      queue: 'redis',
    });
    await spec.close();
    await redis.stop();
  });
});
