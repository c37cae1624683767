import type { EmbedSnapshot, EventsEmbedSnapshot, LatencyEmbedSnapshot, MonitorEmbedSnapshot } from '@clarion/contract';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, FixedClock, freshDatabase, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory, storeRollup } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import { publishPages } from '../../../../test/pages/publish.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';

const shown = (html: string): EmbedSnapshot => JSON.parse(/<p>\S+ (.*)<\/p>$/s.exec(html)?.[1] ?? 'null') as EmbedSnapshot;

describe('frames, with the Nest application, PostgreSQL and a bundle of our own', () => {
  let place: Workplace;
  let app: TestApp;

  const get = (url: string) => app.request().get(url);
  const embed = async <S extends EmbedSnapshot>(url: string): Promise<S> => {
    const { status, text } = await get(`/embed/${url}`);
    expect([url, status]).toEqual([url, 200]);
    return shown(text) as S;
  };

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW), env: { APP_BASE_PATH: '' } });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop </script>' });
    const own = await aMonitor(db, { tag: 'own', name: 'Own' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Canary', isHidden: true });
    await aMonitor(db, { tag: 'paused', name: 'Canary', status: 'INACTIVE' });
    await aMonitor(db, { tag: 'nowhere', name: 'Canary' });
    const day = { from: TODAY - DAY, status: 'DOWN' as const };
    const since = { from: TODAY - DAY + 3_600, status: 'UP' as const };
    await storeHistory(db, shop.id, [{ from: TODAY - 2 * DAY, status: 'UP' }, day, since], MINUTE_NOW + 60);
    await storeRollup(db, shop.id, TODAY, [100, 300]);
    await storeRollup(db, shop.id, TODAY - 3 * DAY, [50, 900]);
    await asActor(db, (tx) => tx.query(`DELETE FROM monitors WHERE tag = 'clarion'`));
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, hidden]);
    const eu = await aPage(db, { pagePath: 'eu' }, [own, hidden]);
    const from = MINUTE_NOW - 600;
    const incident = (title: string, isGlobal: boolean, monitors: readonly { id: number }[], state?: 'RESOLVED') =>
      anIncident(
        db,
        { title, isGlobal, startDateTime: from, ...(state === undefined ? {} : { state, endDateTime: from + 60 }) },
        monitors.map((monitor) => ({ monitor })),
      );
    await incident('Everywhere', true, []);
    await incident('At the shop', false, [shop, hidden]);
    await incident('In Europe', false, [own]);
    await incident('Canary', false, [hidden]);
    await incident('Over', false, [shop], 'RESOLVED');
    await aMaintenance(db, { title: 'Move', isGlobal: false, startDateTime: from, rrule: 'FREQ=DAILY;COUNT=1' }, [{ monitor: own }], {
      status: 'ONGOING',
    });
    await aMaintenance(
      db,
      { title: 'Later', isGlobal: false, startDateTime: from + DAY, rrule: 'FREQ=DAILY;COUNT=1' },
      [{ monitor: own }],
      {
        status: 'SCHEDULED',
      },
    );
    await publishPages(app, [home!.id, eu.id]);
    await until('both pages are known', async () => (await get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it('may stand in any page, and sets no cookie', async () => {
    const { headers } = await get('/embed/monitor-shop').set('cookie', 'clarion_lang=xx; clarion_tz=Asia/Tokyo');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'sha256-abc='; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: https: http:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    );
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'x-robots-tag': 'noindex',
      'cache-control': 'public, max-age=30',
    });
    expect([headers['set-cookie'], headers['x-frame-options']]).toEqual([undefined, undefined]);
  });

  it('answers 304 to those who have it, and the same to everybody else', async () => {
    const first = await get('/embed/monitor-shop');
    const second = await get('/embed/monitor-shop').set('cookie', 'clarion_tz=Asia/Tokyo').set('accept-language', 'de');
    expect(second.text).toBe(first.text);
    expect((await get('/embed/monitor-shop').set('if-none-match', String(first.headers['etag']))).status).toBe(304);
  });

  it.each([
    ['monitor-shop', 90, 30, 'system'],
    ['monitor-shop?days=7&theme=dark', 7, 7, 'dark'],
    ['monitor-shop?days=400&theme=pink', 90, 30, 'system'],
  ])('shows the history of a monitor: %s', async (url, days, few, theme) => {
    const { monitor, dayStarts, ...frame } = await embed<MonitorEmbedSnapshot>(url);
    expect([frame.kind, frame.theme, monitor.name, monitor.status]).toEqual(['embed-monitor', theme, 'Shop </script>', 'UP']);
    expect([monitor.days.length, dayStarts.length]).toEqual([days, days + 1]);
    expect(dayStarts.filter((start) => start >= monitor.uptime.mobile.from).length - 1).toBe(few);
  });

  it.each([
    ['latency-shop', 90, 128, 'average', 338],
    ['latency-shop?days=1', 1, 128, 'average', 200],
    ['latency-shop?days=7&metric=maximum&height=20', 7, 50, 'maximum', 900],
    ['latency-shop?metric=minimum&height=300', 90, 300, 'minimum', 50],
  ])('shows latencies: %s', async (url, days, height, metric, valueMs) => {
    const snapshot = await embed<LatencyEmbedSnapshot>(url);
    expect(snapshot).toMatchObject({ kind: 'embed-latency', days, height, metric, valueMs });
    expect([snapshot.points.length, snapshot.points.some(({ avgMs }) => avgMs !== null)]).toEqual([48, true]);
    expect(snapshot.points.every(({ minMs }) => metric === 'average' || minMs === null)).toBe(true);
    expect(snapshot.points.at(-1)!.at - snapshot.points[0]!.at).toBe((days * DAY * 47) / 48);
  });

  it.each([
    ['events/live', ['At the shop', 'Everywhere', 'In Europe'], ['Move']],
    ['events/live?incidents=1', ['At the shop', 'Everywhere', 'In Europe'], []],
    ['events/live?maintenance=1', [], ['Move']],
    ['events/live?incidents=0', [], []],
    ['events/live?incidents=1&maintenance=1&tags=shop', ['At the shop', 'Everywhere'], []],
    ['events/live?tags=own', ['Everywhere', 'In Europe'], ['Move']],
    // What is global is everybody's; a monitor nobody sees names nothing.
    ['events/live?tags=hidden', ['Everywhere'], []],
    ['events/live?tags=%22%3E', ['Everywhere'], []],
  ])('shows what goes on: %s', async (url, incidents, maintenances) => {
    const snapshot = await embed<EventsEmbedSnapshot>(url);
    expect(snapshot.incidents.map(({ title }) => title).sort()).toEqual(incidents);
    expect(snapshot.maintenances.map(({ title }) => title)).toEqual(maintenances);
    expect(JSON.stringify(snapshot)).not.toContain('Canary');
  });

  it('speaks the language and the zone of its address', async () => {
    expect(await embed('monitor-shop?tz=Asia/Tokyo&lang=xx')).toMatchObject({ timeZone: 'Asia/Tokyo', locale: 'en' });
  });

  it('SEC-04 is the same nothing for what is hidden, paused, on no page or not there at all', async () => {
    const nothing = await get('/embed/monitor-unknown');
    expect([nothing.status, shown(nothing.text).kind]).toEqual([404, 'embed-missing']);
    expect(nothing.headers['content-security-policy']).toContain('frame-ancestors *');
    for (const tag of ['hidden', 'paused', 'nowhere', 'A', '%3Cscript%3E']) {
      for (const kind of ['monitor', 'latency']) {
        const { status, text, headers } = await get(`/embed/${kind}-${tag}`);
        expect([tag, status, text, headers['etag']]).toEqual([tag, 404, nothing.text, nothing.headers['etag']]);
      }
    }
    for (const url of ['/embed', '/embed/', '/embed/other', '/embed/events', '/embed/a/b/c']) expect((await get(url)).status).toBe(404);
  });

  describe('scripts', () => {
    const factsIn = (text: string): Record<string, unknown> =>
      JSON.parse(/\}\)\((\{.*\})\);\n$/s.exec(text)?.[1] ?? 'null') as Record<string, unknown>;
    const script = async (url: string): Promise<Record<string, unknown>> => {
      const { status, headers, text, body } = await get(`/embed/${url}`);
      expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
      expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=3600' });
      return factsIn(text ?? String(body));
    };

    it.each([
      ['monitor-shop/js', '/embed/monitor-shop', 'monitor-shop', 70],
      ['monitor-shop/js?theme=dark&days=7&lang=en', '/embed/monitor-shop?theme=dark&days=7&lang=en', 'monitor-shop', 70],
      ['latency-shop/js?height=200&metric=maximum', '/embed/latency-shop?height=200&metric=maximum', 'latency-shop', 250],
      ['events/live/js?incidents=1&tags=b,a', '/embed/events/live?incidents=1&maintenance=0&tags=a%2Cb', 'events-live', 300],
      // Nothing that is not known gets in.
      ["monitor-shop/js?theme=');alert(1)//&days=%3C/script%3E&lang=%27", '/embed/monitor-shop', 'monitor-shop', 70],
      ['monitor-hidden/js', '/embed/monitor-hidden', 'monitor-hidden', 70],
    ])('of %s', async (url, path, slug, height) => {
      expect(await script(url)).toEqual({ path, slug, height, own: `${path.replace(/\?.*/, '')}/js`, title: 'Service status' });
    });

    it('take the frame of an older snippet when it is one of ours', async () => {
      const host = { host: 'status.test' };
      const facts = async (monitor: string) =>
        factsIn((await get(`/embed/monitor-shop/js?theme=dark&monitor=${encodeURIComponent(monitor)}`).set(host)).text);
      expect((await facts('http://status.test/embed/latency-own?days=7'))['path']).toBe('/embed/latency-own?theme=dark&days=7');
      expect((await facts('/embed/monitor-own'))['path']).toBe('/embed/monitor-own?theme=dark');
      for (const elsewhere of [
        'http://evil.test/embed/monitor-own',
        '//evil.test/embed/monitor-own',
        'javascript:alert(1)',
        '"+alert(1)+"',
      ]) {
        expect((await facts(elsewhere))['path']).toBe('/embed/monitor-shop?theme=dark');
      }
    });

    it('are not there for what is no frame', async () => {
      for (const url of ['/embed/other/js', '/embed/monitor-%27/js', '/embed/events/js']) expect((await get(url)).status).toBe(404);
    });
  });
});

