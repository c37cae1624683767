import type { SiteSnapshot } from '@clarion/contract';
import { sanitizeHtml, renderMarkdown } from '../../../platform/markdown/markdown.js';
import { siteStyle } from '../../site/site-style.js';
import type { SiteFacts } from './facts.js';

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

function announcement(values: Values, now: number): SiteSnapshot['announcement'] {
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
    ctaUrl: ctaText === null ? null : ctaUrl,
    ctaText: ctaUrl === null ? null : ctaText,
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

/**
 * The chrome of every public page.
 * @param basePath e.g. `/status`, or empty
 * @param origin used while the site has no `siteURL`
 */
export function siteSnapshot({ settings, pages }: SiteFacts, basePath: string, origin: string, now: number): SiteSnapshot {
  const theme = textOf(settings, 'theme');
  const menu = documentIn(settings.get('subMenuOptions'));
  const style = siteStyle(settings);
  return {
    name: siteName(settings),
    url: originIn(textOf(settings, 'siteURL')) ?? origin,
    basePath,
    homeUrl: textOf(settings, 'home') || '/',
    logo: siteText(settings, 'logo'),
    favicon: siteText(settings, 'favicon'),
    ...(style === null ? {} : { stylesheet: `/assets/site/${style.file}` }),
    nav: listIn(settings.get('nav')).flatMap((entry) => {
      const { name, url, iconURL } = documentIn(entry);
      return typeof name === 'string' && typeof url === 'string' ? [{ name, url, iconUrl: orNull(iconURL) }] : [];
    }),
    footerHtml: sanitizeHtml(textOf(settings, 'footerHTML')),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    themeToggle: isOn(settings, 'themeToggle'),
    tzToggle: isOn(settings, 'tzToggle'),
    showRssFeed: menu['showRssFeed'] !== false,
    announcement: announcement(settings, now),
    pages: switcher(settings, pages),
  };
}

/** Codes of the languages a visitor may choose, the default first. @see pages-site §8 */
export function siteLocales(settings: Values): readonly string[] {
  const { defaultLocale, locales } = documentIn(settings.get('i18n'));
  const chosen = listIn(locales)
    .map(documentIn)
    .filter(({ code, selected, disabled }) => typeof code === 'string' && selected === true && disabled !== true)
    .map(({ code }) => code as string);
  const first = typeof defaultLocale === 'string' && defaultLocale !== '' ? defaultLocale : 'en';
  return [...new Set([first, ...chosen])];
}
