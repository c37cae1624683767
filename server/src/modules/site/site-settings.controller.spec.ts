import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FULL_KEY, MonitorsApi } from '../../../test/monitors-api.js';
import { AuditModule } from '../audit/audit.module.js';
import { LEGACY_KEYS, SITE_KEYS } from './catalogue.js';
import type { SettingDto } from './dto/site-settings.dto.js';
import { SiteModule } from './site.module.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start({ imports: [AuditModule, SiteModule] });
});
afterAll(async () => api.close());

const patch = async (body: object, headers: Record<string, string> = {}) =>
  api.send('patch', 'site-settings', body, { ...FULL_KEY, ...headers });
const setting = async (key: string): Promise<SettingDto> => {
  const { body } = await api.get('site-settings');
  return (body.settings as SettingDto[]).find((each) => each.key === key)!;
};

beforeEach(async () => {
  await patch({ reset: Object.keys(SITE_KEYS) });
});

describe('GET /site-settings', () => {
  it('answers every key of the catalogue with its default, stored or not', async () => {
    const { body, headers } = await api.get('site-settings');
    expect(body.settings.map(({ key }: SettingDto) => key)).toEqual(Object.keys(SITE_KEYS));
    expect(await setting('siteName')).toEqual({ key: 'siteName', value: 'Clarion', default: 'Clarion', is_legacy: false });
    expect(await setting('customCSS')).toEqual({ key: 'customCSS', value: null, default: null, is_legacy: false });
    expect((await setting('barStyle')).is_legacy).toBe(true);
    expect((await api.get('site-settings', { ...FULL_KEY, 'if-none-match': headers['etag']! })).status).toBe(304);
  });

  it('calls legacy what the catalogue has under that word', () => {
    for (const key of LEGACY_KEYS) expect(Object.keys(SITE_KEYS)).toContain(key);
  });
});

describe('PATCH /site-settings', () => {
  it('stores several keys, each with its audit entry, and tells of them once', async () => {
    const { status, body } = await patch({ values: { siteName: 'Acme', theme: 'dark', metaSiteTitle: 'Acme status' } });
    expect(status).toBe(200);
    expect(body.settings).toContainEqual({ key: 'metaSiteTitle', value: 'Acme status', default: null, is_legacy: false });
    expect((await api.get('site/siteName')).body.value).toBe('Acme');
    const entries = await api.query<{ action: string }>(
      `SELECT body ->> 'action' AS action FROM audit_log WHERE body ->> 'entityId' = ANY($1) ORDER BY id DESC LIMIT 3`,
      [['siteName', 'theme', 'metaSiteTitle']],
    );
    expect(entries.map(({ action }) => action).sort()).toEqual(['site.create', 'site.update', 'site.update']);
    expect(
      await api.query(`SELECT FROM outbox WHERE topic = 'site.changed' AND payload = '{"keys": ["siteName", "theme", "metaSiteTitle"]}'`),
    ).toHaveLength(1);
  });

  it('stores nothing when one value is refused, and names every field', async () => {
    const { status, body } = await patch({
      values: {
        siteName: 'Acme',
        customCSS: 'a { }\n\n@import "x";',
        nav: [
          { name: 'Docs', url: '/docs' },
          { name: 'Bad', url: 'javascript:x' },
        ],
        nope: 1,
      },
    });
    expect(status).toBe(400);
    expect(body.error.details).toEqual([
      { field: 'customCSS', message: 'customCSS must not use @import', line: 3 },
      { field: 'nav[1].url', message: 'nav[1].url must be an http(s) URL or a path that starts with /' },
      { field: 'nope', message: 'Unknown site key nope' },
    ]);
    expect((await setting('siteName')).value).toBe('Clarion');
  });

  it('takes keys back to what a new site has', async () => {
    await patch({ values: { theme: 'dark', metaSiteTitle: 'Acme', announcement: { title: 'T', message: 'M', type: 'INFO' } } });
    await patch({ values: { announcement: null }, reset: ['theme', 'metaSiteTitle'] });
    expect((await setting('theme')).value).toBe('none');
    for (const key of ['metaSiteTitle', 'announcement']) {
      expect((await setting(key)).value).toBeNull();
      expect((await api.get(`site/${key}`)).status).toBe(404);
    }
    const [entry] = await api.query<{ body: object }>(`SELECT body FROM audit_log WHERE body ->> 'action' = 'site.delete' LIMIT 1`);
    expect(entry!.body).toMatchObject({ before: expect.anything(), after: null });
  });

  it('writes nothing for what is the same in another order', async () => {
    const count = async () => (await api.query<{ n: number }>(`SELECT count(*)::int AS n FROM outbox`))[0]!.n;
    const before = await count();
    await patch({ values: { globalPageVisibilitySettings: { forceExclusivity: false, showSwitcher: true } } });
    expect(await count()).toBe(before);
  });

  it('refuses a change that was made from older values', async () => {
    const { headers } = await api.get('site-settings');
    const send = async (theme: string) => patch({ values: { theme } }, { 'if-match': headers['etag']! });
    expect([(await send('dark')).status, (await send('light')).status]).toEqual([200, 412]);
    expect((await setting('theme')).value).toBe('dark');
  });

  it('refuses keys that are set and reset at once, wrong shapes, and who may only read', async () => {
    const both = await patch({ values: { theme: 'dark' }, reset: ['theme', 'nope'] });
    expect(both.body.error.details.map(({ field }: { field: string }) => field)).toEqual(['theme', 'nope']);
    expect((await patch({ values: [] })).status).toBe(400);
    expect((await patch({ reset: [1] })).status).toBe(400);
    expect((await patch({}, { authorization: 'Bearer key:settings.read' })).status).toBe(403);
    expect((await api.get('site-settings', { authorization: 'Bearer key:settings.read' })).status).toBe(200);
  });
});
