import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { JobsBench } from '../../../test/jobs-bench.js';
import { until } from '../../../test/until.js';
import { JobsService } from './jobs.service.js';
import { OfferJobsService } from './offer-jobs.service.js';

let bench: JobsBench;
beforeAll(async () => {
  bench = await JobsBench.start({ ROLES: 'web,worker', OUTBOX_POLL_MS: '100' });
});
afterAll(async () => bench.api.close());

it('starts what was asked for at once, through the queue', async () => {
  const tags = await bench.monitors(20);
  const { id } = await bench.ask({ kind: 'pause', tags });
  await until('the job is done', async () => (await bench.job(id)).state === 'DONE');
  expect(await bench.job(id)).toMatchObject({ done: 20, changed: 20 });
});

it('REL-06 finds a job that the queue has lost', async () => {
  const tags = await bench.monitors(2);
  const { id } = await bench.ask({ kind: 'pause', tags });
  await bench.api.query('TRUNCATE bullmq.job CASCADE');
  await bench.api.app.get<OfferJobsService>(OfferJobsService).offer();
  await until('the job is done', async () => (await bench.job(id)).state === 'DONE');
});

it('forgets jobs that were over a month ago', async () => {
  const tags = await bench.monitors(1);
  const [old, recent] = [await bench.ask({ kind: 'pause', tags }), await bench.ask({ kind: 'resume', tags })];
  await until('both are done', async () => (await bench.job(old.id)).state === 'DONE' && (await bench.job(recent.id)).state === 'DONE');
  await bench.api.query(`UPDATE jobs SET finished_at = app_now() - interval '31 days' WHERE id = $1`, [old.id]);
  await bench.api.app.get<JobsService>(JobsService).forgetOld();
  const left = await bench.api.query<{ id: number }>('SELECT id FROM jobs WHERE id = ANY ($1::int[])', [[old.id, recent.id]]);
  expect(left).toEqual([{ id: recent.id }]);
});
