import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PageEntity } from '@clarion/database/pages/page.entity';
import { getMetadataStorage } from 'class-validator';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { CreatePageDto, UpdatePageDto } from './dto/write-page.dto.js';
import { PagesModule } from './pages.module.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, PagesModule] });
});
afterAll(async () => api.close());

type Row = Record<string, unknown>;

/** Every column and relation of a page under both its names, with a value that would show, less what the DTO takes. */
function everythingBut(dto: new () => object): Row {
  const taken = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(dto, '', false, false)
      .map(({ propertyName }) => propertyName),
  );
  const { columns, relations } = api.app.sources.get('web').getMetadata(PageEntity);
  const names = [
    ...columns.flatMap(({ propertyName, databaseName }) => [propertyName, databaseName]),
    ...relations.map(({ propertyName }) => propertyName),
  ];
  return Object.fromEntries(names.filter((name) => !taken.has(name)).map((name, index) => [name, 41_000 + index]));
}

const rowOf = async (path: string): Promise<Row> => (await api.query<Row>(`SELECT * FROM pages WHERE page_path = $1`, [path]))[0] ?? {};
const without = (row: Row, ...names: string[]): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
const page = (page_path: string) => ({ page_path, page_title: 'T', page_header: 'H' });

describe('SEC-11 mass assignment', () => {
  it('POST /pages sets what its DTO names, and nothing else', async () => {
    const foreign = everythingBut(CreatePageDto);
    expect(Object.keys(foreign)).toEqual(expect.arrayContaining(['id', 'version', 'deleted_at', 'pageSettingsJson', 'sections']));
    await api.post('pages', page('plain'));
    expect((await api.post('pages', { ...foreign, ...page('stuffed') })).status).toBe(201);
    const own = ['id', 'page_path', 'created_at', 'updated_at'];
    expect(without(await rowOf('stuffed'), ...own)).toEqual(without(await rowOf('plain'), ...own));
    expect((await rowOf('stuffed'))['id']).toBeLessThan(41_000);
  });

  it('PATCH /pages/{page_path} changes what its DTO names, and nothing else', async () => {
    await api.post('pages', page('target'));
    const before = await rowOf('target');
    const { status } = await api.patch('pages/target', { ...everythingBut(UpdatePageDto), page_title: 'New' });
    expect(status).toBe(200);
    const after = await rowOf('target');
    expect(without(after, 'updated_at')).toEqual({ ...without(before, 'updated_at'), page_title: 'New', version: 2 });
  });
});
