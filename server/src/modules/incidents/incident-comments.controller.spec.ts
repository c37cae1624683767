import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMonitor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { FULL_KEY, type MonitorsApi } from '../../../test/monitors-api.js';
import type { Clock } from '../../platform/database/clock.js';

/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600;
const clock = new FixedClock(T + 30);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({ clock: clock as unknown as Clock });
  for (const tag of ['shop-web', 'payments']) await aMonitor(api.app.sources.get('upkeep'), { tag });
});
afterAll(async () => api.close());

const open = async (body: object = {}): Promise<number> =>
  (await api.post('incidents', { title: 'Errors', start_date_time: T - 3_600, ...body })).body.incident.id;
const incident = async (id: number) => (await api.get(`incidents/${id}`)).body.incident;
const say = async (id: number, state: string, timestamp?: number, rest: object = {}) => {
  const answer = await api.post(`incidents/${id}/comments`, { comment: `It is ${state}`, state, timestamp, ...rest });
  expect(answer.status).toBe(201);
  return answer.body.comment;
};
const listed = async (id: number): Promise<number[]> =>
  (await api.get(`incidents/${id}/comments`)).body.comments.map((comment: { id: number }) => comment.id);

describe('POST …/comments', () => {
  it('answers the contract’s object, member by member in its order', async () => {
    const id = await open();
    const { status, body, text } = await api.post(`incidents/${id}/comments`, { comment: ' Fix deployed. ', state: 'MONITORING' });
    expect(status).toBe(201);
    const { id: comment, created_at, updated_at } = body.comment;
    expect([created_at, updated_at]).toEqual([expect.stringMatching(ISO), expect.stringMatching(ISO)]);
    expect(text).toBe(
      `{"comment":{"id":${comment},"incident_id":${id},"comment":"Fix deployed.","timestamp":${T},"state":"MONITORING",` +
        `"created_at":"${created_at}","updated_at":"${updated_at}","status":"ACTIVE"}}`,
    );
  });

  it('drives the incident: identified, monitored, resolved, opened again, resolved', async () => {
    const id = await open();
    for (const [state, end] of [
      ['IDENTIFIED', null],
      ['MONITORING', null],
      ['RESOLVED', T],
      ['INVESTIGATING', null],
      ['RESOLVED', T],
    ] as const) {
      await say(id, state);
      expect(await incident(id)).toMatchObject({ state, end_date_time: end });
    }
  });

  it('floors its time, which ends the incident it resolves', async () => {
    const id = await open();
    expect(await say(id, 'RESOLVED', T - 1_741.5)).toMatchObject({ timestamp: T - 1_800 });
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 1_800 });
  });

  it('is what the incident says when it is added, however far back it is dated; the newest decides once something is changed', async () => {
    const id = await open();
    const late = await say(id, 'IDENTIFIED', T - 600);
    const early = await say(id, 'RESOLVED', T - 1_200);
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 1_200 });
    expect(await listed(id)).toEqual([late.id, early.id]);
    const earliest = await say(id, 'MONITORING', T - 1_500);
    expect(await incident(id)).toMatchObject({ state: 'MONITORING', end_date_time: null });
    await api.delete(`incidents/${id}/comments/${earliest.id}`);
    expect(await incident(id)).toMatchObject({ state: 'IDENTIFIED', end_date_time: null });
  });

  it('follows the one written last when many are written at once', async () => {
    const id = await open();
    const states = ['IDENTIFIED', 'MONITORING', 'RESOLVED', 'INVESTIGATING', 'RESOLVED', 'MONITORING'];
    const written = await Promise.all(states.map((state, index) => say(id, state, T - 60 * index)));
    const last = written.reduce((a, b) => (a.id > b.id ? a : b));
    expect(await incident(id)).toMatchObject({ state: last.state, end_date_time: last.state === 'RESOLVED' ? last.timestamp : null });
    expect((await api.get(`incident-states/${id}`)).body.incident).toMatchObject({ version: 1 + states.length, comment_count: 6 });
  });

  it('clears only the end that resolving has set', async () => {
    const id = await open({ end_date_time: T + 600 });
    await say(id, 'IDENTIFIED');
    expect(await incident(id)).toMatchObject({ state: 'IDENTIFIED', end_date_time: T + 600 });
  });

  it.each([
    ['no comment', { state: 'MONITORING' }, 'comment'],
    ['an empty one', { comment: ' \n', state: 'MONITORING' }, 'comment'],
    ['one that is no text', { comment: 5, state: 'MONITORING' }, 'comment'],
    ['no state', { comment: 'x' }, 'state'],
    ['a state that is none', { comment: 'x', state: 'resolved' }, 'state'],
    ['a time that is text', { comment: 'x', state: 'RESOLVED', timestamp: '5' }, 'timestamp'],
    ['a time before time', { comment: 'x', state: 'RESOLVED', timestamp: -1 }, 'timestamp'],
    ['an unknown tag', { comment: 'x', state: 'RESOLVED', monitors: [{ monitor_tag: 'nobody' }] }, 'monitors'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await api.post(`incidents/${await open()}/comments`, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BAD_REQUEST']);
    expect(answer.body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
  });

  it('knows no incident before it knows no comment', async () => {
    for (const id of ['abc', '0', '12abc', '12.5', '99999999']) {
      expect((await api.get(`incidents/${id}/comments`)).status).toBe(404);
      expect((await api.post(`incidents/${id}/comments`, '{')).status).toBe(404);
      expect((await api.get(`incidents/${id}/comments/abc`)).status).toBe(404);
    }
  });

  it('is told once, under its own name', async () => {
    const id = await open();
    const { id: comment } = await say(id, 'MONITORING');
    const rows = await api.query(`SELECT topic, payload FROM outbox WHERE dedupe_key = $1`, [`comment:${comment}`]);
    expect(rows).toEqual([{ topic: 'incident.commented', payload: { incidentId: id, commentId: comment } }]);
    await api.patch(`incidents/${id}/comments/${comment}`, { comment: 'Better words' });
    await api.delete(`incidents/${id}/comments/${comment}`);
    expect(
      await api.query(`SELECT id FROM outbox WHERE topic = 'incident.commented' AND aggregate_id = $1`, [`incident:${id}`]),
    ).toHaveLength(1);
  });

  it('keeps the promise of a next update, and may give another', async () => {
    const id = await open({ next_update_at: T + 600 });
    const promised = async () => (await api.get(`incident-states/${id}`)).body.incident.next_update_at;
    await say(id, 'IDENTIFIED', T - 1_200);
    expect(await promised()).toBe(null);
    await say(id, 'MONITORING', undefined, { next_update_at: T + 1_200 });
    await say(id, 'IDENTIFIED', T - 1_800);
    expect(await promised()).toBe(T + 1_200);
    await say(id, 'RESOLVED');
    expect(await promised()).toBe(null);
  });
});

describe('one comment', () => {
  it('is read, hidden ones too, but not from another incident, nor once it is deleted', async () => {
    const [id, other] = [await open(), await open()];
    const comment = await say(id, 'MONITORING');
    expect((await api.get(`incidents/${id}/comments/${comment.id}`)).body).toEqual({ comment });
    expect((await api.get(`incidents/${other}/comments/${comment.id}`)).status).toBe(404);
    await api.patch(`incidents/${id}/comments/${comment.id}`, { status: 'INACTIVE' });
    expect(await listed(id)).toEqual([]);
    expect((await api.get(`incidents/${id}/comments/${comment.id}`)).body.comment.status).toBe('INACTIVE');
    expect((await api.delete(`incidents/${id}/comments/${comment.id}`)).body).toEqual({ message: expect.any(String) });
    for (const method of ['get', 'patch', 'delete'] as const) {
      expect((await api.send(method, `incidents/${id}/comments/${comment.id}`, '{', FULL_KEY)).status).toBe(404);
    }
  });

  it.each([
    ['abc', 400],
    ['12abc', 400],
    ['12.5', 400],
    ['0', 404],
    ['-1', 404],
    ['99999999', 404],
    ['99999999999999999999', 404],
  ])('of the id %s is a %i, whatever the body', async (comment, status) => {
    const id = await open();
    for (const method of ['get', 'patch', 'delete'] as const) {
      const answer = await api.send(method, `incidents/${id}/comments/${comment}`, '{', FULL_KEY);
      expect([method, answer.status, answer.body.error.code]).toEqual([method, status, status === 400 ? 'BAD_REQUEST' : 'NOT_FOUND']);
    }
  });

  it('is changed as far as it is sent', async () => {
    const id = await open();
    const comment = await say(id, 'MONITORING');
    const patch = async (body: object) => (await api.patch(`incidents/${id}/comments/${comment.id}`, body)).body.comment;
    expect(await patch({ comment: ' Words ' })).toMatchObject({ comment: 'Words', state: 'MONITORING', timestamp: T });
    expect(await patch({ timestamp: T - 599 })).toMatchObject({ comment: 'Words', timestamp: T - 600 });
    expect(await patch({ state: 'RESOLVED' })).toMatchObject({ state: 'RESOLVED', timestamp: T - 600 });
    expect(await patch({})).toMatchObject({ comment: 'Words', state: 'RESOLVED' });
    for (const body of [{ comment: '' }, { comment: null }, { state: 'x' }, { state: null }, { timestamp: 'x' }, { status: 'DELETED' }]) {
      expect([body, (await api.patch(`incidents/${id}/comments/${comment.id}`, body)).status]).toEqual([body, 400]);
    }
  });

  it('takes the incident along when it changes or goes', async () => {
    const id = await open();
    const first = await say(id, 'IDENTIFIED', T - 1_800);
    const second = await say(id, 'RESOLVED', T - 1_200);
    const patch = (comment: number, body: object) => api.patch(`incidents/${id}/comments/${comment}`, body);
    await patch(first.id, { state: 'MONITORING' });
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 1_200 });
    await patch(second.id, { timestamp: T - 600 });
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 600 });
    await patch(second.id, { state: 'IDENTIFIED' });
    expect(await incident(id)).toMatchObject({ state: 'IDENTIFIED', end_date_time: null });
    await patch(second.id, { state: 'RESOLVED' });
    await patch(second.id, { status: 'INACTIVE' });
    expect(await incident(id)).toMatchObject({ state: 'MONITORING', end_date_time: null });
    await patch(second.id, { status: 'ACTIVE' });
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 600 });
    await patch(first.id, { timestamp: T });
    expect(await incident(id)).toMatchObject({ state: 'MONITORING', end_date_time: null });
    await api.delete(`incidents/${id}/comments/${first.id}`);
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 600 });
    await api.delete(`incidents/${id}/comments/${second.id}`);
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 600 });
  });

  it('leaves an end that was corrected by hand when only its words change', async () => {
    const id = await open();
    const comment = await say(id, 'RESOLVED');
    await api.patch(`incidents/${id}`, { end_date_time: T - 900 });
    await api.patch(`incidents/${id}/comments/${comment.id}`, { comment: 'Other words' });
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: T - 900 });
  });

  it('is refused from an older version of its incident, and shows itself', async () => {
    const id = await open();
    const comment = await say(id, 'MONITORING');
    const etag = (await api.get(`incident-states/${id}`)).headers['etag'];
    const from = { ...FULL_KEY, 'if-match': etag } as never;
    expect((await api.patch(`incidents/${id}/comments/${comment.id}`, { comment: 'Mine' }, from)).status).toBe(200);
    const stale = await api.patch(`incidents/${id}/comments/${comment.id}`, { comment: 'Theirs' }, from);
    expect(stale.status).toBe(412);
    expect(JSON.parse(stale.body.error.details[0].message)).toMatchObject({ id: comment.id, comment: 'Mine' });
    expect((await api.delete(`incidents/${id}/comments/${comment.id}`, from)).status).toBe(412);
  });
});

