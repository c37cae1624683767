import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonitor, aPage, asActor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { ADA, FULL_KEY, type MonitorsApi } from '../../../test/monitors-api.js';
import type { Clock } from '../../platform/database/clock.js';

/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600;
const clock = new FixedClock(T + 30);

let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({ clock: clock as unknown as Clock });
  const db = api.app.sources.get('upkeep');
  const shop = await aMonitor(db, { tag: 'shop' });
  await aMonitor(db, { tag: 'payments' });
  await aPage(db, { pagePath: 'eu' }, [shop]);
});
afterAll(async () => api.close());
beforeEach(async () => {
  clock.set(T + 30);
  await asActor(api.app.sources.get('upkeep'), (tx) => tx.query('DELETE FROM incidents'));
});

const open = async (title: string, body: object = {}, headers: object = FULL_KEY): Promise<number> =>
  (await api.post('incidents', { title, start_date_time: T - 3_600, ...body }, headers as never)).body.incident.id;
const say = (id: number, state: string, rest: object = {}, headers: object = FULL_KEY) =>
  api.post(`incidents/${id}/comments`, { comment: `**${state}**`, state, ...rest }, headers as never);
const titles = async (query: string): Promise<string[]> => {
  const { status, body } = await api.get(`incident-states${query}`);
  expect(status).toBe(200);
  return body.incidents.map(({ title }: { title: string }) => title);
};

describe('GET /incident-states', () => {
  it('describes an incident and how it is', async () => {
    const id = await open('Errors', { monitors: [{ monitor_tag: 'shop' }], next_update_at: T + 60 });
    await say(id, 'IDENTIFIED', { timestamp: T - 1_800, next_update_at: T + 20 });
    const { body } = await api.get('incident-states');
    expect(body).toEqual({
      incidents: [
        {
          ...(await api.get(`incidents/${id}`)).body.incident,
          updated_at_ts: T - 1_800,
          next_update_at: T + 20,
          is_overdue: true,
          comment_count: 1,
          duration_seconds: 3_630,
          has_report: false,
          version: 2,
        },
      ],
      page: 1,
      limit: 10,
      total: 1,
    });
    await say(id, 'RESOLVED', { timestamp: T - 600 });
    expect((await api.get('incident-states')).body.incidents[0]).toMatchObject({
      updated_at_ts: T - 600,
      next_update_at: null,
      is_overdue: false,
      comment_count: 2,
      duration_seconds: 3_000,
    });
  });

  it('searches titles and updates', async () => {
    await open('100% lost');
    await say(await open('Slow'), 'IDENTIFIED', { comment: 'The cache is cold' });
    expect(await titles('?text=100%25')).toEqual(['100% lost']);
    expect(await titles('?text=CACHE')).toEqual(['Slow']);
    expect(await titles('?text=_')).toEqual([]);
  });

  it('filters', async () => {
    await say(await open('Over', { monitors: [{ monitor_tag: 'shop' }], is_global: 'NO' }), 'RESOLVED');
    await open('Ended', { end_date_time: T, start_date_time: T - 7_200 });
    await open('Here', { monitors: [{ monitor_tag: 'shop' }], is_global: 'NO' }, ADA);
    await open('There', { monitors: [{ monitor_tag: 'payments' }], is_global: 'NO' });
    await open('Everywhere');
    expect(await titles('?state=RESOLVED')).toEqual(['Over']);
    expect(await titles('?source=DASHBOARD')).toEqual(['Here']);
    expect(await titles('?is_open=YES')).toEqual(['Everywhere', 'There', 'Here']);
    expect(await titles('?is_open=NO')).toEqual(['Ended', 'Over']);
    expect(await titles('?monitor_tag=shop')).toEqual(['Here', 'Over']);
    expect(await titles('?monitor_tag=nobody')).toEqual([]);
    expect(await titles('?page_path=eu')).toEqual(['Everywhere', 'Here', 'Ended', 'Over']);
    expect(await titles(`?start_ts=${T - 3_600}&state=INVESTIGATING`)).toEqual(['Everywhere', 'There', 'Here']);
    expect(await titles(`?end_ts=${T - 7_200}`)).toEqual(['Ended']);
  });

  it('sorts and pages', async () => {
    const [a, b, c] = [await open('A', { start_date_time: T - 600 }), await open('B'), await open('C', { start_date_time: T - 7_200 })];
    await say(c, 'IDENTIFIED', { timestamp: T });
    await say(b, 'IDENTIFIED', { timestamp: T - 1_200 });
    expect([a, b, c]).toEqual([a, b, c].sort((x, y) => x - y));
    expect(await titles('')).toEqual(['C', 'B', 'A']);
    expect(await titles('?order=asc')).toEqual(['A', 'B', 'C']);
    expect(await titles('?sort=start')).toEqual(['A', 'B', 'C']);
    expect(await titles('?sort=updated')).toEqual(['C', 'A', 'B']);
    expect(await titles('?limit=2&page=2')).toEqual(['A']);
    expect((await api.get('incident-states?limit=2&page=2')).body).toMatchObject({ page: 2, limit: 2, total: 3 });
  });

  it.each(['limit=0', 'limit=101', 'page=0', 'sort=title', 'state=DONE', 'is_open=maybe', 'start_ts=soon'])('refuses %s', async (query) => {
    expect((await api.get(`incident-states?${query}`)).status).toBe(400);
  });
});

describe('GET /incident-states/{id}', () => {
  it('tells who wrote what, hidden updates too, safely', async () => {
    const id = await open('Errors', {}, ADA);
    await say(id, 'IDENTIFIED', { timestamp: T - 600, comment: 'Found<script>x</script>' }, ADA);
    await say(id, 'MONITORING', { monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }] });
    const comments = (await api.get(`incidents/${id}/comments`)).body.comments;
    await api.patch(`incidents/${id}/comments/${comments[1].id}`, { status: 'INACTIVE' });
    await api.put(`incidents/${id}/report`, { report: '# Why', is_published: 'YES' });
    const { body, headers } = await api.get(`incident-states/${id}`);
    expect(headers['etag']).toBe(`"v${body.incident.version}"`);
    expect(body.incident).toMatchObject({
      state: 'MONITORING',
      author: { name: 'Ada' },
      has_report: true,
      report: { markdown: '# Why', html: '<h1>Why</h1>', published_at: T + 30 },
      comments: [
        {
          state: 'MONITORING',
          html: '<p><strong>MONITORING</strong></p>',
          author: { name: 'CI' },
          monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }],
          is_edited: false,
          status: 'ACTIVE',
        },
        { state: 'IDENTIFIED', html: '<p>Found</p>', author: { name: 'Ada' }, monitors: [], is_edited: true, status: 'INACTIVE' },
      ],
    });
    expect(body.incident.comment_count).toBe(1);
    expect((await api.get('incident-states/0')).status).toBe(404);
  });

  it('gets a new version with everything that belongs to it', async () => {
    const id = await open('Errors');
    const version = async (): Promise<number> => (await api.get(`incident-states/${id}`)).body.incident.version;
    const versions = [await version()];
    const comment = (await say(id, 'IDENTIFIED')).body.comment.id;
    versions.push(await version());
    await api.patch(`incidents/${id}/comments/${comment}`, { comment: 'Words' });
    versions.push(await version());
    await api.put(`incidents/${id}/report`, { report: 'Why' });
    versions.push(await version());
    await api.patch(`incidents/${id}`, { monitors: [] });
    versions.push(await version());
    expect(versions).toEqual([1, 2, 3, 4, 5]);
  });
});
