import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonitor, asActor, FixedClock } from '@clarion/testing';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { ADA, FULL_KEY, type MonitorsApi } from '../../../test/monitors-api.js';
import type { Clock } from '../../platform/database/clock.js';
import { IncidentDraftsService } from './incident-drafts.service.js';

/** Now: half a minute after a full hour. */
const T = Math.floor(Date.now() / 3_600_000) * 3_600;
const clock = new FixedClock(T + 30);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let api: MonitorsApi;
let drafts: IncidentDraftsService;
beforeAll(async () => {
  api = await startIncidentsApi({ clock: clock as unknown as Clock });
  drafts = api.app.get<IncidentDraftsService>(IncidentDraftsService);
});
afterAll(async () => api.close());
beforeEach(async () => {
  await asActor(api.app.sources.get('upkeep'), async (tx) => {
    await tx.query('DELETE FROM incidents');
    await tx.query('DELETE FROM incident_drafts');
    await tx.query('DELETE FROM monitors');
  });
  await aMonitor(api.app.sources.get('upkeep'), { tag: 'shop' });
});

const WHOLE = {
  title: 'Errors',
  start_date_time: T - 571,
  is_global: 'NO',
  monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }],
  comment: 'We look into it.',
  state: 'IDENTIFIED',
  next_update_at: T + 1_800,
};
const write = async (body: object = WHOLE, headers: object = FULL_KEY) => {
  const answer = await api.post('incident-drafts', body, headers as never);
  expect(answer.status).toBe(201);
  return answer.body.draft;
};
const incidents = async () => (await api.get('incidents')).body.incidents;

describe('drafts', () => {
  it('are kept as they are written, and are no incidents', async () => {
    const draft = await write();
    expect(draft).toEqual({
      id: expect.any(Number),
      ...WHOLE,
      start_date_time: T - 600,
      publish_at: null,
      notify: 'YES',
      publish_error: null,
      version: 1,
      created_at: expect.stringMatching(ISO),
      updated_at: expect.stringMatching(ISO),
    });
    expect(await write({})).toMatchObject({
      title: '',
      start_date_time: null,
      is_global: 'YES',
      monitors: [],
      comment: '',
      publish_at: null,
    });
    expect((await api.get(`incident-drafts/${draft.id}`)).body).toEqual({ draft });
    expect((await api.get('incident-drafts')).body.drafts).toHaveLength(2);
    expect(await incidents()).toEqual([]);
  });

  it('change as far as something is sent, from the present version', async () => {
    const { id } = await write();
    const from = (version: number) => ({ ...FULL_KEY, 'if-match': `"v${version}"` }) as never;
    const changed = await api.patch(`incident-drafts/${id}`, { title: ' Better ', next_update_at: null }, from(1));
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"v2"']);
    expect(changed.body.draft).toMatchObject({ title: 'Better', next_update_at: null, comment: WHOLE.comment, state: 'IDENTIFIED' });
    expect((await api.patch(`incident-drafts/${id}`, { title: 'x' }, from(1))).status).toBe(412);
    expect((await api.post(`incident-drafts/${id}/publish`, undefined, from(1))).status).toBe(412);
    expect((await api.delete(`incident-drafts/${id}`, from(1))).status).toBe(412);
    expect((await api.delete(`incident-drafts/${id}`)).status).toBe(200);
    expect((await api.get(`incident-drafts/${id}`)).status).toBe(404);
  });

  it.each([
    { title: 5 },
    { title: 'x'.repeat(256) },
    { start_date_time: 'x' },
    { monitors: {} },
    { monitors: [{ monitor_tag: 'shop', impact: 'BAD' }] },
    { state: 'DONE' },
    { is_global: true },
    { publish_at: 'soon' },
    { publish_at: T },
    { title: ' ', publish_at: T },
  ])('refuse %j', async (body) => {
    expect((await api.post('incident-drafts', body)).status).toBe(400);
  });

  it.each(['0', 'abc', '12.5', '99999999'])('know nothing of %s', async (id) => {
    expect((await api.get(`incident-drafts/${id}`)).status).toBe(404);
    expect((await api.patch(`incident-drafts/${id}`, {})).status).toBe(404);
    expect((await api.delete(`incident-drafts/${id}`)).status).toBe(404);
    expect((await api.post(`incident-drafts/${id}/publish`)).status).toBe(404);
  });
});

