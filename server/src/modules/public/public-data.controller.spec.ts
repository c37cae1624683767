import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MonitorPageSnapshot, PageSnapshot, StreamDelta } from '@clarion/contract';
import { aMonitor, aPage, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../test/pages/facts.js';
import { storeHistory } from '../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import { publishPages } from '../../../test/pages/publish.js';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { PageVersions } from '../pages/page-versions.service.js';

const API = '/api/v4/public';

describe('public data, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;
  let shopId: number;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    shopId = shop.id;
    await storeHistory(db, shop.id, [{ from: TODAY - 3 * DAY, status: 'UP' }], MINUTE_NOW + 60);
    await aMonitor(db, { tag: 'secret', isHidden: true });
    const home = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home[0]!, [shop]);
    await aPage(db, { pagePath: 'eu' });
    await publishPages(app, [home[0]!.id]);
    await until('the new page is known', async () => (await app.request().get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  const get = (url: string) => app.request().get(API + url);
  /** Opens a stream; `next` resolves with the next event, whatever it is. */
  const listen = async (url: string, headers: Record<string, string> = {}) => {
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpGet({ port, host: '127.0.0.1', path: API + url, headers, agent: false }, resolve).on('error', reject);
    });
    response.setEncoding('utf8');
    const parts = response[Symbol.asyncIterator]() as AsyncIterator<string>;
    let rest = '';
    const next = async () => {
      while (!rest.includes('\n\n')) rest += (await parts.next()).value ?? '\n\n';
      const end = rest.indexOf('\n\n');
      const [, name = '', , data = 'null'] = /^event: (.*)\nid: (.*)\ndata: (.*)$/.exec(rest.slice(0, end)) ?? [];
      rest = rest.slice(end + 2);
      return { name, data: JSON.parse(data) as StreamDelta & { now: number } };
    };
    return { response, next };
  };

  it('answers a monitor as it is read below a page that shows it, and nothing below another', async () => {
    expect((await get('/monitors/shop/snapshot?page_path=~home&days=7')).body).toMatchObject({
      pagePath: '',
      isOfPage: true,
      dayStarts: { length: 8 },
    });
    expect((await get('/monitors/shop/snapshot')).body).not.toHaveProperty('isOfPage');
    expect((await get('/monitors/shop/snapshot?page_path=eu')).status).toBe(404);
    expect((await get('/monitors/shop/snapshot?page_path=none')).status).toBe(404);
  });

  it('answers the snapshot of a page, in the zone that was asked for, to anybody', async () => {
    const { status, body, headers } = await get('/pages/~home/snapshot?tz=Asia/Tokyo');
    const snapshot = body as PageSnapshot;
    expect(status).toBe(200);
    expect(snapshot).toMatchObject({ kind: 'page', timeZone: 'Asia/Tokyo', page: { path: '' }, banner: { key: 'ALL_OPERATIONAL' } });
    expect(snapshot.monitors).toContainEqual(expect.objectContaining({ name: 'Shop', status: 'UP' }));
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'content-type': 'application/json; charset=utf-8',
    });
    expect((await get('/pages/eu/snapshot')).body).toMatchObject({ page: { path: 'eu' }, monitors: [] });
  });

  it('answers 304 while nothing changed', async () => {
    const { headers } = await get('/pages/~home/snapshot');
    const again = await get('/pages/~home/snapshot').set('if-none-match', headers['etag']!);
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('answers a monitor with the day that was asked for', async () => {
    const { body } = await get('/monitors/shop/snapshot?day=2026-11-19&range=7d&tz=UTC');
    const { monitor, day, latency, windows } = body as MonitorPageSnapshot;
    expect(monitor).toMatchObject({ tag: 'shop', status: 'UP' });
    expect(day).toMatchObject({ date: '2026-11-19', uptime: { text: '100' } });
    expect(latency.range).toBe('7d');
    expect(windows).toHaveLength(5);
  });

  it.each(['/pages/us/snapshot', '/pages/us/stream', '/monitors/secret/snapshot', '/monitors/unknown/snapshot'])(
    'answers %s with 404',
    async (url) => {
      const { status, body } = await get(url);
      expect(status).toBe(404);
      expect(body).toMatchObject({ error: { code: 'NOT_FOUND' } });
    },
  );

  it('tells an open page at once that a monitor went down', async () => {
    const { response, next } = await listen('/pages/~home/stream?tz=UTC');
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'access-control-allow-origin': '*',
      'x-accel-buffering': 'no',
    });
    const hello = await next();
    expect(hello).toMatchObject({ name: 'hello', data: { now: NOW } });
    const db = app.sources.get('web');
    await db.query(`UPDATE status_spans SET to_ts = $2 WHERE monitor_id = $1 AND to_ts IS NULL`, [shopId, MINUTE_NOW]);
    await storeHistory(db, shopId, [{ from: MINUTE_NOW, status: 'DOWN' }], MINUTE_NOW + 60);
    await app.get<PageVersions>(PageVersions).statusChanged({ payload: { monitorId: shopId } } as never);
    const delta = await next();
    expect(delta).toMatchObject({
      name: 'delta',
      data: { banner: { key: 'MAJOR_OUTAGE' }, monitors: [{ tag: 'shop', status: 'DOWN', since: MINUTE_NOW }] },
    });
    expect((await get('/pages/~home/snapshot')).body).toMatchObject({ version: delta.data.version });
    await until('the page says so', async () => (await app.request().get('/')).text.includes('MAJOR_OUTAGE'));
    const second = await listen('/pages/~home/stream?tz=UTC', { 'last-event-id': hello.data.version });
    expect((await second.next()).data.version).toBe(hello.data.version);
    expect((await second.next()).data.monitors.map(({ tag }) => tag)).toEqual(['shop']);
    response.destroy();
    second.response.destroy();
  });
});
