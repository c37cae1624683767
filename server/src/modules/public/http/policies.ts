import type { PageOrigins } from '@clarion/contract';

/** Answers are the visitor's own choice of zone and language, so caches ask each time; an unchanged page costs a 304. */
export const REVALIDATE = 'no-cache';

/** Headers of a rendered page. */
export const documentHeaders = ({ policy }: { policy: string }): Record<string, string> => ({
  'content-security-policy': policy,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': REVALIDATE,
});

export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Origins are made from settings that were checked; one that could end a directive all the same is left out. */
const listed = (sources: readonly string[] = []): string =>
  sources
    .filter((source) => /^https?:\/\/[\w.*:[\]-]+$/.test(source))
    .map((source) => ` ${source}`)
    .join('');

/**
 * What a public page may load and run: its own files, the inline scripts that were rendered into it, and what the owner chose to load from
 * elsewhere; it previews its own frames. Logos and images of monitors may come from anywhere. @see reliability SEC-60
 */
export const publicPolicy = (scriptHashes: readonly string[], { styles, fonts, scripts, connects }: PageOrigins = {}): string =>
  [
    `default-src 'none'`,
    `script-src 'self'${scriptHashes.map((hash) => ` '${hash}'`).join('')}${listed(scripts)}`,
    `style-src 'self' 'unsafe-inline'${listed(styles)}`,
    `img-src 'self' data: https: http:`,
    `font-src 'self'${listed(fonts)}`,
    `connect-src 'self'${listed(connects)}`,
    `frame-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self'`,
  ].join('; ');

/** A frame for anybody's page: it runs what was rendered into it, asks for itself again and is clicked at for nothing but links. @see pages-site §14 */
export const embedPolicy = (scriptHashes: readonly string[]): string =>
  [
    `default-src 'none'`,
    `script-src ${scriptHashes.length === 0 ? `'none'` : scriptHashes.map((hash) => `'${hash}'`).join(' ')}`,
    `style-src 'self' 'unsafe-inline'`,
    `font-src 'self'`,
    `img-src 'self' data: https: http:`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors *`,
  ].join('; ');

/**
 * The dashboard: nothing runs that was not named by this answer's nonce.
 * @param basePath of the installation, where browsers send their reports   @see reliability SEC-60
 */
export const adminPolicy = (nonce: string, basePath: string): string =>
  [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `frame-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types angular angular#bundler`,
    `report-uri ${basePath}/api/v4/public/csp-reports`,
  ].join('; ');
