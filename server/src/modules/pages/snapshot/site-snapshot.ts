import {
  type LocaleSnapshot,
  type OfferedSubscriptions,
  type PageOrigins,
  type SiteSnapshot,
  SUBSCRIPTION_EVENT_TYPES,
} from '@clarion/contract';
import { factsOf } from '@clarion/i18n';
import { sanitizeHtml, renderMarkdown } from '../../../platform/markdown/markdown.js';
import { captureScript } from '../../site/analytics/capture-script.js';
import { siteFont } from '../../site/site-font.js';
import { ownFormats } from '../../site/site-locales.js';
import { siteStyle } from '../../site/site-style.js';
import { waysIn } from '../../subscriptions/subscription-settings.service.js';
import type { SiteFacts } from './facts.js';

export { ownFormats, siteLocales } from '../../site/site-locales.js';

type Values = SiteFacts['settings'];
type Document = Readonly<Record<string, unknown>>;

const DEFAULT_NAME = 'Clarion';

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOf = (values: Values, key: string): string => textIn(values.get(key)).trim();
const documentIn = (value: unknown): Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {};
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Empty and absent are the same to a reader. */
const orNull = (value: unknown): string | null => textIn(value).trim() || null;
const isOn = (values: Values, key: string): boolean => textOf(values, key) !== 'NO';

/** A stored address may name the base path too, which links add themselves. */
const originIn = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

/** The site's name, as page titles carry it. */
export const siteName = (values: Values): string => textOf(values, 'siteName') || DEFAULT_NAME;

/** A text setting, or null when it is absent or empty. */
export const siteText = (values: Values, key: string): string | null => orNull(values.get(key));

/** An address as pages link it: what begins at the root of the site begins at the base path. @param address empty or stored after a check */
export function placed(address: string, basePath: string): string {
  const isOurs = address.startsWith('/') && !address.startsWith('//');
  return !isOurs || address === basePath || address.startsWith(`${basePath}/`) ? address : basePath + address;
}
export const placedOrNull = (address: string | null, basePath: string): string | null =>
  address === null ? null : placed(address, basePath);

/** What is to come is told to nobody before its time. */
function announcement(values: Values, basePath: string, now: number): SiteSnapshot['announcement'] {
  const it = documentIn(values.get('announcement'));
  const title = textIn(it['title']).trim();
  const message = textIn(it['message']).trim();
  if (title === '' || message === '') return null;
  const { startsAt, endsAt } = it;
  if ((typeof startsAt === 'number' && now < startsAt) || (typeof endsAt === 'number' && now >= endsAt)) return null;
  const type = it['type'];
  const ctaUrl = orNull(it['ctaURL']);
  const ctaText = orNull(it['ctaText']);
  return {
    title,
    messageHtml: renderMarkdown(message),
    type: type === 'WARNING' || type === 'ERROR' ? type : 'INFO',
    reshowAfterHours: typeof it['reshowAfterInHours'] === 'number' ? it['reshowAfterInHours'] : null,
    cancellable: it['cancellable'] !== false,
    ctaUrl: ctaText === null ? null : placedOrNull(ctaUrl, basePath),
    ctaText: ctaUrl === null ? null : ctaText,
    ...(typeof endsAt === 'number' ? { endsAt } : {}),
  };
}

/** Pages of the switcher in their order; none when there is nothing to switch to. @see pages-site §4 */
function switcher(values: Values, pages: SiteFacts['pages']): SiteSnapshot['pages'] {
  const visibility = documentIn(values.get('globalPageVisibilitySettings'));
  if (visibility['showSwitcher'] === false || areApart(values) || pages.length < 2) return [];
  return inSwitcherOrder(values, pages).map(({ path, title }) => ({ path, title }));
}

/** Pages whose place the owner chose first, the others by id. @see pages-site §4 */
export function inSwitcherOrder<P extends { id: number }>(values: Values, pages: readonly P[]): P[] {
  const order = hasSwitcherOrder(values) ? listIn(documentIn(values.get('pageOrderingSettings'))['order']) : [];
  const rank = ({ id }: P): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return pages.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id);
}

