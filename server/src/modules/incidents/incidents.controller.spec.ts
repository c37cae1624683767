import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMonitor, asActor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { ADA, FULL_KEY, type MonitorsApi } from '../../../test/monitors-api.js';
import type { Clock } from '../../platform/database/clock.js';

/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600;
const clock = new FixedClock(T + 30);
const READER = { authorization: 'Bearer key:incidents.read' };
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const error = (code: string) => ({ error: expect.objectContaining({ code, message: expect.any(String) }) });

let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi({ clock: clock as unknown as Clock });
  for (const tag of ['shop-web', 'payments', 'search']) await aMonitor(api.app.sources.get('upkeep'), { tag });
});
afterAll(async () => api.close());

const open = async (body: object = {}, headers = FULL_KEY) => {
  const answer = await api.post('incidents', { title: 'Errors', start_date_time: T - 600, ...body }, headers);
  expect(answer.status).toBe(201);
  return answer.body.incident;
};
const outbox = (id: number) =>
  api.query<{ topic: string; dedupe_key: string; payload: object }>(
    `SELECT topic, dedupe_key, payload FROM outbox WHERE aggregate_id = $1 ORDER BY id`,
    [`incident:${id}`],
  );

describe('POST /incidents', () => {
  it('answers the contract’s object, member by member in its order', async () => {
    const { status, body, headers, text } = await api.post('incidents', {
      title: '  Elevated error rates ',
      start_date_time: T - 571,
      monitors: [{ monitor_tag: 'shop-web' }, { monitor_tag: 'payments', impact: 'DEGRADED' }],
    });
    expect(status).toBe(201);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['etag']).toBe('"v1"');
    const { id, created_at, updated_at } = body.incident;
    expect([id, created_at, updated_at]).toEqual([expect.any(Number), expect.stringMatching(ISO), expect.stringMatching(ISO)]);
    expect(text).toBe(
      `{"incident":{"id":${id},"title":"Elevated error rates","start_date_time":${T - 600},"end_date_time":null,"state":"INVESTIGATING",` +
        `"incident_source":"API","incident_type":"INCIDENT","status":"OPEN","is_global":"YES",` +
        `"monitors":[{"monitor_tag":"shop-web","impact":"DOWN"},{"monitor_tag":"payments","impact":"DEGRADED"}],` +
        `"created_at":"${created_at}","updated_at":"${updated_at}","url":"http://localhost:3000/incidents/${id}"}}`,
    );
  });

  it('takes an end, and ignores what it does not know, a state without an update too', async () => {
    const incident = await open({ end_date_time: T + 59, state: 'NONSENSE', incident_source: 'ALERT', unknown: {}, status: 'CLOSED' });
    expect(incident).toMatchObject({ end_date_time: T, state: 'INVESTIGATING', incident_source: 'API', status: 'OPEN' });
    expect(await open({ end_date_time: null, is_global: null, next_update_at: null, comment: null, state: null })).toMatchObject({
      end_date_time: null,
      is_global: 'YES',
    });
    expect(await open({ is_global: 'NO', end_date_time: T - 600 })).toMatchObject({ is_global: 'NO', end_date_time: T - 600 });
  });

  it('knows who opened it: the dashboard, or a program', async () => {
    expect(await open({}, ADA as never)).toMatchObject({ incident_source: 'DASHBOARD' });
  });

  it('lets the last of two equal tags count, and an impact that is null be DOWN', async () => {
    const { monitors } = await open({
      monitors: [
        { monitor_tag: 'shop-web', impact: 'DEGRADED' },
        { monitor_tag: 'payments', impact: null },
        { monitor_tag: 'shop-web', impact: 'UP' },
      ],
    });
    expect(monitors).toEqual([
      { monitor_tag: 'shop-web', impact: 'UP' },
      { monitor_tag: 'payments', impact: 'DOWN' },
    ]);
  });

  it.each([
    ['no title', { title: undefined }, 'title'],
    ['an empty title', { title: '  ' }, 'title'],
    ['a title that is no text', { title: 5 }, 'title'],
    ['a title that is too long', { title: 'x'.repeat(256) }, 'title'],
    ['no start', { start_date_time: undefined }, 'start_date_time'],
    ['a start that is text', { start_date_time: String(T) }, 'start_date_time'],
    ['a start that is null', { start_date_time: null }, 'start_date_time'],
    ['a start before time', { start_date_time: -60 }, 'start_date_time'],
    ['a start after all time', { start_date_time: 1e300 }, 'start_date_time'],
    ['an end that is text', { end_date_time: 'later' }, 'end_date_time'],
    ['an end before the start', { end_date_time: T - 660 }, 'end_date_time'],
    ['monitors that are no list', { monitors: 'shop-web' }, 'monitors'],
    ['monitors that are null', { monitors: null }, 'monitors'],
    ['a monitor that is a text', { monitors: ['shop-web'] }, 'monitors'],
    ['a monitor that is a list', { monitors: [[{ monitor_tag: 'shop-web' }]] }, 'monitors'],
    ['a monitor that is null', { monitors: [null] }, 'monitors'],
    ['a monitor without a tag', { monitors: [{ impact: 'DOWN' }] }, 'monitors[0].monitor_tag'],
    ['a tag that is a number', { monitors: [{ monitor_tag: 5 }] }, 'monitors[0].monitor_tag'],
    ['an impact that is none', { monitors: [{ monitor_tag: 'shop-web', impact: 'BAD' }] }, 'monitors[0].impact'],
    ['is_global that is a boolean', { is_global: true }, 'is_global'],
    ['a first update without words', { comment: ' ' }, 'comment'],
    ['a first update of no state', { comment: 'x', state: 'DONE' }, 'state'],
  ])('refuses %s', async (_, part, field) => {
    const { status, body } = await api.post('incidents', { title: 'Errors', start_date_time: T - 600, ...part });
    expect(status).toBe(400);
    expect(body).toEqual(error('BAD_REQUEST'));
    expect(body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
  });

  it('names a tag that no monitor has, and stores nothing', async () => {
    const [before] = await api.query<{ count: number }>('SELECT count(*)::int AS count FROM incidents');
    const { status, body } = await api.post('incidents', {
      title: 'Errors',
      start_date_time: T,
      monitors: [{ monitor_tag: 'shop-web' }, { monitor_tag: 'no-such-tag' }],
    });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('no-such-tag') });
    expect(await api.query('SELECT count(*)::int AS count FROM incidents')).toEqual([before]);
  });

  it.each(['', '[]', 'null', '"x"', '{', '{"title":"x",}'])('refuses the body %j', async (body) => {
    const { status, body: answer } = await api.post('incidents', body);
    expect([status, answer.error]).toEqual([400, expect.objectContaining({ code: 'BAD_REQUEST', message: 'Invalid JSON body' })]);
  });

  it('writes a first update, dated at the start, or at the end when it resolves', async () => {
    const begun = await open({ comment: ' We look into it. ', state: 'IDENTIFIED' });
    expect(begun).toMatchObject({ state: 'IDENTIFIED', end_date_time: null });
    const { body } = await api.get(`incidents/${begun.id}/comments`);
    expect(body.comments).toMatchObject([{ comment: 'We look into it.', state: 'IDENTIFIED', timestamp: T - 600 }]);
    const over = await open({ comment: 'It was short.', state: 'RESOLVED', end_date_time: T - 300 });
    expect(over).toMatchObject({ state: 'RESOLVED', end_date_time: T - 300 });
    expect(await open({ comment: 'It was long.', state: 'RESOLVED' })).toMatchObject({ state: 'RESOLVED', end_date_time: T });
  });

  it('tells once that it changed and, with a first update, that somebody spoke', async () => {
    const incident = await open({ comment: 'Hello', monitors: [{ monitor_tag: 'search' }], is_global: 'NO' });
    const [monitor] = await api.query<{ id: number }>(`SELECT id FROM monitors WHERE tag = 'search'`);
    const [comment] = await api.query<{ id: number }>('SELECT id FROM incident_comments WHERE incident_id = $1', [incident.id]);
    expect(await outbox(incident.id)).toEqual([
      { topic: 'incident.commented', dedupe_key: `comment:${comment!.id}`, payload: { incidentId: incident.id, commentId: comment!.id } },
      {
        topic: 'incident.changed',
        dedupe_key: expect.stringMatching(/^auto:/),
        payload: { incidentId: incident.id, monitorIds: [monitor!.id], isGlobal: false, from: T - 600, to: null },
      },
    ]);
    const quiet = await open({ comment: 'Psst', notify: 'NO' });
    expect((await outbox(quiet.id))[0]!.payload).toMatchObject({ isQuiet: true });
    expect((await outbox((await open()).id)).map(({ topic }) => topic)).toEqual(['incident.changed']);
  });

  it('tells again when it begins or ends by itself, so that pages follow', async () => {
    const { id } = await open({ start_date_time: T + 600, end_date_time: T + 1_200 });
    const rows = await api.query<{ state: string; at: number }>(
      `SELECT state, extract(epoch FROM hold_until)::int AS at FROM outbox WHERE aggregate_id = $1 AND topic = 'incident.changed' ORDER BY id`,
      [`incident:${id}`],
    );
    expect(rows).toEqual([
      { state: 'pending', at: null },
      { state: 'held', at: T + 600 },
      { state: 'held', at: T + 1_200 },
    ]);
  });

  it('is written down with who did it', async () => {
    const incident = await open({ monitors: [{ monitor_tag: 'search' }] });
    const rows = await api.query<{ body: { action: string; actor: string; after: object } }>(
      `SELECT body FROM audit_log WHERE body->>'entityType' = 'incident' AND body->>'entityId' = $1`,
      [String(incident.id)],
    );
    expect(rows.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        action: 'incident.create',
        actor: 'api_key:1',
        after: expect.objectContaining({ title: 'Errors', monitors: [{ tag: 'search', impact: 'DOWN' }] }),
      }),
    ]);
  });

  it('SEC-15 opens one incident for one Idempotency-Key', async () => {
    const send = () => api.post('incidents', { title: 'Once', start_date_time: T }, { ...FULL_KEY, 'idempotency-key': 'once' } as never);
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(second.body).toEqual(first.body);
    expect(await api.query(`SELECT id FROM incidents WHERE title = 'Once'`)).toHaveLength(1);
  });
});

