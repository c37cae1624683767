import { aMonitor, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory, storeRollup } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import { publishPages } from '../../../../test/pages/publish.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
const titleIn = (svg: string): string => {
  expect(XMLValidator.validate(svg)).toBe(true);
  return (parser.parse(svg) as { svg: { title: string } }).svg.title;
};

describe('badges, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;

  const get = (url: string) => app.request().get(`/badge/${url}`);
  const svg = async (url: string): Promise<string> => {
    const { status, headers, body } = await get(url);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/svg+xml', 'public, max-age=60']);
    return (body as Buffer).toString();
  };
  const title = async (url: string): Promise<string> => titleIn(await svg(url));

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop & <Co>' });
    const slow = await aMonitor(db, { tag: 'slow', name: 'Slow' });
    const fresh = await aMonitor(db, { tag: 'fresh', name: 'Fresh' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Canary', isHidden: true });
    const paused = await aMonitor(db, { tag: 'paused', name: 'Canary', status: 'INACTIVE' });
    await aMonitor(db, { tag: 'nowhere', name: 'Canary' });
    const day = { from: TODAY - DAY, status: 'DOWN' as const };
    const since = { from: TODAY - DAY + 3_600, status: 'UP' as const };
    await storeHistory(db, shop.id, [{ from: TODAY - 2 * DAY, status: 'UP' }, day, since], MINUTE_NOW + 60);
    await storeHistory(db, slow.id, [{ from: TODAY, status: 'DEGRADED' }], MINUTE_NOW + 60);
    await storeHistory(db, hidden.id, [{ from: TODAY, status: 'DOWN' }], MINUTE_NOW + 60);
    await storeRollup(db, shop.id, TODAY, [100, 300]);
    await storeRollup(db, slow.id, TODAY, [2_000]);
    await db.query(
      `INSERT INTO monitoring_data (monitor_id, timestamp, status, type, latency, vouched_seconds) VALUES ($1, $2, 'U', 'R', 50, 60)`,
      [shop.id, MINUTE_NOW],
    );
    await asActor(db, (tx) => tx.query(`DELETE FROM monitors WHERE tag = 'clarion'`));
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, slow, hidden, paused]);
    const eu = await aPage(db, { pagePath: 'eu' }, [fresh]);
    await publishPages(app, [home!.id, eu.id]);
    await until('both pages are known', async () => (await app.request().get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it.each([
    ['shop/status', 'Shop & <Co>: Operational'],
    ['slow/status', 'Slow: Degraded'],
    ['fresh/status', 'Fresh: No Status Available'],
    ['_/status', expect.stringMatching(/: Degraded$/)],
    ['shop/status?label=A%26%22B&locale=xx', 'A&"B: Operational'],
    [`shop/status?label=${'x'.repeat(300)}`, `${'x'.repeat(100)}: Operational`],
    // 60 of 3,726 minutes down.
    ['shop/uptime', 'Shop & <Co> 90d: 98.3896%'],
    ['shop/uptime?sinceLast=3600', 'Shop & <Co> 1h: 100%'],
    ['shop/uptime?sinceLast=5400&hideDuration=true', 'Shop & <Co>: 100%'],
    ['shop/uptime?sinceLast=59', 'Shop & <Co> 90d: 98.3896%'],
    ['shop/uptime?sinceLast=99999999999', 'Shop & <Co> 365d: 98.3896%'],
    ['fresh/uptime?sinceLast=1800', 'Fresh 30m: -'],
    ['shop/latency', 'Shop & <Co> 90d: 200ms'],
    ['shop/latency?metric=maximum&label=Max', 'Max 90d: 300ms'],
    ['shop/latency?metric=minimum', 'Shop & <Co> 90d: 100ms'],
    ['shop/latency?metric=median&sinceLast=60', 'Shop & <Co> 1m: 50ms'],
    ['fresh/latency', 'Fresh 90d: -'],
    ['_/latency?label=All&hideDuration=true', 'All: 800ms'],
    ['_/uptime?label=All&hideDuration=true', expect.stringMatching(/^All: 9\d\.\d+%$/)],
    ['shop/dot', 'Shop & <Co>: Operational'],
  ])('says in %s', async (url, says) => {
    const words = (await title(url)).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    expect(words).toEqual(says);
  });

  it('wears the colours it is asked for, and no other text', async () => {
    expect(await svg('shop/status?color=f00&labelColor=%23123456')).toMatch(/fill="#123456".*fill="#ff0000"/s);
    expect(await svg('shop/status?color=red%22/%3E')).not.toContain('red');
    expect(await svg('shop/uptime')).toContain('fill="#0079ff"');
    const styles = await Promise.all(
      ['plastic', 'flat', 'flat-square', 'for-the-badge', 'social', 'odd'].map((style) => svg(`shop/status?style=${style}`)),
    );
    expect(new Set(styles).size).toBe(5);
    expect(styles[5]).toBe(styles[1]);
    expect(styles[3]).toContain('OPERATIONAL');
    const dot = await svg('shop/dot?animate=ping&fillColor=00ff00');
    expect(dot).toMatch(/width="32" height="32".*<animate .*r="8" fill="#00ff00"/s);
    expect(await svg('fresh/dot')).toContain('fill="#f1f5f8"');
  });

  const fills = (text: string): string[] => [...text.matchAll(/<rect [^>]*fill="(#[0-9a-f]{6})"/g)].map(([, fill]) => fill!);

  it.each([
    // Colours come with and without their sign, short and long; what is none counts as not asked for.
    ['shop/uptime', ['#333333', '#0079ff']],
    ['shop/uptime?labelColor=abc&color=%23FF8800', ['#aabbcc', '#ff8800']],
    ['shop/uptime?labelColor=%23abcdef&color=nope', ['#abcdef', '#0079ff']],
    ['shop/uptime?labelColor=rgb(1,2,3)&color=', ['#333333', '#0079ff']],
    ['slow/status', ['#333333', '#c07a00']],
    ['slow/status?color=000000', ['#333333', '#000000']],
    ['fresh/status', ['#333333', '#9ca3af']],
    ['shop/latency?color=123456&sinceLast=3600', ['#333333', '#123456']],
  ])('is coloured as %s asks', async (url, colors) => {
    expect(fills(await svg(url))).toEqual(colors);
  });

  it.each([
    // Parameters of other kinds are none of a badge's own.
    ['shop/status?sinceLast=60&hideDuration=true&metric=maximum&animate=ping', 'shop/status'],
    ['shop/uptime?metric=maximum&animate=ping', 'shop/uptime'],
    ['shop/latency?animate=ping&metric=average', 'shop/latency'],
    ['shop/dot?labelColor=f00&style=social&sinceLast=60&animate=spin', 'shop/dot'],
    ['shop/uptime?sinceLast=abc&hideDuration=1', 'shop/uptime'],
    ['shop/uptime?sinceLast=-5', 'shop/uptime'],
    ['shop/status?label=&style=&locale=', 'shop/status'],
    ['shop/status?label=%20%20', 'shop/status'],
    ['shop/status?locale=en', 'shop/status'],
  ])('draws %s like %s', async (url, same) => {
    const [one, other] = await Promise.all([svg(url), svg(same)]);
    expect(one).toBe(other);
  });

  it('has a dot that pings only when asked, and is seen on white and on black', async () => {
    const still = await svg('shop/dot');
    expect([still.includes('<animate'), still.includes('stroke')]).toEqual([false, false]);
    expect(await svg('shop/dot?animate=ping')).toContain('<animate attributeName="r" from="8" to="16"');
    expect(await svg('fresh/dot')).toContain('fill="#f1f5f8" stroke="#6b7280"');
    expect(await svg('shop/dot?fillColor=000')).toContain('fill="#000000" stroke="#9ca3af"');
    // Nothing pings for what is not there.
    expect(await svg('hidden/dot?animate=ping')).not.toContain('<animate');
  });

  it('SEC-04 is grey for what is hidden, paused, on no page or not there at all', async () => {
    for (const kind of ['status', 'uptime', 'latency', 'dot']) {
      const unknown = await svg(`unknown/${kind}?label=x`);
      expect([titleIn(unknown), unknown.includes('fill="#9ca3af"')]).toEqual(['Not Found', true]);
      for (const tag of ['hidden', 'paused', 'nowhere', '%00', 'A'.repeat(300)]) expect(await svg(`${tag}/${kind}?label=x`)).toBe(unknown);
    }
    expect(await title('shop/other')).toBe('Not Found');
  });

  it('tells shields.io the same', async () => {
    expect((await get('shop/uptime.json?style=plastic')).body).toEqual({
      ...{ schemaVersion: 1, label: 'Shop & <Co> 90d', message: '98.3896%', color: '0079ff', labelColor: '333333' },
      ...{ style: 'plastic', isError: false, cacheSeconds: 60 },
    });
    expect((await get('hidden/status.json')).body).toMatchObject({ label: '', message: 'Not Found', color: '9ca3af', isError: true });
  });

  it('answers 304 to those who have it', async () => {
    const { headers } = await get('shop/status');
    expect((await get('shop/status').set('if-none-match', String(headers['etag']))).status).toBe(304);
  });

  it('SEC-52 is well-formed whatever is asked for', async () => {
    const names = ['label', 'labelColor', 'color', 'style', 'locale', 'sinceLast', 'metric', 'fillColor'];
    const query = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string({ unit: 'binary' }), fc.constant('"><script>')));
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom('status', 'latency', 'dot'), async (wishes, kind) => {
        const parameters = new URLSearchParams(
          Object.entries(wishes).map(([name, value]): [string, string] => [name, value.toWellFormed()]),
        );
        const text = await svg(`shop/${kind}?${parameters.toString()}`);
        expect(XMLValidator.validate(text)).toBe(true);
        expect(text).not.toContain('<script');
      }),
      { numRuns: 40 },
    );
  });
});
