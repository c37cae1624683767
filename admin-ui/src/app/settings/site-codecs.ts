import { fromLocalInput, toLocalInput } from '../platform/formats.js';
import { PROVIDERS } from './providers.js';
import type { AnnouncementDraft, LocaleEntry, NavLink, ProviderDraft, SiteDraft, SiteKey } from './site-draft.js';

/** How a key is edited: its stored value as a draft, and back. `null` on the wire = nothing chosen. */
interface Codec<Draft> {
  read(stored: unknown): Draft;
  write(draft: Draft): unknown;
}

type Document = Readonly<Record<string, unknown>>;
const isDocument = (value: unknown): value is Document => typeof value === 'object' && value !== null && !Array.isArray(value);
const documentIn = (value: unknown): Document => (isDocument(value) ? value : {});
const textIn = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What is stored over what is usual, member by member; members nobody knows stay, as a value is replaced whole. */
function over<T>(usual: T, stored: unknown): T {
  if (!isDocument(usual)) return typeof stored === typeof usual && !Array.isArray(stored) ? (stored as T) : usual;
  const given = documentIn(stored);
  const known = Object.entries(usual).map(([name, value]) => [name, over(value, given[name])]);
  return {
    ...Object.fromEntries(known),
    ...Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(usual, name))),
  } as T;
}

