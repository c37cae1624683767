import { expect, it } from '@jest/globals';
import { sitemapXml, type SitemapFacts } from './sitemap.js';

/** 15 January 2026. */
const NOW = 1_768_435_200;
const facts = (setting: unknown, changes: Partial<SitemapFacts> = {}): SitemapFacts => ({
  base: 'https://status.acme.test/s',
  pages: ['', 'eu'],
  monitors: ['shop'],
  setting,
  now: NOW,
  ...changes,
});
const addresses = (xml: string | null): string[] => [...(xml ?? '').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc]) => loc!);

it('names pages, monitors and two months, then what the owner added', () => {
  expect(addresses(sitemapXml(facts({ mode: 'auto', urls: [{ loc: 'https://acme.test/help' }] })))).toEqual([
    'https://status.acme.test/s/',
    'https://status.acme.test/s/eu',
    'https://status.acme.test/s/monitors/shop',
    'https://status.acme.test/s/events/January-2026',
    'https://status.acme.test/s/events/December-2025',
    'https://acme.test/help',
  ]);
});

it('names what the owner chose alone, each address once', () => {
  const urls = [{ loc: 'https://a.test/?x=1&y=<2>' }, { loc: 'https://a.test/?x=1&y=<2>' }, {}, null];
  const xml = sitemapXml(facts({ mode: 'manual', urls }));
  expect(addresses(xml)).toEqual(['https://a.test/?x=1&amp;y=&lt;2&gt;']);
  expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<urlset xmlns="http:\/\/www.sitemaps.org\/schemas\/sitemap\/0.9">/);
});

it.each([null, undefined, {}, { mode: 'off' }, { mode: 'on' }, 'auto'])('is none for %j', (setting) => {
  expect(sitemapXml(facts(setting))).toBeNull();
});
