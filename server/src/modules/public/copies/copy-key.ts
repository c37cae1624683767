import type { BarRange, Embed, EmbedTheme, LatencyRange, MaintenanceFilter } from '@clarion/contract';
import { embedPath, monthSlug } from '@clarion/domain';
import type { MaintenanceId } from '../../pages/event-snapshots.service.js';
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
  /** Days of bars; absent = all there are. */
  days?: BarRange;
}

/** An incident's own page. */
export interface IncidentKey extends Variant {
  kind: 'incident';
  id: number;
  /** The page it is read on; null = by itself. */
  pagePath: string | null;
}

/** The page of one occurrence of a maintenance. */
export interface MaintenanceKey extends Variant, MaintenanceId {
  kind: 'maintenance';
  pagePath: string | null;
}

/** The list of maintenances. */
export interface MaintenanceListKey extends Variant, MaintenanceFilter {
  kind: 'maintenances';
  pagePath: string | null;
}

/** A month of events. */
export interface CalendarKey extends Variant {
  kind: 'calendar';
  /** `YYYY-MM`. */
  month: string;
  pagePath: string | null;
}

export type EventKey = IncidentKey | MaintenanceKey | MaintenanceListKey | CalendarKey;

/** What answers every unknown address: one copy, whatever was asked for. */
export interface NotFoundKey extends Variant {
  kind: 'not-found';
}

/** A frame for other people's pages; `missing` answers for all that are about nothing. */
export interface EmbedKey extends Variant {
  kind: 'embed';
  embed: Embed | { kind: 'missing'; theme: EmbedTheme };
}

/**
 * What a copy is of. Its parts are checked before, and what is not there is not kept; the copies that strangers can have made all the same (days,
 * dates of a list) push each other out, never the pages. @see reliability SEC-65
 */
export type CopyKey = OwnKey | EmbedKey;

/** What a copy on our own pages is of. */
export type OwnKey = PageKey | MonitorKey | EventKey | NotFoundKey;

/** The same, whoever reads it. */
export type CopySubject = OwnKey extends infer Key ? (Key extends OwnKey ? Omit<Key, keyof Variant> : never) : never;

/** The key of a copy for one reader. */
export const keyFor = (subject: CopySubject, { timeZone, locale }: Variant): OwnKey => ({ ...subject, timeZone, locale }) as OwnKey;

/** The key as one text. No part may hold a line break. */
export function idOf(key: CopyKey): string {
  const common = [key.kind, key.timeZone, key.locale];
  return [...common, ...partsOf(key)].map((part) => part ?? '\0').join('\n');
}

function partsOf(key: CopyKey): (string | number | null)[] {
  switch (key.kind) {
    case 'page':
      return [key.path];
    case 'monitor':
      return [key.tag, key.pagePath, key.range, key.day, key.days ?? null];
    case 'incident':
      return [key.id, key.pagePath];
    case 'maintenance':
      return [key.id, key.by, key.pagePath];
    case 'maintenances':
      return [key.monitor, key.from, key.to, key.page, key.pagePath];
    case 'calendar':
      return [key.month, key.pagePath];
    case 'embed':
      return [JSON.stringify(key.embed)];
    case 'not-found':
      return [];
  }
}

/** Path and query of the document, base path included. @param basePath empty or `/status` */
export function urlOf(key: CopyKey, basePath: string): string {
  if (key.kind === 'not-found') return `${basePath}/`;
  if (key.kind === 'embed') return `${basePath}${key.embed.kind === 'missing' ? '/embed' : embedPath(key.embed)}`;
  if (key.kind === 'page') return `${basePath}/${encodeURIComponent(key.path)}`;
  const page = key.pagePath === null ? '' : `/${encodeURIComponent(key.pagePath)}`;
  return `${basePath}${page}${pathOf(key)}`;
}

function pathOf(key: MonitorKey | EventKey): string {
  switch (key.kind) {
    case 'monitor':
      return `/monitors/${encodeURIComponent(key.tag)}${queryOf({ range: key.range === '24h' ? null : key.range, day: key.day, days: key.days === undefined ? null : String(key.days) })}`;
    case 'incident':
      return `/incidents/${key.id}`;
    case 'maintenance':
      return `/maintenances/${key.id}${queryOf({ type: key.by === 'maintenance' ? 'maintenance' : null })}`;
    case 'maintenances':
      return `/maintenances${queryOf({ monitor: key.monitor, from: key.from, to: key.to, page: key.page === 1 ? null : String(key.page) })}`;
    case 'calendar':
      return `/events/${monthSlug(key.month)}`;
  }
}

function queryOf(values: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
