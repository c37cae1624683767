import { nextOccurrences, readRule } from '@clarion/domain';
import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ICAL from 'ical.js';
import { DAY, MINUTE_NOW, NOW } from '../../../../test/pages/facts.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import { publishPages } from '../../../../test/pages/publish.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';
import { systemActor } from '../../../platform/http/actor.js';
import { SiteService } from '../../site/site.service.js';

const FILES = ['rss.xml', 'atom.xml', 'feed.json', 'calendar.ics'];
const SITE = 'https://status.example.test/status';

interface RssItem {
  title: string;
  link: string;
  guid: { '#text': string; '@isPermaLink': string };
  pubDate: string;
  description: string;
}
interface JsonItem {
  id: string;
  date_published: string;
  date_modified: string;
}
interface Rss {
  rss: { channel: { title: string; link: string; 'atom:link': Record<string, string>; item?: RssItem[] } };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => name === 'item' || name === 'entry',
});
const parsed = <T>(xml: string): T => {
  expect(XMLValidator.validate(xml)).toBe(true);
  return parser.parse(xml) as T;
};
const channelOf = (xml: string) => parsed<Rss>(xml).rss.channel;
const eventsOf = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');

describe('feeds, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;
  const clock = new FixedClock(NOW);
  let pageIds: number[];
  const ids = { shared: 0, eu: 0, old: 0, secret: 0, everyday: 0, called: 0 };

  const get = (url: string) => app.request().get(`/status${url}`);
  const titles = async (url: string): Promise<string[]> => (channelOf((await get(url)).text).item ?? []).map(({ title }) => title);
  /** The relay runs in the worker; here new versions are made by hand. */
  const publish = () => publishPages(app, pageIds);

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock, env: { APP_BASE_PATH: '/status' } });
    await app.get<SiteService>(SiteService).set(systemActor('spec'), 'siteURL', 'https://status.example.test');
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop & <Co>' });
    const own = await aMonitor(db, { tag: 'own', name: 'Own' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Canary hidden', isHidden: true });
    const paused = await aMonitor(db, { tag: 'paused', name: 'Canary paused', status: 'INACTIVE' });
    await aMonitor(db, { tag: 'nowhere', name: 'Canary nowhere' });
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, hidden]);
    const eu = await aPage(db, { pagePath: 'eu', pageTitle: 'Europe' }, [own, hidden, paused]);
    const incident = (title: string, monitors: readonly { id: number }[], hoursAgo: number, rest = {}) =>
      anIncident(
        db,
        { title, isGlobal: false, startDateTime: MINUTE_NOW - hoursAgo * 3_600, ...rest },
        monitors.map((monitor) => ({ monitor })),
      );
    ids.shared = (await incident('Shop ]]> is <b>down</b>', [shop, hidden], 5)).id;
    ids.eu = (await incident('In Europe', [own, paused], 4)).id;
    ids.secret = (await incident('Canary secret', [hidden, paused], 1)).id;
    ids.old = (await incident('Old', [shop], 100 * 24, { state: 'RESOLVED', endDateTime: MINUTE_NOW - 99 * DAY })).id;
    await asActor(db, (tx) =>
      tx.save(
        tx.create(IncidentCommentEntity, {
          incidentId: ids.shared,
          comment: 'It **burns** ]]> <script>alert(1)</script>',
          state: 'IDENTIFIED',
          commentedAt: MINUTE_NOW - 1_800,
        }),
      ),
    );
    const everyday = { title: 'Everything moves', isGlobal: true, startDateTime: MINUTE_NOW + DAY, description: 'We *move*.' };
    ids.everyday = (await aMaintenance(db, everyday, [], { status: 'SCHEDULED' })).event.id;
    const called = { title: 'Called off', isGlobal: false, startDateTime: MINUTE_NOW + 2 * DAY };
    ids.called = (await aMaintenance(db, called, [{ monitor: shop }, { monitor: hidden }], { status: 'CANCELLED' })).event.id;
    const far = { title: 'Far', startDateTime: MINUTE_NOW + 91 * DAY };
    await aMaintenance(db, far, [{ monitor: shop }], { status: 'SCHEDULED' });
    await aMaintenance(db, { title: 'Off', status: 'INACTIVE', startDateTime: MINUTE_NOW + DAY }, [{ monitor: shop }]);
    const canary = { title: 'Canary maintenance', isGlobal: false, startDateTime: MINUTE_NOW + DAY };
    await aMaintenance(db, canary, [{ monitor: hidden }], { status: 'SCHEDULED' });
    pageIds = [home!.id, eu.id];
    await publish();
    await until('both pages are known', async () => (await get('/eu')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it('tells of the site as RSS', async () => {
    const { text, headers } = await get('/rss.xml');
    expect(headers).toMatchObject({
      'content-type': 'application/rss+xml; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    });
    const channel = channelOf(text);
    expect([channel.link, channel['atom:link']]).toEqual([
      `${SITE}/`,
      { '@href': `${SITE}/rss.xml`, '@rel': 'self', '@type': 'application/rss+xml' },
    ]);
    expect(channel.item).toEqual([
      expect.objectContaining({ title: '[Maintenance] Called off' }),
      {
        title: '[Maintenance] Everything moves',
        link: `${SITE}/maintenances/${ids.everyday}`,
        guid: { '#text': `maintenance-${ids.everyday}`, '@isPermaLink': 'false' },
        pubDate: new Date((MINUTE_NOW + DAY) * 1_000).toUTCString(),
        description: expect.stringMatching(/<strong>Scheduled<.*<p>All monitors<\/p><p>We <em>move<\/em>\.<\/p>$/s),
      },
      {
        title: '[Incident] Shop ]]> is <b>down</b>',
        link: `${SITE}/incidents/${ids.shared}`,
        guid: { '#text': `incident-${ids.shared}`, '@isPermaLink': 'false' },
        pubDate: new Date((MINUTE_NOW - 1_800) * 1_000).toUTCString(),
        description: expect.stringMatching(
          /^<p><strong>Investigating<\/strong><\/p><p>Affected services: Shop &amp; &lt;Co&gt;<\/p><p>It <strong>burns<\/strong> \]\]&gt; /,
        ),
      },
      expect.objectContaining({ title: '[Incident] In Europe', pubDate: new Date((MINUTE_NOW - 4 * 3_600) * 1_000).toUTCString() }),
    ]);
  });

  it('tells of a page what is its own and what is everybody’s', async () => {
    expect(await titles('/eu/rss.xml')).toEqual(['[Maintenance] Everything moves', '[Incident] In Europe']);
    const channel = channelOf((await get('/eu/rss.xml')).text);
    expect([channel.title, channel.link, channel.item![1]!.link]).toEqual([
      expect.stringMatching(/^Europe - /),
      `${SITE}/eu`,
      `${SITE}/eu/incidents/${ids.eu}`,
    ]);
  });

  it('tells of a monitor its incidents, its maintenances and the global ones', async () => {
    expect(await titles('/monitors/own/rss.xml')).toEqual(['[Maintenance] Everything moves', '[Incident] In Europe']);
    expect(await titles('/eu/monitors/own/rss.xml')).toEqual(['[Maintenance] Everything moves', '[Incident] In Europe']);
    expect(channelOf((await get('/monitors/own/rss.xml')).text).link).toBe(`${SITE}/monitors/own`);
  });

  it('tells the same as Atom and as a JSON feed', async () => {
    const { feed } = parsed<{ feed: { id: string; updated: string; entry: { id: string; updated: string }[] } }>(
      (await get('/atom.xml')).text,
    );
    expect([feed.id, feed.entry.map(({ id }) => id)]).toEqual([
      `${SITE}/atom.xml`,
      [
        `${SITE}/maintenances/${ids.called}`,
        `${SITE}/maintenances/${ids.everyday}`,
        `${SITE}/incidents/${ids.shared}`,
        `${SITE}/incidents/${ids.eu}`,
      ],
    ]);
    // What was changed tomorrow no reader believes.
    expect(feed.entry.every(({ updated }) => Date.parse(updated) <= NOW * 1_000 && updated <= feed.updated)).toBe(true);
    const { headers, body } = await get('/eu/feed.json');
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    const feedJson = body as { version: string; feed_url: string; items: JsonItem[] };
    expect([feedJson.version, feedJson.feed_url]).toEqual(['https://jsonfeed.org/version/1.1', `${SITE}/eu/feed.json`]);
    expect(feedJson.items.map(({ id }) => id)).toEqual([`maintenance-${ids.everyday}`, `incident-${ids.eu}`]);
  });

  it('hands maintenances to calendars, called off ones too', async () => {
    const { headers, text } = await get('/calendar.ics');
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(eventsOf(text).map((event) => [event.getFirstPropertyValue('uid'), event.getFirstPropertyValue('status')])).toEqual([
      [`maintenance-${ids.everyday}@status.example.test`, 'CONFIRMED'],
      [`maintenance-${ids.called}@status.example.test`, 'CANCELLED'],
    ]);
  });

  it.each(FILES)('SEC-04 names nothing hidden, paused or on no page in %s', async (file) => {
    for (const where of ['', '/eu', '/monitors/shop', '/monitors/own']) {
      const { status, text } = await get(`${where}/${file}`);
      expect(status).toBe(200);
      expect(text).not.toContain('Canary');
    }
    const unknown = await get(`/monitors/unknown/${file}`);
    expect(unknown.status).toBe(404);
    for (const where of ['/nope', '/monitors/hidden', '/monitors/paused', '/monitors/nowhere', '/eu/monitors/shop', '/monitors/A%00']) {
      const { status, text } = await get(`${where}/${file}`);
      expect([where, status, text]).toEqual([where, 404, unknown.text]);
    }
  });

  it.each(FILES)('answers 304 to those who have %s', async (file) => {
    const first = await get(`/${file}`);
    expect((await get(`/${file}`).set('if-none-match', String(first.headers['etag']))).status).toBe(304);
    expect((await app.request().head(`/status/${file}`).set('accept-encoding', 'gzip, deflate')).headers['etag']).toBe(
      first.headers['etag'],
    );
  });

  it('tells the newest fifty', async () => {
    const db = app.sources.get('web');
    for (let index = 0; index < 55; index += 1)
      await anIncident(db, { title: `Many ${index}`, isGlobal: true, startDateTime: MINUTE_NOW - 60 * index });
    await publish();
    await until('they are told', async () => (await titles('/rss.xml')).length === 50);
    const found = await titles('/rss.xml');
    expect(found.slice(0, 3)).toEqual(['[Maintenance] Called off', '[Maintenance] Everything moves', '[Incident] Many 0']);
    expect(found.at(-1)).toBe('[Incident] Many 46');
  });

  it.each([
    ['in October', Date.UTC(2026, 9, 4, 1)],
    ['in March', Date.UTC(2027, 2, 7, 2)],
  ])('keeps a weekly maintenance at three in the morning in Berlin while clocks change %s', async (_when, firstMs) => {
    const db = app.sources.get('web');
    const start = firstMs / 1_000;
    const rrule = 'FREQ=WEEKLY';
    const reading = readRule(rrule);
    if (!reading.ok) throw new Error(reading.reason);
    const starts = nextOccurrences(reading.rule, start, 'Europe/Berlin', start, 6).map((each) => each.start);
    const title = `Weekly since ${start}`;
    const { maintenance } = await aMaintenance(db, { title, rrule, startDateTime: start }, [], { status: 'SCHEDULED' });
    await asActor(db, (tx) =>
      tx.save(
        starts.slice(1).map((at) =>
          tx.create(MaintenanceEventEntity, {
            ...{ maintenanceId: maintenance.id, occurrenceStart: at, startDateTime: at, endDateTime: at + 3_600, status: 'SCHEDULED' },
          }),
        ),
      ),
    );
    clock.set(start + 14 * DAY);
    await publish();
    const found = async () =>
      eventsOf((await get('/calendar.ics')).text).filter((event) => event.getFirstPropertyValue('summary') === title);
    await until('the calendar has them', async () => (await found()).length === 6);
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
    const times = (await found()).map((event) => (event.getFirstPropertyValue('dtstart') as ICAL.Time).toJSDate());
    expect(times.map((time) => local.format(time))).toEqual(Array.from({ length: 6 }, () => '03:00'));
    expect(new Set(times.map((time) => time.getUTCHours()))).toEqual(new Set([1, 2]));
  });
});
