import { aMaintenance, aMonitor, anIncident, aPage, asActor } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { systemActor } from '../../platform/http/actor.js';
import { SiteModule } from '../site/site.module.js';
import { SiteService } from '../site/site.service.js';
import { TranslationsModule } from './translations.module.js';

let api: MonitorsApi;
const ids = { monitor: 0, incident: 0, maintenance: 0, page: 0 };
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, SiteModule, TranslationsModule] });
  const db = api.app.sources.get('web');
  ids.monitor = (await aMonitor(db, { tag: 'shop', name: 'Shop', description: 'Sells things.' })).id;
  ids.incident = (await anIncident(db, { title: 'Slow' })).id;
  ids.maintenance = (await aMaintenance(db, { title: 'Upgrade', description: null })).maintenance.id;
  ids.page = (await aPage(db, { pagePath: 'eu', pageTitle: 'Europe' })).id;
});
afterAll(async () => api.close());

const put = (path: string, translations: unknown, headers?: Record<string, string>) =>
  api.put(`translations/${path}`, { translations }, headers);

describe('translations', () => {
  it('are empty at first, beside what is stored', async () => {
    const { status, body } = await api.get(`translations/monitor/${ids.monitor}`);
    expect([status, body]).toEqual([
      200,
      { object_type: 'monitor', object_id: ids.monitor, source: { name: 'Shop', description: 'Sells things.' }, translations: {} },
    ]);
  });

  it('are replaced whole; older names of languages become ours, and empty texts are none', async () => {
    await put(`monitor/${ids.monitor}`, { de: { name: 'Laden', description: 'Verkauft.' }, fr: { name: 'Boutique' } });
    const { body } = await put(`monitor/${ids.monitor}`, { de: { name: ' Geschäft ', description: '' }, dk: { name: 'Butik' } });
    expect(body.translations).toEqual({ da: { name: 'Butik' }, de: { name: 'Geschäft' } });
    expect((await api.get(`translations/monitor/${ids.monitor}`)).body).toEqual(body);
  });

  it('are audited, and tell the pages', async () => {
    await put(`incident/${ids.incident}`, { de: { title: 'Langsam' } });
    const [entry] = await api.query<{ body: Record<string, unknown> }>(
      `SELECT body FROM audit_log WHERE body ->> 'entityType' = 'incident'`,
    );
    expect(entry?.body).toMatchObject({
      action: 'translations.update',
      entityId: String(ids.incident),
      after: { de: { title: 'Langsam' } },
    });
    const events = await api.query<{ payload: unknown }>(
      `SELECT payload FROM outbox WHERE topic = 'translations.changed' ORDER BY id DESC LIMIT 1`,
    );
    expect(events[0]?.payload).toEqual({ objectType: 'incident', objectId: ids.incident });
  });

  it.each([
    ['an unknown language', { xx: { name: 'x' } }, 'translations.xx'],
    ['a language twice', { da: { name: 'x' }, dk: { name: 'y' } }, 'translations.dk'],
    ['a text that a monitor has not', { de: { title: 'x' } }, 'translations.de.title'],
    ['a number', { de: { name: 1 } }, 'translations.de.name'],
    ['a novel', { de: { name: 'x'.repeat(256) } }, 'translations.de.name'],
    ['a text instead of texts', { de: 'x' }, 'translations.de'],
  ])('refuse %s', async (_case, translations, field) => {
    const { status, body } = await put(`monitor/${ids.monitor}`, translations);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(field)]);
  });

  it('belong to what is there', async () => {
    for (const path of ['monitor/9999', 'nothing/1', 'announcement/0', 'announcement/1', 'constructor/1'])
      expect((await api.get(`translations/${path}`)).status).toBe(404);
    expect((await api.get('translations/monitor/x')).status).toBe(400);
  });

  it('of the site follow its announcement and the names of its links', async () => {
    const site = api.app.get<SiteService>(SiteService);
    await site.set(systemActor('spec'), 'nav', [{ name: 'Docs', url: '/docs' }]);
    await site.set(systemActor('spec'), 'announcement', { title: 'Move', message: 'On **Sunday**.', type: 'INFO' });
    expect((await put('nav/0', { de: { Docs: 'Doku' } })).body.translations).toEqual({ de: { Docs: 'Doku' } });
    expect((await put('nav/0', { de: { Help: 'Hilfe' } })).status).toBe(400);
    expect((await put('announcement/0', { de: { title: 'Umzug' } })).body.source).toEqual({
      ...{ title: 'Move', message: 'On **Sunday**.', ctaText: null },
    });
  });

  it('need the permission of their object', async () => {
    const key = (scopes: string) => ({ authorization: `Bearer key:${scopes}` });
    expect((await put(`monitor/${ids.monitor}`, {}, key('incidents.write'))).status).toBe(403);
    expect((await put(`monitor/${ids.monitor}`, {}, key('monitors.write'))).status).toBe(200);
    expect((await api.get(`translations/page/${ids.page}`, key('monitors.read'))).status).toBe(403);
    expect((await api.get(`translations/page/${ids.page}`, key('pages.read'))).status).toBe(200);
    expect((await put('nav/0', {}, key('pages.write'))).status).toBe(403);
    expect((await api.get(`translations/page/${ids.page}`, {})).status).toBe(401);
  });

  it('are not changed from an older version', async () => {
    const { headers } = await api.get(`translations/maintenance/${ids.maintenance}`);
    const ifMatch = { authorization: 'Bearer key:*', 'if-match': headers['etag'] as string };
    expect((await put(`maintenance/${ids.maintenance}`, { de: { title: 'Umbau' } }, ifMatch)).status).toBe(200);
    expect((await put(`maintenance/${ids.maintenance}`, { de: { title: 'Ausbau' } }, ifMatch)).status).toBe(412);
  });

  it('go with their object', async () => {
    await put(`page/${ids.page}`, { de: { title: 'Europa' } });
    const count = async () =>
      (await api.query(`SELECT FROM translations WHERE object_type = 'page' AND object_id = $1`, [ids.page])).length;
    expect(await count()).toBe(1);
    await asActor(api.app.sources.get('web'), (tx) => tx.query(`DELETE FROM pages WHERE id = $1`, [ids.page]));
    expect(await count()).toBe(0);
  });
});
