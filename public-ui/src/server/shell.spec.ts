import type { Snapshot } from '@clarion/contract';
import { aMonitorPage } from '../../testing/detail-fixtures.ts';
import { aCalendar, aMaintenanceList, aMaintenancePage, anIncidentPage } from '../../testing/event-fixtures.ts';
import { aNotFound, aPage, aSite } from '../../testing/fixtures.ts';
import { type BuiltFiles, emptyDocument, headHtml } from './shell';

const files: BuiltFiles = {
  main: 'main-A.js',
  preloads: ['chunk-B.js'],
  css: { all: 'a{}', page: 'b{}', monitor: 'c{}', event: 'e{}', 'not-found': '', print: 'd{}' },
  eventScript: '',
};

describe('the document around the page', () => {
  it('carries what the first script needs', () => {
    expect(emptyDocument(aPage({ site: aSite({ theme: 'dark' }) }), files)).toContain(
      '<html lang="en" dir="ltr" data-theme="dark" data-generated="1795183500">',
    );
  });

  it('finds its files below the base path', () => {
    const head = headHtml(aPage(), files, '/status/', '/status/');
    expect(head).toContain('<script type="module" src="/status/main-A.js">');
    expect(head).toContain('<link rel="modulepreload" href="/status/chunk-B.js">');
  });

  it('lets nothing of the owner’s words out of its place', () => {
    const plain = aPage();
    const head = headHtml(
      { ...plain, page: { ...plain.page, metaTitle: '</title><script>', metaDescription: '"><script>' } },
      files,
      '/',
      '/',
    );
    expect(head).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(head).toContain('content="&quot;&gt;&lt;script&gt;"');
  });

  it('brings the style sheets of its kind', () => {
    expect(headHtml(aPage(), files, '/', '/')).toContain('<style>a{}b{}d{}</style>');
    expect(headHtml(aNotFound(), files, '/', '/x')).toContain('<style>a{}d{}</style>');
  });

  it('brings the sheet of the site behind its own, for a site that has one', () => {
    const head = headHtml(aPage({ site: aSite({ stylesheet: '/assets/site/0123456789abcdef.css' }) }), files, '/status/', '/status/');
    expect(head.split('</style>')[1]).toContain('<link rel="stylesheet" href="/status/assets/site/0123456789abcdef.css">');
    expect(headHtml(aPage(), files, '/', '/')).not.toContain('rel="stylesheet"');
  });

  it('names its canonical address only where there is one', () => {
    expect(headHtml(aPage({ site: aSite({ url: 'https://status.example.com' }) }), files, '/', '/eu')).toContain(
      '<link rel="canonical" href="https://status.example.com/eu">',
    );
    expect(headHtml(aNotFound({ site: aSite({ url: 'https://status.example.com' }) }), files, '/', '/x')).not.toContain('canonical');
  });

  it('has one canonical address for what can be reached by several', () => {
    const canonical = (snapshot: Parameters<typeof headHtml>[0], path: string) =>
      /rel="canonical" href="([^"]+)"/.exec(
        headHtml({ ...snapshot, site: aSite({ url: 'https://status.example.com' }) }, files, '/', path),
      )?.[1];
    expect(canonical(aMaintenancePage(), '/maintenances/4?type=maintenance')).toBe('https://status.example.com/maintenances/11');
    expect(canonical(aCalendar({ pagePath: 'eu', isOfPage: true }), '/eu/events/2026-11')).toBe(
      'https://status.example.com/eu/events/November-2026',
    );
    expect(canonical(anIncidentPage(), '/incidents/7')).toBe('https://status.example.com/incidents/7');
    expect(canonical(aMaintenanceList(), '/maintenances')).toBe('https://status.example.com/maintenances');
  });

  it('links the months around a calendar and the file of a maintenance', () => {
    expect(headHtml(aCalendar(), files, '/', '/x')).toContain(
      '<link rel="prev" href="/events/October-2026"><link rel="next" href="/events/December-2026">',
    );
    expect(headHtml(aMaintenancePage(), files, '/', '/x')).toContain(
      '<link rel="alternate" type="text/calendar" href="/maintenances/11.ics">',
    );
  });

  it('tells feed readers where the feed of a page or a monitor is, unless the site shows none', () => {
    const feeds = (snapshot: Snapshot): string[] =>
      [...headHtml(snapshot, files, '/', '/x').matchAll(/type="application\/rss\+xml" href="(.*?)"/g)].map(([, href = '']) => href);
    const ofEurope = aPage();
    expect(feeds(aPage())).toEqual(['/rss.xml']);
    expect(feeds({ ...ofEurope, page: { ...ofEurope.page, path: 'eu' } })).toEqual(['/eu/rss.xml']);
    const monitor = aMonitorPage();
    expect(feeds(monitor)).toEqual([`/monitors/${monitor.monitor.tag}/rss.xml`]);
    expect(feeds(aPage({ site: aSite({ showRssFeed: false }) }))).toEqual([]);
    expect(feeds(aNotFound())).toEqual([]);
  });

  it('tells tools where the page is as Markdown', () => {
    const address = (snapshot: Snapshot): string | undefined =>
      /type="text\/markdown" href="(.*?)"/.exec(headHtml(snapshot, files, '/', '/x'))?.[1];
    const plain = aPage();
    const monitor = aMonitorPage();
    expect([
      address(plain),
      address({ ...plain, page: { ...plain.page, path: 'eu' } }),
      address(monitor),
      address({ ...monitor, isOfPage: true, pagePath: 'eu' }),
      address(anIncidentPage()),
      address(aNotFound()),
    ]).toEqual([
      ...[
        '/index.md',
        '/eu.md',
        `/monitors/${monitor.monitor.tag}.md`,
        `/eu/monitors/${monitor.monitor.tag}.md`,
        '/incidents/7.md',
        undefined,
      ],
    ]);
  });

  it('shows the picture of the page elsewhere, else that of the site, else a drawn one, always by its whole address', () => {
    const site = { url: 'https://status.example.com', basePath: '/status' };
    const pictures = (snapshot: Snapshot): string[] =>
      [...headHtml(snapshot, files, '/status/', '/status/x').matchAll(/(?:og|twitter):image" content="(.*?)"/g)].map(
        ([, address = '']) => address,
      );
    const plain = aPage({ site: aSite(site) });
    const own = { ...plain, page: { ...plain.page, path: 'eu', socialImage: 'https://cdn.example.com/own.png' } };
    const chosen = aSite({ ...site, socialImage: '/status/assets/images/s.png' });
    expect(pictures({ ...own, site: chosen })).toEqual(Array(2).fill('https://cdn.example.com/own.png'));
    expect(pictures({ ...plain, site: chosen })).toEqual(Array(2).fill('https://status.example.com/status/assets/images/s.png'));
    expect(pictures({ ...plain, page: { ...plain.page, path: 'eu' } })[0]).toBe('https://status.example.com/status/eu/og.png');
    expect(pictures(plain)[0]).toBe('https://status.example.com/status/og.png');
    const monitor = aMonitorPage({ site: aSite(site) });
    expect(pictures(monitor)[0]).toBe(`https://status.example.com/status/monitors/${monitor.monitor.tag}/og.png`);
    expect(pictures({ ...anIncidentPage(), site: aSite(site) })[0]).toBe('https://status.example.com/status/incidents/7/og.png');
    expect(pictures({ ...aMaintenanceList(), site: aSite(site) })[0]).toBe('https://status.example.com/status/og.png');
    expect(pictures(aPage())).toEqual([]);
    expect(pictures(aNotFound({ site: aSite(site) }))).toEqual([]);
  });

  it('says what it is about and where, once', () => {
    const head = headHtml(aPage({ site: aSite({ url: 'https://status.example.com' }) }), files, '/', '/');
    for (const name of ['og:title', 'og:description', 'og:url', 'og:site_name', 'og:type', 'og:image', 'twitter:card']) {
      expect(head.split(`"${name}"`)).toHaveLength(2);
    }
  });

  it('keeps search engines away from what is not there', () => {
    expect(headHtml(aNotFound(), files, '/', '/x')).toContain('<meta name="robots" content="noindex">');
  });
});
