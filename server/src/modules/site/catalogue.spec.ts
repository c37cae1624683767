import { expect, it } from '@jest/globals';
import { siteSettingSeeds } from '@clarion/database/seeds/site-settings';
import { checkSetting, SITE_KEYS } from './catalogue.js';

it.each([
  ['siteName', ' Acme ', 'Acme'],
  ['siteName', 42, '42'],
  ['siteURL', 'https://status.acme.test/', 'https://status.acme.test'],
  ['logo', '/assets/images/abc.png', '/assets/images/abc.png'],
  ['homeIncidentCount', 7, '7'],
  ['themeToggle', 'YES', 'YES'],
  ['dataRetentionPolicy', { enabled: true, retentionDays: -3 }, { enabled: true, retentionDays: 1 }],
  ['announcement', null, null],
  [
    'colors',
    { UP: '#1F8F55', DOWN: '#A81028', DEGRADED: '#C07A00', MAINTENANCE: '#2A5BD7' },
    { UP: '#1F8F55', DOWN: '#A81028', DEGRADED: '#C07A00', MAINTENANCE: '#2A5BD7' },
  ],
])('stores %s sent as %j', (key, sent, stored) => {
  expect(checkSetting(key, sent)).toEqual(stored);
});

it.each([
  ['siteName', '  ', 'siteName must be a non-empty string'],
  ['siteURL', 'ftp://x', 'siteURL must be an http(s) URL'],
  ['siteURL', 'https://a.test/path', 'siteURL must be an origin without a path'],
  ['home', {}, 'home must be a string'],
  ['home', 'javascript:alert(1)', 'home must be an http(s) URL or a path that starts with /'],
  ['customCSS', '@import "x";', 'customCSS must not use @import'],
  ['font', { cssSrc: '', family: 'x}a{' }, 'font.family must be names of fonts, separated by commas'],
  ['subscriptionsSettings', { methods: {} }, 'subscriptionsSettings.enable must be a boolean'],
  [
    'subscriptionsSettings',
    { enable: true, methods: { emails: { incidents: 1 } } },
    'subscriptionsSettings.methods.emails.incidents must be a boolean',
  ],
  [
    'announcement',
    { title: 'T', message: 'M', type: 'INFO', startsAt: 20, endsAt: 10 },
    'announcement.endsAt must be later than announcement.startsAt',
  ],
  ['announcement', { title: 'T', message: 'M', type: 'LOUD' }, 'announcement.type must be one of INFO, WARNING, ERROR'],
  [
    'announcement',
    { title: 'T', message: 'M', type: 'INFO', reshowAfterInHours: -1 },
    'announcement.reshowAfterInHours must be an integer',
  ],
  ['analytics.plausible', { isEnabled: true, requirements: { Domain: 'a.test' } }, 'analytics.plausible.requirements.API is needed'],
  [
    'analytics.clarity',
    { isEnabled: false, requirements: { 'Project ID': '"><script>' } },
    'analytics.clarity.requirements.Project ID must be letters',
  ],
  ['analytics.umami', { requirements: {} }, 'analytics.umami.isEnabled must be a boolean'],
  [
    'eventDisplaySettings',
    { incidents: { resolved: { maxCount: -1 } } },
    'eventDisplaySettings.incidents.resolved.maxCount must be an integer',
  ],
  ['globalPageVisibilitySettings', { showSwitcher: 'YES' }, 'globalPageVisibilitySettings.showSwitcher must be a boolean'],
  ['pageOrderingSettings', { enabled: true, order: ['x'] }, 'pageOrderingSettings.order[0] must be an integer'],
  ['sitemap', { mode: 'auto', urls: [{ loc: 'x' }] }, 'sitemap.urls[0].loc must be an http(s) URL'],
  [
    'globalMaintenanceNotificationSettings',
    { reminder_buffer_hours: 0 },
    'globalMaintenanceNotificationSettings.reminder_buffer_hours must be',
  ],
  ['dateAndTimeFormat', { datePlusTime: 'PPp', dateOnly: '' }, 'dateAndTimeFormat.dateOnly must be a non-empty string'],
  [
    'dateAndTimeFormat',
    { datePlusTime: 'PP on p' },
    'dateAndTimeFormat.datePlusTime cannot be used: o is no part of a date; words stand in single quotes',
  ],
  ['dateAndTimeFormat', { datePlusTime: "PPp 'at" }, "dateAndTimeFormat.datePlusTime cannot be used: the text 'at has no end"],
  [
    'i18n',
    { defaultLocale: 'en', locales: [{ code: 'en', name: 'E', selected: true, disabled: true }] },
    'i18n.defaultLocale must be one of',
  ],
  ['i18n', { defaultLocale: '<b>', locales: [] }, 'i18n.defaultLocale must be a language'],
  ['pattern', 'stripes', 'pattern must be one of'],
  ['barStyle', 'HALF', 'barStyle must be one of PARTIAL, FULL'],
  ['homeIncidentStartTimeWithin', 0, 'homeIncidentStartTimeWithin must be an integer of at least 1'],
  ['homeIncidentCount', '-1', 'homeIncidentCount must be an integer of at least 0'],
  ['categories', [{ description: 'x' }], 'categories[0].name must be'],
  ['logo', '//evil.test/x.png', 'logo must be an http(s) URL or a path that starts with /'],
  ['theme', 'blue', 'theme must be one of light, dark, system, none, (empty)'],
  ['colors', { UP: 'green' }, 'colors.UP must be a colour like #1f8f55'],
  ['nav', [{ name: 'x', url: 'javascript:alert(1)' }], 'nav[0].url must be an http(s) URL or a path that starts with /'],
  ['customCSS', 'a{}</STYLE>', 'customCSS must not contain </style or HTML comments'],
  [
    'i18n',
    { defaultLocale: 'de', locales: [{ code: 'en', name: 'English', selected: true }] },
    'i18n.defaultLocale must be one of the selected locales',
  ],
  ['nope', 1, 'Unknown site key nope'],
  ['__proto__', 1, 'Unknown site key __proto__'],
])('refuses %s sent as %j and says why', (key, sent, message) => {
  expect(() => checkSetting(key, sent)).toThrow(message);
});

it('keeps members it does not know', () => {
  expect(checkSetting('hero', { title: 'T', subtitle: 'S', extra: 1 })).toEqual({ title: 'T', subtitle: 'S', extra: 1 });
});

it('knows every key of the contract', () => {
  const contract = `title siteName siteURL home favicon logo nav footerHTML customCSS i18n theme themeToggle tzToggle colors colorsDark font
    subscriptionsSettings subMenuOptions announcement dataRetentionPolicy eventDisplaySettings globalPageVisibilitySettings pageOrderingSettings
    dateAndTimeFormat metaSiteTitle metaSiteDescription socialPreviewImage sitemap globalMaintenanceNotificationSettings
    analytics.googleTagManager analytics.plausible analytics.mixpanel analytics.amplitude analytics.clarity analytics.umami analytics.posthog
    homeDataMaxDays hero metaTags analytics kenerTheme categories monitorSort incidentGroupView showSiteStatus homeIncidentStartTimeWithin
    barRoundness summaryStyle barStyle pattern homeIncidentCount`;
  expect(Object.keys(SITE_KEYS).sort()).toEqual(contract.split(/\s+/).sort());
});

it('takes what a new site starts with', () => {
  for (const [key, { value }] of Object.entries(siteSettingSeeds('http://localhost:3000'))) expect(checkSetting(key, value)).toEqual(value);
});
