import { aMonitor, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { NOW, MINUTE_NOW, TODAY } from '../../../test/pages/facts.js';
import { storeHistory } from '../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';

/** What the fixture's bundle wrote into a page. */
const rendered = (
  html: string,
): { url: string; snapshot: Record<string, never> & { kind: string; timeZone: string; day?: { date: string } } } => {
  const [, url = '', json = 'null'] = /<p>(\S+) (.*)<\/p>$/s.exec(html) ?? [];
  return { url, snapshot: JSON.parse(json) as never };
};

describe('public pages, with the Nest application, PostgreSQL and a bundle of our own', () => {
  let place: Workplace;
  let app: TestApp;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop' });
    await storeHistory(db, shop.id, [{ from: TODAY, status: 'UP' }], MINUTE_NOW + 60);
    const own = await aMonitor(db, { tag: 'own' });
    await aMonitor(db, { tag: 'secret', isHidden: true });
    const home = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home[0]!, [shop]);
    await aPage(db, { pagePath: 'eu' }, [own]);
    await asActor(db, (tx) => tx.query(`SELECT pg_notify('clarion_page_version', '')`));
    await until('the new page is known', async () => (await app.request().get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  const get = (url: string) => app.request().get(url);

  it('answers the home page, complete and compressed', async () => {
    const { status, headers, text } = await get('/').set('accept-encoding', 'gzip');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['etag']).toMatch(/^"1\.\d+-[\w-]{16}-gzip"$/);
    expect(rendered(text)).toMatchObject({ url: '/', snapshot: { kind: 'page', timeZone: 'UTC' } });
  });

  it.each([
    ['/', { 'accept-encoding': 'identity' }],
    ['/', { 'accept-encoding': 'br' }],
    ['/', { 'accept-encoding': 'gzip', cookie: 'a=b; clarion_tz=Europe%2FBerlin' }],
    ['/eu', { 'accept-encoding': 'identity' }],
    ['/monitors/shop', { 'accept-encoding': 'gzip' }],
  ])('answers %s, asked with %j, the same from its ready copy as by way of the controller', async (url, headers) => {
    const {
      'x-request-id': _quick,
      date: _now,
      ...quick
    } = ((await get(url).set(headers).expect(200)) && (await get(url).set(headers))).headers;
    // A query goes the usual way, and one that nobody knows changes nothing.
    const usual = await get(`${url}?usual=1`).set(headers);
    const { 'x-request-id': _usual, date: _then, ...others } = usual.headers;
    expect(quick).toEqual(others);
    expect((await get(url).set(headers)).text).toBe(usual.text);
    const unchanged = await get(url).set({ ...headers, 'if-none-match': String(quick['etag']) });
    expect([unchanged.status, unchanged.text, unchanged.headers['etag']]).toEqual([304, '', quick['etag']]);
    const head = await app.request().head(url).set(headers);
    expect([head.status, head.text ?? '', head.headers['content-length']]).toEqual([200, '', quick['content-length']]);
  });

  it('speaks brotli to those who do', async () => {
    const { headers, text } = await get('/').set('accept-encoding', 'br');
    expect(headers['content-encoding']).toBe('br');
    expect(rendered(text).snapshot.kind).toBe('page');
  });

  it('answers 304 to those who have it, in whatever coding, and headers alone to HEAD', async () => {
    const { headers } = await get('/').set('accept-encoding', 'gzip');
    const again = await get('/').set('accept-encoding', 'br').set('if-none-match', headers['etag']!);
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers['content-security-policy']).toContain("script-src 'self'");
    const head = await app.request().head('/').set('accept-encoding', 'gzip');
    expect([head.status, head.text, head.headers['etag']]).toEqual([200, undefined, headers['etag']]);
  });

  it('SEC-60 allows the scripts that were rendered, and nothing from elsewhere', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'sha256-abc='; style-src 'self' 'unsafe-inline'; img-src 'self' data: https: http:; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    );
  });

  it.each([
    ['/eu', '/eu'],
    ['/eu/', '/eu'],
    ['/%65u', '/eu'],
    ['/monitors/shop', '/monitors/shop'],
    ['/monitors/shop/', '/monitors/shop'],
    ['/monitors/shop?range=7d&day=2026-11-19&x=1', '/monitors/shop?range=7d&day=2026-11-19'],
    ['/monitors/shop?range=1y&day=yesterday', '/monitors/shop'],
    ['/eu/monitors/own', '/eu/monitors/own'],
  ])('answers %s as %s', async (asked, url) => {
    const answer = await get(asked);
    expect(answer.status).toBe(200);
    expect(rendered(answer.text).url).toBe(url);
  });

  it('shows the day that was asked for', async () => {
    expect(rendered((await get('/monitors/shop?day=2026-11-20')).text).snapshot.day).toMatchObject({ date: '2026-11-20' });
  });

  it('takes zone and language from the address, then the cookie, and knows no others', async () => {
    const zone = async (url: string, cookie = ''): Promise<string> =>
      rendered((await get(url).set('cookie', cookie)).text).snapshot.timeZone;
    expect(await zone('/', 'clarion_tz=Europe%2FBerlin')).toBe('Europe/Berlin');
    expect(await zone('/?tz=Asia/Tokyo', 'clarion_tz=Europe%2FBerlin')).toBe('Asia/Tokyo');
    expect(await zone('/?tz=../../etc&lang=xx', 'clarion_tz=%00')).toBe('UTC');
  });

  it.each([
    '/us',
    '/nothing/here/at/all',
    '/monitors/unknown',
    '/monitors/secret',
    '/eu/monitors/shop',
    '/us/monitors/shop',
    '/embed',
    '/EU',
    '/index.csr.html',
    '/main.js',
  ])('answers %s with the designed page and 404', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(rendered(answer.text)).toMatchObject({ url: '/', snapshot: { kind: 'not-found' } });
  });

  it('SEC-04 answers what is hidden word for word like what does not exist', async () => {
    const [hidden, unknown] = [await get('/monitors/secret'), await get('/monitors/unknown')];
    expect(hidden.text).toBe(unknown.text);
    const headers = ({ date: _date, 'x-request-id': _id, ...rest }: Record<string, string>) => rest;
    expect(headers(hidden.headers)).toEqual(headers(unknown.headers));
  });

  it('serves the files of the page, for ever when their names say what is in them', async () => {
    const script = await get('/main-OVGKJU4U.js').set('accept-encoding', 'gzip');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    const icon = await get('/favicon-up.svg');
    expect(icon.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' });
  });

  it('SEC-60 serves the dashboard at all its addresses, with a nonce of its own each time', async () => {
    for (const url of ['/manage', '/manage/', '/manage/monitors/shop', '/account/signin']) {
      const { status, text, headers } = await get(url);
      const [, nonce = ''] = /script-src 'nonce-([^']+)'/.exec(headers['content-security-policy']!) ?? [];
      expect([status, nonce.length, headers['cache-control']]).toEqual([200, 24, 'no-store']);
      expect(text).toContain(`<script nonce="${nonce}" src="/manage/main-KUTCJQPN.js"`);
      expect(text).not.toMatch(/CSP_NONCE|<base/);
    }
    expect((await get('/manage/main-KUTCJQPN.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/manage/main-gone.js')).status).toBe(404);
    expect((await get('/manage/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('tells search engines what to leave alone', async () => {
    const { text, headers } = await get('/robots.txt');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text).toBe('User-agent: *\nDisallow: /manage/\nDisallow: /account/\nDisallow: /api/\nDisallow: /embed/\n');
  });
});

describe('public pages under a base path', () => {
  let place: Workplace;
  let app: TestApp;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { env: { APP_BASE_PATH: '/status' } });
    // The first document waits for the renderer to start, which a busy machine takes its time for.
    await until('there is a page', async () => (await app.request().get('/status/')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it.each([
    ['/status', 200, '/status/'],
    ['/status/', 200, '/status/'],
    ['/status/unknown', 404, '/status/'],
  ])('answers %s with %i', async (url, status, rendersAs) => {
    const answer = await app.request().get(url);
    expect(answer.status).toBe(status);
    expect(rendered(answer.text).url).toBe(rendersAs);
  });

  it('names files with their whole path and answers nothing outside', async () => {
    expect((await app.request().get('/status/manage')).text).toContain('src="/status/manage/main-KUTCJQPN.js"');
    expect((await app.request().get('/status/main-OVGKJU4U.js')).status).toBe(200);
    expect((await app.request().get('/main-OVGKJU4U.js')).status).toBe(404);
    expect((await app.request().get('/status/robots.txt')).text).toContain('Disallow: /status/api/');
  });
});
