import type {} from '@fastify/cookie'; // adds `cookies` to requests
import { BAR_RANGES, LATENCY_RANGES, type LatencyRange, type MaintenanceFilter } from '@clarion/contract';
import { canonicalTimeZone, parseLocalDate } from '@clarion/domain';
import { acceptedLocales, canonicalLocale, chooseLocale, resolveLocale } from '@clarion/i18n';
import type { MonitorView, Variant } from '../../pages/snapshots.service.js';

/** Cookies the page itself sets when a visitor chooses; the server only reads them. @see ux A7 */
const COOKIES = { zone: 'clarion_tz', locale: 'localLang' } as const;

/** Whether a `Cookie` header chooses anything; reading it is worth it only then. */
export const chosenByCookie = (header: string): boolean => header.includes(COOKIES.zone) || header.includes(COOKIES.locale);

/** Zone of visitors who chose none. */
export const DEFAULT_ZONE = 'UTC';

/** Query, cookies and headers of a request, as the framework hands them over. */
export interface Chooser {
  query: unknown;
  cookies: Readonly<Record<string, string | undefined>>;
  headers?: { readonly 'accept-language'?: string };
}

const queryOf = ({ query }: Chooser, name: string): string | undefined => {
  const value = (query as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
};

/**
 * Zone and language of a reader: the address, else the cookie, else what the browser speaks, else the default. What nobody knows counts as
 * not chosen.
 * @param locales that the site offers, its default first   @see pages-site §8, reliability SEC-65
 */
export function variantOf(request: Chooser, locales: readonly string[]): Variant {
  const zones = [queryOf(request, 'tz'), request.cookies[COOKIES.zone]];
  const zone = zones.map((name) => (name === undefined ? null : canonicalTimeZone(name))).find((name) => name !== null);
  return { timeZone: zone ?? DEFAULT_ZONE, locale: spoken(localeOf(request, locales)) };
}

function localeOf(request: Chooser, locales: readonly string[]): string {
  const [usual = 'en'] = locales;
  if (locales.length < 2) return usual;
  for (const code of [queryOf(request, 'lang'), request.cookies[COOKIES.locale]]) {
    const named = code === undefined ? undefined : locales.find((each) => canonicalLocale(each) === canonicalLocale(code));
    if (named !== undefined) return named;
  }
  const header = request.headers?.['accept-language'] ?? '';
  return header === '' ? usual : (accepted(header, locales) ?? usual);
}

/** Browsers send few headers, strangers any: what was found is kept, up to a bound. */
const MOST_HEADERS = 500;
const foundFor = new WeakMap<readonly string[], Map<string, string | null>>();
function accepted(header: string, locales: readonly string[]): string | null {
  let found = foundFor.get(locales);
  if (found === undefined) foundFor.set(locales, (found = new Map<string, string | null>()));
  const known = found.get(header);
  if (known !== undefined) return known;
  if (found.size >= MOST_HEADERS) found.clear();
  const choice = chooseLocale(acceptedLocales(header), locales);
  found.set(header, choice);
  return choice;
}

const resolved = new Map<string, string>();
/** A language the site offers and nobody has translated yet speaks the next best one. Sites offer few. */
function spoken(locale: string): string {
  const known = resolved.get(locale);
  if (known !== undefined) return known;
  const found = resolveLocale([locale]);
  resolved.set(locale, found);
  return found;
}

/** Zone and language of somebody who chose nothing. */
export const defaultVariant = (locales: readonly string[]): Variant => variantOf({ query: {}, cookies: {} }, locales);

/** Pages of a list that anybody turns. */
const MOST_PAGES = 500;
const TAG = /^[a-z0-9][a-z0-9_-]{0,254}$/;

/** Which maintenances a visitor wants to see; what is no tag, no date and no page counts as not asked for. */
export function filterOf(request: Chooser): MaintenanceFilter {
  const [monitor, from, to, page] = (['monitor', 'from', 'to', 'page'] as const).map((name) => queryOf(request, name));
  const date = (text: string | undefined): string | null => (text === undefined ? null : parseLocalDate(text));
  const number = Number(page ?? 1);
  return {
    monitor: monitor !== undefined && TAG.test(monitor) ? monitor : null,
    from: date(from),
    to: date(to),
    page: Number.isInteger(number) && number >= 1 && number <= MOST_PAGES ? number : 1,
  };
}

/** Whether the id in an address is that of a maintenance, not of one occurrence. */
export const namesSeries = (request: Chooser): boolean => queryOf(request, 'type') === 'maintenance';

/** The page that data is asked for; undefined = by itself. */
export const pageOf = (request: Chooser): string | undefined => queryOf(request, 'page_path');

/** What a visitor wants to see of a monitor; unknown ranges and impossible dates count as not asked for. */
export function viewOf(request: Chooser): MonitorView {
  const range = queryOf(request, 'range');
  const day = queryOf(request, 'day');
  const days = BAR_RANGES.find((each) => String(each) === queryOf(request, 'days'));
  return {
    range: range !== undefined && Object.hasOwn(LATENCY_RANGES, range) ? (range as LatencyRange) : '24h',
    day: day === undefined ? null : parseLocalDate(day),
    ...(days === undefined ? {} : { days }),
  };
}
