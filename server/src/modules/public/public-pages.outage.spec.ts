import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { aPage, freshDatabase, type FreshDatabase } from '@clarion/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import { publishPages } from '../../../test/pages/publish.js';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { systemActor } from '../../platform/http/actor.js';
import { SiteService } from '../site/site.service.js';
import { PageVersions } from '../pages/page-versions.service.js';
import { PublicPages, unconfirmed } from './public-pages.service.js';
import { WarmAnswers } from './warm-answers.service.js';

describe('public pages while the database is away', () => {
  let place: Workplace;
  let database: FreshDatabase;
  let apps: TestApp[];
  /** Takes connections and drops them, as a database does that is about to start. */
  let nobody: Server;
  let nobodysUrl: string;

  const start = async (databaseUrl: string): Promise<TestApp> => {
    const app = await startPublicApp(place, { databaseUrl, env: { DATABASE_ACQUIRE_TIMEOUT_MS: '500' } });
    apps.push(app);
    return app;
  };
  const onDisk = async (): Promise<string[]> => (await readdir(path.join(place.dataDir, 'snapshots')).catch(() => [])).sort();

  beforeEach(async () => {
    place = await workplace();
    database = await freshDatabase();
    apps = [];
    nobody = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    nobodysUrl = `postgres://nobody:nothing@127.0.0.1:${(nobody.address() as AddressInfo).port}/none`;
  });
  afterEach(async () => {
    for (const app of apps) await app.close();
    await new Promise((resolve) => nobody.close(resolve));
    await database.drop();
    await place.remove();
  });

  it('REL-11 answers from memory, in every zone of a page it knows', async () => {
    const app = await start(database.url);
    await until('the page is there', async () => (await app.request().get('/')).status === 200);
    const machines = ['/rss.xml', '/calendar.ics', '/badge/_/status', '/api/v2/status.json', '/dashboard-apis/pages'];
    const answers = async (): Promise<unknown[]> =>
      Promise.all(
        machines.map(async (url) =>
          app
            .request()
            .get(url)
            .then(({ status, headers }) => [status, headers['etag']]),
        ),
      );
    const before = await answers();
    await database.drop();
    expect(await answers()).toEqual(before);
    const at = ({ text }: { text: string }): string | undefined => /"generatedAt":(\d+)/.exec(text)?.[1];
    const [same, other] = [await app.request().get('/'), await app.request().get('/?tz=Asia/Tokyo')];
    expect([same.status, other.status]).toEqual([200, 200]);
    expect(other.text).toContain('"timeZone":"Asia/Tokyo"');
    expect(at(other)).toBe(at(same));
    expect((await app.request().get('/api/v4/public/pages/~home/snapshot')).status).toBe(200);
    expect((await app.request().get('/monitors/unknown')).status).toBe(503);
  });

  it('REL-11 has feeds and data that nobody had asked for', async () => {
    const app = await start(database.url);
    await until('the page is there', async () => (await app.request().get('/')).status === 200);
    await app.get<WarmAnswers>(WarmAnswers).askForAll();
    await database.drop();
    for (const url of ['/rss.xml', '/atom.xml', '/feed.json', '/calendar.ics', '/api/v2/summary.json', '/api/v2/incidents.json'])
      expect([url, (await app.request().get(url)).status]).toEqual([url, 200]);
  });

  it('FLT-07 answers from the disk when it starts without a database, dated', async () => {
    const first = await start(database.url);
    await until('the page is on the disk', async () => (await onDisk()).includes('~home.page'));
    const before = await first.request().get('/');
    await first.close();
    apps = [];
    const second = await start(nobodysUrl);
    const after = await second.request().get('/');
    expect(after.status).toBe(200);
    expect(after.text).toContain(`"generatedAt":${/"generatedAt":(\d+)/.exec(before.text)![1]}`);
    expect((await second.request().get('/nowhere')).status).toBe(503);
    expect((await second.request().get('/manage')).status).toBe(200);
  });

  it('FLT-07 speaks the language of the site when it starts without a database', async () => {
    const first = await start(database.url);
    const locales = ['de', 'en'].map((code) => ({ code, name: code, selected: true, disabled: false }));
    await first.get<SiteService>(SiteService).set(systemActor('spec'), 'i18n', { defaultLocale: 'de', locales });
    const versions = first.get<PageVersions>(PageVersions);
    await until('the pages are known', () => versions.isKnown);
    const kept = () => readFile(path.join(place.dataDir, 'snapshots', '~home.page'), 'utf8').catch(() => '');
    // The page is kept in the language that was the site's when its version came; the next version has the new one.
    await until('the German page is on the disk', async () => {
      await publishPages(
        first,
        versions.known().map(({ id }) => id),
      );
      await first.request().get('/');
      return (await kept()).includes('"locale":"de"');
    });
    await first.close();
    apps = [];
    const second = await start(nobodysUrl);
    const { status, text } = await second.request().get('/');
    expect([status, /"locale":"(\w+)"/.exec(text)?.[1]]).toEqual([200, 'de']);
  });

  it('says that it cannot be shown when there was never anything to show', async () => {
    const app = await start(nobodysUrl);
    expect((await app.request().get('/badge/unknown/status.json')).body).toMatchObject({ message: 'No Status Available', color: '9ca3af' });
    expect((await app.request().get('/rss.xml')).status).toBe(503);
    const { status, text, headers } = await app.request().get('/');
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '10', 'no-store']);
    expect(text).toContain('Status temporarily unavailable');
    expect((await app.request().get('/api/v4/public/pages/~home/snapshot')).body).toMatchObject({ error: { code: 'UNAVAILABLE' } });
  });

  it('says of what nobody has confirmed for a while that it is so', async () => {
    const app = await start(database.url);
    await until('the page is there', async () => (await app.request().get('/')).status === 200);
    const pages = app.get<PublicPages>(PublicPages);
    pages.copies.replace(unconfirmed);
    await until('the page says so', async () => (await app.request().get('/')).text.includes('"freshness":"delayed"'));
    const { body } = await app.request().get('/api/v4/public/pages/~home/snapshot');
    expect(body).toMatchObject({ freshness: 'delayed', delayedSince: (body as { generatedAt: number }).generatedAt });
    expect((body as { version: string }).version).toMatch(/^1\.\d+d$/);
  });

  it('INV-19 keeps the newest version of every public page on the disk, and of no other', async () => {
    const app = await start(database.url);
    const versions = app.get<PageVersions>(PageVersions);
    const { id } = await aPage(app.sources.get('web'), { pagePath: 'eu' });
    await versions.touch([id]);
    await until('the new page is on the disk', async () => (await onDisk()).includes('eu.page'));
    const newest = versions.versionOf(id)!;
    await until('in its newest version', async () =>
      (await readFile(path.join(place.dataDir, 'snapshots', 'eu.page'), 'utf8')).includes(`"version":"1.${newest}"`),
    );
    await writeFile(path.join(place.dataDir, 'snapshots', 'private.page'), 'left behind');
    await versions.touch([id]);
    await until('what is not public is gone', async () => !(await onDisk()).includes('private.page'));
    expect((await onDisk()).filter((name) => name.endsWith('.page'))).toEqual(['eu.page', '~home.page']);
  });
});