/** Whether somebody chose an order. */
export const hasSwitcherOrder = (values: Values): boolean => documentIn(values.get('pageOrderingSettings'))['enabled'] === true;

/** Whether the pages of a site know nothing of each other. @see pages-site §4, forceExclusivity */
export const areApart = (values: Values): boolean => documentIn(values.get('globalPageVisibilitySettings'))['forceExclusivity'] === true;

/** Fonts and providers of analytics, and the hosts they come from. Our own sheets and scripts need no word. */
function guests(settings: Values): Pick<SiteSnapshot, 'fontUrl' | 'analytics' | 'origins'> {
  const font = siteFont(settings);
  const script = captureScript(settings);
  const origins: PageOrigins = { ...font?.origins, ...script?.origins };
  return {
    ...(font === null ? {} : { fontUrl: font.url }),
    ...(script === null ? {} : { analytics: `/capture.js?v=${script.hash}` }),
    ...(font === null && script === null ? {} : { origins }),
  };
}

/** How readers may subscribe, in as few words as pages need; empty = not at all. */
function subscriptions(values: Values, canMail: boolean): Pick<SiteSnapshot, 'subscriptions'> {
  const ways = Object.entries(waysIn(values.get('subscriptionsSettings'), canMail));
  if (ways.length === 0) return {};
  const offered = ways.map(([channel, types]) => [channel, SUBSCRIPTION_EVENT_TYPES.filter((type) => types[type])]);
  return { subscriptions: Object.fromEntries(offered) as OfferedSubscriptions };
}

/** Where an installation lives, and what it can do there. */
export interface Place {
  /** e.g. `/status`, or empty. */
  basePath: string;
  /** Used while the site has no `siteURL`. */
  origin: string;
  /** Whether mails leave it; absent = no. */
  canMail?: boolean;
}

/** The chrome of every public page. */
export function siteSnapshot(
  { settings, pages, texts }: SiteFacts,
  { basePath, origin, canMail = false }: Place,
  now: number,
): SiteSnapshot {
  const theme = textOf(settings, 'theme');
  const menu = documentIn(settings.get('subMenuOptions'));
  const style = siteStyle(settings);
  const dateFormats = ownFormats(settings);
  const socialImage = siteText(settings, 'socialPreviewImage');
  return {
    name: siteName(settings),
    url: originIn(textOf(settings, 'siteURL')) ?? origin,
    basePath,
    homeUrl: placed(textOf(settings, 'home') || '/', basePath),
    logo: placedOrNull(siteText(settings, 'logo'), basePath),
    favicon: placedOrNull(siteText(settings, 'favicon'), basePath),
    ...(style === null ? {} : { stylesheet: `/assets/site/${style.file}` }),
    ...guests(settings),
    ...(socialImage === null ? {} : { socialImage: placed(socialImage, basePath) }),
    ...(areApart(settings) ? { isApart: true as const } : {}),
    nav: listIn(settings.get('nav')).flatMap((entry) => {
      const { name, url, iconURL } = documentIn(entry);
      return typeof name === 'string' && typeof url === 'string'
        ? [{ name, url: placed(url, basePath), iconUrl: placedOrNull(orNull(iconURL), basePath) }]
        : [];
    }),
    footerHtml: sanitizeHtml(textOf(settings, 'footerHTML')),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    themeToggle: isOn(settings, 'themeToggle'),
    tzToggle: isOn(settings, 'tzToggle'),
    ...(texts === undefined ? {} : { locales: [...texts].map(([code, file]) => localeSnapshot(code, file)) }),
    ...(Object.keys(dateFormats).length === 0 ? {} : { dateFormats }),
    showRssFeed: menu['showRssFeed'] !== false,
    ...subscriptions(settings, canMail),
    announcement: announcement(settings, basePath, now),
    pages: switcher(settings, pages),
  };
}

/** Where the texts of a language lie, below the base path. */
export const textsPath = (file: string): string => `/assets/i18n/${file}`;

const localeSnapshot = (code: string, file: string | null): LocaleSnapshot => ({
  code,
  name: factsOf(code).name,
  file: file === null ? null : textsPath(file),
});