describe('GET /incidents', () => {
  const ids = async (query: string): Promise<number[]> =>
    (await api.get(`incidents${query}`)).body.incidents.map(({ id }: { id: number }) => id);

  it('lists the newest first, whole', async () => {
    const [older, newer] = [await open(), await open({ monitors: [{ monitor_tag: 'search', impact: 'DEGRADED' }] })];
    const { status, body } = await api.get('incidents');
    expect(status).toBe(200);
    expect(body.incidents.slice(0, 2)).toEqual([newer, older]);
  });

  it('filters by start, both ends included, and ignores what is no number', async () => {
    const far = 4_000_000_020;
    const [a, b] = [await open({ start_date_time: far }), await open({ start_date_time: far + 60 })];
    expect(await ids(`?start_ts=${far}`)).toEqual([b.id, a.id]);
    expect(await ids(`?start_ts=${far + 1}`)).toEqual([b.id]);
    expect(await ids(`?start_ts=${far}&end_ts=${far}`)).toEqual([a.id]);
    expect(await ids(`?start_ts=${far}&end_ts=soon`)).toEqual([b.id, a.id]);
    expect((await ids('?start_ts=abc&end_ts=')).length).toBe((await ids('')).length);
  });

  it('filters by tags, any of which matches', async () => {
    await aMonitor(api.app.sources.get('upkeep'), { tag: 'rare' });
    await aMonitor(api.app.sources.get('upkeep'), { tag: 'rarer' });
    const a = await open({ monitors: [{ monitor_tag: 'rare' }, { monitor_tag: 'rarer' }] });
    const b = await open({ monitors: [{ monitor_tag: 'rarer' }] });
    expect(await ids('?monitor_tags=rare')).toEqual([a.id]);
    expect(await ids('?monitor_tags=rare,%20rarer,nothing')).toEqual([b.id, a.id]);
    expect(await ids('?monitor_tags=nothing')).toEqual([]);
    expect((await ids('?monitor_tags=,')).length).toBe((await ids('')).length);
  });

  it('forgets the name of a monitor that is gone', async () => {
    const db = api.app.sources.get('upkeep');
    const monitor = await aMonitor(db, { tag: 'passing' });
    const incident = await open({ monitors: [{ monitor_tag: 'passing' }, { monitor_tag: 'search' }] });
    await asActor(db, (tx) => tx.query('UPDATE monitors SET deleted_at = now() WHERE id = $1', [monitor.id]));
    expect((await api.get(`incidents/${incident.id}`)).body.incident.monitors).toEqual([{ monitor_tag: 'search', impact: 'DOWN' }]);
    expect(await ids('?monitor_tags=passing')).toEqual([]);
  });
});