describe('publishing a draft', () => {
  it('opens the incident and lets go of the draft', async () => {
    const { id } = await write();
    const { status, body } = await api.post(`incident-drafts/${id}/publish`);
    expect(status).toBe(201);
    expect(body.incident).toMatchObject({
      title: 'Errors',
      start_date_time: T - 600,
      is_global: 'NO',
      state: 'IDENTIFIED',
      incident_source: 'API',
      monitors: WHOLE.monitors,
    });
    expect((await api.get(`incidents/${body.incident.id}/comments`)).body.comments).toMatchObject([{ comment: WHOLE.comment }]);
    expect(await incidents()).toHaveLength(1);
    expect((await api.post(`incident-drafts/${id}/publish`)).status).toBe(404);
  });

  it('begins now when nobody said otherwise', async () => {
    const { id } = await write({ title: 'Errors' });
    expect((await api.post(`incident-drafts/${id}/publish`)).body.incident).toMatchObject({ start_date_time: T, state: 'INVESTIGATING' });
  });

  it('needs a title and monitors that exist, and changes nothing without', async () => {
    const [untitled, unknown] = [await write({}), await write({ title: 'x', monitors: [{ monitor_tag: 'gone' }] })];
    for (const { id } of [untitled, unknown]) {
      expect((await api.post(`incident-drafts/${id}/publish`)).status).toBe(400);
      expect((await api.get(`incident-drafts/${id}`)).status).toBe(200);
    }
    expect(await incidents()).toEqual([]);
  });
});

describe('publishing at an hour', () => {
  const due = Math.floor(Date.now() / 1_000) - 90;

  it('happens once, however many look for what is due, in the name of who wrote it', async () => {
    await write({ ...WHOLE, publish_at: due }, ADA);
    const found = await Promise.all(Array.from({ length: 6 }, () => drafts.publishNextDue()));
    expect(found.filter(Boolean)).toHaveLength(1);
    const [incident, ...others] = await incidents();
    expect([incident.incident_source, others]).toEqual(['DASHBOARD', []]);
    const detail = (await api.get(`incident-states/${incident.id}`)).body.incident;
    expect([detail.author, detail.comments[0].author]).toEqual([{ name: 'Ada' }, { name: 'Ada' }]);
    expect((await api.get('incident-drafts')).body.drafts).toEqual([]);
  });

  it('waits for the hour, and takes the first that is due', async () => {
    await write({ title: 'Later', publish_at: due + 86_400 });
    await write({ title: 'Second', publish_at: due + 1 });
    await write({ title: 'First', publish_at: due });
    expect([await drafts.publishNextDue(), await drafts.publishNextDue(), await drafts.publishNextDue()]).toEqual([true, true, false]);
    expect((await incidents()).map(({ title }: { title: string }) => title)).toEqual(['Second', 'First']);
    expect((await incidents())[1].start_date_time).toBe(Math.floor(due / 60) * 60);
  });

  it('goes on without a monitor that is gone by then', async () => {
    await write({ ...WHOLE, monitors: [...WHOLE.monitors, { monitor_tag: 'gone' }], publish_at: due });
    await drafts.publishNextDue();
    expect((await incidents())[0].monitors).toEqual(WHOLE.monitors);
  });

  it('says why it could not, and waits for a person', async () => {
    const { id } = await write({ title: 'x', publish_at: due });
    await asActor(api.app.sources.get('upkeep'), (tx) => tx.query(`UPDATE incident_drafts SET title = '' WHERE id = $1`, [id]));
    expect(await drafts.publishNextDue()).toBe(true);
    expect(await drafts.publishNextDue()).toBe(false);
    const { draft } = (await api.get(`incident-drafts/${id}`)).body;
    expect(draft).toMatchObject({ publish_at: null, publish_error: expect.stringContaining('title') });
    expect((await api.patch(`incident-drafts/${id}`, { title: 'x', publish_at: due })).body.draft).toMatchObject({ publish_error: null });
  });
});
