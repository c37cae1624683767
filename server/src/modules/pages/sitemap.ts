import { escapeXml } from '../../platform/markup/escape-xml.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;
/** Addresses of one file. @see sitemaps.org */
const MOST = 50_000;

/** What a sitemap is made from. */
export interface SitemapFacts {
  /** What every address starts with: origin and base path, no trailing slash. */
  base: string;
  /** Paths of living pages, empty = home. */
  pages: readonly string[];
  /** Tags of monitors that some page shows. */
  monitors: readonly string[];
  /** The `sitemap` setting as it is stored. */
  setting: unknown;
  /** Unix seconds. */
  now: number;
}

const documentIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** How the site announces itself; without a setting not at all. @see pages-site §12, §19 */
export function sitemapMode(setting: unknown): 'auto' | 'manual' | 'off' {
  const { mode } = documentIn(setting);
  return mode === 'auto' || mode === 'manual' ? mode : 'off';
}

/** The address of a month's events. @param monthsAgo 0 = this month, in UTC */
function monthPath(now: number, monthsAgo: number): string {
  const today = new Date(now * 1_000);
  const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - monthsAgo, 1));
  return `/events/${MONTHS[month.getUTCMonth()]!}-${month.getUTCFullYear()}`;
}

/** Addresses that a sitemap names, each once. */
function addressesOf({ base, pages, monitors, setting, now }: SitemapFacts): string[] {
  const { urls } = documentIn(setting);
  const chosen = (Array.isArray(urls) ? urls : []).map((url) => documentIn(url)['loc']).filter((loc) => typeof loc === 'string');
  if (sitemapMode(setting) === 'manual') return [...new Set(chosen)];
  const own = [
    ...pages.map((path) => `/${path}`),
    ...monitors.map((tag) => `/monitors/${tag}`),
    ...[0, 1].map((months) => monthPath(now, months)),
  ];
  return [...new Set([...own.map((path) => base + path), ...chosen])];
}

/** The sitemap, or null when the site has none. */
export function sitemapXml(facts: SitemapFacts): string | null {
  if (sitemapMode(facts.setting) === 'off') return null;
  const urls = addressesOf(facts)
    .slice(0, MOST)
    .map((address) => `<url><loc>${escapeXml(address)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}
