import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { PagesModule } from './pages.module.js';

interface State {
  id: number;
  page_path: string;
  draft: { changes: number; is_outdated: boolean; author: string } | null;
}

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, PagesModule] });
  for (const tag of ['a', 'b']) await api.post('monitors', { tag, name: tag.toUpperCase() });
  for (const path of ['eu', 'us'])
    await api.post('pages', { page_path: path, page_title: path.toUpperCase(), page_header: 'H', monitors: ['a', 'b'] });
});
afterAll(async () => api.close());

const states = async (): Promise<{ pages: State[]; is_ordered: boolean }> => (await api.get('page-states')).body;
const stateOf = async (path: string): Promise<State> => (await states()).pages.find(({ page_path }) => page_path === path)!;
const draftOf = (path: string): string => `pages/${path}/draft`;
const contentOf = async (path: string): Promise<object> => (await api.get(draftOf(path))).body.draft.content;

describe('the pages as rows of the dashboard', () => {
  it('says of each what stands on it and where it is the front page', async () => {
    await api.put('pages/eu/sections', { unsectioned: ['a'], sections: [{ name: 'Shop', monitors: ['b'] }] });
    await api.put('pages/eu/domain', { host: 'status.example.com' });
    expect(await stateOf('eu')).toEqual({
      ...{ id: expect.any(Number), page_path: 'eu', page_title: 'EU', page_header: 'H', page_logo: null },
      ...{ host: 'status.example.com', monitor_count: 2, section_count: 1, draft: null, updated_at: expect.any(String) },
    });
  });

  it('counts what waits to be published, and nothing where nothing would change', async () => {
    await api.put(draftOf('us'), await contentOf('us'));
    expect((await stateOf('us')).draft).toBeNull();
    await api.put(draftOf('us'), { ...(await contentOf('us')), page_title: 'United States', unsectioned: ['b', 'a'] });
    expect((await stateOf('us')).draft).toMatchObject({ changes: 2, is_outdated: false, author: 'spec key' });
    await api.patch('pages/us', { page_header: 'Changed meanwhile' });
    expect((await stateOf('us')).draft).toMatchObject({ changes: 3, is_outdated: true });
  });

  it('keeps a draft in step when the page gets a host, which no draft holds', async () => {
    await api.put(draftOf('eu'), { ...(await contentOf('eu')), page_title: 'Europe' });
    await api.put('pages/eu/domain', { host: 'eu.example.com' });
    expect((await stateOf('eu')).draft).toMatchObject({ changes: 1, is_outdated: false });
    expect((await api.post(`${draftOf('eu')}/publish`)).status).toBe(200);
  });

  it('lists them as the switcher does', async () => {
    const { pages, is_ordered } = await states();
    expect(is_ordered).toBe(false);
    expect(pages.map(({ id }) => id)).toEqual(pages.map(({ id }) => id).toSorted((a, b) => a - b));
    const order = [pages.at(-1)!.id, pages[0]!.id];
    expect((await api.patch('site/pageOrderingSettings', { value: { enabled: true, order } })).status).toBe(200);
    const after = await states();
    expect(after.is_ordered).toBe(true);
    expect(after.pages.slice(0, 2).map(({ id }) => id)).toEqual(order);
  });

  it('needs the permission to see pages', async () => {
    expect((await api.get('page-states', { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });
});

describe('a copy of a page', () => {
  it('has its texts, settings and arrangement, and neither its host nor its draft', async () => {
    await api.patch('pages/eu', { page_settings: { monitor_layout_style: 'compact-list' }, page_subheader: '*Hello*' });
    await api.put(draftOf('eu'), { ...(await contentOf('eu')), page_title: 'Never published' });
    const { status, body } = await api.post('pages/eu/duplicate', { page_path: 'EU Copy', page_title: 'Europe (copy)' });
    expect(status).toBe(201);
    expect(body.page).toMatchObject({ page_path: 'eu-copy', page_title: 'Europe (copy)', page_header: 'H', page_subheader: '*Hello*' });
    expect(await contentOf('eu-copy')).toMatchObject({
      page_settings: { monitor_layout_style: 'compact-list' },
      unsectioned: ['a'],
      sections: [{ name: 'Shop', monitors: ['b'] }],
    });
    expect((await stateOf('eu-copy')).draft).toBeNull();
    expect((await api.get('pages/eu-copy/domain')).body).toEqual({ host: null });
    const sections = async (path: string): Promise<{ id: number }[]> => (await api.get(`pages/${path}/sections`)).body.sections;
    expect((await sections('eu-copy'))[0]!.id).not.toBe((await sections('eu'))[0]!.id);
  });

  it('can be made of the home page, under a path that is free and not reserved', async () => {
    const duplicate = async (path: string) => (await api.post('pages/~home/duplicate', { page_path: path, page_title: 'T' })).status;
    expect([await duplicate('home-2'), await duplicate('home-2'), await duplicate('api'), await duplicate('!')]).toEqual([
      201, 400, 400, 400,
    ]);
  });

  it('is recorded', async () => {
    await api.post('pages/eu/duplicate', { page_path: 'eu-recorded', page_title: 'T' });
    const rows = await api.query(
      `SELECT FROM audit_log WHERE body ->> 'action' = 'page.create' AND body #>> '{after,page_path}' = 'eu-recorded'`,
    );
    expect(rows).toHaveLength(1);
  });
});
