import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { aMonitor, anIncident, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE_NOW, NOW } from '../../../../test/pages/facts.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import { publishPages } from '../../../../test/pages/publish.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';
import { StaticCopies } from './static-copies.service.js';

describe('static copies, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;
  let directory: string;
  let pageIds: number[];

  const exported = (isWhole = true) => app.get<StaticCopies>(StaticCopies).export(directory, isWhole);
  const names = async (): Promise<string[]> =>
    (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)));
  const text = (name: string): Promise<string> => readFile(path.join(directory, name), 'utf8');

  beforeAll(async () => {
    place = await workplace();
    directory = await mkdtemp(path.join(os.tmpdir(), 'clarion-export-'));
    const ui = { ...place.ui, bundle: new URL('../../../../test/pages/linking-bundle.mjs', import.meta.url) };
    app = await startPublicApp({ ...place, ui }, { clock: new FixedClock(NOW), env: { APP_BASE_PATH: '/status' } });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    const own = await aMonitor(db, { tag: 'own', name: 'Own' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Canary hidden', isHidden: true });
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, hidden]);
    const eu = await aPage(db, { pagePath: 'eu', pageTitle: 'Europe' }, [own, hidden]);
    await anIncident(db, { title: 'Slow', isGlobal: false, startDateTime: MINUTE_NOW - 3_600 }, [{ monitor: shop }]);
    await anIncident(db, { title: 'Canary incident', isGlobal: false, startDateTime: MINUTE_NOW - 60 }, [{ monitor: hidden }]);
    pageIds = [home!.id, eu.id];
    await publishPages(app, pageIds);
    // An older document may be served for a moment while its successor is rendered.
    await until('the new home page is served', async () => (await app.request().get('/status/')).text.includes('monitors/shop'));
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
    await rm(directory, { recursive: true });
  });

  it('writes pages, what they link to, feeds, data, badges and files of the bundle', async () => {
    const { files, removed } = await exported();
    const found = await names();
    expect(found).toEqual(
      expect.arrayContaining([
        ...['index.html', 'eu/index.html', 'monitors/shop/index.html', 'monitors/own/index.html', '404.html'],
        ...['rss.xml', 'atom.xml', 'feed.json', 'calendar.ics', 'eu/rss.xml', 'robots.txt'],
        ...['api/v2/summary.json', 'badge/_/status', 'badge/shop/uptime', 'badge/own/dot', 'main-OVGKJU4U.js', 'favicon-up.svg'],
        ...['manifest.json', '_headers'],
      ]),
    );
    expect([files, removed]).toEqual([found.length - 2, 0]);
    expect(found.filter((name) => /manage|hidden|far/.test(name))).toEqual([]);
    expect(await text('_headers')).toContain('/badge/_/status\n  content-type: image/svg+xml');
    expect(await text('index.html')).toMatch(/<body class="x"><noscript><p>Status as of [^<]*UTC<\/p><\/noscript>/);
  });

  it('SEC-04 holds nothing that visitors may not see', async () => {
    for (const name of await names()) expect([name, await text(name)]).toEqual([name, expect.not.stringContaining('Canary')]);
  });

  it('follows what is no longer public', async () => {
    const db = app.sources.get('web');
    await asActor(db, (tx) => tx.query(`UPDATE monitors SET is_hidden = true WHERE tag = 'own'`));
    await publishPages(app, pageIds);
    await until('it is gone from its page', async () => !(await app.request().get('/status/eu')).text.includes('monitors/own'));
    await exported(false);
    expect(await names()).toContain('monitors/own/index.html');
    const { removed } = await exported();
    expect(removed).toBeGreaterThan(0);
    expect((await names()).filter((name) => name.includes('own'))).toEqual([]);
  });

  it('REL-11 leaves the older copy alone while the database is away', async () => {
    const before = await names();
    await app.sources.get('web').destroy();
    await expect(exported()).rejects.toThrow();
    expect(await names()).toEqual(before);
  });
});
