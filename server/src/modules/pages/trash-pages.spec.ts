import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { PagesModule } from './pages.module.js';
import { TrashPagesService } from './trash-pages.service.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, PagesModule] });
  await api.post('monitors', { tag: 'mail', name: 'Mail' });
});
afterAll(async () => api.close());

const aPage = async (page_path: string): Promise<number> =>
  (await api.post('pages', { page_path, page_title: 'T', page_header: 'H', monitors: ['mail'] })).body.page.id as number;

it('lists deleted pages and brings one back with its monitors', async () => {
  const id = await aPage('back');
  expect((await api.post(`trash/pages/${id}/restore`)).status).toBe(404);
  await api.delete('pages/back');
  const { body } = await api.get('trash/pages');
  expect(body.pages).toEqual([{ id, page_path: 'back', page_title: 'T', deleted_at: expect.any(String) }]);
  const restored = await api.post(`trash/pages/${id}/restore`);
  expect([restored.status, restored.body.page]).toEqual([200, expect.objectContaining({ id, page_path: 'back' })]);
  expect(restored.body.page.monitors).toMatchObject([{ monitor_tag: 'mail' }]);
  expect((await api.get('trash/pages')).body.pages).toEqual([]);
});

it('needs another path when the old one was taken', async () => {
  const id = await aPage('taken');
  await api.delete('pages/taken');
  await aPage('taken');
  const refused = await api.post(`trash/pages/${id}/restore`);
  expect([refused.status, refused.body.error.message]).toEqual([400, 'A page with the path “taken” already exists']);
  const { status, body } = await api.post(`trash/pages/${id}/restore`, { page_path: 'Taken twice' });
  expect([status, body.page.page_path]).toEqual([200, 'taken-twice']);
});

it.each(['0', 'x', '1.5', '99999999999'])('knows no deleted page %s', async (id) => {
  expect((await api.post(`trash/pages/${id}/restore`)).status).toBe(404);
});

it('removes pages for good when their time is over', async () => {
  const trash = api.app.get<TrashPagesService>(TrashPagesService);
  const id = await aPage('over');
  await api.delete('pages/over');
  expect(await trash.purgeNext()).toBe(false);
  expect(await trash.purgeNext(0)).toBe(true);
  expect(await trash.purgeNext(0)).toBe(false);
  expect((await api.post(`trash/pages/${id}/restore`)).status).toBe(404);
  const rows = await api.query(`SELECT FROM audit_log WHERE body ->> 'action' = 'page.purge' AND body ->> 'entityId' = $1`, [String(id)]);
  expect(rows).toHaveLength(1);
});
