/** Where requests outside the base path are sent: no route and no page has this address. */
export const OUTSIDE = '/.outside-base-path';

/** Probes come from the machine itself and know nothing of a base path. */
const ROOT_PROBES = new Set(['/livez', '/readyz', '/healthcheck']);

/**
 * Takes the base path off an address, so that nothing behind the router knows about it.
 * @param url request target as it came, `/status/api/v4/monitors?x=1`
 * @param basePath empty or `/status`
 * @returns the address inside the installation, or `OUTSIDE`
 */
export function stripBasePath(url: string, basePath: string): string {
  if (basePath === '' || !url.startsWith('/')) return basePath === '' ? url : OUTSIDE;
  const queryAt = url.search(/[?#]/);
  const path = (queryAt < 0 ? url : url.slice(0, queryAt)).replaceAll(/\/{2,}/g, '/');
  const query = queryAt < 0 ? '' : url.slice(queryAt);
  if (path === basePath) return `/${query}`;
  if (path.startsWith(`${basePath}/`)) return path.slice(basePath.length) + query;
  return ROOT_PROBES.has(path) ? path + query : OUTSIDE;
}
