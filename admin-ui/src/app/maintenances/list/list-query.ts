import { LIFECYCLES, type Lifecycle } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

export const SORTS = ['id', 'start', 'next'] as const;
export type SortKey = (typeof SORTS)[number];
export const PAGE_SIZE = 10;

/** Stretches of time in which an event must lie, from now on; `past` is the 90 days before. */
export const WINDOWS = {
  now: 'In progress now',
  '24h': 'In the next 24 hours',
  '7d': 'In the next 7 days',
  '30d': 'In the next 30 days',
  past: 'In the last 90 days',
} as const;
export type WindowKey = keyof typeof WINDOWS;
const DAY = 86_400;
const REACH: Readonly<Record<WindowKey, readonly [before: number, after: number]>> = {
  now: [0, 60],
  '24h': [0, DAY],
  '7d': [0, 7 * DAY],
  '30d': [0, 30 * DAY],
  past: [90 * DAY, 0],
};

/** What the list shows: everything of it stands in the address, so a copied address shows the same. */
export interface ListQuery {
  text: string;
  status: Lifecycle | null;
  /** Tag. */
  monitor: string | null;
  window: WindowKey | null;
  sort: SortKey;
  order: 'asc' | 'desc';
  /** 1-based. */
  pageNumber: number;
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null => values.find((value) => value === text) ?? null;

/** Reads the address; what it does not understand counts as absent. */
export function readQuery(params: ParamMap): ListQuery {
  const pageNumber = Number(params.get('p'));
  const sort = oneOf(SORTS, params.get('sort')) ?? 'id';
  return {
    text: params.get('q') ?? '',
    status: oneOf(LIFECYCLES, params.get('status')),
    monitor: params.get('monitor'),
    window: oneOf(Object.keys(WINDOWS) as WindowKey[], params.get('window')),
    sort,
    order: oneOf(['asc', 'desc'], params.get('order')) ?? usualOrder(sort),
    pageNumber: Number.isInteger(pageNumber) && pageNumber > 0 ? pageNumber : 1,
  };
}

/** The newest first, but the nearest first. */
export const usualOrder = (sort: SortKey): 'asc' | 'desc' => (sort === 'next' ? 'asc' : 'desc');

/** The address of a query: defaults are left out, so that plain stays plain. */
export function writeQuery(query: ListQuery): Params {
  return {
    q: query.text || null,
    status: query.status,
    monitor: query.monitor,
    window: query.window,
    sort: query.sort === 'id' ? null : query.sort,
    order: query.order === usualOrder(query.sort) ? null : query.order,
    p: query.pageNumber === 1 ? null : query.pageNumber,
  };
}

/** Parameters of GET `/maintenance-states` that narrow the list. @param now Unix seconds */
export function toFilter(query: ListQuery, now: number): Record<string, string | number> {
  const reach = query.window && REACH[query.window];
  return {
    ...(query.text ? { text: query.text } : {}),
    ...(query.status ? { status: query.status } : {}),
    ...(query.monitor ? { monitor_tag: query.monitor } : {}),
    ...(reach ? { start_ts: now - reach[0], end_ts: now + reach[1] } : {}),
  };
}

/** Parameters of GET `/maintenance-states`. @param now Unix seconds */
export const toRequest = (query: ListQuery, now: number): Record<string, string | number> => ({
  ...toFilter(query, now),
  sort: query.sort,
  order: query.order,
  page: query.pageNumber,
  limit: PAGE_SIZE,
});

/** True when something narrows the list. */
export const isFiltered = (query: ListQuery): boolean => Boolean(query.text || query.status || query.monitor || query.window);