describe('impacts that updates change', () => {
  const monitors = async (id: number) => (await incident(id)).monitors;

  it('are answered as the newest update has them, and fall back when it goes', async () => {
    const id = await open({ monitors: [{ monitor_tag: 'shop-web' }] });
    const better = await say(id, 'IDENTIFIED', T - 1_200, { monitors: [{ monitor_tag: 'shop-web', impact: 'DEGRADED' }] });
    expect(await monitors(id)).toEqual([{ monitor_tag: 'shop-web', impact: 'DEGRADED' }]);
    const fine = await say(id, 'MONITORING', T - 600, {
      monitors: [{ monitor_tag: 'shop-web', impact: 'UP' }, { monitor_tag: 'payments' }],
    });
    expect(await monitors(id)).toEqual([
      { monitor_tag: 'shop-web', impact: 'UP' },
      { monitor_tag: 'payments', impact: 'DOWN' },
    ]);
    await api.patch(`incidents/${id}/comments/${fine.id}`, { monitors: [{ monitor_tag: 'payments', impact: 'DEGRADED' }] });
    expect(await monitors(id)).toEqual([
      { monitor_tag: 'shop-web', impact: 'DEGRADED' },
      { monitor_tag: 'payments', impact: 'DEGRADED' },
    ]);
    await api.delete(`incidents/${id}/comments/${better.id}`);
    expect((await monitors(id))[0]).toEqual({ monitor_tag: 'shop-web', impact: 'DOWN' });
  });

  it('are dropped when the list is replaced', async () => {
    const id = await open({ monitors: [{ monitor_tag: 'shop-web' }] });
    await say(id, 'MONITORING', undefined, { monitors: [{ monitor_tag: 'shop-web', impact: 'DEGRADED' }] });
    await api.patch(`incidents/${id}`, { monitors: [{ monitor_tag: 'shop-web', impact: 'MAINTENANCE' }] });
    expect(await monitors(id)).toEqual([{ monitor_tag: 'shop-web', impact: 'MAINTENANCE' }]);
  });
});
