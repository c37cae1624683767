import { aMonitor, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';

describe('pictures of pages, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop' });
    const secret = await aMonitor(db, { tag: 'secret', isHidden: true });
    await storeHistory(db, shop.id, [{ from: TODAY, status: 'UP' }], MINUTE_NOW + 60);
    const home = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home[0]!, [shop, secret]);
    await aPage(db, { pagePath: 'eu' }, [shop]);
    await asActor(db, (tx) => tx.query(`SELECT pg_notify('clarion_page_version', '')`));
    await until('the new page is known', async () => (await app.request().get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it.each(['/og.png', '/eu/og.png', '/monitors/shop/og.png', '/eu/monitors/shop/og.png'])(
    'answers %s with a picture that stays',
    async (url) => {
      const { status, headers, body } = await app.request().get(url);
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/png', 'public, max-age=300']);
      expect((body as Buffer).subarray(1, 4).toString()).toBe('PNG');
      expect(headers['content-encoding']).toBeUndefined();
      const again = await app.request().get(url).set('if-none-match', headers['etag']!);
      expect([again.status, again.headers['etag']]).toEqual([304, headers['etag']]);
    },
  );

  it.each(['/monitors/secret/og.png', '/none/og.png', '/eu/monitors/none/og.png', '/incidents/99/og.png', '/maintenances/x/og.png'])(
    'has none at %s',
    async (url) => {
      expect((await app.request().get(url)).status).toBe(404);
    },
  );
});
