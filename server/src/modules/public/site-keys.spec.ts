import { readFileSync } from 'node:fs';
import { siteSettingSeeds } from '@clarion/database/seeds/site-settings';
import type { PageSnapshot } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import { aMonitor, anIncident, aPage, aSite, DAY, NO_EVENTS, NOW, UTC } from '../../../test/pages/facts.js';
import { eventSettings } from '../pages/snapshot/events/event-settings.js';
import { pageSnapshot } from '../pages/snapshot/page-snapshot.js';
import { sitemapXml } from '../pages/sitemap.js';
import { captureScript } from '../site/analytics/capture-script.js';
import { checkSetting, SITE_KEYS } from '../site/catalogue.js';
import { siteStyle } from '../site/site-style.js';
import { publicPolicy } from './http/policies.js';

/** Checked, stored, returned, and without effect. @see pages-site §5 */
const LEGACY = [
  ...['title', 'homeDataMaxDays', 'hero', 'metaTags', 'analytics', 'kenerTheme', 'categories', 'monitorSort', 'incidentGroupView'],
  ...['showSiteStatus', 'homeIncidentStartTimeWithin', 'barRoundness', 'summaryStyle', 'barStyle', 'pattern'],
];

/** Keys whose effect is not on a page, or stands in a room of its own: where it is tested. */
const ELSEWHERE: Readonly<Record<string, { file: string; says: string }>> = {
  dataRetentionPolicy: { file: '../monitors/timeline/keep-samples.spec.ts', says: 'retentionDays' },
  globalMaintenanceNotificationSettings: {
    file: '../maintenances/maintenance-dry-run.spec.ts',
    says: 'globalMaintenanceNotificationSettings',
  },
};

/** Languages, formats of dates and ways to share have their own. */
const OF_THEIR_OWN = ['i18n', 'dateAndTimeFormat'];

const PAGES = [
  { id: 1, path: '', title: 'Acme status' },
  { id: 2, path: 'eu', title: 'Europe' },
];
const seeds = new Map(Object.entries(siteSettingSeeds('https://status.example.com')).map(([key, { value }]) => [key, value]));

/** What a reader gets of a site with these settings. */
function seen(changes: Record<string, unknown>, isSeeded = true) {
  const settings = new Map<string, unknown>([...(isSeeded ? seeds : []), ...Object.entries(changes)]);
  const past = Array.from({ length: 8 }, (_, index) =>
    anIncident({ id: 10 + index, state: 'RESOLVED', from: NOW - DAY - index * 60, to: NOW - DAY + 60 }),
  );
  const facts = aPage([aMonitor()], {
    subheader: 'About it.',
    site: aSite(Object.fromEntries(settings), { pages: PAGES }),
    eventSettings: eventSettings(null, settings),
    events: { ...NO_EVENTS, incidents: [anIncident()], pastIncidents: past },
  });
  const page: PageSnapshot = pageSnapshot(facts, UTC);
  return {
    page,
    site: page.site,
    css: siteStyle(settings)?.css ?? '',
    capture: captureScript(settings)?.source ?? '',
    policy: publicPolicy([], page.site.origins),
    sitemap: sitemapXml({ base: 'https://x.example', pages: [''], monitors: [], setting: settings.get('sitemap'), now: NOW }) ?? '',
  };
}
type Seen = ReturnType<typeof seen>;

const provider = (requirements: Record<string, string>) => ({ isEnabled: true, requirements });
const offersScript = ({ site, capture }: Seen): boolean => capture !== '' && site.analytics !== undefined;

