import { describe, expect, it } from '@jest/globals';
import { checkSetting, SITE_KEYS } from './catalogue.js';

const COLOURS = { UP: '#1f8f55', DOWN: '#a81028', DEGRADED: '#c07a00', MAINTENANCE: '#2a5bd7' };
const NOTICE = { title: 'T', message: 'M', type: 'INFO' };
const provider = (requirements: object, isEnabled = true) => ({ isEnabled, requirements });
const LOCALE = { code: 'en', name: 'English', selected: true };
const EVENTS = { incidents: { resolved: { show: true, maxCount: 0, daysInPast: 0 } } };

/** The table of the contract, row by row: what each key takes, and what it refuses. @see pages-site §5, §16 */
const ROWS: Readonly<Record<string, { takes: readonly unknown[]; refuses: readonly unknown[] }>> = {
  title: { takes: ['Status'], refuses: ['', ' ', null, {}] },
  siteName: { takes: ['Acme'], refuses: ['', null, 'x'.repeat(256), []] },
  siteURL: { takes: ['https://status.acme.test', 'http://localhost:3000'], refuses: ['', '/x', 'https://a.test/x', 'https://u:p@a.test'] },
  home: { takes: ['/', 'https://acme.test/'], refuses: ['', 'acme', 'javascript:x', '//acme.test'] },
  favicon: { takes: ['', '/assets/images/a.png', 'https://a.test/a.ico'], refuses: ['a.ico', 'data:image/png;base64,x', {}] },
  logo: { takes: ['', '/assets/images/a.png'], refuses: ['//a.test/x.png', 'ftp://a.test'] },
  nav: {
    takes: [[], [{ name: 'Docs', url: '/docs', iconURL: null }]],
    refuses: [{}, [{ name: 'Docs' }], [{ url: '/docs' }], [{ name: '', url: '/' }], [{ name: 'x', url: 'data:x' }]],
  },
  footerHTML: { takes: ['', '<p>x</p>'], refuses: [{}, 'x'.repeat(20_001)] },
  customCSS: { takes: ['', 'a { color: red }'], refuses: ['</style>', '@import "x"', 'a {', 'a { background: url(https://a.test/x) }'] },
  i18n: {
    takes: [
      { defaultLocale: 'en', locales: [LOCALE] },
      { defaultLocale: 'dk', locales: [{ ...LOCALE, code: 'dk' }] },
    ],
    refuses: [{ defaultLocale: 'de', locales: [LOCALE] }, { defaultLocale: 'en', locales: [] }, { locales: [LOCALE] }, 'en'],
  },
  theme: { takes: ['light', 'dark', 'system', 'none', ''], refuses: ['auto', 1] },
  themeToggle: { takes: ['YES', 'NO'], refuses: [true, 'yes', ''] },
  tzToggle: { takes: ['YES', 'NO'], refuses: [false, 'on'] },
  colors: { takes: [COLOURS, { ...COLOURS, ACCENT: '#ffffff' }], refuses: [{}, { ...COLOURS, UP: '#fff' }, { ...COLOURS, ACCENT: 'red' }] },
  colorsDark: { takes: [COLOURS], refuses: [{ ...COLOURS, DOWN: undefined }, []] },
  font: {
    takes: [
      { cssSrc: '', family: '' },
      { cssSrc: 'https://a.test/f.css', family: "'Inter', sans-serif" },
    ],
    refuses: [{ cssSrc: '/f.css', family: '' }, { cssSrc: '', family: 'x;}' }, 'Inter'],
  },
  subscriptionsSettings: {
    takes: [{ enable: true, methods: { emails: { incidents: true, maintenances: false } } }],
    refuses: [{}, { enable: 'YES' }, { enable: true, methods: { emails: { incidents: 'YES' } } }],
  },
  subMenuOptions: { takes: [{}, { showRssFeed: false }], refuses: [{ showRssFeed: 'NO' }, null] },
  announcement: {
    takes: [null, NOTICE, { ...NOTICE, reshowAfterInHours: null, ctaURL: null, ctaText: null, startsAt: 1, endsAt: 2 }],
    refuses: [
      ...[
        { ...NOTICE, type: 'LOUD' },
        { ...NOTICE, reshowAfterInHours: 1.5 },
        { ...NOTICE, cancellable: 'YES' },
      ],
      ...[{ ...NOTICE, ctaURL: 'javascript:x' }, { ...NOTICE, startsAt: 2, endsAt: 1 }, 'Soon'],
    ],
  },
  dataRetentionPolicy: {
    takes: [{ enabled: false, retentionDays: 1 }],
    refuses: [{ enabled: true }, { enabled: true, retentionDays: '90' }, { retentionDays: 90 }],
  },
  eventDisplaySettings: {
    takes: [{}, EVENTS, { showInlineEvents: false, maintenances: { upcoming: { daysInFuture: 30 } } }],
    refuses: [{ incidents: { resolved: { maxCount: -1 } } }, { maintenances: { past: { show: 'YES' } } }, { showInlineEvents: 1 }],
  },
  globalPageVisibilitySettings: { takes: [{ showSwitcher: true, forceExclusivity: true }], refuses: [{ forceExclusivity: 'NO' }, []] },
  pageOrderingSettings: { takes: [{ enabled: true, order: [3, 1] }], refuses: [{ order: ['1'] }, { enabled: 'YES' }, { order: [0] }] },
  dateAndTimeFormat: {
    takes: [{ datePlusTime: 'PPp', dateOnly: 'do MMMM yyyy', timeOnly: "HH 'o''clock'" }],
    refuses: [
      ...[
        { datePlusTime: 'PPp', dateOnly: 'PP' },
        { datePlusTime: 'PPp', dateOnly: '', timeOnly: 'p' },
      ],
      ...[
        { datePlusTime: 'PPp', dateOnly: 'PP', timeOnly: 'on p' },
        { datePlusTime: 'PPp', dateOnly: 'PP', timeOnly: "p 'x" },
      ],
    ],
  },
  metaSiteTitle: { takes: ['', 'Acme status'], refuses: [{}, 'x'.repeat(256)] },
  metaSiteDescription: { takes: ['', 'All of it'], refuses: [[], 'x'.repeat(1_001)] },
  socialPreviewImage: { takes: ['', '/assets/images/a.png'], refuses: ['x.png'] },
  sitemap: {
    takes: [{ mode: 'off' }, { mode: 'manual', urls: [{ loc: 'https://a.test/' }] }],
    refuses: [{}, { mode: 'on' }, { mode: 'auto', urls: [{ loc: '/x' }] }, { mode: 'auto', urls: ['https://a.test'] }],
  },
  globalMaintenanceNotificationSettings: {
    takes: [{ event_types: { created: true }, reminder_buffer_hours: 1 }],
    refuses: [{ reminder_buffer_hours: 0 }, { reminder_buffer_hours: 1.5 }, { event_types: { ended: 'YES' } }],
  },
  'analytics.googleTagManager': {
    takes: [provider({ 'Measurement ID': 'G-1' }), provider({}, false)],
    refuses: [provider({}), provider({ 'Measurement ID': '"' }), provider({ 'Measurement ID': 'G-1', 'Script Host': 'x' }), {}],
  },
  'analytics.plausible': {
    takes: [provider({ Domain: 'a.test', API: 'https://p.test/api', 'Script Source': 'https://p.test/s.js' })],
    refuses: [provider({ Domain: 'a.test' }), provider({ Domain: 'a.test', API: 'x', 'Script Source': 'https://p.test/s.js' })],
  },
  'analytics.mixpanel': { takes: [provider({ 'Project Token': 'abc' })], refuses: [provider({ 'API Host': 'https://m.test' })] },
  'analytics.amplitude': { takes: [provider({ 'Amplitude API Key': 'abc' })], refuses: [provider({ 'Server URL': 'https://a.test' })] },
  'analytics.clarity': {
    takes: [provider({ 'Project ID': 'abc' })],
    refuses: [provider({ 'Project ID': '<' }), provider({ 'Project ID': '' })],
  },
  'analytics.umami': { takes: [provider({ 'Website ID': 'abc' })], refuses: [provider({ 'Website ID': 'a', 'Script URL': 'x' })] },
  'analytics.posthog': { takes: [provider({ 'API Key': 'phc_1' })], refuses: [provider({ 'API Key': "'" })] },
  homeIncidentCount: { takes: ['5', 0], refuses: ['', '-1', '1.5', null] },
  homeDataMaxDays: {
    takes: [{ desktop: { maxDays: 90, selectableDays: [1, 7] } }],
    refuses: [{ desktop: { maxDays: 0, selectableDays: [] } }, { mobile: { maxDays: 30 } }],
  },
  hero: { takes: [{ title: 'T', subtitle: 'S' }], refuses: ['T', { title: {} }] },
  metaTags: { takes: [[{ key: 'a', value: '' }]], refuses: [{}, [{ value: 'x' }]] },
  analytics: { takes: [[{ id: '1', type: 'GA' }]], refuses: ['x', null] },
  kenerTheme: { takes: ['default'], refuses: [{}] },
  categories: {
    takes: [[{ name: 'Home', description: null, isHidden: false, image: '' }]],
    refuses: [[{}], [{ name: 'x', isHidden: 'NO' }]],
  },
  monitorSort: { takes: [[2, 1]], refuses: [['a'], {}] },
  incidentGroupView: { takes: ['EXPANDED'], refuses: [[]] },
  showSiteStatus: { takes: ['YES', 'NO'], refuses: [true] },
  homeIncidentStartTimeWithin: { takes: ['30', 1], refuses: ['0', 'x'] },
  barRoundness: { takes: ['SHARP', 'ROUNDED'], refuses: ['round'] },
  summaryStyle: { takes: ['CURRENT', 'DAY'], refuses: ['NOW'] },
  barStyle: { takes: ['PARTIAL', 'FULL'], refuses: [''] },
  pattern: { takes: ['dots', 'none', 'pets', 'angular-bloom'], refuses: ['stripes'] },
};

it('has a row for every key', () => expect(Object.keys(ROWS).sort()).toEqual(Object.keys(SITE_KEYS).sort()));

describe.each(Object.entries(ROWS))('%s', (key, { takes, refuses }) => {
  it.each(takes.map((value) => [value]))('takes %j', (value) => expect(() => checkSetting(key, value)).not.toThrow());
  it.each(refuses.map((value) => [value]))('refuses %j', (value) => expect(() => checkSetting(key, value)).toThrow(key));
});
