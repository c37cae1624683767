import { describe, expect, it } from '@jest/globals';
import { aMonitor, anIncident, aPage, aSite, DAY, MINUTE_NOW, NO_EVENTS, NOW, TODAY, UTC } from '../../../../test/pages/facts.js';
import { notFoundSnapshot, pageSnapshot } from './page-snapshot.js';

const down = aMonitor({
  id: 2,
  tag: 'api',
  state: { ...aMonitor().state!, status: 'DOWN', sinceTs: MINUTE_NOW },
  spans: [{ from: MINUTE_NOW, to: MINUTE_NOW + 60, status: 'DOWN' }],
});

describe('pageSnapshot', () => {
  it('puts the worst first in its banner and grows its version with the page', () => {
    const snapshot = pageSnapshot(aPage([aMonitor(), down], { events: { ...NO_EVENTS, incidents: [anIncident()] } }), UTC);
    expect(snapshot).toMatchObject({
      kind: 'page',
      version: '1.7',
      generatedAt: NOW,
      freshness: 'live',
      banner: { status: 'DOWN', key: 'PARTIAL_OUTAGE', counts: { up: 1, degraded: 0, down: 1, maintenance: 0 }, openIncidents: 1 },
    });
    expect(snapshot.monitors.map(({ tag }) => tag)).toEqual(['shop-web', 'api']);
    expect(snapshot.dayStarts).toHaveLength(91);
    expect(snapshot.dayStarts.at(-1)).toBe(TODAY + DAY);
  });

  it('reads its days in the zone of the reader', () => {
    const { dayStarts, monitors } = pageSnapshot(aPage([down]), { ...UTC, timeZone: 'Europe/Berlin' });
    expect(dayStarts.at(-2)).toBe(TODAY - 3_600);
    expect(monitors[0]!.days.endsWith('d')).toBe(true);
  });

  it('is delayed once the newest check is older than three intervals', () => {
    const last = MINUTE_NOW - 240;
    const stuck = aMonitor({ state: { ...aMonitor().state!, timestamp: last, vouchedUntil: last + 60 } });
    expect(pageSnapshot(aPage([stuck]), UTC)).toMatchObject({ freshness: 'delayed', delayedSince: last });
  });

  it('lists monitors without a section first and leaves empty sections out', () => {
    const page = aPage([]);
    const sections = [
      { id: 4, name: 'Payments', description: 'Run by *third parties*.', open: 'affected' as const },
      { id: 5, name: 'Empty', description: null, open: 'never' as const },
    ];
    const monitors = [
      { ...aMonitor(), sectionId: 4 },
      { ...down, sectionId: null },
    ];
    expect(pageSnapshot({ ...page, sections, monitors }, UTC).sections).toEqual([
      { id: 'all', name: null, descriptionHtml: null, open: 'always', tags: ['api'] },
      { id: '4', name: 'Payments', descriptionHtml: '<p>Run by <em>third parties</em>.</p>', open: 'affected', tags: ['shop-web'] },
    ]);
    expect(pageSnapshot(page, UTC)).toMatchObject({ sections: [], banner: { key: 'NO_DATA' } });
  });

  it('takes its title and description from the page, else the site, else what the page says', () => {
    const page = aPage([], { subheader: 'Where *we* stand' });
    const meta = (changes: Partial<typeof page>) => {
      const { metaTitle, metaDescription } = pageSnapshot({ ...page, ...changes }, UTC).page;
      return [metaTitle, metaDescription];
    };
    expect(meta({ site: aSite({ siteName: 'Acme' }) })).toEqual(['Acme status - Acme', 'Acme platform status. Where we stand']);
    const site = aSite({ metaSiteTitle: 'The site', metaSiteDescription: 'All of it' });
    expect(meta({ site })).toEqual(['The site', 'All of it']);
    expect(meta({ site, settings: { ...page.settings, meta_page_title: 'The page' } })).toEqual(['The page', 'All of it']);
  });
});

describe('site of a snapshot', () => {
  const site = (settings: Record<string, unknown>, pages = aSite().pages) =>
    pageSnapshot(aPage([], { site: aSite(settings, { pages }) }), UTC).site;

  it('has sensible words before anybody set anything', () => {
    expect(site({})).toEqual({
      name: 'Clarion',
      url: 'http://localhost:3000',
      basePath: '',
      homeUrl: '/',
      logo: null,
      favicon: null,
      nav: [],
      footerHtml: '',
      theme: 'system',
      themeToggle: true,
      tzToggle: true,
      showRssFeed: true,
      announcement: null,
      pages: [],
    });
  });

  it('names the public origin alone: links bring the base path themselves', () => {
    expect(site({ siteURL: 'https://status.test/base/' }).url).toBe('https://status.test');
    expect(site({ siteURL: '' }).url).toBe('http://localhost:3000');
  });

  it('carries what was set, made safe', () => {
    expect(
      site({
        theme: 'dark',
        themeToggle: 'NO',
        nav: [{ name: 'Docs', url: 'https://docs.test', iconURL: '' }, { name: 'broken' }],
        footerHTML: '<b>Imprint</b><script>x</script>',
        announcement: { title: 'Hi', message: 'We **move**', type: 'WARNING', ctaURL: '/x', ctaText: '' },
      }),
    ).toMatchObject({
      theme: 'dark',
      themeToggle: false,
      nav: [{ name: 'Docs', url: 'https://docs.test', iconUrl: null }],
      footerHtml: '<b>Imprint</b>',
      announcement: {
        title: 'Hi',
        messageHtml: '<p>We <strong>move</strong></p>',
        type: 'WARNING',
        cancellable: true,
        ctaUrl: null,
        ctaText: null,
      },
    });
  });

  it('shows an announcement only with title and message, and in its time', () => {
    const announcement = { title: 'Hi', message: 'There' };
    expect(site({ announcement: { ...announcement, message: ' ' } }).announcement).toBeNull();
    expect(site({ announcement: { ...announcement, startsAt: NOW + 1 } }).announcement).toBeNull();
    expect(site({ announcement: { ...announcement, endsAt: NOW } }).announcement).toBeNull();
    expect(site({ announcement: { ...announcement, startsAt: NOW, endsAt: NOW + 1 } }).announcement).not.toBeNull();
  });

  it('orders the page switcher as chosen and hides it where pages stand alone', () => {
    const pages = [1, 2, 3].map((id) => ({ id, path: id === 1 ? '' : `p${id}`, title: `P${id}` }));
    const titles = (settings: Record<string, unknown>) => site(settings, pages).pages.map(({ title }) => title);
    expect(titles({})).toEqual(['P1', 'P2', 'P3']);
    expect(titles({ pageOrderingSettings: { enabled: true, order: [3] } })).toEqual(['P3', 'P1', 'P2']);
    expect(titles({ pageOrderingSettings: { enabled: false, order: [3] } })).toEqual(['P1', 'P2', 'P3']);
    expect(titles({ globalPageVisibilitySettings: { showSwitcher: false } })).toEqual([]);
    expect(titles({ globalPageVisibilitySettings: { forceExclusivity: true } })).toEqual([]);
  });
});

describe('notFoundSnapshot', () => {
  it('has the chrome and the banner of the home page', () => {
    const home = aPage([aMonitor(), down]);
    expect(notFoundSnapshot(home, home.site, UTC, NOW)).toMatchObject({
      kind: 'not-found',
      version: '1.7',
      banner: { key: 'PARTIAL_OUTAGE' },
    });
    expect(notFoundSnapshot(null, home.site, UTC, NOW)).toMatchObject({ banner: { key: 'NO_DATA' }, freshness: 'live' });
  });
});
