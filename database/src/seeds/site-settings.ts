import type { SiteDataType } from '../site/site-setting.entity.js';

interface SettingSeed {
  value: unknown;
  dataType: SiteDataType;
}
const text = (value: string): SettingSeed => ({ value, dataType: 'string' });
const number = (value: number): SettingSeed => ({ value: String(value), dataType: 'number' });
const object = (value: object): SettingSeed => ({ value, dataType: 'object' });

const dayWindow = { maxDays: 90, selectableDays: [1, 7, 14, 30, 60, 90] };

/**
 * What a new site starts with, in the words of the API (flags are YES and NO there). Empty `logo` and `favicon` mean the built-in ones.
 * @see pages-site §5, ux A9 for the colours
 */
export const siteSettingSeeds = (origin: string): Readonly<Record<string, SettingSeed>> => ({
  title: text('Clarion status page'),
  siteName: text('Clarion'),
  siteURL: text(origin),
  home: text('/'),
  favicon: text(''),
  logo: text(''),
  nav: object([{ name: 'Dashboard', url: '/manage', iconURL: '' }]),
  footerHTML: text('<p>Watched and told by Clarion</p>'),
  i18n: object({ defaultLocale: 'en', locales: [{ code: 'en', name: 'English', selected: true, disabled: false }] }),
  theme: text('none'),
  themeToggle: text('YES'),
  tzToggle: text('YES'),
  colors: object({
    UP: '#1F8F55',
    DEGRADED: '#C07A00',
    DOWN: '#A81028',
    MAINTENANCE: '#2A5BD7',
    ACCENT: '#E5EEFC',
    ACCENT_FOREGROUND: '#1F57B8',
  }),
  colorsDark: object({
    UP: '#4CC98A',
    DEGRADED: '#F2BF4B',
    DOWN: '#F0506A',
    MAINTENANCE: '#6C9BFF',
    ACCENT: '#16263F',
    ACCENT_FOREGROUND: '#8DB8FF',
  }),
  font: object({ cssSrc: '', family: '' }),
  subscriptionsSettings: object({ enable: false, methods: { emails: { incidents: false, maintenances: false } } }),
  subMenuOptions: object({ showShareBadgeMonitor: true, showShareEmbedMonitor: true, showRssFeed: true }),
  dataRetentionPolicy: object({ enabled: true, retentionDays: 90 }),
  eventDisplaySettings: object({
    showInlineEvents: true,
    incidents: { enabled: true, ongoing: { show: true }, resolved: { show: true, maxCount: 5, daysInPast: 7 } },
    maintenances: {
      enabled: true,
      ongoing: { show: true },
      past: { show: true, maxCount: 5, daysInPast: 7 },
      upcoming: { show: true, maxCount: 5, daysInFuture: 7 },
    },
  }),
  globalPageVisibilitySettings: object({ showSwitcher: true, forceExclusivity: false }),
  dateAndTimeFormat: object({ datePlusTime: 'PPp', dateOnly: 'PP', timeOnly: 'p' }),
  sitemap: object({ mode: 'off', urls: [] }),
  globalMaintenanceNotificationSettings: object({
    event_types: { created: false, reminder: true, started: true, ended: true },
    reminder_buffer_hours: 1,
  }),
  homeDataMaxDays: object({ desktop: dayWindow, mobile: dayWindow }),
  homeIncidentCount: number(5),
  homeIncidentStartTimeWithin: number(30),
  showSiteStatus: text('NO'),
  barStyle: text('PARTIAL'),
  barRoundness: text('SHARP'),
  summaryStyle: text('CURRENT'),
  pattern: text('none'),
});
