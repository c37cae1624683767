/** A link in the head of every page. */
export interface NavLink {
  name: string;
  url: string;
  iconURL: string;
}

export interface LocaleEntry {
  code: string;
  name: string;
  selected: boolean;
  disabled: boolean;
}

export interface Colours {
  UP: string;
  DEGRADED: string;
  DOWN: string;
  MAINTENANCE: string;
  ACCENT: string;
  ACCENT_FOREGROUND: string;
}

/** Times are values of `datetime-local` fields; empty = none. */
export interface AnnouncementDraft {
  title: string;
  message: string;
  type: string;
  reshowAfterInHours: number | null;
  cancellable: boolean;
  ctaURL: string;
  ctaText: string;
  startsAt: string;
  endsAt: string;
}

export interface ProviderDraft {
  isEnabled: boolean;
  /** By the label of the contract. */
  requirements: Record<string, string>;
}

/** Ways to subscribe as settings name them: `emails` for the channel `email`, the others as their channels. */
export const SUBSCRIPTION_METHODS = ['emails', 'webhook', 'slack', 'teams', 'discord', 'push'] as const;
export type SubscriptionMethod = (typeof SUBSCRIPTION_METHODS)[number];

interface ToldTypes {
  incidents: boolean;
  maintenances: boolean;
}

interface Shown {
  show: boolean;
}

/** Everything that the two areas of settings edit, by site key. Flags are booleans here and texts of documents nobody reads are JSON. */
export interface SiteDraft {
  colors: Colours;
  colorsDark: Colours;
  font: { cssSrc: string; family: string };
  theme: string;
  themeToggle: boolean;
  tzToggle: boolean;
  logo: string;
  favicon: string;
  socialPreviewImage: string;
  announcement: AnnouncementDraft;
  nav: NavLink[];
  eventDisplaySettings: {
    showInlineEvents: boolean;
    incidents: { enabled: boolean; ongoing: Shown; resolved: Shown & { maxCount: number | null; daysInPast: number | null } };
    maintenances: {
      enabled: boolean;
      ongoing: Shown;
      past: Shown & { maxCount: number | null; daysInPast: number | null };
      upcoming: Shown & { maxCount: number | null; daysInFuture: number | null };
    };
  };
  homeIncidentCount: number | null;
  globalPageVisibilitySettings: { showSwitcher: boolean; forceExclusivity: boolean };
  pageOrderingSettings: { enabled: boolean; order: number[] };
  subMenuOptions: { showShareBadgeMonitor: boolean; showShareEmbedMonitor: boolean; showRssFeed: boolean };
  footerHTML: string;
  customCSS: string;
  siteName: string;
  siteURL: string;
  home: string;
  i18n: { defaultLocale: string; locales: LocaleEntry[] };
  dateAndTimeFormat: { datePlusTime: string; dateOnly: string; timeOnly: string };
  metaSiteTitle: string;
  metaSiteDescription: string;
  sitemap: { mode: string; urls: { loc: string }[] };
  'analytics.googleTagManager': ProviderDraft;
  'analytics.plausible': ProviderDraft;
  'analytics.mixpanel': ProviderDraft;
  'analytics.amplitude': ProviderDraft;
  'analytics.clarity': ProviderDraft;
  'analytics.umami': ProviderDraft;
  'analytics.posthog': ProviderDraft;
  dataRetentionPolicy: { enabled: boolean; retentionDays: number | null };
  globalMaintenanceNotificationSettings: {
    event_types: { created: boolean; reminder: boolean; started: boolean; ended: boolean };
    reminder_buffer_hours: number | null;
  };
  subscriptionsSettings: { enable: boolean; methods: Record<SubscriptionMethod, ToldTypes> };
  title: string;
  homeIncidentStartTimeWithin: number | null;
  kenerTheme: string;
  incidentGroupView: string;
  showSiteStatus: boolean;
  barRoundness: string;
  summaryStyle: string;
  barStyle: string;
  pattern: string;
  hero: string;
  homeDataMaxDays: string;
  metaTags: string;
  analytics: string;
  categories: string;
  monitorSort: string;
}

export type SiteKey = keyof SiteDraft;

/** What people call each key, in the order of the screens; of error summaries, conflicts and resets. */
export const KEY_WORDS: Readonly<Record<SiteKey, string>> = {
  colors: 'Light colours',
  colorsDark: 'Dark colours',
  font: 'Font',
  theme: 'Theme',
  themeToggle: 'Theme switch',
  tzToggle: 'Time zone switch',
  logo: 'Logo',
  favicon: 'Favicon',
  socialPreviewImage: 'Social image',
  announcement: 'Announcement',
  nav: 'Navigation',
  eventDisplaySettings: 'Event display',
  homeIncidentCount: 'Number of past incidents',
  globalPageVisibilitySettings: 'Page switcher',
  pageOrderingSettings: 'Order of pages',
  subMenuOptions: 'Sharing',
  footerHTML: 'Footer',
  customCSS: 'Custom CSS',
  siteName: 'Site name',
  siteURL: 'Public address',
  home: 'Home link',
  i18n: 'Languages',
  dateAndTimeFormat: 'Date and time format',
  metaSiteTitle: 'Title',
  metaSiteDescription: 'Description',
  sitemap: 'Sitemap',
  'analytics.googleTagManager': 'Google Tag Manager',
  'analytics.plausible': 'Plausible',
  'analytics.mixpanel': 'Mixpanel',
  'analytics.amplitude': 'Amplitude',
  'analytics.clarity': 'Microsoft Clarity',
  'analytics.umami': 'Umami',
  'analytics.posthog': 'PostHog',
  dataRetentionPolicy: 'Data retention',
  globalMaintenanceNotificationSettings: 'Maintenance notifications',
  subscriptionsSettings: 'Subscriptions',
  title: 'Site title',
  homeIncidentStartTimeWithin: 'Days of upcoming incidents',
  kenerTheme: 'Theme name',
  incidentGroupView: 'Grouping of incidents',
  showSiteStatus: 'Site status',
  barRoundness: 'Corners of bars',
  summaryStyle: 'Summary',
  barStyle: 'Bars',
  pattern: 'Background pattern',
  hero: 'Hero',
  homeDataMaxDays: 'Days of data',
  metaTags: 'Meta tags',
  analytics: 'Analytics list',
  categories: 'Categories',
  monitorSort: 'Order of monitors',
};

export const SITE_KEYS = Object.keys(KEY_WORDS) as readonly SiteKey[];
export const isSiteKey = (key: string): key is SiteKey => Object.hasOwn(KEY_WORDS, key);
