import type {
  CalendarSnapshot,
  IncidentPageSnapshot,
  MaintenanceListSnapshot,
  MaintenancePageSnapshot,
  PageSnapshot,
} from '@clarion/contract';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import type { DataSource } from 'typeorm';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../test/pages/facts.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import { publishPages } from '../../../test/pages/publish.js';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';

const rendered = <S>(html: string): { url: string; snapshot: S } => {
  const [, url = '', json = 'null'] = /<p>(\S+) (.*)<\/p>$/s.exec(html) ?? [];
  return { url, snapshot: JSON.parse(json) as S };
};

describe('public events, with the Nest application, PostgreSQL and a bundle of our own', () => {
  let place: Workplace;
  let app: TestApp;
  let db: DataSource;
  let homeId: number;
  const ids = { global: 0, eu: 0, secret: 0, event: 0, series: 0, off: 0 };

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    const own = await aMonitor(db, { tag: 'own', name: 'Own' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Hidden', isHidden: true });
    [{ id: homeId }] = (await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`)) as [{ id: number }];
    await placeOnPage(db, { id: homeId }, [shop, hidden]);
    const eu = await aPage(db, { pagePath: 'eu' }, [own, hidden]);
    const from = MINUTE_NOW - 3_600;
    const of = (title: string, isGlobal: boolean, monitors: readonly { id: number }[]) =>
      anIncident(
        db,
        { title, isGlobal, startDateTime: from },
        monitors.map((monitor) => ({ monitor })),
      );
    ids.global = (await of('Everywhere', true, [shop, hidden])).id;
    ids.eu = (await of('In Europe', false, [own])).id;
    ids.secret = (await of('Secret', false, [hidden])).id;
    const upgrade = await aMaintenance(
      db,
      { title: 'Upgrade; all, of it', description: 'We *move*.', startDateTime: MINUTE_NOW + DAY, rrule: 'FREQ=DAILY' },
      [{ monitor: shop }, { monitor: hidden }],
      { status: 'SCHEDULED' },
    );
    ids.event = upgrade.event.id;
    ids.series = upgrade.maintenance.id;
    ids.off = (await aMaintenance(db, { title: 'Off', status: 'INACTIVE', startDateTime: MINUTE_NOW + DAY }, [{ monitor: shop }])).event.id;
    await publishPages(app, [homeId, eu.id]);
    await until('both pages tell of their incidents', async () => {
      const [home, europe] = await Promise.all(['/', '/eu'].map((path) => app.request().get(path)));
      return home!.text.includes('Everywhere') && europe!.text.includes('In Europe');
    });
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  const get = (url: string) => app.request().get(url);
  const page = async <S>(url: string): Promise<{ status: number; url: string; snapshot: S }> => {
    const { status, text } = await get(url);
    return { status, ...rendered<S>(text) };
  };

  it('answers an incident with the monitors that the reader may see', async () => {
    const { status, url, snapshot } = await page<IncidentPageSnapshot>(`/incidents/${ids.global}`);
    expect([status, url, snapshot.kind, snapshot.pagePath]).toEqual([200, `/incidents/${ids.global}`, 'incident', '']);
    expect(snapshot.incident.affected).toEqual([{ tag: 'shop', name: 'Shop', impact: 'DOWN' }]);
    expect(snapshot.impacts[0]).toEqual({ tag: 'shop', name: 'Shop', pieces: [{ from: MINUTE_NOW - 3_600, to: NOW, impact: 'DOWN' }] });
    expect(snapshot.banner.openIncidents).toBe(1);
  });

  it('follows a page that shows the incident, when the home page does not', async () => {
    const { snapshot } = await page<IncidentPageSnapshot>(`/incidents/${ids.eu}`);
    expect([snapshot.pagePath, snapshot.isOfPage]).toEqual(['eu', false]);
    expect(snapshot.incident.affected.map(({ tag }) => tag)).toEqual(['own']);
  });

  it('shows below a page what is everybody’s and what is its own', async () => {
    const global = await page<IncidentPageSnapshot>(`/eu/incidents/${ids.global}`);
    expect([global.status, global.snapshot.isOfPage, global.snapshot.incident.affected]).toEqual([200, true, []]);
    expect((await page(`/eu/incidents/${ids.eu}`)).status).toBe(200);
  });

  it('SEC-04 answers what names hidden monitors alone word for word like what does not exist', async () => {
    const [secret, unknown] = [await get(`/incidents/${ids.secret}`), await get('/incidents/999999')];
    expect([secret.status, secret.text]).toEqual([404, unknown.text]);
    expect((await get(`/api/v4/public/incidents/${ids.secret}/snapshot`)).status).toBe(404);
  });

  it.each([
    () => '/incidents/0',
    () => '/incidents/x',
    () => '/incidents/99999999999',
    () => `/us/incidents/${ids.global}`,
    () => '/maintenances/999999',
    () => `/maintenances/${ids.off}`,
    () => '/maintenances/999999.ics',
    () => '/maintenances/999999?type=maintenance',
    () => '/us/maintenances',
    () => '/events/Brumaire-2026',
    () => '/events/December-2022',
    () => '/events/December-2027',
    () => '/us/events/November-2026',
    () => '/events',
    () => '/incidents',
  ])('answers an address of nothing with 404', async (address) => {
    expect((await page<{ kind: string }>(address())).snapshot).toMatchObject({ kind: 'not-found' });
    expect((await get(address())).status).toBe(404);
  });

  it('answers a maintenance by its event and by its series', async () => {
    const byEvent = await page<MaintenancePageSnapshot>(`/maintenances/${ids.event}`);
    expect(byEvent.snapshot).toMatchObject({
      kind: 'maintenance',
      maintenance: { eventId: ids.event, isRecurring: true, affected: [{ tag: 'shop' }] },
      descriptionHtml: '<p>We <em>move</em>.</p>',
    });
    const bySeries = await page<MaintenancePageSnapshot>(`/maintenances/${ids.series}?type=maintenance`);
    expect(bySeries.snapshot.maintenance.eventId).toBe(ids.event);
  });

  it('hands an occurrence to a calendar', async () => {
    const { headers, text } = await get(`/maintenances/${ids.event}.ics`);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="maintenance-${ids.event}.ics"`,
    });
    const event = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!;
    expect(event.getFirstPropertyValue('summary')).toBe('Upgrade; all, of it');
    expect(event.getFirstPropertyValue('description')).toBe('We move.\nAffected services: Shop');
    expect(String(event.getFirstPropertyValue('dtstart'))).toBe(new Date((MINUTE_NOW + DAY) * 1_000).toISOString().replace('.000', ''));
    const again = await get(`/maintenances/${ids.event}.ics`).set('if-none-match', headers['etag']!);
    expect(again.status).toBe(304);
  });

  it('lists maintenances and filters them by monitor and by date', async () => {
    const listed = async (url: string) => (await page<MaintenanceListSnapshot>(url)).snapshot;
    expect((await listed('/maintenances')).upcoming.map(({ eventId }) => eventId)).toEqual([ids.event]);
    expect((await listed('/maintenances?monitor=own')).upcoming).toEqual([]);
    expect((await listed('/maintenances?monitor=hidden')).upcoming).toEqual([]);
    expect((await listed('/maintenances')).monitors.map(({ tag }) => tag)).toEqual(['clarion', 'own', 'shop']);
    const tomorrow = new Date((TODAY + DAY) * 1_000).toISOString().slice(0, 10);
    const filtered = await page<MaintenanceListSnapshot>(`/maintenances?monitor=shop&from=${tomorrow}&to=${tomorrow}&page=1`);
    expect([filtered.url, filtered.snapshot.upcoming.length]).toEqual([`/maintenances?monitor=shop&from=${tomorrow}&to=${tomorrow}`, 1]);
    expect((await listed(`/maintenances?to=2026-11-19`)).upcoming).toEqual([]);
    expect((await listed('/maintenances?page=x&from=never&monitor=%3Cb%3E')).filter).toEqual({
      monitor: null,
      from: null,
      to: null,
      page: 1,
    });
  });

  it('answers a month by both its names, in the zone of the reader', async () => {
    const { url, snapshot } = await page<CalendarSnapshot>('/events/2026-11?tz=Asia/Tokyo');
    expect(url).toBe('/events/November-2026');
    expect(snapshot).toMatchObject({ kind: 'calendar', month: '2026-11', previous: '2026-10', next: '2026-12', firstWeekday: 1 });
    expect(snapshot.dayStarts[0]).toBe(Date.UTC(2026, 9, 31, 15) / 1_000);
    expect(snapshot.entries.map(({ title }) => title)).toEqual(['Everywhere', 'In Europe', 'Upgrade; all, of it']);
    const ofPage = await page<CalendarSnapshot>('/eu/events/November-2026');
    expect(ofPage.snapshot.entries.map(({ title }) => title)).toEqual(['Everywhere', 'In Europe', 'Upgrade; all, of it']);
    expect((await page<CalendarSnapshot>('/events/January-2023')).snapshot.previous).toBeNull();
    expect((await page<CalendarSnapshot>('/events/November-2027')).snapshot.next).toBeNull();
  });

  it.each([
    () => `/incidents/${ids.global}`,
    () => `/eu/incidents/${ids.eu}`,
    () => '/maintenances',
    () => `/maintenances/${ids.event}`,
    () => '/events/November-2026',
  ])('answers from its ready copy what it answers by way of the controller', async (address) => {
    const url = address();
    await get(url).expect(200);
    const { 'x-request-id': _quick, date: _now, ...quick } = (await get(url)).headers;
    const usual = await get(`${url}?usual=1`);
    const { 'x-request-id': _usual, date: _then, ...others } = usual.headers;
    expect(quick).toEqual(others);
    expect((await get(url)).text).toBe(usual.text);
    expect((await get(url).set('if-none-match', String(quick['etag']))).status).toBe(304);
  });

  it('answers the same as data', async () => {
    for (const path of [`incidents/${ids.global}`, `maintenances/${ids.event}`, 'maintenances', 'events/2026-11']) {
      const { status, headers, body } = await get(`/api/v4/public/${path}/snapshot?page_path=~home`);
      expect([status, headers['access-control-allow-origin'], (body as { isOfPage: boolean }).isOfPage]).toEqual([200, '*', true]);
    }
    expect((await get('/api/v4/public/events/2022-12/snapshot')).status).toBe(404);
    expect((await get('/api/v4/public/maintenances/snapshot?page_path=us')).status).toBe(404);
  });

  it('shows on a page its own incidents, and forgets one that is gone', async () => {
    const incidents = async (path: string) => (await page<PageSnapshot>(path)).snapshot.incidents.map(({ title }) => title);
    expect(await incidents('/')).toEqual(['Everywhere']);
    expect(await incidents('/eu')).toEqual(['In Europe', 'Everywhere']);
    await get(`/incidents/${ids.global}`).expect(200);
    await asActor(db, (tx) => tx.query(`DELETE FROM incidents WHERE id = $1`, [ids.global]));
    await publishPages(app, [homeId]);
    await until('the incident is gone', async () => (await get(`/incidents/${ids.global}`)).status === 404);
    expect(await incidents('/')).toEqual([]);
  });
});
