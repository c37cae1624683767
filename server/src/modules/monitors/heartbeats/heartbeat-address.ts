/** Tag and secret of a heartbeat URL, or why the URL is none: a part is `missing` (404) or `empty` (400). */
export type HeartbeatAddress = { tag: string; secret: string } | 'missing' | 'empty';

/**
 * Reads what follows `/ext/heartbeat/`: `{tag}:{secret}` or `{tag}/{secret}`, `%3A` included. A tag holds neither `:` nor `/`, so the first
 * of them splits and the secret keeps any other. One trailing slash is the same resource.
 * @param rest path below `/ext/heartbeat/`, still percent-encoded, without the query
 * @see monitors §6.7
 */
export function parseHeartbeatAddress(rest: string): HeartbeatAddress {
  let path: string;
  try {
    path = decodeURIComponent(rest);
  } catch {
    return 'missing';
  }
  const split = path.search(/[:/]/);
  if (split === -1 || path === '/') return 'missing';
  const isColon = path[split] === ':';
  const tag = path.slice(0, split);
  const after = path.slice(split + 1);
  if (!isColon && after === '') return 'missing';
  const secret = after.length > 1 && after.endsWith('/') ? after.slice(0, -1) : after;
  return tag === '' || secret === '' || secret === '/' ? 'empty' : { tag, secret };
}
