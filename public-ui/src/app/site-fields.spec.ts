import type { SiteSnapshot, Snapshot } from '@clarion/contract';

import { aPage, aSite } from '../../testing/fixtures.ts';
import { draw, setUp } from '../../testing/setup.ts';
import { type BuiltFiles, emptyDocument, headHtml } from '../server/shell';
import { App } from './app';
import { Analytics } from './chrome/analytics';
import { TestBed } from '@angular/core/testing';

const files: BuiltFiles = {
  main: 'main.js',
  preloads: [],
  css: { all: '', page: '', monitor: '', event: '', 'not-found': '', print: '' },
  eventScript: '',
};

/** Long after the tests are run. */
const LATER = 4_000_000_000;

interface Drawn {
  head: string;
  html: string;
  host: HTMLElement;
}

const drawn = async (site: Partial<SiteSnapshot>): Promise<Drawn> => {
  TestBed.resetTestingModule();
  const plain = aPage();
  const snapshot: Snapshot = {
    ...plain,
    page: { ...plain.page, path: 'eu', metaTitle: '' },
    site: aSite({ nav: [], footerHtml: '', ...site }),
  };
  setUp(snapshot);
  const fixture = await draw(App);
  document.head.querySelectorAll('script[src*="capture"]').forEach((script) => script.remove());
  TestBed.inject(Analytics).load();
  const loaded = document.head.querySelector('script[src*="capture"]')?.getAttribute('src') ?? '';
  const html = emptyDocument(snapshot, files);
  return { head: headHtml(snapshot, files, '/', '/eu') + loaded, html, host: fixture.nativeElement as HTMLElement };
};

const linkOf = (host: HTMLElement, selector: string): string | null | undefined => host.querySelector(selector)?.getAttribute('href');

/** Every field of a site, a value for it, and what it does to the document. A new field does not compile without a row. */
const FIELDS: Readonly<Record<keyof SiteSnapshot, { site: Partial<SiteSnapshot>; shows: (page: Drawn) => boolean }>> = {
  name: { site: { name: 'Umbrella' }, shows: ({ host }) => host.querySelector('.brand-name')?.textContent === 'Umbrella' },
  url: {
    site: { url: 'https://status.example.com' },
    shows: ({ head }) => head.includes('<link rel="canonical" href="https://status.example.com/eu">'),
  },
  basePath: { site: { basePath: '/status' }, shows: ({ host }) => linkOf(host, '.feeds a') === '/status/eu/rss.xml' },
  homeUrl: { site: { homeUrl: 'https://example.com/' }, shows: ({ host }) => linkOf(host, '.brand') === 'https://example.com/' },
  logo: { site: { logo: '/logo.png' }, shows: ({ host }) => host.querySelector('.brand-logo')?.getAttribute('src') === '/logo.png' },
  favicon: { site: { favicon: '/f.png' }, shows: ({ head }) => head.includes('<link rel="icon" id="favicon" href="/f.png">') },
  stylesheet: {
    site: { stylesheet: '/assets/site/a.css' },
    shows: ({ head }) => head.includes('<link rel="stylesheet" href="/assets/site/a.css">'),
  },
  fontUrl: {
    site: { fontUrl: 'https://fonts.example.com/inter.css' },
    shows: ({ head }) =>
      head.includes('<link rel="stylesheet" href="https://fonts.example.com/inter.css" media="print" data-font="">') &&
      head.includes('<noscript><link rel="stylesheet" href="https://fonts.example.com/inter.css"></noscript>'),
  },
  analytics: { site: { analytics: '/capture.js?v=1' }, shows: ({ head }) => head.endsWith('/capture.js?v=1') },
  // A header says it; the document itself is the same.
  origins: { site: { origins: { fonts: ['https://fonts.example.com'] } }, shows: () => true },
  socialImage: {
    site: { url: 'https://status.example.com', socialImage: '/s.png' },
    shows: ({ head }) => head.includes('<meta property="og:image" content="https://status.example.com/s.png">'),
  },
  isApart: { site: { isApart: true }, shows: ({ host }) => linkOf(host, '.brand') === '/eu' },
  nav: {
    site: { nav: [{ name: 'Help', url: 'https://help.example.com', iconUrl: '/help.svg' }] },
    shows: ({ host }) => host.querySelector('.header-nav a[href="https://help.example.com"] img')?.getAttribute('src') === '/help.svg',
  },
  footerHtml: {
    site: { footerHtml: '<b>Umbrella Ltd</b>' },
    shows: ({ host }) => host.querySelector('footer b')?.textContent === 'Umbrella Ltd',
  },
  theme: { site: { theme: 'dark' }, shows: ({ html }) => html.includes(' data-theme="dark"') },
  themeToggle: {
    site: { themeToggle: false },
    shows: ({ host, html }) => html.includes(' data-fixed=""') && !host.textContent.includes('Dark theme'),
  },
  tzToggle: { site: { tzToggle: false }, shows: ({ host }) => host.querySelector('select[name=tz]') === null },
  locales: {
    site: {
      locales: [
        { code: 'en', name: 'English', file: null },
        { code: 'de', name: 'Deutsch', file: '/assets/i18n/de.json' },
      ],
    },
    shows: ({ host }) => host.querySelector('select[name=lang] [value=de]')?.textContent.trim() === 'Deutsch',
  },
  dateFormats: {
    site: { dateFormats: { dateTime: 'yyyy' } },
    shows: ({ host }) => /^\d{4} UTC/.test(host.querySelector('.banner-fresh time')?.getAttribute('title') ?? ''),
  },
  showRssFeed: {
    site: { showRssFeed: false },
    shows: ({ host, head }) => host.querySelector('.feeds') === null && !head.includes('rss.xml'),
  },
  subscriptions: {
    site: { subscriptions: { email: ['incidents'] } },
    shows: ({ host }) => linkOf(host, '.subscribe') === '/subscribe',
  },
  announcement: {
    site: {
      announcement: {
        ...{ title: 'Moving', messageHtml: '<p>Soon.</p>', type: 'ERROR', reshowAfterHours: null, cancellable: false },
        ...{ ctaUrl: '/news', ctaText: 'Read', endsAt: LATER },
      },
    },
    shows: ({ host, html }) =>
      host.querySelector('.announcement use')?.getAttribute('href') === '#i-ERROR' &&
      linkOf(host, '.announcement .button') === '/news' &&
      html.includes(` data-announcement-ends="${LATER}"`),
  },
  pages: {
    site: {
      pages: [
        { path: '', title: 'All' },
        { path: 'eu', title: 'Europe' },
      ],
    },
    shows: ({ host }) => host.querySelector('.switcher [aria-current]')?.textContent === 'Europe',
  },
};

describe('what the site says', () => {
  it.each(Object.entries(FIELDS))('%s shows', async (field, { site, shows }) => {
    expect(shows(await drawn(site))).toBe(true);
    if (field !== 'origins') expect(shows(await drawn({}))).toBe(false);
  });

  it.each([{ doNotTrack: '1' }, { globalPrivacyControl: true }])('names no script of analytics to readers who say %j', async (wish) => {
    for (const [name, value] of Object.entries(wish)) Object.defineProperty(navigator, name, { value, configurable: true });
    const { head } = await drawn({ analytics: '/capture.js?v=1' });
    for (const name of Object.keys(wish)) Object.defineProperty(navigator, name, { value: undefined, configurable: true });
    expect(head).not.toContain('capture.js');
  });
});
