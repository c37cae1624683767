import { DEFAULT_PAGE_SETTINGS } from '@clarion/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADA, FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { PagesModule } from './pages.module.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, PagesModule] });
  for (const tag of ['shop-web', 'shop-api', 'mail']) await api.post('monitors', { tag, name: tag.toUpperCase() });
});
afterAll(async () => api.close());

let count = 0;
/** A path nobody has. */
let path: string;
let minimal: { page_path: string; page_title: string; page_header: string };
beforeEach(() => {
  count += 1;
  path = `page-${count}`;
  minimal = { page_path: path, page_title: 'T', page_header: 'H' };
});

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const tagsOf = (page: { monitors: { monitor_tag: string }[] }): string[] => page.monitors.map(({ monitor_tag }) => monitor_tag);
const refused = (field: string) => ({
  error: { code: 'BAD_REQUEST', message: expect.any(String), details: [expect.objectContaining({ field })] },
});

describe('POST /pages', () => {
  it('answers the example of the contract', async () => {
    const { status, body, headers } = await api.post('pages', {
      page_path: 'EU Region',
      page_title: 'EU',
      page_header: 'European services',
      page_settings: { monitor_status_history_days: { desktop: 60 } },
      monitors: ['shop-web'],
    });
    expect(status).toBe(201);
    expect(headers['etag']).toMatch(/^".+"$/);
    expect(body).toEqual({
      page: {
        id: expect.any(Number),
        page_path: 'eu-region',
        page_title: 'EU',
        page_header: 'European services',
        page_subheader: null,
        page_logo: null,
        page_settings: { ...DEFAULT_PAGE_SETTINGS, monitor_status_history_days: { desktop: 60, mobile: 30 } },
        monitors: [
          expect.objectContaining({
            ...{ monitor_tag: 'shop-web', position: 0, tag: 'shop-web', name: 'SHOP-WEB', description: null, image: null },
            ...{ monitor_type: 'API', status: 'ACTIVE' },
          }),
        ],
        created_at: expect.stringMatching(ISO),
        updated_at: expect.stringMatching(ISO),
      },
    });
    expect((await api.get('pages/eu-region')).body).toEqual(body);
    expect((await api.get('pages')).body.pages.at(-1)).toEqual(body.page);
  });

  it('takes monitors as tags or as objects that hold one, each once, in their order', async () => {
    const monitors = ['mail', { monitor_tag: 'shop-api', position: 0 }, { tag: 'shop-web' }, 'shop-api', 'mail'];
    const { status, body } = await api.post('pages', { ...minimal, monitors });
    expect(status).toBe(201);
    expect(tagsOf(body.page)).toEqual(['mail', 'shop-api', 'shop-web']);
    expect(body.page.monitors.map(({ position }: { position: number }) => position)).toEqual([0, 1, 2]);
  });

  it('takes null for optional members as if they were absent', async () => {
    const optional = { page_subheader: null, page_logo: null, page_settings: null, monitors: null };
    const { status, body } = await api.post('pages', { ...minimal, ...optional });
    expect([status, body.page]).toEqual([201, expect.objectContaining({ page_settings: DEFAULT_PAGE_SETTINGS, monitors: [] })]);
  });

  it('keeps settings it does not know', async () => {
    const { body } = await api.post('pages', { ...minimal, page_settings: { later: { x: 1 }, metaPageTitle: 'Old name' } });
    expect(body.page.page_settings).toEqual({ ...DEFAULT_PAGE_SETTINGS, later: { x: 1 }, meta_page_title: 'Old name' });
  });

  it.each<[string, unknown]>([
    ['page_path', undefined],
    ['page_path', null],
    ['page_path', ''],
    ['page_path', '   '],
    ['page_path', '!?/'],
    ['page_path', 7],
    ['page_path', 'api'],
    ['page_path', ' Monitors '],
    ['page_path', 'p'.repeat(256)],
    ['page_title', undefined],
    ['page_title', ' '],
    ['page_title', 5],
    ['page_title', 't'.repeat(256)],
    ['page_header', null],
    ['page_header', ''],
    ['page_subheader', 5],
    ['page_logo', 'javascript:alert(1)'],
    ['page_settings', []],
    ['page_settings', 'x'],
    ['monitors', 'shop-web'],
    ['monitors', {}],
    ['monitors', 5],
    ['monitors', [5]],
    ['monitors', [null]],
    ['monitors', [{}]],
    ['monitors', ['nobody']],
  ])('refuses %s = %j, names it and creates nothing', async (field, value) => {
    const { status, body } = await api.post('pages', { ...minimal, [field]: value });
    expect([status, body]).toEqual([400, refused(field)]);
    expect((await api.get(`pages/${path}`)).status).toBe(404);
  });

  it('names the setting that is wrong, and the tag that is unknown', async () => {
    const settings = await api.post('pages', { ...minimal, page_settings: { incidents: { enabled: 'yes' } } });
    expect(settings.body.error).toMatchObject({
      message: 'incidents.enabled must be a boolean',
      details: [{ field: 'page_settings.incidents.enabled' }],
    });
    const tags = await api.post('pages', { ...minimal, monitors: ['shop-web', 'nobody'] });
    expect(tags.body.error.message).toContain('“nobody”');
  });

  it('refuses a taken path, also under a race', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => api.post('pages', { ...minimal, page_path: ` ${path.toUpperCase()} ` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    expect(answers.find(({ status }) => status === 400)!.body).toEqual(refused('page_path'));
  });

  it('makes one page of a request that is sent again', async () => {
    const send = async (body: object) => api.send('post', 'pages', body, { ...FULL_KEY, 'idempotency-key': `make-${path}` });
    const [first, second] = [await send(minimal), await send(minimal)];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect((await send({ ...minimal, page_title: 'Other' })).status).toBe(422);
    const rows = await api.query<{ action: string }>(
      `SELECT body ->> 'action' AS action FROM audit_log WHERE body ->> 'entityType' = 'page' AND body ->> 'entityId' = $1`,
      [String(first.body.page.id)],
    );
    expect(rows).toEqual([{ action: 'page.create' }]);
  });

  it('tells of the page after commit', async () => {
    const { body } = await api.post('pages', minimal);
    const told = await api.query(`SELECT FROM outbox WHERE topic = 'page.changed' AND payload = $1::jsonb`, [
      JSON.stringify({ pageId: body.page.id }),
    ]);
    expect(told).toHaveLength(1);
  });
});

describe('PATCH /pages/{page_path}', () => {
  it('changes what is sent and keeps the rest', async () => {
    const made = (await api.post('pages', { ...minimal, page_subheader: 'S', page_logo: '/l.png', monitors: ['mail'] })).body.page;
    const { status, body } = await api.patch(`pages/${path}`, { page_title: ' New ' });
    expect(status).toBe(200);
    expect(body.page).toEqual({ ...made, page_title: 'New', updated_at: expect.stringMatching(ISO) });
    const cleared = await api.patch(`pages/${path}`, { page_subheader: null, page_logo: null });
    expect(cleared.body.page).toMatchObject({ page_title: 'New', page_subheader: null, page_logo: null });
  });

  it('merges settings deeply, keeps unknown keys, and takes a text away by null', async () => {
    await api.post('pages', { ...minimal, page_settings: { later: { a: 1 }, meta_page_title: 'M', incidents: { enabled: false } } });
    const sent = { later: { b: 2 }, meta_page_title: null, incidents: { resolved: { max_count: 0 } } };
    const { body } = await api.patch(`pages/${path}`, { page_settings: sent });
    expect(body.page.page_settings).toEqual({
      ...DEFAULT_PAGE_SETTINGS,
      later: { a: 1, b: 2 },
      incidents: { enabled: false, ongoing: { show: true }, resolved: { show: true, max_count: 0, days_in_past: 7 } },
    });
  });

  it('replaces the monitors, all of them or none', async () => {
    await api.post('pages', { ...minimal, monitors: ['mail', 'shop-web'] });
    const moved = await api.patch(`pages/${path}`, { monitors: [{ monitor_tag: 'shop-api' }, 'mail'] });
    expect(tagsOf(moved.body.page)).toEqual(['shop-api', 'mail']);
    const failed = await api.patch(`pages/${path}`, { page_title: 'Half', monitors: ['mail', 'nobody'] });
    expect(failed.status).toBe(400);
    expect((await api.get(`pages/${path}`)).body).toEqual(moved.body);
    expect(tagsOf((await api.patch(`pages/${path}`, { monitors: [] })).body.page)).toEqual([]);
  });

  it('takes its own answer back', async () => {
    const { body } = await api.post('pages', { ...minimal, monitors: ['mail', 'shop-api'], page_settings: { meta_page_title: 'M' } });
    const again = await api.patch(`pages/${path}`, body.page);
    expect(again.body.page).toEqual({ ...body.page, updated_at: expect.any(String) });
  });

  it('moves a page to another path', async () => {
    await api.post('pages', minimal);
    const { body } = await api.patch(`pages/${path}`, { page_path: `Moved ${path}` });
    expect(body.page.page_path).toBe(`moved-${path}`);
    expect([(await api.get(`pages/${path}`)).status, (await api.get(`pages/moved-${path}`)).status]).toEqual([404, 200]);
    expect((await api.patch(`pages/moved-${path}`, { page_path: 'Monitors' })).body).toEqual(refused('page_path'));
  });

  it('refuses the path of another page, and takes its own', async () => {
    await api.post('pages', minimal);
    await api.post('pages', { ...minimal, page_path: `${path}-b` });
    expect((await api.patch(`pages/${path}-b`, { page_path: path })).body).toEqual(refused('page_path'));
    expect((await api.patch(`pages/${path}`, { page_path: path })).status).toBe(200);
  });

  it('lets the home page keep its path only', async () => {
    const { status, body } = await api.patch('pages/~home', { page_path: '~home', page_title: 'Start' });
    expect([status, body.page.page_path, body.page.page_title]).toEqual([200, '~home', 'Start']);
    for (const page_path of ['start', 'home', '', null])
      expect((await api.patch('pages/~home', { page_path })).body).toEqual(refused('page_path'));
    expect((await api.post('pages', { ...minimal, page_path: '~home' })).body.page.page_path).toBe('home');
  });

  it.each<[string, unknown]>([
    ['page_title', ''],
    ['page_title', null],
    ['page_header', '  '],
    ['page_header', 5],
    ['page_path', '///'],
    ['page_settings', null],
    ['page_settings', [1]],
    ['monitors', null],
    ['monitors', 'mail'],
    ['monitors', [['mail']]],
  ])('refuses %s = %j', async (field, value) => {
    await api.post('pages', minimal);
    expect((await api.patch(`pages/${path}`, { [field]: value })).body).toEqual(refused(field));
  });

  it('refuses a change that was made from an older version, and shows the newer one', async () => {
    const made = await api.post('pages', minimal);
    const change = async (title: string, etag: string) =>
      api.send('patch', `pages/${path}`, { page_title: title }, { ...FULL_KEY, 'if-match': etag });
    const first = await change('A', made.headers['etag']!);
    expect([first.status, first.headers['etag']]).toEqual([200, expect.not.stringMatching(made.headers['etag']!)]);
    const stale = await change('B', made.headers['etag']!);
    expect([stale.status, stale.body.error.code, stale.headers['etag']]).toEqual([412, 'PRECONDITION_FAILED', first.headers['etag']]);
    expect(JSON.parse(stale.body.error.details[0].message)).toEqual(first.body.page);
    expect((await api.send('delete', `pages/${path}`, undefined, { ...FULL_KEY, 'if-match': made.headers['etag']! })).status).toBe(412);
  });

  it('answers 304 to who has the page already', async () => {
    const { headers } = await api.post('pages', minimal);
    expect((await api.get(`pages/${path}`, { ...FULL_KEY, 'if-none-match': headers['etag']! })).status).toBe(304);
  });

  it('keeps what was before and after', async () => {
    const { body } = await api.post('pages', { ...minimal, monitors: ['mail'] });
    await api.patch(`pages/${path}`, { page_title: 'Z', monitors: ['shop-web'] }, ADA);
    const [row] = await api.query<{ body: object }>(
      `SELECT body FROM audit_log WHERE body ->> 'action' = 'page.update' AND body ->> 'entityId' = $1`,
      [String(body.page.id)],
    );
    expect(row!.body).toMatchObject({
      actorName: 'ada@example.test',
      before: { page_title: 'T', monitors: ['mail'] },
      after: { page_title: 'Z', monitors: ['shop-web'] },
    });
  });
});

describe('an unknown page', () => {
  it.each(['nowhere', 'EU%20Region', '%00', 'a%2Fb', '~HOME', 'n'.repeat(300)])('is 404 at %s before the body is read', async (token) => {
    for (const method of ['get', 'patch', 'delete'] as const) {
      const { status, body } = await api.send(method, `pages/${token}`, method === 'patch' ? '{' : undefined, FULL_KEY);
      expect([method, status, body.error.code]).toEqual([method, 404, 'NOT_FOUND']);
    }
  });
});

describe('DELETE /pages/{page_path}', () => {
  it('takes the page away and frees its path', async () => {
    await api.post('pages', { ...minimal, monitors: ['mail'] });
    const { status, body } = await api.delete(`pages/${path}`);
    expect([status, body]).toEqual([200, { message: expect.stringContaining(path) }]);
    expect((await api.get(`pages/${path}`)).status).toBe(404);
    expect((await api.delete(`pages/${path}`)).status).toBe(404);
    expect((await api.post('pages', minimal)).status).toBe(201);
  });

  it('keeps the home page', async () => {
    const { status, body } = await api.delete('pages/~home');
    expect([status, body.error.code]).toEqual([400, 'BAD_REQUEST']);
    expect((await api.get('pages/~home')).status).toBe(200);
  });
});

describe('permissions', () => {
  it('lets readers read and nothing else', async () => {
    const reader = { authorization: 'Bearer key:pages.read' };
    expect((await api.get('pages', reader)).status).toBe(200);
    expect((await api.post('pages', minimal, reader)).status).toBe(403);
    expect((await api.patch('pages/~home', {}, reader)).status).toBe(403);
    expect((await api.delete('pages/~home', reader)).status).toBe(403);
  });
});
