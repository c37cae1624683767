import { LIMITS } from '@clarion/contract';
import {
  address,
  and,
  bool,
  document,
  hexColour,
  int,
  intText,
  listOf,
  nullable,
  oneOf,
  optional,
  SettingError,
  shape,
  text,
  type Rule,
} from './rules.js';

/** What a site key holds: how its value is checked, and whether the wire calls it a `string` or an `object`. */
export interface SettingKind {
  dataType: 'string' | 'object';
  rule: Rule;
}

const string = (rule: Rule): SettingKind => ({ dataType: 'string', rule });
const object = (rule: Rule): SettingKind => ({ dataType: 'object', rule });

const yesNo = oneOf('YES', 'NO');
const image = address({ orPath: true, orEmpty: true });
const colours = shape({
  UP: hexColour,
  DOWN: hexColour,
  DEGRADED: hexColour,
  MAINTENANCE: hexColour,
  ACCENT: optional(hexColour),
  ACCENT_FOREGROUND: optional(hexColour),
});
const show = shape({ show: optional(bool) });
const count = int(0, 1_000);
const analytics = object(shape({ isEnabled: bool, requirements: optional(document) }));

const locales = and(
  shape({
    defaultLocale: text({ isRequired: true, maximum: 16 }),
    locales: listOf(
      shape({
        code: text({ isRequired: true, maximum: 16 }),
        name: text({ maximum: 100 }),
        selected: optional(bool),
        disabled: optional(bool),
      }),
    ),
  }),
  (value, name) => {
    const { defaultLocale, locales: list } = value as { defaultLocale: string; locales: { code: string; selected?: boolean }[] };
    if (!list.some((locale) => locale.code === defaultLocale && locale.selected)) {
      throw new SettingError(`${name}.defaultLocale must be one of the selected locales`);
    }
    return value;
  },
);

/**
 * Every key a site may hold. Keys marked *legacy* by the contract are checked, stored and returned, and change nothing.
 * @see pages-site §5
 */
