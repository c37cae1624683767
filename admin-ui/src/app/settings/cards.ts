import { PROVIDERS } from './providers.js';
import type { SiteKey } from './site-draft.js';

export type SettingsArea = 'appearance' | 'settings';

/** One card of settings: its anchor, its heading, what else people call it, and its keys. */
export interface SettingsCard {
  id: string;
  area: SettingsArea;
  heading: string;
  /** Further words of its fields, for searches. */
  also: string;
  keys: readonly SiteKey[];
}

const card = (area: SettingsArea, id: string, heading: string, also: string, keys: readonly SiteKey[]): SettingsCard => ({
  ...{ id, area, heading, also, keys },
});

/** Accepted for older clients, without effect. @see pages-site §5 */
export const LEGACY_KEYS = [
  ...([
    'title',
    'hero',
    'metaTags',
    'analytics',
    'kenerTheme',
    'categories',
    'monitorSort',
    'incidentGroupView',
    'showSiteStatus',
  ] as const),
  ...(['homeIncidentStartTimeWithin', 'barRoundness', 'summaryStyle', 'barStyle', 'pattern', 'homeDataMaxDays'] as const),
] as const satisfies readonly SiteKey[];

/** The cards of both areas, in the order of the screens. */
export const SETTINGS_CARDS: readonly SettingsCard[] = [
  card('appearance', 'colours', 'Colours', 'colors status accent contrast dark light', ['colors', 'colorsDark']),
  card('appearance', 'theme', 'Theme', 'dark mode light system switch time zone', ['theme', 'themeToggle', 'tzToggle']),
  card('appearance', 'font', 'Font', 'typeface family stylesheet', ['font']),
  card('appearance', 'images', 'Images', 'logo favicon icon social preview open graph', ['logo', 'favicon', 'socialPreviewImage']),
  card('appearance', 'announcement', 'Announcement', 'banner message notice button', ['announcement']),
  card('appearance', 'navigation', 'Navigation', 'links menu header', ['nav']),
  card('appearance', 'events', 'Event display', 'incidents maintenances past upcoming inline popover', [
    'eventDisplaySettings',
    'homeIncidentCount',
  ]),
  card('appearance', 'switcher', 'Page switcher', 'pages visibility exclusivity order', [
    'globalPageVisibilitySettings',
    'pageOrderingSettings',
  ]),
  card('appearance', 'sharing', 'Sharing', 'badge embed rss feed sub menu', ['subMenuOptions']),
  card('appearance', 'footer', 'Footer', 'html credit imprint', ['footerHTML']),
  card('appearance', 'css', 'Custom CSS', 'style sheet', ['customCSS']),
  card('settings', 'identity', 'Identity', 'site name public address url origin home link', ['siteName', 'siteURL', 'home']),
  card('settings', 'languages', 'Languages', 'locale translation i18n', ['i18n']),
  card('settings', 'formats', 'Dates and times', 'format pattern 24 hours iso', ['dateAndTimeFormat']),
  card('settings', 'seo', 'Search engines', 'seo meta title description sitemap robots', [
    'metaSiteTitle',
    'metaSiteDescription',
    'sitemap',
  ]),
  card(
    'settings',
    'analytics',
    'Analytics',
    'google tag manager plausible mixpanel amplitude clarity umami posthog tracking',
    PROVIDERS.map(({ key }) => key),
  ),
  card('settings', 'retention', 'Data retention', 'delete samples days history', ['dataRetentionPolicy']),
  card('settings', 'maintenance-notifications', 'Maintenance notifications', 'reminder started ended created defaults', [
    'globalMaintenanceNotificationSettings',
  ]),
  card('settings', 'subscriptions', 'Subscriptions', 'subscribe e-mail subscribers webhook slack teams discord push', [
    'subscriptionsSettings',
  ]),
  card('settings', 'legacy', 'Legacy', 'hero meta tags categories bar style pattern old keys', LEGACY_KEYS),
];

const wordsOf = ({ heading, also, keys }: SettingsCard): string => `${heading} ${also} ${keys.join(' ')}`.toLowerCase();

/** Cards of an area that hold every word of the query. */
export const cardsFor = (area: SettingsArea, query: string): SettingsCard[] => {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return SETTINGS_CARDS.filter((each) => each.area === area && wanted.every((word) => wordsOf(each).includes(word)));
};
