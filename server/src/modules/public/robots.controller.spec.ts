import { aMonitor, aPage, FixedClock } from '@clarion/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NOW } from '../../../test/pages/facts.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import type { TestApp } from '../../../test/test-app.js';
import { systemActor } from '../../platform/http/actor.js';
import { SiteService } from '../site/site.service.js';

let place: Workplace;
let app: TestApp;
beforeAll(async () => {
  place = await workplace();
  app = await startPublicApp(place, { clock: new FixedClock(NOW), env: { APP_BASE_PATH: '/status' } });
  const db = app.sources.get('web');
  const shop = await aMonitor(db, { tag: 'shop' });
  const secret = await aMonitor(db, { tag: 'canary-hidden', isHidden: true });
  const paused = await aMonitor(db, { tag: 'canary-paused', status: 'INACTIVE' });
  await aMonitor(db, { tag: 'canary-nowhere' });
  await aPage(db, { pagePath: 'eu' }, [shop, secret, paused]);
});
afterAll(async () => {
  await app.close();
  await place.remove();
});

const get = (url: string) => app.request().get(`/status${url}`);
const setSitemap = async (value: object) => app.get<SiteService>(SiteService).set(systemActor('spec'), 'sitemap', value);

it('has no sitemap until the owner wants one', async () => {
  expect((await get('/sitemap.xml')).status).toBe(404);
  expect((await get('/robots.txt')).text).not.toContain('Sitemap');
});

it('names what visitors can see, under the address of the site', async () => {
  await setSitemap({ mode: 'auto', urls: [] });
  const { text, status, headers } = await get('/sitemap.xml');
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    ...[200, 'application/xml; charset=utf-8', 'public, max-age=300'],
  ]);
  const found = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc]) => loc);
  const base = 'http://localhost:3000/status';
  expect(found).toEqual([
    ...[`${base}/`, `${base}/eu`, `${base}/monitors/clarion`, `${base}/monitors/shop`],
    ...[`${base}/events/November-2026`, `${base}/events/October-2026`],
  ]);
  expect(text).not.toContain('canary');
  const robots = await get('/robots.txt');
  expect(robots.text).toBe(
    'User-agent: *\nDisallow: /status/manage/\nDisallow: /status/account/\nDisallow: /status/api/\nDisallow: /status/embed/\n\n' +
      `Sitemap: ${base}/sitemap.xml\n`,
  );
});
