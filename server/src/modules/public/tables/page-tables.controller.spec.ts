import { aMonitor, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';

describe('tables as files, with the Nest application and PostgreSQL', () => {
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
    await asActor(db, (tx) => tx.query(`SELECT pg_notify('clarion_page_version', '')`));
    await until('the monitor is there', async () => (await app.request().get('/monitors/shop')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it.each([
    ['/monitors/shop/days.csv?days=7', 'shop-days-7d.csv', /^date,status,uptime_percent,[^\n]*\r\n2026-11-20,UP,100,/],
    [
      '/monitors/shop/latency.csv?range=1h',
      'shop-latency-1h.csv',
      /^time,average_ms,minimum_ms,maximum_ms\r\n(2026-11-20T\d\d:\d\d:30Z,,,\r\n){60}$/,
    ],
    [
      '/monitors/shop/periods.csv?day=2026-11-20',
      'shop-periods-2026-11-20.csv',
      /^from,to,seconds,status,source,reason\r\n2026-11-20T00:00:00Z,/,
    ],
    ['/monitors/shop/day-latency.csv?day=2026-11-20', 'shop-day-latency-2026-11-20.csv', /^time,latency_ms\r\n/],
  ])('answers %s', async (url, name, content) => {
    const { status, headers, text } = await app.request().get(url);
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      ...[200, 'text/csv; charset=utf-8', `attachment; filename="${name}"`],
    ]);
    expect(text).toMatch(content);
    expect((await app.request().get(url).set('if-none-match', headers['etag']!)).status).toBe(304);
  });

  it.each([
    '/monitors/secret/days.csv',
    '/monitors/shop/periods.csv',
    '/none/monitors/shop/days.csv',
    '/incidents/9/impact.csv',
    '/monitors/shop/other.csv',
  ])('has nothing at %s', async (url) => {
    expect((await app.request().get(url)).status).toBe(404);
  });
});
