import { aMonitor, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';

describe('pages as Markdown, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop-web', name: 'Shop' });
    const secret = await aMonitor(db, { tag: 'secret', name: 'Secret', isHidden: true });
    await storeHistory(db, shop.id, [{ from: TODAY, status: 'UP' }], MINUTE_NOW + 60);
    const home = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home[0]!, [shop, secret]);
    await aPage(db, { pagePath: 'eu-west' }, [shop]);
    await asActor(db, async (tx) => {
      await tx.query(
        `INSERT INTO page_versions (page_id, version) SELECT id, 5 FROM pages ON CONFLICT (page_id) DO UPDATE SET version = page_versions.version + 5`,
      );
      await tx.query(`SELECT pg_notify('clarion_page_version', '')`);
    });
    await until('the pages are known as they are', async () => {
      const [home, west] = [await app.request().get('/index.md'), await app.request().get('/eu-west.md')];
      return String(home.text).includes('Shop') && west.status === 200;
    });
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it.each(['/index.md', '/eu-west.md', '/eu-west/index.md', '/monitors/shop-web.md', '/eu-west/monitors/shop-web.md'])(
    'answers %s',
    async (url) => {
      const { status, headers, text } = await app.request().get(url).set('accept-encoding', 'identity');
      expect([status, headers['content-type'], headers['x-robots-tag']]).toEqual([200, 'text/markdown; charset=utf-8', 'noindex']);
      expect(text).toMatch(/^# /);
      expect(text).toContain('Shop');
      expect(text).not.toContain('Secret');
      const again = await app.request().get(url).set('if-none-match', headers['etag']!);
      expect(again.status).toBe(304);
    },
  );

  it.each(['/none.md', '/monitors/secret.md', '/incidents/9.md', '/maintenances/x.md', '/none/monitors/shop-web.md', '/monitors/.md'])(
    'has nothing at %s',
    async (url) => {
      expect((await app.request().get(url)).status).toBe(404);
    },
  );

  it('leaves the pages themselves where they were', async () => {
    for (const url of ['/eu-west', '/monitors/shop-web', '/favicon-up.svg']) expect((await app.request().get(url)).status).toBe(200);
    expect((await app.request().get('/monitors/shop-web')).headers['content-type']).toContain('text/html');
  });
});
