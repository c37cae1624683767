import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { asActor, insertSamples } from '@clarion/testing';
import { JobsBench } from '../../../test/jobs-bench.js';
import { armFailpoints } from '../../platform/failpoints/failpoint.js';
import { MonitorsService } from '../monitors/monitors.service.js';

let bench: JobsBench;
beforeAll(async () => {
  bench = await JobsBench.start();
});
afterAll(async () => bench.api.close());
afterEach(() => armFailpoints(undefined, 'test'));

const INACTIVE = 'INACTIVE';
const lapse = async (id: number): Promise<void> =>
  void (await bench.api.query(`UPDATE jobs SET lease_until = app_now() - interval '1 second' WHERE id = $1`, [id]));

describe('a job that is interrupted', () => {
  it('REL-22 goes on after a crash behind a commit, and does nothing twice', async () => {
    const tags = await bench.monitors(3);
    const { id } = await bench.ask({ kind: 'pause', tags });
    for (const done of [1, 2, 3]) {
      armFailpoints('job.after_commit:throw', 'test');
      await expect(bench.runner.run(id)).rejects.toThrow('failpoint');
      expect(await bench.job(id)).toMatchObject({ state: 'RUNNING', done, changed: done });
    }
    armFailpoints(undefined, 'test');
    await bench.runner.run(id);
    expect(await bench.job(id)).toMatchObject({ state: 'DONE', done: 3, changed: 3, failed: 0 });
    expect(await bench.column('version', tags)).toEqual([2, 2, 2]);
    expect((await bench.audited('monitor.update', tags)).map(({ tag }) => tag)).toEqual(tags);
  });

  it('REL-22 leaves nothing of an item that was not committed', async () => {
    const tags = await bench.monitors(2);
    const { id } = await bench.ask({ kind: 'pause', tags });
    armFailpoints('job.before_commit:throw', 'test');
    await expect(bench.runner.run(id)).rejects.toThrow('failpoint');
    expect([await bench.column('status', tags), await bench.audited('monitor.update', tags)]).toEqual([['ACTIVE', 'ACTIVE'], []]);
    armFailpoints(undefined, 'test');
    await bench.runner.run(id);
    expect([await bench.column('status', tags), await bench.column('version', tags)]).toEqual([
      [INACTIVE, INACTIVE],
      [2, 2],
    ]);
  });

  it('is taken over when the lease of a killed worker has ended, and not before', async () => {
    const tags = await bench.monitors(1);
    const { id } = await bench.ask({ kind: 'pause', tags });
    await bench.api.query(
      `UPDATE jobs SET state = 'RUNNING', runs = 1, lease_token = gen_random_uuid(), lease_until = app_now() + interval '20 seconds' WHERE id = $1`,
      [id],
    );
    await bench.runner.run(id);
    expect(await bench.job(id)).toMatchObject({ state: 'RUNNING', done: 0 });
    await lapse(id);
    await bench.runner.run(id);
    expect(await bench.job(id)).toMatchObject({ state: 'DONE', done: 1 });
  });

  it('is done once by two workers that come at the same moment', async () => {
    const tags = await bench.monitors(5);
    const { id } = await bench.ask({ kind: 'hide', tags });
    await Promise.all([bench.runner.run(id), bench.runner.run(id), bench.runner.run(id)]);
    expect(await bench.job(id)).toMatchObject({ state: 'DONE', done: 5, changed: 5 });
    expect(await bench.column('version', tags)).toEqual([2, 2, 2, 2, 2]);
  });

  it('FLT-27 gives one poisoned item up and does the others', async () => {
    const [poison = '', sound = ''] = await bench.monitors(2);
    const monitors = bench.api.app.get<MonitorsService>(MonitorsService);
    const update = monitors.update.bind(monitors);
    const { id } = await bench.ask({ kind: 'pause', tags: [poison, sound] });
    const [{ monitor_id: poisoned } = { monitor_id: 0 }] = await bench.api.query<{ monitor_id: number }>(
      'SELECT monitor_id FROM job_items WHERE job_id = $1 AND position = 1',
      [id],
    );
    monitors.update = async (actor, monitorId, ...rest) => {
      if (monitorId === poisoned) throw new Error('a fault of ours');
      return update(actor, monitorId, ...rest);
    };
    await expect(bench.runner.run(id)).rejects.toThrow('a fault of ours');
    await expect(bench.runner.run(id)).rejects.toThrow('a fault of ours');
    await bench.runner.run(id);
    monitors.update = update;
    expect(await bench.job(id)).toMatchObject({ state: 'DONE', changed: 1, failed: 1 });
    expect(await bench.errors(id)).toMatchObject([{ position: 1, tag: poison, message: expect.stringContaining('on our side') }]);
    expect(await bench.column('status', [poison, sound])).toEqual(['ACTIVE', INACTIVE]);
  });
});