/** A value for each key, and what it does that nothing else does. */
const EFFECTS: Readonly<Record<string, { value: unknown; shows: (seen: Seen) => boolean; withoutSeeds?: boolean }>> = {
  siteName: { value: 'Acme', shows: ({ site }) => site.name === 'Acme' },
  siteURL: { value: 'https://acme.example', shows: ({ site }) => site.url === 'https://acme.example' },
  home: { value: 'https://acme.example/', shows: ({ site }) => site.homeUrl === 'https://acme.example/' },
  favicon: { value: '/assets/images/f.png', shows: ({ site }) => site.favicon === '/assets/images/f.png' },
  logo: { value: '/assets/images/l.png', shows: ({ site }) => site.logo === '/assets/images/l.png' },
  nav: {
    value: [{ name: 'Help', url: '/help', iconURL: 'https://acme.example/i.svg' }],
    shows: ({ site }) => site.nav.some(({ name, iconUrl }) => name === 'Help' && iconUrl === 'https://acme.example/i.svg'),
  },
  footerHTML: { value: '<p>Acme Ltd</p>', shows: ({ site }) => site.footerHtml.includes('Acme Ltd') },
  customCSS: { value: '.banner { border-width: 3px }', shows: ({ css }) => css.includes('border-width') },
  theme: { value: 'dark', shows: ({ site }) => site.theme === 'dark' },
  themeToggle: { value: 'NO', shows: ({ site }) => !site.themeToggle },
  tzToggle: { value: 'NO', shows: ({ site }) => !site.tzToggle },
  colors: {
    value: { UP: '#00aa00', DOWN: '#a81028', DEGRADED: '#c07a00', MAINTENANCE: '#2a5bd7', ACCENT_FOREGROUND: '#7a1fb8' },
    shows: ({ css }) => css.includes('--up-fill') && css.includes('--link:'),
  },
  colorsDark: {
    value: { UP: '#4cc98a', DOWN: '#ff0000', DEGRADED: '#f2bf4b', MAINTENANCE: '#6c9bff', ACCENT: '#101010' },
    shows: ({ css }) => css.includes('#ff0000') && css.includes('--chosen:'),
  },
  font: {
    value: { cssSrc: 'https://fonts.example.com/inter.css', family: 'Inter' },
    shows: ({ site, css, policy }) =>
      site.fontUrl === 'https://fonts.example.com/inter.css' &&
      css.includes('--font-family:Inter') &&
      policy.includes(`style-src 'self' 'unsafe-inline' https://fonts.example.com;`) &&
      policy.includes(`font-src 'self' https://fonts.example.com;`),
  },
  subscriptionsSettings: {
    value: { enable: true, methods: { emails: { incidents: true }, webhook: { incidents: false, maintenances: true } } },
    // Nothing is said of mails where none leave.
    shows: ({ site }) => JSON.stringify(site.subscriptions) === '{"webhook":["maintenances"]}',
  },
  subMenuOptions: { value: { showRssFeed: false }, shows: ({ site }) => !site.showRssFeed },
  announcement: {
    value: { title: 'Soon', message: 'We *move*.', type: 'WARNING', startsAt: NOW - 60, endsAt: NOW + 60, ctaURL: '/x', ctaText: 'Read' },
    shows: ({ site }) =>
      site.announcement?.type === 'WARNING' && site.announcement.endsAt === NOW + 60 && site.announcement.ctaUrl === '/x',
  },
  eventDisplaySettings: { value: { showInlineEvents: false }, shows: ({ page }) => page.eventPlacement === 'popover' },
  globalPageVisibilitySettings: {
    value: { showSwitcher: true, forceExclusivity: true },
    shows: ({ site }) => site.isApart === true && site.pages.length === 0,
  },
  pageOrderingSettings: { value: { enabled: true, order: [2, 1] }, shows: ({ site }) => site.pages[0]?.path === 'eu' },
  metaSiteTitle: { value: 'Is Acme up?', shows: ({ page }) => page.page.metaTitle === 'Is Acme up?' },
  metaSiteDescription: { value: 'All of Acme.', shows: ({ page }) => page.page.metaDescription === 'All of Acme.' },
  socialPreviewImage: { value: '/assets/images/s.png', shows: ({ site }) => site.socialImage === '/assets/images/s.png' },
  sitemap: {
    value: { mode: 'manual', urls: [{ loc: 'https://acme.example/about' }] },
    shows: ({ sitemap }) => sitemap.includes('https://acme.example/about'),
  },
  homeIncidentCount: {
    value: '2',
    withoutSeeds: true,
    shows: ({ page }) => page.pastDays.reduce((sum, { events }) => sum + events.length, 0) === 2,
  },
  'analytics.googleTagManager': { value: provider({ 'Measurement ID': 'G-1' }), shows: offersScript },
  'analytics.plausible': {
    value: provider({ Domain: 'x.example', API: 'https://p.example/api', 'Script Source': 'https://p.example/s.js' }),
    shows: (page) => offersScript(page) && page.policy.includes(`script-src 'self' https://p.example;`),
  },
  'analytics.mixpanel': { value: provider({ 'Project Token': 't' }), shows: offersScript },
  'analytics.amplitude': { value: provider({ 'Amplitude API Key': 'k' }), shows: offersScript },
  'analytics.clarity': { value: provider({ 'Project ID': 'c' }), shows: offersScript },
  'analytics.umami': { value: provider({ 'Website ID': 'u' }), shows: offersScript },
  'analytics.posthog': { value: provider({ 'API Key': 'p' }), shows: offersScript },
};

describe('what the keys of a site do', () => {
  it('has a row for every key that is not legacy', () => {
    const told = [...Object.keys(EFFECTS), ...Object.keys(ELSEWHERE), ...OF_THEIR_OWN, ...LEGACY];
    expect(told.sort()).toEqual(Object.keys(SITE_KEYS).sort());
  });

  it.each(Object.entries(EFFECTS))('%s changes what a reader gets', (key, { value, shows, withoutSeeds = false }) => {
    const stored = checkSetting(key, value);
    expect(shows(seen({ [key]: stored }, !withoutSeeds))).toBe(true);
    expect(shows(seen({}, !withoutSeeds))).toBe(false);
  });

  it.each(Object.entries(ELSEWHERE))('%s is looked at in its own room', (_key, { file, says }) => {
    expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toContain(says);
  });

  it.each([
    ['before its time', { startsAt: NOW + 1 }, false],
    ['from its first second', { startsAt: NOW }, true],
    ['until its last', { endsAt: NOW + 1 }, true],
    ['after it', { endsAt: NOW }, false],
  ])('tells an announcement %s: %j → %s', (_case, times, isTold) => {
    const announcement = { title: 'Soon', message: 'We move.', type: 'INFO', ...times };
    expect(seen({ announcement }).site.announcement !== null).toBe(isTold);
  });

  it('finds pictures and links of the site below the base path', () => {
    const settings = aSite({ logo: '/assets/images/l.png', nav: [{ name: 'Dashboard', url: '/manage' }], home: '/' });
    const { site } = pageSnapshot(aPage([aMonitor({ image: '/assets/images/m.png' })], { site: settings }), {
      ...UTC,
      basePath: '/status',
    });
    expect([site.logo, site.nav[0]?.url, site.homeUrl]).toEqual(['/status/assets/images/l.png', '/status/manage', '/status/']);
  });
});
