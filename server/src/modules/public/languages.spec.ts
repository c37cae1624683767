import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import type { IncidentPageSnapshot, MonitorPageSnapshot, PageSnapshot } from '@clarion/contract';
import { aMaintenance, aMonitor, anIncident, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../test/pages/facts.js';
import { storeHistory } from '../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import { publishPages } from '../../../test/pages/publish.js';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { systemActor } from '../../platform/http/actor.js';
import { SiteService } from '../site/site.service.js';
import { SiteTextsService } from '../site/texts/site-texts.service.js';
import { type Translations, TranslationsService } from '../translations/translations.service.js';
import type { TranslatedType } from '../translations/objects.js';

const ACTOR = systemActor('spec');
const LOCALES = ['en', 'de', 'ar', 'dk'].map((code) => ({ code, name: code, selected: true, disabled: false }));

/** What the fixture's bundle wrote into a page. */
const rendered = (html: string): { menu: string | undefined; locale: string } => ({
  menu: /<b>(.*?)<\/b>/.exec(html)?.[1],
  locale: (JSON.parse(/<p>\S+ (.*)<\/p>$/s.exec(html)?.[1] ?? '{}') as { locale: string }).locale,
});

describe('languages of what readers see, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;
  let homeId = 0;
  const ids = { monitor: 0, incident: 0, comment: 0, maintenance: 0, event: 0 };
  const publish = () => publishPages(app, [homeId]);
  const get = (url: string) => app.request().get(url);
  const home = async (lang: string): Promise<PageSnapshot> =>
    (await get(`/api/v4/public/pages/~home/snapshot?lang=${lang}`)).body as PageSnapshot;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const site = app.get<SiteService>(SiteService);
    await site.set(ACTOR, 'i18n', {
      defaultLocale: 'en',
      locales: [...LOCALES, { code: 'fr', name: 'fr', selected: true, disabled: true }],
    });
    await site.set(ACTOR, 'nav', [{ name: 'Docs', url: '/docs' }]);
    await site.set(ACTOR, 'announcement', { title: 'Move', message: 'On **Sunday**.', type: 'INFO' });
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop', description: 'Sells.' });
    await storeHistory(db, shop.id, [{ from: TODAY, status: 'UP' }], MINUTE_NOW + 60);
    const [page] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    homeId = page!.id;
    await placeOnPage(db, page!, [shop]);
    ids.monitor = shop.id;
    ids.incident = (await anIncident(db, { title: 'Slow', startDateTime: MINUTE_NOW - 3_600 }, [{ monitor: shop }])).id;
    const comment = { incidentId: ids.incident, comment: 'We look.', state: 'INVESTIGATING' as const, commentedAt: MINUTE_NOW - 60 };
    ids.comment = (await asActor(db, (tx) => tx.save(tx.create(IncidentCommentEntity, comment)))).id;
    const planned = await aMaintenance(
      db,
      { title: 'Upgrade', description: 'Of *everything*.', startDateTime: MINUTE_NOW + DAY },
      [{ monitor: shop }],
      { status: 'SCHEDULED' },
    );
    ids.maintenance = planned.maintenance.id;
    ids.event = planned.event.id;
    const words = app.get<TranslationsService>(TranslationsService);
    const set = (type: TranslatedType, id: number, translations: Translations) => words.set(ACTOR, type, id, translations);
    await set('page', homeId, { de: { title: 'Lage', header: 'Wie es steht' } });
    await set('monitor', ids.monitor, { de: { name: 'Laden', description: 'Verkauft.' }, ar: { name: 'متجر' } });
    await set('incident', ids.incident, { de: { title: 'Langsam' } });
    await set('comment', ids.comment, { de: { comment: 'Wir **schauen**.' } });
    await set('maintenance', ids.maintenance, { de: { title: 'Umbau', description: 'Von *allem*.' } });
    await set('announcement', 0, { de: { title: 'Umzug', message: 'Am **Sonntag**.' } });
    await set('nav', 0, { de: { Docs: 'Doku' } });
    await publish();
    await until('the languages are known', async () => (await home('de')).locale === 'de');
  });
  afterAll(async () => {
    await app.get<SiteTextsService>(SiteTextsService).set(ACTOR, 'de', {});
    await app.close();
    await place.remove();
  });

  it('is that of the address, the cookie, the browser, or the default', async () => {
    const spoken = async (url: string, headers: Record<string, string> = {}) => rendered((await get(url).set(headers)).text).locale;
    expect(await spoken('/')).toBe('en');
    expect(await spoken('/', { 'accept-language': 'fr, de-AT;q=0.9' })).toBe('de');
    expect(await spoken('/', { 'accept-language': 'de', cookie: 'localLang=ar' })).toBe('ar');
    expect(await spoken('/?lang=dk', { cookie: 'localLang=ar' })).toBe('da');
    expect(await spoken('/?lang=fr')).toBe('en');
  });

  it('comes with its words, which are a file of their own as well', async () => {
    expect(rendered((await get('/?lang=de')).text).menu).toBe('Menü');
    expect(rendered((await get('/')).text).menu).toBeUndefined();
    const { locales } = (await home('de')).site;
    expect(locales?.map(({ code, name }) => [code, name])).toEqual([
      ['en', 'English'],
      ['de', 'Deutsch'],
      ['ar', 'العربية'],
      ['da', 'Dansk'],
    ]);
    const { status, headers, body } = await get(locales![1]!.file!).set('accept-encoding', 'br');
    expect([status, headers['cache-control'], headers['content-encoding']]).toEqual([200, 'public, max-age=31536000, immutable', 'br']);
    expect(body).toMatchObject({ 'nav.menu': 'Menü' });
    expect((await get('/assets/i18n/de.000000000000.json')).status).toBe(404);
  });

  it('is that of own content, and of what is stored where a text is missing', async () => {
    const { page, monitors, incidents, maintenances, site } = await home('de');
    const shopIn = (snapshot: Pick<PageSnapshot, 'monitors'>) => snapshot.monitors.find(({ tag }) => tag === 'shop')!;
    const shop = shopIn({ monitors });
    expect([page.title, page.header, shop.name, shop.description]).toEqual(['Lage', 'Wie es steht', 'Laden', 'Verkauft.']);
    expect([incidents[0]!.title, incidents[0]!.updates[0]!.html.trim()]).toEqual(['Langsam', '<p>Wir <strong>schauen</strong>.</p>']);
    expect([incidents[0]!.affected[0]!.name, maintenances[0]!.title]).toEqual(['Laden', 'Umbau']);
    expect([site.announcement?.title, site.nav[0]!.name]).toEqual(['Umzug', 'Doku']);
    const [arabic, english] = [await home('ar'), await home('en')];
    expect([shopIn(arabic).name, shopIn(arabic).description, arabic.page.title]).toEqual(['متجر', 'Sells.', english.page.title]);
    expect(english.incidents[0]!.title).toBe('Slow');
  });

  it('is that of pages about one thing', async () => {
    const read = async <T>(path: string) => (await get(`/api/v4/public/${path}/snapshot?lang=de`)).body as T;
    const incident = await read<IncidentPageSnapshot>(`incidents/${ids.incident}`);
    expect([incident.incident.title, incident.impacts[0]!.name, incident.site.nav[0]!.name]).toEqual(['Langsam', 'Laden', 'Doku']);
    const monitor = await read<MonitorPageSnapshot>('monitors/shop');
    expect([monitor.monitor.name, monitor.events[0]!.title]).toEqual(['Laden', 'Umbau']);
    const planned = await read<{ maintenance: { title: string }; descriptionHtml: string }>(`maintenances/${ids.event}`);
    expect([planned.maintenance.title, planned.descriptionHtml.trim()]).toEqual(['Umbau', '<p>Von <em>allem</em>.</p>']);
  });

  it('is that of badges that ask for it', async () => {
    const message = async (url: string) => ((await get(`/badge/${url}`)).body as { message: string }).message;
    expect(await message('shop/status.json')).not.toBe(await message('shop/status.json?locale=de'));
    expect(await message('nothing/status.json')).toBe('Not Found');
    expect(await message('nothing/status.json?locale=de')).toBe('Nicht gefunden');
    expect(await message('nothing/status.json?locale=xx')).toBe('Not Found');
  });

  it('has the owner’s words, and new files with them', async () => {
    const before = (await home('de')).site.locales![1]!.file;
    await app.get<SiteTextsService>(SiteTextsService).set(ACTOR, 'de', { 'nav.menu': 'Auswahl' });
    await publish();
    const after = (await home('de')).site.locales![1]!.file!;
    expect(after).not.toBe(before);
    expect((await get(after)).body).toMatchObject({ 'nav.menu': 'Auswahl' });
    expect(rendered((await get('/?lang=de')).text).menu).toBe('Auswahl');
    expect((await get(before!)).status).toBe(200);
  });

  it('of feeds and calendars is the site’s', async () => {
    const site = app.get<SiteService>(SiteService);
    await site.set(ACTOR, 'i18n', { defaultLocale: 'de', locales: LOCALES });
    await publish();
    await until('feeds are in German', async () => (await get('/rss.xml')).text.includes('Umbau'));
    const rss = (await get('/rss.xml')).text;
    expect(rss).toContain('Langsam');
    expect(rss).toContain('Betroffene Dienste: Laden');
    expect((await get('/calendar.ics')).text.replaceAll('\r\n ', '')).toContain('Betroffene Dienste: Laden');
    expect((await get(`/maintenances/${ids.event}.ics`)).text.replaceAll('\r\n ', '')).toContain('SUMMARY:Umbau');
  });
});
