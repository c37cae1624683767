import { LIMITS } from '@clarion/contract';
import { datePatternFault } from '@clarion/i18n';
import { ANALYTICS } from './analytics/analytics-rules.js';
import { cssFault } from './check-css.js';
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
const instant = optional(nullable(int(0)));
/** It becomes part of a style sheet, where nothing in it may end the declaration. */
const fontFamily = and(text({ maximum: 200 }), (family, name) => {
  if (/[;{}<>\\@()]/.test(family)) throw new SettingError(`${name} must be names of fonts, separated by commas`, name);
  return family;
});
/** Letters of date-fns, as far as they are understood here. */
const datePattern = and(text({ isRequired: true, maximum: 50 }), (pattern, name) => {
  const fault = datePatternFault(pattern);
  if (fault !== null) throw new SettingError(`${name} cannot be used: ${fault}`, name);
  return pattern;
});
/** What is told in one way. The first is the contract's; the others are ours. */
const told = optional(shape({ incidents: optional(bool), maintenances: optional(bool) }));
const methods = shape({ emails: told, webhook: told, slack: told, teams: told, discord: told, push: told });

const announcement = shape({
  title: text({ maximum: LIMITS.name }),
  message: text({ maximum: LIMITS.description }),
  type: oneOf('INFO', 'WARNING', 'ERROR'),
  reshowAfterInHours: optional(nullable(int(0, 8_760))),
  cancellable: optional(bool),
  ctaURL: optional(nullable(address({ orPath: true, orEmpty: true }))),
  ctaText: optional(nullable(text({ maximum: 100 }))),
  /** Unix seconds; shown from then on. */
  startsAt: instant,
  endsAt: instant,
});

interface LocaleEntry {
  code: string;
  selected?: boolean;
  disabled?: boolean;
}

/** `de`, `zh-CN`; older names such as `dk` are stored as they came. */
const languageCode = and(text({ isRequired: true, maximum: 16 }), (code, name) => {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(code)) throw new SettingError(`${name} must be a language such as de or zh-CN`, name);
  return code;
});

const locales = and(
  shape({
    defaultLocale: languageCode,
    locales: listOf(
      shape({
        code: languageCode,
        name: text({ maximum: 100 }),
        selected: optional(bool),
        disabled: optional(bool),
      }),
    ),
  }),
  (value, name) => {
    const { defaultLocale, locales: list } = value as { defaultLocale: string; locales: LocaleEntry[] };
    if (!list.some(({ code, selected, disabled }) => code === defaultLocale && selected === true && disabled !== true)) {
      throw new SettingError(`${name}.defaultLocale must be one of the selected locales`, `${name}.defaultLocale`);
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
  home: string(address({ orPath: true })),
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
      const fault = cssFault(css);
      if (fault !== null) throw new SettingError(`${name} ${fault.why}`, name, fault.line);
      return css;
    }),
  ),
  i18n: object(locales),
  theme: string(oneOf('light', 'dark', 'system', 'none', '')),
  themeToggle: string(yesNo),
  tzToggle: string(yesNo),
  colors: object(colours),
  colorsDark: object(colours),
  font: object(shape({ cssSrc: address({ orEmpty: true }), family: fontFamily })),
  subscriptionsSettings: object(shape({ enable: bool, methods: optional(methods) })),
  subMenuOptions: object(
    shape({ showShareBadgeMonitor: optional(bool), showShareEmbedMonitor: optional(bool), showRssFeed: optional(bool) }),
  ),
  announcement: object(
    nullable(
      and(announcement, (value, name) => {
        const { startsAt, endsAt } = value;
        if (typeof startsAt === 'number' && typeof endsAt === 'number' && endsAt <= startsAt)
          throw new SettingError(`${name}.endsAt must be later than ${name}.startsAt`, `${name}.endsAt`);
        return value;
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
      datePlusTime: datePattern,
      dateOnly: datePattern,
      timeOnly: datePattern,
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
  ...Object.fromEntries(Object.entries(ANALYTICS).map(([key, rule]) => [key, object(rule)])),
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
  categories: object(
    listOf(
      shape({
        name: text({ isRequired: true, maximum: LIMITS.name }),
        description: optional(nullable(text({ maximum: LIMITS.description }))),
        isHidden: optional(bool),
        image: optional(nullable(image)),
      }),
    ),
  ),
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
  if (!kind) throw new SettingError(`Unknown site key ${key}`, key);
  return kind.rule(value, key);
}

/** Whether the catalogue knows the key. */
export const isSiteKey = (key: string): boolean => Object.hasOwn(SITE_KEYS, key);

/** Keys that are checked, stored and returned, and change nothing. @see pages-site §5 */
export const LEGACY_KEYS: ReadonlySet<string> = new Set([
  ...['title', 'homeDataMaxDays', 'hero', 'metaTags', 'analytics', 'kenerTheme', 'categories', 'monitorSort', 'incidentGroupView'],
  ...['showSiteStatus', 'homeIncidentStartTimeWithin', 'barRoundness', 'summaryStyle', 'barStyle', 'pattern'],
]);