describe('one incident', () => {
  const methods = ['get', 'patch', 'delete'] as const;
  const ids = ['abc', '0', '12abc', '12.5', '-1', '%20', '1e3', '99999999', '99999999999999999999', '0x1', '１'];
  it.each(methods.flatMap((method) => ids.map((id) => [method, id] as const)))(
    '%s of %s is a 404, whatever the body',
    async (method, id) => {
      const { status, body } = await api.send(method, `incidents/${encodeURIComponent(decodeURIComponent(id))}`, '{', FULL_KEY);
      expect([status, body]).toEqual([404, error('NOT_FOUND')]);
    },
  );

  it('is read as it was written, also with a slash at the end', async () => {
    const incident = await open({ monitors: [{ monitor_tag: 'search' }] });
    for (const path of [`incidents/${incident.id}`, `incidents/${incident.id}/`]) {
      const { status, body, headers } = await api.get(path);
      expect([status, body, headers['etag']]).toEqual([200, { incident }, '"v1"']);
    }
    expect((await api.get('incidents/')).status).toBe(200);
  });

  it('asks who is there, then what is meant, then what is sent', async () => {
    const { id } = await open();
    expect((await api.patch('incidents/abc', '{', {})).status).toBe(401);
    expect((await api.patch('incidents/abc', '{', READER)).status).toBe(403);
    expect((await api.patch('incidents/abc', '{')).status).toBe(404);
    expect((await api.patch(`incidents/${id}`, '{')).status).toBe(400);
    expect((await api.post('incidents', {}, READER)).status).toBe(403);
    expect((await api.get('incidents', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });

  it('answers 405 for a method it does not know', async () => {
    const { id } = await open();
    for (const path of ['incidents', `incidents/${id}`, `incidents/${id}/comments`]) {
      const { status, body } = await api.put(path, {});
      expect([path, status, body.error?.code]).toEqual([path, 405, 'METHOD_NOT_ALLOWED']);
    }
  });
});

describe('PATCH /incidents/{id}', () => {
  it('changes what is sent and nothing else', async () => {
    const incident = await open({ monitors: [{ monitor_tag: 'search' }], end_date_time: T });
    const patched = (await api.patch(`incidents/${incident.id}`, { title: ' New ', start_date_time: T - 1_199.5, state: 'RESOLVED' })).body
      .incident;
    expect(patched).toEqual({ ...incident, title: 'New', start_date_time: T - 1_200, updated_at: expect.stringMatching(ISO) });
    const cleared = (await api.patch(`incidents/${incident.id}`, { end_date_time: null, is_global: 'NO' })).body.incident;
    expect(cleared).toMatchObject({ end_date_time: null, is_global: 'NO', monitors: [{ monitor_tag: 'search', impact: 'DOWN' }] });
    expect((await api.patch(`incidents/${incident.id}`, {})).body.incident).toEqual(cleared);
  });

  it('replaces the monitors', async () => {
    const { id } = await open({ monitors: [{ monitor_tag: 'search' }, { monitor_tag: 'payments' }] });
    const monitors = async (list: unknown) => (await api.patch(`incidents/${id}`, { monitors: list })).body.incident.monitors;
    expect(await monitors([{ monitor_tag: 'shop-web', impact: 'MAINTENANCE' }])).toEqual([
      { monitor_tag: 'shop-web', impact: 'MAINTENANCE' },
    ]);
    expect(await monitors([])).toEqual([]);
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ title: null }, 'title'],
    [{ start_date_time: null }, 'start_date_time'],
    [{ start_date_time: T + 60 }, 'end_date_time'],
    [{ end_date_time: T - 660 }, 'end_date_time'],
    [{ end_date_time: 'x' }, 'end_date_time'],
    [{ monitors: null }, 'monitors'],
    [{ monitors: [{ monitor_tag: 'nobody' }] }, 'monitors'],
    [{ is_global: 'MAYBE' }, 'is_global'],
  ])('refuses %j', async (part, field) => {
    const { id, ...before } = await open({ end_date_time: T });
    const { status, body } = await api.patch(`incidents/${id}`, part);
    expect(status).toBe(400);
    expect(body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
    expect((await api.get(`incidents/${id}`)).body.incident).toMatchObject(before);
  });

  it('is refused from an older version, and shows the present one', async () => {
    const { id } = await open();
    const from = (version: number) => ({ ...FULL_KEY, 'if-match': `"v${version}"` }) as never;
    expect((await api.patch(`incidents/${id}`, { title: 'Second' }, from(1))).headers['etag']).toBe('"v2"');
    const stale = await api.patch(`incidents/${id}`, { title: 'Third' }, from(1));
    expect([stale.status, stale.body.error.code]).toEqual([412, 'PRECONDITION_FAILED']);
    expect(JSON.parse(stale.body.error.details[0].message)).toMatchObject({ id, title: 'Second' });
    expect((await api.delete(`incidents/${id}`, from(1))).status).toBe(412);
    expect((await api.delete(`incidents/${id}`, from(2))).status).toBe(200);
  });

  it('tells all whom it concerned or concerns', async () => {
    const { id } = await open({ monitors: [{ monitor_tag: 'search' }] });
    await api.patch(`incidents/${id}`, { monitors: [{ monitor_tag: 'payments' }], is_global: 'NO', start_date_time: T - 60 });
    const monitors = await api.query<{ id: number }>(`SELECT id FROM monitors WHERE tag IN ('search', 'payments') ORDER BY id`);
    const { payload } = (await outbox(id)).at(-1)!;
    expect(payload).toEqual({
      incidentId: id,
      monitorIds: expect.arrayContaining(monitors.map((monitor) => monitor.id)),
      isGlobal: true,
      from: T - 600,
      to: null,
    });
  });
});

describe('DELETE /incidents/{id}', () => {
  it('takes links and updates with it, and says so', async () => {
    const { id } = await open({ comment: 'Hello', monitors: [{ monitor_tag: 'search' }] });
    const { status, body } = await api.delete(`incidents/${id}`);
    expect([status, body]).toEqual([200, { message: expect.any(String) }]);
    expect((await api.get(`incidents/${id}`)).status).toBe(404);
    expect((await api.delete(`incidents/${id}`)).status).toBe(404);
    expect((await api.get(`incidents/${id}/comments`)).status).toBe(404);
    expect((await outbox(id)).at(-1)).toMatchObject({ topic: 'incident.deleted', payload: { incidentId: id, isGlobal: true } });
  });
});

describe('the report of an incident', () => {
  it('is written, shown and taken back', async () => {
    const { id } = await open();
    const put = async (body: object) => (await api.put(`incidents/${id}/report`, body)).body.report;
    expect(await put({ report: '**Why**<script>x</script>' })).toEqual({
      markdown: '**Why**<script>x</script>',
      html: '<p><strong>Why</strong></p>',
      published_at: null,
    });
    expect(await put({ report: 'Why', is_published: 'YES' })).toMatchObject({ published_at: T + 30 });
    clock.advance(60);
    expect(await put({ report: 'Because', is_published: 'YES' })).toMatchObject({ published_at: T + 30 });
    clock.advance(-60);
    expect((await api.put(`incidents/${id}/report`, { report: ' ' })).status).toBe(400);
    expect((await api.put('incidents/abc/report', { report: '' })).status).toBe(404);
    expect((await api.delete(`incidents/${id}/report`)).status).toBe(200);
    expect((await api.get(`incident-states/${id}`)).body.incident).toMatchObject({ report: null, has_report: false });
  });
});
