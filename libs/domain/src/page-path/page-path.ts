/** Words that addresses of ours begin with: no page may have them as its path. @see pages-site §1 */
const RESERVED = new Set([
  ...[
    'api',
    'account',
    'manage',
    'events',
    'incidents',
    'maintenances',
    'monitors',
    'badge',
    'embed',
    'assets',
    'ext',
    'dashboard-apis',
    'docs',
  ],
  ...['subscribe', 'unsubscribe', 'healthcheck', 'livez', 'readyz', 'metrics', 'sso', 'scim'],
  ...['rss.xml', 'atom.xml', 'feed.json', 'calendar.ics', 'sitemap.xml', 'robots.txt', 'capture.js'],
]);

/** What becomes of a path that somebody typed; may be empty. @see data-model §4 */
export const sanitizePath = (text: string): string =>
  text
    .toLowerCase()
    .trim()
    .replaceAll(/\s+/g, '-')
    .replaceAll(/[^a-z0-9_-]/g, '');

/** Whether a path is one that addresses of the product begin with. */
export const isReservedPath = (path: string): boolean => RESERVED.has(path);

/** Whether a text can be the path of a page other than the home page. */
export const isPagePath = (text: string): boolean => /^[a-z0-9_-]+$/.test(text) && !isReservedPath(text);
