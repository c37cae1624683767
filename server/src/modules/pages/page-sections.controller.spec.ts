import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { PagesModule } from './pages.module.js';
import { SnapshotReader } from './snapshot/snapshot-reader.service.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, PagesModule] });
  for (const tag of ['a', 'b', 'c', 'd', 'e']) await api.post('monitors', { tag, name: tag.toUpperCase() });
});
afterAll(async () => api.close());

let count = 0;
let path: string;
beforeEach(async () => {
  count += 1;
  path = `page-${count}`;
  await api.post('pages', { page_path: path, page_title: 'T', page_header: 'H', monitors: ['a', 'b', 'c'] });
});

const put = async (body: object) => api.put(`pages/${path}/sections`, body);
const flat = async (): Promise<string[]> =>
  (await api.get(`pages/${path}`)).body.page.monitors.map(({ monitor_tag }: { monitor_tag: string }) => monitor_tag);
const SHOP = { name: 'Shop', description: 'Run *by us*.', open: 'affected', monitors: ['c', 'a'] };
const MAIL = { name: 'Mail', monitors: ['d'] };

describe('sections of a page', () => {
  it('begins with none', async () => {
    expect((await api.get(`pages/${path}/sections`)).body).toEqual({ unsectioned: ['a', 'b', 'c'], sections: [] });
  });

  it('stores them with their monitors, which the flat order follows', async () => {
    const { status, body } = await put({ unsectioned: ['b'], sections: [SHOP, MAIL] });
    expect([status, body]).toEqual([
      200,
      {
        unsectioned: ['b'],
        sections: [
          { id: expect.any(Number), ...SHOP },
          { id: expect.any(Number), ...MAIL, description: null, open: 'always' },
        ],
      },
    ]);
    expect((await api.get(`pages/${path}/sections`)).body).toEqual(body);
    expect(await flat()).toEqual(['b', 'c', 'a', 'd']);
    const facts = await api.app.get<SnapshotReader>(SnapshotReader).page(path);
    expect(facts!.sections.map(({ name, open }) => [name, open])).toEqual([
      ['Shop', 'affected'],
      ['Mail', 'always'],
    ]);
    expect(facts!.monitors.map(({ tag }) => tag)).toEqual(['b', 'c', 'a', 'd']);
  });

  it('keeps the id of a section that is renamed and moved', async () => {
    const { body } = await put({ sections: [SHOP, MAIL] });
    const [shop, mail] = body.sections;
    const again = await put({ sections: [mail, { ...shop, name: 'Store' }] });
    expect(again.body.sections).toEqual([mail, { ...shop, name: 'Store' }]);
    expect(await flat()).toEqual(['d', 'c', 'a']);
  });

  it('lets monitors and sections that are not named leave', async () => {
    await put({ sections: [SHOP, MAIL] });
    expect((await put({ sections: [] })).body).toEqual({ unsectioned: [], sections: [] });
    expect(await flat()).toEqual([]);
  });

  it('counts a monitor where it stands first', async () => {
    const { body } = await put({ unsectioned: ['a', 'a'], sections: [SHOP] });
    expect([body.unsectioned, body.sections[0].monitors]).toEqual([['a'], ['c']]);
  });

  it.each<[string, object]>([
    ['sections', {}],
    ['sections', { sections: 'x' }],
    ['sections[0].name', { sections: [{ name: ' ', monitors: [] }] }],
    ['sections[0].monitors', { sections: [{ name: 'x' }] }],
    ['sections[0].open', { sections: [{ name: 'x', monitors: [], open: 'sometimes' }] }],
    ['sections[0].id', { sections: [{ id: 999_999, name: 'x', monitors: [] }] }],
    ['monitors', { sections: [{ name: 'x', monitors: ['nobody'] }] }],
  ])('refuses a wrong %s', async (field, body) => {
    const answer = await put(body);
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, field]);
    expect(await flat()).toEqual(['a', 'b', 'c']);
  });

  it('refuses an arrangement that was made from an older version', async () => {
    const { headers } = await api.get(`pages/${path}/sections`);
    const send = async () => api.send('put', `pages/${path}/sections`, { sections: [SHOP] }, { ...FULL_KEY, 'if-match': headers['etag']! });
    expect([(await send()).status, (await send()).status]).toEqual([200, 412]);
  });

  it('tells of the change', async () => {
    await put({ sections: [SHOP] });
    const rows = await api.query(`SELECT FROM audit_log WHERE body ->> 'action' = 'page.arrange'`);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('PATCH of monitors on a page with sections', () => {
  beforeEach(async () => {
    await put({ unsectioned: ['b'], sections: [SHOP, MAIL] });
  });

  it('keeps the section of each, and puts newcomers into the last one', async () => {
    await api.patch(`pages/${path}`, { monitors: ['e', 'd', 'a', 'c', 'b'] });
    const { body } = await api.get(`pages/${path}/sections`);
    expect(body.unsectioned).toEqual(['b']);
    expect(body.sections.map(({ monitors }: { monitors: string[] }) => monitors)).toEqual([
      ['a', 'c'],
      ['e', 'd'],
    ]);
    expect(await flat()).toEqual(['b', 'a', 'c', 'e', 'd']);
  });

  it('keeps sections that have become empty', async () => {
    await api.patch(`pages/${path}`, { monitors: ['b'] });
    const { body } = await api.get(`pages/${path}/sections`);
    expect(body.sections.map(({ name }: { name: string }) => name)).toEqual(['Shop', 'Mail']);
  });

  it('puts a new monitor that names the page into the last section too', async () => {
    await api.post('monitors', { tag: `n-${count}`, name: 'N', page_paths: [path] });
    expect((await api.get(`pages/${path}/sections`)).body.sections.at(-1).monitors).toEqual(['d', `n-${count}`]);
    expect((await flat()).at(-1)).toBe(`n-${count}`);
  });
});
