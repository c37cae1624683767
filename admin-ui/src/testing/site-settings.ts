import type { SiteSetting } from '../app/api/site-settings.js';
import { SITE_KEYS } from '../app/settings/site-draft.js';

const days = { show: true, maxCount: 5, daysInPast: 7 };
const dayWindow = { maxDays: 90, selectableDays: [1, 7, 14, 30, 60, 90] };

/** What a new site has. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  title: 'Clarion status page',
  siteName: 'Clarion',
  siteURL: 'http://localhost:3000',
  home: '/',
  favicon: '',
  logo: '',
  nav: [{ url: '/manage', name: 'Dashboard', iconURL: '' }],
  footerHTML: '<p>Watched and told by Clarion</p>',
  i18n: { locales: [{ code: 'en', name: 'English', disabled: false, selected: true }], defaultLocale: 'en' },
  theme: 'none',
  themeToggle: 'YES',
  tzToggle: 'YES',
  colors: {
    ...{ UP: '#1F8F55', DOWN: '#A81028', ACCENT: '#E5EEFC', DEGRADED: '#C07A00', MAINTENANCE: '#2A5BD7' },
    ACCENT_FOREGROUND: '#1F57B8',
  },
  colorsDark: {
    ...{ UP: '#4CC98A', DOWN: '#F0506A', ACCENT: '#16263F', DEGRADED: '#F2BF4B', MAINTENANCE: '#6C9BFF' },
    ACCENT_FOREGROUND: '#8DB8FF',
  },
  font: { cssSrc: '', family: '' },
  subscriptionsSettings: { enable: false, methods: { emails: { incidents: false, maintenances: false } } },
  subMenuOptions: { showRssFeed: true, showShareBadgeMonitor: true, showShareEmbedMonitor: true },
  dataRetentionPolicy: { enabled: true, retentionDays: 90 },
  eventDisplaySettings: {
    incidents: { enabled: true, ongoing: { show: true }, resolved: days },
    maintenances: { past: days, enabled: true, ongoing: { show: true }, upcoming: { show: true, maxCount: 5, daysInFuture: 7 } },
    showInlineEvents: true,
  },
  globalPageVisibilitySettings: { showSwitcher: true, forceExclusivity: false },
  dateAndTimeFormat: { dateOnly: 'PP', timeOnly: 'p', datePlusTime: 'PPp' },
  sitemap: { mode: 'off', urls: [] },
  globalMaintenanceNotificationSettings: {
    event_types: { ended: true, created: false, started: true, reminder: true },
    reminder_buffer_hours: 1,
  },
  homeDataMaxDays: { mobile: dayWindow, desktop: dayWindow },
  homeIncidentCount: '5',
  homeIncidentStartTimeWithin: '30',
  showSiteStatus: 'NO',
  barStyle: 'PARTIAL',
  barRoundness: 'SHARP',
  summaryStyle: 'CURRENT',
  pattern: 'none',
};

/** The same with members the other way round, as a database may give them. */
const reordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, reordered(each)] as const)
      .reverse(),
  );
};

/** Every setting as a new site has it, with these values stored instead. */
export const theSettings = (values: Readonly<Record<string, unknown>> = {}): SiteSetting[] =>
  SITE_KEYS.map((key) => ({
    key,
    value: key in values ? values[key] : reordered(DEFAULTS[key] ?? null),
    default: DEFAULTS[key] ?? null,
    is_legacy: false,
  }));
