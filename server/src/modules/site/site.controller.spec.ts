import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { SiteModule } from './site.module.js';
import { siteStyle } from './site-style.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, SiteModule] });
});
afterAll(async () => api.close());

const patch = async (key: string, value: unknown) => api.patch(`site/${key}`, { value });
const ANNOUNCEMENT = {
  ...{ title: 'Planned move', message: 'We change data centre on Sunday.', type: 'INFO', reshowAfterInHours: 24 },
  ...{ cancellable: true, ctaURL: null, ctaText: null },
};

describe('GET /site', () => {
  it('answers every stored key', async () => {
    const { status, body } = await api.get('site');
    expect(status).toBe(200);
    expect(body.site_data).toContainEqual({ key: 'siteName', value: 'Clarion', data_type: 'string' });
    expect(body.site_data).toContainEqual({ key: 'homeIncidentCount', value: '5', data_type: 'number' });
    expect(body.site_data.map(({ key }: { key: string }) => key)).not.toContain('announcement');
  });

  it('answers one key bare, and 404 for one that is unknown or was never stored', async () => {
    expect((await api.get('site/sitemap')).body).toEqual({ key: 'sitemap', value: { mode: 'off', urls: [] }, data_type: 'object' });
    for (const key of ['nope', 'metaSiteTitle', '__proto__']) expect((await api.get(`site/${key}`)).status).toBe(404);
  });
});

describe('PATCH /site/{key}', () => {
  it('stores the example of the contract', async () => {
    const { status, body } = await patch('announcement', ANNOUNCEMENT);
    expect([status, body]).toEqual([200, { key: 'announcement', value: ANNOUNCEMENT, data_type: 'object' }]);
    expect((await api.get('site/announcement')).body).toEqual(body);
  });

  it('takes null as a value where it means none', async () => {
    await patch('announcement', ANNOUNCEMENT);
    expect((await patch('announcement', null)).body).toEqual({ key: 'announcement', value: null, data_type: 'object' });
    expect((await api.get('site/announcement')).body.value).toBeNull();
    expect((await patch('siteName', null)).status).toBe(400);
  });

  it('replaces an object whole', async () => {
    await patch('subMenuOptions', { showRssFeed: false });
    expect((await api.get('site/subMenuOptions')).body.value).toEqual({ showRssFeed: false });
  });

  it('stores numbers and booleans of a string key as their text, and calls it a string from then on', async () => {
    expect((await patch('homeIncidentCount', 7)).body).toEqual({ key: 'homeIncidentCount', value: '7', data_type: 'string' });
    expect((await api.get('site/homeIncidentCount')).body.data_type).toBe('string');
    expect((await patch('siteName', 42)).body.value).toBe('42');
  });

  it('stores legacy keys and answers them', async () => {
    expect((await patch('barStyle', 'FULL')).body.value).toBe('FULL');
    expect((await patch('hero', { title: 'T', subtitle: 'S', image: 'x' })).body.value).toEqual({ title: 'T', subtitle: 'S', image: 'x' });
  });

  it('refuses a missing value, a wrong one and an unknown key', async () => {
    const missing = await api.patch('site/siteName', {});
    expect([missing.status, missing.body.error.details]).toEqual([400, [{ field: 'value', message: 'value is required' }]]);
    const wrong = await patch('colors', { UP: 'green' });
    expect([wrong.status, wrong.body.error.message]).toEqual([400, 'colors.UP must be a colour like #1f8f55']);
    expect((await patch('nope', 1)).status).toBe(404);
  });

  it('keeps two people from overwriting each other', async () => {
    const { headers } = await api.get('site/footerHTML');
    const send = async (value: string) => api.send('patch', 'site/footerHTML', { value }, { ...FULL_KEY, 'if-match': headers['etag']! });
    expect([(await send('<p>A</p>')).status, (await send('<p>B</p>')).status]).toEqual([200, 412]);
  });

  it('keeps what was before and after, and tells of the change', async () => {
    await patch('theme', 'dark');
    const [row] = await api.query<{ body: object }>(`SELECT body FROM audit_log WHERE body ->> 'entityId' = 'theme'`);
    expect(row!.body).toMatchObject({ action: 'site.update', before: { value: 'none' }, after: { value: 'dark' } });
    expect(await api.query(`SELECT FROM outbox WHERE topic = 'site.changed' AND payload = '{"keys": ["theme"]}'`)).toHaveLength(1);
  });
});

describe('the style sheet of public pages', () => {
  it('is served under the name of its content for a year, and under another for a minute', async () => {
    expect((await api.app.request().get('/assets/site/0123456789abcdef.css')).status).toBe(404);
    await patch('customCSS', '.bar { border-radius: 0 }');
    const values = (await api.get('site')).body.site_data as { key: string; value: unknown }[];
    const { file, css } = siteStyle(new Map(values.map(({ key, value }) => [key, value])))!;
    const { text, headers } = await api.app.request().get(`/assets/site/${file}`);
    expect([text, headers['content-type'], headers['cache-control']]).toEqual([
      ...[css, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ]);
    const older = await api.app.request().get('/assets/site/0123456789abcdef.css');
    expect([older.text, older.headers['cache-control']]).toEqual([css, 'public, max-age=60']);
    expect((await api.app.request().get('/assets/site/x.css')).status).toBe(404);
  });
});
