import type { PageOrigins } from '@clarion/contract';

/** A sheet of a font host, and what the page must be allowed for it. */
export interface SiteFont {
  url: string;
  origins: Required<Pick<PageOrigins, 'styles' | 'fonts'>>;
}

/** Hosts whose sheets name font files of another origin. */
const FILES_ELSEWHERE: Readonly<Record<string, string>> = { 'https://fonts.googleapis.com': 'https://fonts.gstatic.com' };

/** The style sheet that brings the site's font; null when it needs none, or is not an address. @see pages-site §5 */
export function siteFont(settings: ReadonlyMap<string, unknown>): SiteFont | null {
  const font = settings.get('font');
  const url = typeof font === 'object' && font !== null && 'cssSrc' in font ? font.cssSrc : '';
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  const files = FILES_ELSEWHERE[origin];
  return { url, origins: { styles: [origin], fonts: files === undefined ? [origin] : [origin, files] } };
}
