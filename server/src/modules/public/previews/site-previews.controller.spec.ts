import { FixedClock } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeAuthenticator } from '../../../../test/fake-authenticator.js';
import { ADA } from '../../../../test/monitors-api.js';
import { NOW } from '../../../../test/pages/facts.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import type { TestApp } from '../../../../test/test-app.js';

describe('previews of settings, with the Nest application, PostgreSQL and a bundle of our own', () => {
  let place: Workplace;
  let app: TestApp;
  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW), authenticator: new FakeAuthenticator() });
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  const PATH = '/api/v4/site-settings/previews';
  const post = (body: object, headers: Record<string, string> = ADA) => app.request().post(PATH).set(headers).send(body);
  const get = (url: string, headers: Record<string, string> = ADA) => app.request().get(url).set(headers);
  const snapshotIn = (html: string) => JSON.parse(/<p>\S+ (.*)<\/p>$/s.exec(html)![1]!) as { site: Record<string, unknown> };

  it('draws the home page with settings that nobody has saved', async () => {
    const values = {
      siteName: 'Acme',
      footerHTML: '<p>Bye<script>x()</script></p>',
      announcement: { title: 'Soon', message: '**bold**', type: 'INFO' },
      sitemap: { mode: 'auto', urls: [] },
    };
    const { status, body } = await post({ values });
    expect([status, body.preview]).toEqual([
      201,
      {
        url: expect.stringMatching(/^\/api\/v4\/site-settings\/previews\/[0-9a-f-]{36}$/),
        expires_at: expect.any(Number),
        footer_html: '<p>Bye</p>',
        announcement_html: expect.stringContaining('<strong>bold</strong>'),
        robots_txt: expect.stringMatching(/^User-agent: \*\n[^]*Sitemap: http:\/\/localhost:3000\/sitemap\.xml\n$/),
      },
    ]);
    const page = await get(body.preview.url as string);
    expect([page.status, page.headers]).toMatchObject([
      200,
      {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringContaining(`script-src 'none'`),
      },
    ]);
    expect(page.headers['content-security-policy']).toContain(`frame-ancestors 'self'`);
    expect(snapshotIn(page.text).site).toMatchObject({ name: 'Acme', announcement: { title: 'Soon' }, theme: 'system' });
    expect(snapshotIn((await get(`${body.preview.url as string}?theme=dark`)).text).site).toMatchObject({ theme: 'dark' });
    expect((await app.request().get('/')).text).not.toContain('Acme');
  });

  it('has the style sheet of those settings', async () => {
    const { body } = await post({ values: { customCSS: '.bar { border-radius: 0 }' } });
    const url = body.preview.url as string;
    const { stylesheet } = snapshotIn((await get(url)).text).site;
    expect(stylesheet).toBe(`${url}/style.css`);
    const { text, headers } = await get(stylesheet as string);
    expect([headers['content-type'], headers['cache-control']]).toEqual(['text/css; charset=utf-8', 'no-store']);
    expect(text).toContain('.bar { border-radius: 0 }');
  });

  it('says what is wrong, as saving would', async () => {
    const { status, body } = await post({ values: { customCSS: 'a {\n}\n}' } });
    expect([status, body.error.details]).toEqual([
      400,
      [{ field: 'customCSS', message: 'customCSS has a } that closes nothing', line: 3 }],
    ]);
  });

  it('is for its editor alone, and not for ever', async () => {
    const { body } = await post({ values: { siteName: 'Acme' } });
    const url = body.preview.url as string;
    expect((await app.request().get(url)).status).toBe(401);
    expect((await get(url, { authorization: 'Bearer key:settings.read' })).status).toBe(403);
    expect((await get(url, { authorization: 'Bearer key:settings.write' })).status).toBe(404);
    expect((await post({}, { authorization: 'Bearer key:settings.read' })).status).toBe(403);
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) expect((await get(`${PATH}/${id}`)).status).toBe(404);
    await app.sources.get('upkeep').query(`UPDATE site_previews SET expires_at = app_now()`);
    expect((await get(url)).status).toBe(404);
  });

  it('keeps the last few of an editor', async () => {
    for (let count = 0; count < 10; count++) await post({ values: { siteName: `Acme ${count}` } });
    const [row] = await app.sources.get('upkeep').query<{ n: number }[]>(`SELECT count(*)::int AS n FROM site_previews`);
    expect(row!.n).toBe(8);
  });
});
