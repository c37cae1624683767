import { aMonitor, aPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeAuthenticator } from '../../../test/fake-authenticator.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import { publishPages } from '../../../test/pages/publish.js';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';

let place: Workplace;
let app: TestApp;
let euId: number;
beforeAll(async () => {
  place = await workplace();
  app = await startPublicApp(place, { authenticator: new FakeAuthenticator(), env: { ORIGIN: 'http://site.test' } });
  const db = app.sources.get('web');
  const shop = await aMonitor(db, { tag: 'shop' });
  euId = (await aPage(db, { pagePath: 'eu', pageTitle: 'Europe' }, [shop])).id;
  await aPage(db, { pagePath: 'us' });
});
afterAll(async () => {
  await app.close();
  await place.remove();
});

const put = (path: string, host: string | null) =>
  app.request().put(`/api/v4/pages/${path}/domain`).set('authorization', 'Bearer key:*').send({ host });
const get = (url: string, host: string) => app.request().get(url).set('host', host);
/** The relay runs in the worker; here the page's new version is made by hand. */
const publish = () => publishPages(app, [euId]);

describe('a page with a host of its own', () => {
  it('is the front page there, and stays where it was', async () => {
    const { status, body } = await put('eu', 'Status.EU.test');
    expect([status, body]).toEqual([200, { host: 'status.eu.test' }]);
    await publish();
    await until('the host is known', async () => (await get('/', 'status.eu.test:8443')).text.includes('"page":{"path":"eu"'));
    // A busy machine shows the copy it has before the one that was asked for.
    const says = (url: string, words: string) => async () => (await get(url, 'status.eu.test')).text.includes(words);
    await until('the zone is the reader’s', says('/?tz=Asia/Tokyo', '"timeZone":"Asia/Tokyo"'));
    await until('a monitor is that of the page', says('/monitors/shop', '"pagePath":"eu"'));
    expect((await get('/eu', 'status.eu.test')).text).toContain('"page":{"path":"eu"');
    expect((await get('/', 'site.test')).text).not.toContain('"page":{"path":"eu"');
    expect((await get('/robots.txt', 'status.eu.test')).status).toBe(200);
  });

  it('loses it again', async () => {
    expect((await put('eu', null)).body).toEqual({ host: null });
    await publish();
    await until('the host is forgotten', async () => !(await get('/', 'status.eu.test')).text.includes('"page":{"path":"eu"'));
  });

  it('gets none that is no host, the site’s own, or another page’s', async () => {
    await put('us', 'us.test.example');
    for (const host of ['', 'localhost', '10.0.0.1', 'a.test/x', 'site.test', 'us.test.example']) {
      const { status, body } = await put('eu', host);
      expect([host, status, body.error.details[0].field]).toEqual([host, 400, 'host']);
    }
    expect((await app.request().get('/api/v4/pages/us/domain').set('authorization', 'Bearer key:*')).body).toEqual({
      host: 'us.test.example',
    });
  });
});
