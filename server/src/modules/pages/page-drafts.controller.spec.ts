import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { PagesModule } from './pages.module.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, PagesModule] });
  for (const tag of ['a', 'b', 'c']) await api.post('monitors', { tag, name: tag.toUpperCase() });
});
afterAll(async () => api.close());

let count = 0;
let path: string;
/** A draft that changes a little of everything. */
let draft: Record<string, unknown>;
beforeEach(async () => {
  count += 1;
  path = `page-${count}`;
  await api.post('pages', {
    ...{ page_path: path, page_title: 'T', page_header: 'H', monitors: ['a', 'b'] },
    page_settings: { incidents: { enabled: false } },
  });
  draft = {
    ...{ page_path: `New ${path}`, page_title: 'Draft', page_header: 'H', page_subheader: 'Soon', page_logo: null },
    page_settings: { monitor_layout_style: 'compact-grid' },
    unsectioned: ['b'],
    sections: [{ name: 'Shop', description: 'Ours.', open: 'never', monitors: ['c'] }],
  };
});

const url = () => `pages/${path}/draft`;
const put = async (body: object = draft) => api.put(url(), body);

describe('a draft of a page', () => {
  it('is the page as it is while nobody has changed anything', async () => {
    const { status, body } = await api.get(url());
    expect(status).toBe(200);
    expect(body.draft).toEqual({
      content: {
        ...{ page_path: path, page_title: 'T', page_header: 'H', page_subheader: null, page_logo: null },
        ...{ page_settings: { incidents: { enabled: false } }, unsectioned: ['a', 'b'], sections: [] },
      },
      ...{ changes: [], is_stored: false, is_outdated: false, author: null, updated_at: null },
    });
    expect((await put(body.draft.content)).body.draft.changes).toEqual([]);
  });

  it('says what it changes', async () => {
    const { status, body } = await put();
    expect([status, body.draft.is_stored, body.draft.author]).toEqual([200, true, 'spec key']);
    expect(body.draft.content).toEqual({
      ...draft,
      page_path: `new-${path}`,
      sections: [{ id: null, ...(draft['sections'] as object[])[0] }],
    });
    expect(body.draft.changes.map(({ subject, kind, name }: Record<string, string>) => `${subject} ${kind} ${name}`)).toEqual([
      ...['page changed page_path', 'page changed page_title', 'page added page_subheader'],
      ...['setting removed incidents.enabled', 'setting added monitor_layout_style'],
      ...['section added Shop', 'monitor added c', 'monitor removed a'],
    ]);
    expect((await api.get(url())).body).toEqual(body);
  });

  it('is in no other answer, and grows no version of the page', async () => {
    const before = await Promise.all([api.get(`pages/${path}`), api.get('pages'), api.get(`pages/${path}/sections`)]);
    const told = await api.query(`SELECT FROM outbox WHERE topic = 'page.changed'`);
    await put();
    const after = await Promise.all([api.get(`pages/${path}`), api.get('pages'), api.get(`pages/${path}/sections`)]);
    expect(after.map(({ text, headers }) => [text, headers['etag']])).toEqual(before.map(({ text, headers }) => [text, headers['etag']]));
    expect(await api.query(`SELECT FROM outbox WHERE topic = 'page.changed'`)).toHaveLength(told.length);
    expect((await api.get(`pages/new-${path}`)).status).toBe(404);
  });

  it('becomes the page at once', async () => {
    await put();
    const { status, body } = await api.post(`${url()}/publish`);
    expect(status).toBe(200);
    expect(body.page).toMatchObject({ page_path: `new-${path}`, page_title: 'Draft', page_subheader: 'Soon' });
    expect(body.page.page_settings).toMatchObject({ monitor_layout_style: 'compact-grid', incidents: { enabled: true } });
    expect(body.page.monitors.map(({ monitor_tag }: { monitor_tag: string }) => monitor_tag)).toEqual(['b', 'c']);
    const sections = (await api.get(`pages/new-${path}/sections`)).body;
    expect(sections).toMatchObject({ unsectioned: ['b'], sections: [{ name: 'Shop', open: 'never', monitors: ['c'] }] });
    expect((await api.get(`pages/new-${path}/draft`)).body.draft).toMatchObject({ is_stored: false, changes: [] });
    expect((await api.post(`pages/new-${path}/draft/publish`)).status).toBe(404);
  });

  it('can be forgotten', async () => {
    await put();
    expect((await api.delete(url())).status).toBe(200);
    expect((await api.get(url())).body.draft).toMatchObject({ is_stored: false, content: { page_title: 'T' } });
    expect((await api.delete(url())).status).toBe(404);
  });

  it('is not published over a page that was changed meanwhile, unless that is said', async () => {
    await put();
    await api.patch(`pages/${path}`, { page_header: 'Meanwhile' });
    expect((await api.get(url())).body.draft.is_outdated).toBe(true);
    const refused = await api.post(`${url()}/publish`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'CONFLICT']);
    expect((await api.post(`${url()}/publish`, { overwrite: true })).body.page.page_header).toBe('H');
  });

  it('keeps two editors from overwriting each other', async () => {
    const { headers } = await api.get(url());
    const send = async (etag: string) => api.send('put', url(), draft, { ...FULL_KEY, 'if-match': etag });
    const first = await send(headers['etag']!);
    expect([first.status, (await send(headers['etag']!)).status]).toEqual([200, 412]);
    expect((await send(first.headers['etag']!)).status).toBe(200);
    const publish = await api.send('post', `${url()}/publish`, undefined, { ...FULL_KEY, 'if-match': first.headers['etag']! });
    expect(publish.status).toBe(412);
  });

  it('goes on without monitors that were deleted', async () => {
    await api.post('monitors', { tag: `gone-${count}`, name: 'G' });
    await put({ ...draft, unsectioned: ['b', `gone-${count}`] });
    await api.delete(`monitors/gone-${count}`);
    expect((await api.get(url())).body.draft.content.unsectioned).toEqual(['b']);
    expect((await api.post(`${url()}/publish`)).status).toBe(200);
  });

  it('is refused the path of another page when it is published', async () => {
    await put();
    await api.post('pages', { page_path: `new-${path}`, page_title: 'T', page_header: 'H' });
    const { status, body } = await api.post(`${url()}/publish`);
    expect([status, body.error.details[0].field]).toEqual([400, 'page_path']);
    expect((await api.get(url())).body.draft.is_stored).toBe(true);
  });

  it.each<[string, object]>([
    ['page_path', { page_path: 'api' }],
    ['page_title', { page_title: '' }],
    ['page_header', { page_header: null }],
    ['page_logo', { page_logo: 'javascript:x' }],
    ['page_settings', { page_settings: null }],
    ['page_settings.incidents', { page_settings: { incidents: 1 } }],
    ['monitors', { unsectioned: ['nobody'] }],
    ['sections[0].name', { sections: [{ monitors: [] }] }],
  ])('refuses a wrong %s', async (field, change) => {
    const { status, body } = await put({ ...draft, ...change });
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('lets the home page keep its path', async () => {
    const home = { ...draft, unsectioned: [], sections: [] };
    expect((await api.put('pages/~home/draft', { ...home, page_path: 'start' })).status).toBe(400);
    expect((await api.put('pages/~home/draft', { ...home, page_path: '~home' })).body.draft.content.page_path).toBe('~home');
    expect((await api.delete('pages/~home/draft')).status).toBe(200);
  });

  it('keeps a draft in the audit log', async () => {
    await put();
    const rows = await api.query<{ body: object }>(
      `SELECT body FROM audit_log WHERE body ->> 'action' = 'page.draft' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0]!.body).toMatchObject({ before: null, after: { pageTitle: 'Draft' } });
  });
});

describe('preview', () => {
  it('shows the page as it would be published, in the zone and language that are asked for', async () => {
    await put();
    const { status, body } = await api.get(`${url()}/snapshot?tz=Europe/Berlin&lang=de`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ kind: 'page', timeZone: 'Europe/Berlin', locale: 'de' },
      page: { path: `new-${path}`, title: 'Draft', layout: 'compact-grid', subheaderHtml: '<p>Soon</p>' },
      sections: [
        { name: null, tags: ['b'] },
        { name: 'Shop', open: 'never', descriptionHtml: '<p>Ours.</p>', tags: ['c'] },
      ],
    });
    expect(body.monitors.map(({ tag }: { tag: string }) => tag)).toEqual(['b', 'c']);
  });

  it('shows the page as it is while there is no draft', async () => {
    const { body } = await api.get(`${url()}/snapshot`);
    expect(body).toMatchObject({ timeZone: 'UTC', page: { title: 'T' }, sections: [{ tags: ['a', 'b'] }] });
    expect((await api.get(`${url()}/snapshot?tz=Mars/Base`)).status).toBe(400);
  });
});
