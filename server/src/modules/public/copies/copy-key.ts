import type { LatencyRange } from '@clarion/contract';
import type { Variant } from '../../pages/snapshots.service.js';

/** A status page in one zone and language. */
export interface PageKey extends Variant {
  kind: 'page';
  /** Empty = home. */
  path: string;
}

/** A monitor's own page. */
export interface MonitorKey extends Variant {
  kind: 'monitor';
  tag: string;
  /** The page it is read on; null = by itself. */
  pagePath: string | null;
  range: LatencyRange;
  /** `YYYY-MM-DD`; null = no day. */
  day: string | null;
}

/** What answers every unknown address: one copy, whatever was asked for. */
export interface NotFoundKey extends Variant {
  kind: 'not-found';
}

/** What a copy is of. Every part comes from a closed set, so strangers cannot fill the memory with copies. @see reliability SEC-65 */
export type CopyKey = PageKey | MonitorKey | NotFoundKey;

/** The key as one text. No part may hold a line break. */
export function idOf(key: CopyKey): string {
  const parts: (string | null)[] = [key.kind, key.timeZone, key.locale];
  if (key.kind === 'page') parts.push(key.path);
  if (key.kind === 'monitor') parts.push(key.tag, key.pagePath, key.range, key.day);
  return parts.map((part) => part ?? '\0').join('\n');
}

/** Path and query of the document, base path included. @param basePath empty or `/status` */
export function urlOf(key: CopyKey, basePath: string): string {
  if (key.kind === 'not-found') return `${basePath}/`;
  if (key.kind === 'page') return `${basePath}/${encodeURIComponent(key.path)}`;
  const page = key.pagePath === null ? '' : `/${encodeURIComponent(key.pagePath)}`;
  const query = new URLSearchParams();
  if (key.range !== '24h') query.set('range', key.range);
  if (key.day !== null) query.set('day', key.day);
  return `${basePath}${page}/monitors/${encodeURIComponent(key.tag)}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