describe('frames elsewhere', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await workplace();
  });
  afterAll(async () => place.remove());

  it('live below the base path', async () => {
    const app = await startPublicApp(place, { env: { APP_BASE_PATH: '/status' } });
    try {
      const { status, text } = await app.request().get('/status/embed/events/live/js');
      expect(status).toBe(200);
      expect(text).toContain('"path":"/status/embed/events/live","own":"/status/embed/events/live/js"');
      await until('the frame is drawn', async () => (await app.request().get('/status/embed/events/live')).status === 200);
      expect((await app.request().get('/status/embed/events/live')).text).toContain('<p>/status/embed/events/live ');
    } finally {
      await app.close();
    }
  });

  it('REL-11 stand while the database is away; what nobody has asked for before does not', async () => {
    const database = await freshDatabase();
    const app = await startPublicApp(place, { databaseUrl: database.url, env: { DATABASE_ACQUIRE_TIMEOUT_MS: '500' } });
    try {
      const [home] = await app.sources.get('web').query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
      await placeOnPage(app.sources.get('web'), home!, [await aMonitor(app.sources.get('web'), { tag: 'api', name: 'Api' })]);
      await publishPages(app, [home!.id]);
      const urls = ['/embed/monitor-api', '/embed/latency-api?days=7', '/embed/events/live', '/embed/monitor-unknown'];
      const statuses = () => Promise.all(urls.map(async (url) => (await app.request().get(url)).status));
      await until('the frames are drawn', async () => (await statuses()).join() === '200,200,200,404');
      await database.drop();
      expect((await statuses()).slice(0, 3)).toEqual([200, 200, 200]);
      expect((await app.request().get('/embed/monitor-api/js')).status).toBe(200);
      const lost = await app.request().get('/embed/monitor-other');
      expect([lost.status, lost.headers['content-security-policy']]).toEqual([503, expect.stringContaining('frame-ancestors *')]);
    } finally {
      await app.close();
      await database.drop();
    }
  });
});
