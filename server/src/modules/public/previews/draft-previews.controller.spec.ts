import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PageSnapshot } from '@clarion/contract';
import { aMonitor, FixedClock, placeOnPage } from '@clarion/testing';
import { FakeAuthenticator } from '../../../../test/fake-authenticator.js';
import { MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import type { TestApp } from '../../../../test/test-app.js';

describe('the preview of a draft, with the Nest application, PostgreSQL and a bundle of our own', () => {
  let place: Workplace;
  let app: TestApp;
  const get = (query = '', headers: Record<string, string> = { authorization: 'Bearer key:pages.read' }) =>
    app.request().get(`/api/v4/pages/~home/draft/preview${query}`).set(headers);
  /** What the fixture's bundle was given. */
  const drawn = async (query = ''): Promise<{ url: string; snapshot: PageSnapshot }> => {
    const [, url = '', json = 'null'] = /<p>(\S+) (.*)<\/p>$/s.exec((await get(query).expect(200)).text) ?? [];
    return { url, snapshot: JSON.parse(json) as PageSnapshot };
  };
  const save = async (change: object): Promise<void> => {
    const content = { page_path: '~home', page_title: 'T', page_header: 'H', page_settings: {}, unsectioned: ['shop'], sections: [] };
    const request = app.request().put('/api/v4/pages/~home/draft').set({ authorization: 'Bearer key:*' });
    await request.send({ ...content, ...change }).expect(200);
  };

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW), authenticator: new FakeAuthenticator() });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop' });
    await storeHistory(db, shop.id, [{ from: TODAY, status: 'UP' }], MINUTE_NOW + 60);
    await placeOnPage(db, (await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`))[0]!, [shop]);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it('is a document for a frame of ours, kept and indexed by nobody', async () => {
    const { headers } = await get().expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'content-security-policy': expect.stringMatching(/script-src 'none'.*frame-ancestors 'self'; sandbox allow-same-origin$/),
    });
  });

  it('is drawn from the draft, while the public page stays as it is', async () => {
    await save({ page_header: 'Unpublished', page_settings: { monitor_layout_style: 'compact-grid' } });
    const { url, snapshot } = await drawn('?tz=Europe%2FBerlin');
    expect(url).toBe('/');
    expect(snapshot).toMatchObject({ kind: 'page', timeZone: 'Europe/Berlin', page: { header: 'Unpublished', layout: 'compact-grid' } });
    expect(snapshot.banner.key).toBe('ALL_OPERATIONAL');
    expect((await app.request().get('/')).text).not.toContain('Unpublished');
  });

  it('takes a theme, and an incident that nobody opened', async () => {
    await save({});
    const { snapshot } = await drawn('?theme=dark&sample=incident');
    expect(snapshot.site.theme).toBe('dark');
    expect(snapshot.banner).toMatchObject({ key: 'MAJOR_OUTAGE', openIncidents: 1 });
    expect(snapshot.incidents.map(({ title }) => title)).toEqual(['Sample incident']);
    expect(snapshot.monitors.map(({ status }) => status)).toEqual(['DOWN']);
  });

  it('shows no sample where the page lists no incidents, and needs no monitor for one', async () => {
    await save({ page_settings: { incidents: { ongoing: { show: false } } } });
    expect((await drawn('?sample=incident')).snapshot).toMatchObject({ incidents: [], monitors: [{ status: 'DOWN' }] });
    await save({ unsectioned: [] });
    expect((await drawn('?sample=incident')).snapshot).toMatchObject({ incidents: [{ title: 'Sample incident' }], monitors: [] });
  });

  it.each([
    ['', {}, 401],
    ['', { authorization: 'Bearer key:monitors.read' }, 403],
    ['?theme=pink', undefined, 400],
    ['?sample=earthquake', undefined, 400],
    ['?tz=Nowhere', undefined, 400],
  ])('%s as %j: %i', async (query, headers, status) => {
    const answer = await get(query, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});
