import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory, storeRollup } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import { publishPages } from '../../../../test/pages/publish.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';
import { systemActor } from '../../../platform/http/actor.js';
import { SiteService } from '../../site/site.service.js';

const HOUR = 3_600;
const SEEN = { startOfDayTodayAtTz: TODAY, nowAtTz: MINUTE_NOW };

describe('/dashboard-apis, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;
  let pageIds: number[];
  const ids = { incident: 0, resolved: 0, global: 0, event: 0 };

  const get = (url: string) => app.request().get(`/dashboard-apis/${url}`);
  const post = (url: string, body: object) => app.request().post(`/dashboard-apis/${url}`).send(body);

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    const own = await aMonitor(db, { tag: 'own' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Canary', isHidden: true });
    await aMonitor(db, { tag: 'paused', status: 'INACTIVE' });
    await aMonitor(db, { tag: 'nowhere' });
    // Yesterday an hour down, the day before half an hour degraded.
    await storeHistory(
      db,
      shop.id,
      [
        { from: TODAY - 3 * DAY, status: 'UP' },
        { from: TODAY - 2 * DAY, status: 'DEGRADED' },
        { from: TODAY - 2 * DAY + 1_800, status: 'UP' },
        { from: TODAY - DAY, status: 'DOWN' },
        { from: TODAY - DAY + HOUR, status: 'UP' },
      ],
      MINUTE_NOW + 60,
    );
    await storeRollup(db, shop.id, TODAY - DAY, [100, 300]);
    await storeRollup(db, shop.id, TODAY, [1_500]);
    await db.query(
      `INSERT INTO monitoring_data (monitor_id, timestamp, status, type, latency, vouched_seconds)
       SELECT $1, at, 'U', 'R', 100 + (at - $2) / 60, 60 FROM generate_series($2::bigint, $3::bigint, 60) AS at`,
      [shop.id, MINUTE_NOW - 10 * 60, MINUTE_NOW],
    );
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, hidden]);
    const eu = await aPage(db, { pagePath: 'eu', pageTitle: 'Europe', pageHeader: 'EU' }, [own]);
    pageIds = [home!.id, eu.id];
    const incident = (title: string, isGlobal: boolean, monitors: readonly { id: number }[], rest: object) =>
      anIncident(
        db,
        { title, isGlobal, ...rest },
        monitors.map((monitor) => ({ monitor, impact: 'UP' as const })),
      );
    ids.incident = (await incident('Slow', false, [shop, hidden], { startDateTime: MINUTE_NOW - HOUR })).id;
    const over = { state: 'RESOLVED' as const, startDateTime: TODAY - DAY, endDateTime: TODAY - DAY + HOUR };
    ids.resolved = (await incident('Was slow', false, [shop], over)).id;
    ids.global = (await incident('Everywhere', true, [], { startDateTime: MINUTE_NOW - 2 * HOUR })).id;
    await incident('Canary', false, [hidden], { startDateTime: MINUTE_NOW - HOUR });
    await asActor(db, (tx) =>
      tx.save(
        tx.create(IncidentCommentEntity, {
          ...{ incidentId: ids.incident, comment: 'We look', state: 'IDENTIFIED', commentedAt: MINUTE_NOW - 60 },
        }),
      ),
    );
    const planned = { title: 'Upgrade', isGlobal: false, startDateTime: MINUTE_NOW + DAY };
    ids.event = (await aMaintenance(db, planned, [{ monitor: shop }], { status: 'SCHEDULED' })).event.id;
    await publishPages(app, pageIds);
    await until('both pages are known', async () => (await app.request().get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it('answers the bars of a monitor with the figures of the contract', async () => {
    const { status, body, headers } = await get('monitor-bar?tag=shop&days=3');
    expect([status, headers['cache-control'], headers['access-control-allow-origin']]).toEqual([200, 'public, max-age=60', '*']);
    const { uptimeData, ...rest } = body as { uptimeData: Record<string, number>[] };
    expect(rest).toEqual({
      name: 'Shop',
      description: null,
      image: null,
      currentStatus: 'UP',
      // 60 of 3,726 minutes down; degraded counts as up.
      uptime: '98.3896',
      avgLatency: '633ms',
      maxLatency: '1.50s',
      minLatency: '100ms',
      fromTimeStamp: TODAY - 2 * DAY,
      toTimeStamp: TODAY + DAY - 1,
    });
    const none = { countOfDown: 0, countOfDegraded: 0, countOfMaintenance: 0, avgLatency: 0, maxLatency: 0, minLatency: 0 };
    expect(uptimeData).toEqual([
      { ...none, ts: TODAY - 2 * DAY, countOfUp: 1_410, countOfDegraded: 30 },
      { ...none, ts: TODAY - DAY, countOfUp: 1_380, countOfDown: 60, avgLatency: 200, maxLatency: 300, minLatency: 100 },
      { ...none, ts: TODAY, countOfUp: 846, avgLatency: 1_500, maxLatency: 1_500, minLatency: 1_500 },
    ]);
    expect((await get('monitor-bar?tag=shop&days=3').set('if-none-match', String(headers['etag']))).status).toBe(304);
  });

  it('counts a year of days, and days of a zone', async () => {
    const ofYear = (await get('monitor-bar?tag=shop&days=365')).body as { uptimeData: unknown[] };
    expect(ofYear.uptimeData.length).toBe(365);
    const local = (await get('monitor-bar?tag=shop&days=30&tz=Europe/Berlin')).body as { uptimeData: { ts: number }[] };
    const [first, second] = local.uptimeData.map(({ ts }) => ts);
    expect([second! - first!, local.uptimeData.length]).toEqual([DAY, 30]);
    expect(new Set(local.uptimeData.slice(1).map(({ ts }, index) => ts - local.uptimeData[index]!.ts))).toEqual(new Set([DAY, DAY + HOUR]));
    const fixed = (await get(`monitor-bar?tag=shop&days=2&endOfDayTodayAtTz=${TODAY + DAY - HOUR}`)).body as { fromTimeStamp: number };
    expect(fixed.fromTimeStamp).toBe(TODAY - DAY - HOUR);
  });

  it('answers many bars, and says which are missing', async () => {
    const { body } = await get('monitor-bars?tags=shop,hidden,own,nobody,shop,%00&days=1');
    const { data, missingTags } = body as { data: Record<string, { uptime: string }>; missingTags: string[] };
    expect([Object.keys(data).sort(), missingTags, data['own']!.uptime]).toEqual([['own', 'shop'], ['hidden', 'nobody', '\u0000'], '-']);
  });

  it.each(['1h', '3h', '6h', '12h', '24h', '48h', '7d', '14d', '30d', '90d'])('draws latencies of %s', async (range) => {
    const { status, body } = await get(`monitor-latency-chart?tag=shop&range=${range}&localTz=Europe/Berlin`);
    const chart = body as {
      data: { timestamp: number; avgLatency: number | null }[];
      range: string;
      periodStart: number;
      periodEnd: number;
    };
    expect([status, chart.range]).toEqual([200, range]);
    const [first, second] = chart.data.map(({ timestamp }) => timestamp);
    expect((second! - first!) * chart.data.length).toBe(chart.periodEnd - chart.periodStart);
    expect(first! - chart.periodStart).toBe((second! - first!) / 2);
    expect(chart.data.some(({ avgLatency }) => avgLatency !== null)).toBe(range !== '12h');
  });

  it('draws the last minutes one by one', async () => {
    const { body } = await get('monitor-latency-chart?tag=shop&range=1h');
    expect(body).toMatchObject({ rangeLabel: '1 hour', avgInterval: '1 minute', periodEnd: MINUTE_NOW + 60 });
    expect((body as { data: unknown[] }).data.at(-1)).toEqual({
      ...{ timestamp: MINUTE_NOW + 30, avgLatency: 110, minLatency: 110, maxLatency: 110 },
    });
  });

  it('answers every minute of a day', async () => {
    const { status, body } = await post('monitor-day-status', {
      ...{ tag: 'shop', startOfDayTodayAtTz: TODAY - DAY, nowAtTz: TODAY - 60 },
    });
    const { uptime, data } = body as { uptime: string; data: { timestamp: number; status: string }[] };
    expect([status, uptime, data.length, data[59], data[60], data.at(-1)]).toEqual([
      ...[200, '95.8333', 1_440],
      { timestamp: TODAY - DAY + 59 * 60, status: 'DOWN' },
      { timestamp: TODAY - DAY + HOUR, status: 'UP' },
      { timestamp: TODAY - 60, status: 'UP' },
    ]);
    const today = (await post('monitor-day-status', { tag: 'own', ...SEEN })).body as { uptime: string; data: { status: string }[] };
    expect([today.uptime, new Set(today.data.map((each) => each.status))]).toEqual(['-', new Set(['NO_DATA'])]);
  });

  it('answers the latencies and events of a day', async () => {
    expect((await post('monitor-day-latency', { tag: 'shop', ...SEEN })).body).toMatchObject({
      ...{ avgLatency: '105ms', maxLatency: '110ms', minLatency: '100ms' },
      data: expect.arrayContaining([{ timestamp: MINUTE_NOW, latency: 110 }]),
    });
    expect((await post('monitor-day-incidents', { tag: 'shop', ...SEEN })).body).toEqual({
      incidents: [
        {
          ...{ id: ids.incident, title: 'Slow', start_date_time: MINUTE_NOW - HOUR, end_date_time: null, state: 'INVESTIGATING' },
          incident_source: 'DASHBOARD',
          comments: [{ id: expect.any(Number), comment: 'We look', commented_at: MINUTE_NOW - 60, state: 'IDENTIFIED' }],
          monitors: [{ monitor_tag: 'shop', monitor_name: 'Shop', monitor_impact: 'UP' }],
        },
      ],
    });
    expect((await post('monitor-day-maintenances', { tag: 'shop', ...SEEN })).body).toEqual({ maintenances: [] });
  });

  it('answers the events of a month, of all pages or of one', async () => {
    const month = { start_ts: TODAY - 19 * DAY, end_ts: TODAY + 11 * DAY };
    const titles = async (url: string) => {
      const { body } = await post(url, month);
      const { incidents, maintenances } = body as Record<'incidents' | 'maintenances', { title: string }[]>;
      return [incidents.map(({ title }) => title), maintenances.map(({ title }) => title)];
    };
    const all = [['Was slow', 'Everywhere', 'Slow'], ['Upgrade']];
    expect(await titles('events-by-month')).toEqual(all);
    expect(await titles('events-by-month?page_path=undefined')).toEqual(all);
    expect(await titles('events-by-month?page_path=eu')).toEqual([['Everywhere'], []]);
    expect(await titles('events-by-month?page_path=~home')).toEqual(all);
    const nothing = { start_ts: TODAY - DAY + HOUR, end_ts: TODAY - DAY + 2 * HOUR };
    expect((await post('events-by-month', nothing)).body).toEqual({ incidents: [], maintenances: [] });
  });

  it('notifies of what is global, and of monitors that were asked for', async () => {
    const told = async (url: string) =>
      ((await get(url)).body as { notifications: { eventTitle: string }[] }).notifications.map(({ eventTitle }) => eventTitle);
    expect(await told('notifications')).toEqual(['Everywhere']);
    expect(await told('notifications?tags=shop,hidden,nobody')).toEqual(['Was slow', 'Everywhere', 'Slow', 'Upgrade']);
    const { body } = await get('notifications?tags=shop');
    expect((body as { notifications: unknown[] }).notifications[0]).toEqual({
      eventURL: `/incidents/${ids.resolved}`,
      eventTitle: 'Was slow',
      eventDate: new Date((TODAY - DAY + HOUR) * 1_000).toISOString(),
      eventType: 'incident',
      eventStartDateTime: TODAY - DAY,
      eventEndDateTime: TODAY - DAY + HOUR,
      eventStatus: 'RESOLVED',
    });
  });

  it('lists the pages of the switcher', async () => {
    const { body } = await get('pages');
    expect((body as { page_path: string }[]).map(({ page_path: path }) => path)).toEqual(['', 'eu']);
    expect((body as unknown[])[1]).toEqual({ page_title: 'Europe', page_path: 'eu', page_header: 'EU', page_logo: null });
    const set = (key: string, value: object) => app.get<SiteService>(SiteService).set(systemActor('spec'), key, value);
    await set('pageOrderingSettings', { enabled: true, order: [pageIds[1]] });
    await publishPages(app, pageIds);
    const paths = async () => ((await get('pages')).body as { page_path: string }[]).map(({ page_path: path }) => path).join();
    await until('they are in order', async () => (await paths()) === 'eu,');
    await set('globalPageVisibilitySettings', { showSwitcher: true, forceExclusivity: true });
    await publishPages(app, pageIds);
    await until('they know nothing of each other', async () => (await paths()) === '');
  });

  it.each([
    'monitor-bar',
    'monitor-bar?tag=shop&days=366',
    'monitor-bar?tag=shop&days=0',
    'monitor-bar?tag=shop&tz=Mars/Olympus',
    'monitor-bar?tag=shop&endOfDayTodayAtTz=7',
    'monitor-bars',
    `monitor-bars?tags=${Array.from({ length: 101 }, (_, index) => `t${index}`).join()}`,
    'monitor-latency-chart?tag=shop&range=2h',
    'monitor-latency-chart?tag=shop&range=constructor',
    'monitor-latency-chart?tag=shop&localTz=x',
  ])('refuses %s with a message', async (url) => {
    const { status, body } = await get(url);
    expect([status, body]).toEqual([400, { message: expect.any(String) }]);
  });

  it.each<[string, object]>([
    ['monitor-day-status', { ...SEEN }],
    ['monitor-day-status', { tag: 'shop' }],
    ['monitor-day-status', { tag: 'shop', startOfDayTodayAtTz: TODAY - 400 * DAY, nowAtTz: NOW }],
    ['monitor-day-status', { tag: 'shop', startOfDayTodayAtTz: TODAY, nowAtTz: 'x' }],
    ['events-by-month', { start_ts: TODAY }],
    ['events-by-month', { start_ts: String(TODAY), end_ts: TODAY + 1 }],
    ['events-by-month', { start_ts: TODAY, end_ts: TODAY }],
    ['events-by-month', { start_ts: 0, end_ts: TODAY }],
  ])('refuses %s of %j with a message', async (url, body) => {
    const answer = await post(url, body);
    expect([answer.status, answer.body]).toEqual([400, { message: expect.any(String) }]);
  });

  it('SEC-04 answers for hidden and paused monitors and those on no page what it answers for none', async () => {
    for (const tag of ['hidden', 'paused', 'nowhere', 'nobody', '%00', "'"]) {
      for (const url of [`monitor-bar?tag=${tag}`, `monitor-latency-chart?tag=${tag}`]) {
        const { status, body } = await get(url);
        expect([url, status, body]).toEqual([url, 404, { message: 'Monitor not found' }]);
      }
      for (const url of ['monitor-day-status', 'monitor-day-latency', 'monitor-day-incidents', 'monitor-day-maintenances']) {
        const { status, body } = await post(url, { tag: decodeURIComponent(tag), ...SEEN });
        expect([url, status, body]).toEqual([url, 404, { message: 'Monitor not found' }]);
      }
    }
    const page = await post('events-by-month?page_path=nope', { start_ts: TODAY, end_ts: TODAY + DAY });
    expect([page.status, page.body]).toEqual([404, { message: 'Page not found' }]);
    expect((await post('events-by-month', { start_ts: TODAY - DAY, end_ts: TODAY + DAY })).text).not.toContain('Canary');
    expect((await get('notifications?tags=hidden')).text).not.toContain('Canary');
  });
});