export const SITE_KEYS: Readonly<Record<string, SettingKind>> = {
  title: string(text({ isRequired: true, maximum: LIMITS.name })),
  siteName: string(text({ isRequired: true, maximum: LIMITS.name })),
  siteURL: string(address({ originOnly: true })),
  home: string(text({ isRequired: true, maximum: LIMITS.url })),
  favicon: string(image),
  logo: string(image),
  nav: object(
    listOf(
      shape({ name: text({ isRequired: true, maximum: 100 }), url: address({ orPath: true }), iconURL: optional(nullable(image)) }),
      50,
    ),
  ),
  footerHTML: string(text({ maximum: 20_000 })),
  customCSS: string(
    and(text({ maximum: 100_000 }), (css, name) => {
      if (/<\/style/i.test(css)) throw new SettingError(`${name} must not contain </style`);
      return css;
    }),
  ),
  i18n: object(locales),
  theme: string(oneOf('light', 'dark', 'system', 'none', '')),
  themeToggle: string(yesNo),
  tzToggle: string(yesNo),
  colors: object(colours),
  colorsDark: object(colours),
  font: object(shape({ cssSrc: address({ orEmpty: true }), family: text({ maximum: 200 }) })),
  subscriptionsSettings: object(document),
  subMenuOptions: object(
    shape({ showShareBadgeMonitor: optional(bool), showShareEmbedMonitor: optional(bool), showRssFeed: optional(bool) }),
  ),
  announcement: object(
    nullable(
      shape({
        title: text({ maximum: LIMITS.name }),
        message: text({ maximum: LIMITS.description }),
        type: oneOf('INFO', 'WARNING', 'ERROR'),
        reshowAfterInHours: optional(nullable(int(0, 8_760))),
        cancellable: optional(bool),
        ctaURL: optional(nullable(address({ orPath: true, orEmpty: true }))),
        ctaText: optional(nullable(text({ maximum: 100 }))),
      }),
    ),
  ),
  dataRetentionPolicy: object(
    shape({
      enabled: bool,
      // Values below one become one. @see status-engine §11
      retentionDays: and(int(Number.MIN_SAFE_INTEGER, 36_500), (days) => Math.max(1, days)),
    }),
  ),
  eventDisplaySettings: object(
    shape({
      showInlineEvents: optional(bool),
      incidents: optional(
        shape({
          enabled: optional(bool),
          ongoing: optional(show),
          resolved: optional(shape({ show: optional(bool), maxCount: optional(count), daysInPast: optional(count) })),
        }),
      ),
      maintenances: optional(
        shape({
          enabled: optional(bool),
          ongoing: optional(show),
          past: optional(shape({ show: optional(bool), maxCount: optional(count), daysInPast: optional(count) })),
          upcoming: optional(shape({ show: optional(bool), maxCount: optional(count), daysInFuture: optional(count) })),
        }),
      ),
    }),
  ),
  globalPageVisibilitySettings: object(shape({ showSwitcher: optional(bool), forceExclusivity: optional(bool) })),
  pageOrderingSettings: object(shape({ enabled: optional(bool), order: optional(listOf(int(1), 10_000)) })),
  dateAndTimeFormat: object(
    shape({
      datePlusTime: text({ isRequired: true, maximum: 50 }),
      dateOnly: text({ isRequired: true, maximum: 50 }),
      timeOnly: text({ isRequired: true, maximum: 50 }),
    }),
  ),
  metaSiteTitle: string(text({ maximum: LIMITS.name })),
  metaSiteDescription: string(text({ maximum: 1_000 })),
  socialPreviewImage: string(image),
  sitemap: object(shape({ mode: oneOf('auto', 'manual', 'off'), urls: optional(listOf(shape({ loc: address() }), 10_000)) })),
  globalMaintenanceNotificationSettings: object(
    shape({
      event_types: optional(shape({ created: optional(bool), reminder: optional(bool), started: optional(bool), ended: optional(bool) })),
      reminder_buffer_hours: optional(int(1, 8_760)),
    }),
  ),
  'analytics.googleTagManager': analytics,
  'analytics.plausible': analytics,
  'analytics.mixpanel': analytics,
  'analytics.amplitude': analytics,
  'analytics.clarity': analytics,
  'analytics.umami': analytics,
  'analytics.posthog': analytics,
  homeIncidentCount: string(intText(0)),
  // legacy from here on
  homeDataMaxDays: object(
    shape({
      desktop: optional(shape({ maxDays: int(1, LIMITS.historyDaysMaximum), selectableDays: listOf(int(1, LIMITS.historyDaysMaximum)) })),
      mobile: optional(shape({ maxDays: int(1, LIMITS.historyDaysMaximum), selectableDays: listOf(int(1, LIMITS.historyDaysMaximum)) })),
    }),
  ),
  hero: object(shape({ title: optional(text()), subtitle: optional(text()) })),
  metaTags: object(listOf(shape({ key: text({ isRequired: true }), value: text() }))),
  analytics: object(document),
  kenerTheme: string(text({ maximum: 100 })),
  categories: object(listOf(shape({ name: text({ isRequired: true, maximum: LIMITS.name }) }))),
  monitorSort: object(listOf(int(1), 10_000)),
  incidentGroupView: string(text({ maximum: 100 })),
  showSiteStatus: string(yesNo),
  homeIncidentStartTimeWithin: string(intText(1)),
  barRoundness: string(oneOf('SHARP', 'ROUNDED')),
  summaryStyle: string(oneOf('CURRENT', 'DAY')),
  barStyle: string(oneOf('PARTIAL', 'FULL')),
  pattern: string(
    oneOf(
      'dots',
      'squares',
      'tiles',
      'none',
      'radial-blue',
      'radial-mono',
      'radial-midnight',
      'circle-mono',
      'carbon-fibre',
      'texture-sky',
      'angular-mono',
      'angular-spring',
      'angular-bloom',
      'pets',
    ),
  ),
};

/**
 * The value to store under `key`.
 * @throws SettingError naming the key and what it must be
 */
export function checkSetting(key: string, value: unknown): unknown {
  const kind = Object.hasOwn(SITE_KEYS, key) ? SITE_KEYS[key] : undefined;
  if (!kind) throw new SettingError(`Unknown site key ${key}`);
  return kind.rule(value, key);
}

/** Whether the catalogue knows the key. */
export const isSiteKey = (key: string): boolean => Object.hasOwn(SITE_KEYS, key);