const text: Codec<string> = { read: textIn, write: (draft) => draft.trim() };
/** Absent and empty are the same there, and absent is how a site starts. */
const optionalText: Codec<string> = { read: textIn, write: (draft) => draft.trim() || null };
const flag = (isOnByDefault: boolean): Codec<boolean> => ({
  read: (stored) => (isOnByDefault ? stored !== 'NO' : stored === 'YES'),
  write: (draft) => (draft ? 'YES' : 'NO'),
});
const numberText: Codec<number | null> = {
  read: (stored) => (/^\d+$/.test(textIn(stored)) ? Number(stored) : null),
  write: (draft) => (draft === null ? null : String(draft)),
};
const document = <T>(usual: T): Codec<T> => ({ read: (stored) => over(usual, stored), write: (draft) => draft });
/** Members in one order: the database keeps its own. */
export const inOrder = (_name: string, value: unknown): unknown =>
  isDocument(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
/** Edited as JSON. */
const json: Codec<string> = {
  read: (stored) => (stored === null || stored === undefined ? '' : JSON.stringify(stored, inOrder, 2)),
  write: (draft) => (draft.trim() === '' ? null : (JSON.parse(draft) as unknown)),
};

const colours = { UP: '', DEGRADED: '', DOWN: '', MAINTENANCE: '', ACCENT: '', ACCENT_FOREGROUND: '' };
const untold = { incidents: false, maintenances: false };
const someDays = { show: true, maxCount: 5 as number | null, daysInPast: 7 as number | null };

const moment = (value: unknown): string => (typeof value === 'number' ? toLocalInput(value) : '');
const announcement: Codec<AnnouncementDraft> = {
  read: (stored) => {
    const it = documentIn(stored);
    return {
      ...it,
      title: textIn(it['title']),
      message: textIn(it['message']),
      type: textIn(it['type']) || 'INFO',
      reshowAfterInHours: typeof it['reshowAfterInHours'] === 'number' ? it['reshowAfterInHours'] : null,
      cancellable: it['cancellable'] !== false,
      ctaURL: textIn(it['ctaURL']),
      ctaText: textIn(it['ctaText']),
      startsAt: moment(it['startsAt']),
      endsAt: moment(it['endsAt']),
    };
  },
  write: (draft) => {
    if (draft.title.trim() === '' && draft.message.trim() === '') return null;
    const [startsAt, endsAt] = [fromLocalInput(draft.startsAt), fromLocalInput(draft.endsAt)];
    return { ...draft, ctaURL: draft.ctaURL.trim() || null, ctaText: draft.ctaText.trim() || null, startsAt, endsAt };
  },
};

const nav: Codec<NavLink[]> = {
  read: (stored) =>
    listIn(stored).map((entry) => {
      const it = documentIn(entry);
      return { ...it, name: textIn(it['name']), url: textIn(it['url']), iconURL: textIn(it['iconURL']) };
    }),
  write: (draft) => draft,
};

const localeIn = (entry: unknown): LocaleEntry => {
  const it = documentIn(entry);
  return {
    ...it,
    code: textIn(it['code']),
    name: textIn(it['name']),
    selected: it['selected'] === true,
    disabled: it['disabled'] === true,
  };
};

const provider = (labels: readonly string[]): Codec<ProviderDraft> => ({
  read: (stored) => {
    const it = documentIn(stored);
    const given = documentIn(it['requirements']);
    return {
      ...it,
      isEnabled: it['isEnabled'] === true,
      requirements: Object.fromEntries(labels.map((label) => [label, textIn(given[label])])),
    };
  },
  write: (draft) => {
    const filled = Object.fromEntries(Object.entries(draft.requirements).filter(([, value]) => value.trim() !== ''));
    return !draft.isEnabled && Object.keys(filled).length === 0 ? null : { ...draft, requirements: filled };
  },
});
const providers = Object.fromEntries(
  PROVIDERS.map(({ key, requirements }) => [key, provider(requirements.map(({ label }) => label))]),
) as Record<(typeof PROVIDERS)[number]['key'], Codec<ProviderDraft>>;

const offered = document({
  enable: false,
  methods: { ...{ emails: untold, webhook: untold, slack: untold }, ...{ teams: untold, discord: untold, push: untold } },
});
/** A way that nobody is told by is absent, as on a new site; `emails` always stands there. */
const subscriptions: Codec<SiteDraft['subscriptionsSettings']> = {
  read: offered.read,
  write: (draft) => ({
    ...draft,
    methods: Object.fromEntries(
      Object.entries(draft.methods).filter(([name, { incidents, maintenances }]) => name === 'emails' || incidents || maintenances),
    ),
  }),
};

/** Every key that is edited. @see pages-site §5 */
export const CODECS: { readonly [Key in SiteKey]: Codec<SiteDraft[Key]> } = {
  colors: document(colours),
  colorsDark: document(colours),
  font: document({ cssSrc: '', family: '' }),
  theme: { read: (stored) => (stored === 'light' || stored === 'dark' ? stored : 'system'), write: (draft) => draft },
  themeToggle: flag(true),
  tzToggle: flag(true),
  logo: text,
  favicon: text,
  socialPreviewImage: optionalText,
  announcement,
  nav,
  eventDisplaySettings: document({
    showInlineEvents: true,
    incidents: { enabled: true, ongoing: { show: true }, resolved: someDays },
    maintenances: {
      enabled: true,
      ongoing: { show: true },
      past: someDays,
      upcoming: { show: true, maxCount: 5 as number | null, daysInFuture: 7 as number | null },
    },
  }),
  homeIncidentCount: numberText,
  globalPageVisibilitySettings: document({ showSwitcher: true, forceExclusivity: false }),
  pageOrderingSettings: {
    read: (stored) => {
      const it = documentIn(stored);
      return {
        ...it,
        enabled: it['enabled'] === true,
        order: listIn(it['order']).filter((id): id is number => typeof id === 'number'),
      };
    },
    write: (draft) => (draft.enabled || draft.order.length > 0 ? draft : null),
  },
  subMenuOptions: document({ showShareBadgeMonitor: true, showShareEmbedMonitor: true, showRssFeed: true }),
  footerHTML: text,
  customCSS: optionalText,
  siteName: text,
  siteURL: { read: textIn, write: (draft) => draft.trim().replace(/\/+$/, '') },
  home: text,
  i18n: {
    read: (stored) => {
      const it = documentIn(stored);
      return { ...it, defaultLocale: textIn(it['defaultLocale']) || 'en', locales: listIn(it['locales']).map(localeIn) };
    },
    write: (draft) => draft,
  },
  dateAndTimeFormat: document({ datePlusTime: '', dateOnly: '', timeOnly: '' }),
  metaSiteTitle: optionalText,
  metaSiteDescription: optionalText,
  sitemap: {
    read: (stored) => {
      const it = documentIn(stored);
      return { ...it, mode: textIn(it['mode']) || 'off', urls: listIn(it['urls']).map((url) => ({ loc: textIn(documentIn(url)['loc']) })) };
    },
    write: (draft) => draft,
  },
  ...providers,
  dataRetentionPolicy: document({ enabled: true, retentionDays: 90 as number | null }),
  globalMaintenanceNotificationSettings: document({
    event_types: { created: false, reminder: true, started: true, ended: true },
    reminder_buffer_hours: 1 as number | null,
  }),
  subscriptionsSettings: subscriptions,
  title: text,
  homeIncidentStartTimeWithin: numberText,
  kenerTheme: optionalText,
  incidentGroupView: optionalText,
  showSiteStatus: flag(false),
  barRoundness: text,
  summaryStyle: text,
  barStyle: text,
  pattern: text,
  hero: json,
  homeDataMaxDays: json,
  metaTags: json,
  analytics: json,
  categories: json,
  monitorSort: json,
};