describe('whoever asked', () => {
  it('is the one who acts', async () => {
    const tags = await bench.monitors(1);
    const { id } = await bench.run({ kind: 'pause', tags }, bench.editor);
    expect(await bench.audited('monitor.update', tags)).toEqual([
      { tag: tags[0], actor: `api_key:${bench.editorId}`, request: `job-${id}` },
    ]);
  });

  it('must still be allowed to while it runs', async () => {
    const tags = await bench.monitors(2);
    const { id } = await bench.ask({ kind: 'pause', tags }, bench.editor);
    const set = async (status: string) =>
      asActor(bench.api.app.sources.get('upkeep'), (tx) =>
        tx.query('UPDATE api_keys SET status = $2 WHERE id = $1', [bench.editorId, status]),
      );
    await set('INACTIVE');
    await bench.runner.run(id);
    await set('ACTIVE');
    expect(await bench.job(id)).toMatchObject({ state: 'FAILED', done: 0, error: 'editor key may not sign in any more' });
    expect(await bench.column('status', tags)).toEqual(['ACTIVE', 'ACTIVE']);
  });

  it('may have lost a permission meanwhile', async () => {
    const tags = await bench.monitors(1);
    const { id } = await bench.ask({ kind: 'pause', tags }, bench.editor);
    const role = async (roleId: string) =>
      asActor(bench.api.app.sources.get('upkeep'), (tx) =>
        tx.query('UPDATE api_keys SET role_id = $2 WHERE id = $1', [bench.editorId, roleId]),
      );
    await role('member');
    await bench.runner.run(id);
    await role('editor');
    expect(await bench.job(id)).toMatchObject({ state: 'FAILED', error: 'This needs the permission monitors.write' });
  });
});

describe('cancelling', () => {
  it('takes the rest off, and keeps what was done', async () => {
    const tags = await bench.monitors(3);
    const { id } = await bench.ask({ kind: 'pause', tags });
    armFailpoints('job.after_commit:throw', 'test');
    await expect(bench.runner.run(id)).rejects.toThrow('failpoint');
    armFailpoints(undefined, 'test');
    const { status, body } = await bench.api.post(`jobs/${id}/cancel`, undefined, bench.admin);
    expect([status, body.job]).toEqual([200, expect.objectContaining({ state: 'CANCELLED', done: 1, total: 3, can_undo: true })]);
    await bench.runner.run(id);
    expect(await bench.column('status', tags)).toEqual([INACTIVE, 'ACTIVE', 'ACTIVE']);
    const again = await bench.api.post(`jobs/${id}/cancel`, undefined, bench.admin);
    expect([again.status, again.body.job.state]).toEqual([200, 'CANCELLED']);
  });

  it('stops a worker between two items', async () => {
    const tags = await bench.monitors(4);
    const { id } = await bench.ask({ kind: 'pause', tags });
    const monitors = bench.api.app.get<MonitorsService>(MonitorsService);
    const update = monitors.update.bind(monitors);
    let cancelling: Promise<unknown> = Promise.resolve();
    let seen = 0;
    monitors.update = async (...args) => {
      seen += 1;
      // Asked for in the middle of an item: it waits for the item.
      if (seen === 2) cancelling = bench.api.post(`jobs/${id}/cancel`, undefined, bench.admin);
      return update(...args);
    };
    await bench.runner.run(id);
    await cancelling;
    await bench.runner.run(id);
    monitors.update = update;
    const { done, changed, state } = await bench.job(id);
    const paused = (await bench.column('status', tags)).filter((status) => status === INACTIVE).length;
    expect(state === 'CANCELLED' || done === 4).toBe(true);
    expect([done, changed]).toEqual([paused, paused]);
  });
});

describe('deleting recorded data', () => {
  it('goes through all monitors and goes on after a crash', async () => {
    const tags = await bench.monitors(2, { monitor_type: 'NONE' });
    const rows = await bench.api.query<{ id: number }>('SELECT id FROM monitors WHERE tag = ANY ($1::text[])', [tags]);
    const start = Math.floor(Date.now() / 3_600_000) * 3_600 - 86_400;
    for (const { id } of rows)
      await insertSamples(
        bench.api.app.sources.get('worker'),
        id,
        Array.from({ length: 30 }, (_, index) => ({ timestamp: start + index * 60 })),
      );
    const left = async (): Promise<number> =>
      (
        await bench.api.query<{ n: number }>('SELECT count(*)::int AS n FROM monitoring_data WHERE monitor_id = ANY ($1::int[])', [
          rows.map(({ id }) => id),
        ])
      )[0]!.n;
    const { id } = await bench.ask({ kind: 'delete_data', tags, values: { end_ts: start + 20 * 60 } });
    armFailpoints('job.before_commit:throw', 'test');
    await expect(bench.runner.run(id)).rejects.toThrow('failpoint');
    expect(await left()).toBe(40);
    armFailpoints(undefined, 'test');
    await bench.runner.run(id);
    expect(await left()).toBe(20);
    expect(await bench.job(id)).toMatchObject({ state: 'DONE', done: 2, failed: 0 });
  });
});
