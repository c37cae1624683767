import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorsApi } from '../../../../test/monitors-api.js';
import { AuditModule } from '../../audit/audit.module.js';
import { SiteModule } from '../site.module.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, SiteModule] });
});
afterAll(async () => api.close());

const put = (locale: string, texts: unknown, headers?: Record<string, string>) => api.put(`site/texts/${locale}`, { texts }, headers);

describe('the owner’s words', () => {
  it('stand beside the built-in ones', async () => {
    const { body } = await put('de', { 'nav.menu': 'Auswahl', 'services.days': { one: 'ein Tag', other: '{count} Tage' } });
    expect(body).toMatchObject({ locale: 'de', texts: { 'nav.menu': 'Auswahl' }, built_in: { 'nav.menu': 'Menü' } });
    expect((await api.get('site/texts/de')).body).toEqual(body);
    expect((await api.get('site/texts/ar')).body.texts).toEqual({});
  });

  it('are audited and told, and leave no row when there are none', async () => {
    await put('dk', { 'nav.menu': 'Menuen' });
    expect((await api.get('site/texts/da')).body.texts).toEqual({ 'nav.menu': 'Menuen' });
    await put('da', { 'nav.menu': '' });
    expect(await api.query(`SELECT FROM site_texts WHERE locale = 'da'`)).toHaveLength(0);
    const entries = await api.query<{ body: { after: unknown } }>(
      `SELECT body FROM audit_log WHERE body ->> 'entityType' = 'site_texts' AND body ->> 'entityId' = 'da'`,
    );
    expect(entries).toHaveLength(2);
    expect(await api.query(`SELECT FROM outbox WHERE payload = '{"keys": ["texts"]}'`)).not.toHaveLength(0);
  });

  it('are refused with the name of the text, and for languages that nobody knows', async () => {
    const { status, body } = await put('de', { 'table.viewOf': 'Tabelle' });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('texts.table.viewOf')]);
    expect((await put('xx', {})).status).toBe(404);
    expect((await put('de', 'x')).status).toBe(400);
  });

  it('are the settings’ and not changed from an older version', async () => {
    expect((await put('de', {}, { authorization: 'Bearer key:settings.read' })).status).toBe(403);
    const { headers } = await api.get('site/texts/de');
    const ifMatch = { authorization: 'Bearer key:*', 'if-match': headers['etag'] as string };
    expect((await put('de', { 'nav.menu': 'A' }, ifMatch)).status).toBe(200);
    expect((await put('de', { 'nav.menu': 'B' }, ifMatch)).status).toBe(412);
  });
});
