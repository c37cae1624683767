import { LIFECYCLES, MONITOR_TYPES, STATUSES, type Lifecycle, type MonitorType, type Status, type YesNo } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

export const SORTS = ['name', 'current_status', 'monitor_type', 'interval', 'uptime', 'id'] as const;
export type SortKey = (typeof SORTS)[number];
export const PAGE_SIZES = [10, 25, 50, 100] as const;

/** What the list shows: everything of it stands in the address, so a copied address shows the same. */
export interface ListQuery {
  text: string;
  currentStatus: Status | null;
  type: MonitorType | null;
  status: Lifecycle | null;
  isHidden: YesNo | null;
  /** Path of a public page, `~home` for home. */
  page: string | null;
  sort: SortKey;
  order: 'asc' | 'desc';
  /** 1-based. */
  pageNumber: number;
  limit: number;
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null => values.find((value) => value === text) ?? null;

/** Reads the address; what it does not understand counts as absent. */
export function readQuery(params: ParamMap): ListQuery {
  const pageNumber = Number(params.get('p'));
  const limit = Number(params.get('limit'));
  return {
    text: params.get('q') ?? '',
    currentStatus: oneOf(STATUSES, params.get('status')),
    type: oneOf(MONITOR_TYPES, params.get('type')),
    status: oneOf(LIFECYCLES, params.get('active')),
    isHidden: oneOf(['YES', 'NO'], params.get('hidden')),
    page: params.get('page'),
    sort: oneOf(SORTS, params.get('sort')) ?? 'name',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
    pageNumber: Number.isInteger(pageNumber) && pageNumber > 0 ? pageNumber : 1,
    limit: PAGE_SIZES.find((size) => size === limit) ?? 25,
  };
}

/** The address of a query: defaults are left out, so that plain stays plain. */
export function writeQuery(query: ListQuery): Params {
  return {
    q: query.text || null,
    status: query.currentStatus,
    type: query.type,
    active: query.status,
    hidden: query.isHidden,
    page: query.page,
    sort: query.sort === 'name' ? null : query.sort,
    order: query.order === 'asc' ? null : query.order,
    p: query.pageNumber === 1 ? null : query.pageNumber,
    limit: query.limit === 25 ? null : query.limit,
  };
}

/** Parameters of GET `/monitor-states` that narrow the list. */
export function toFilter(query: ListQuery): Record<string, string> {
  return {
    ...(query.text ? { text: query.text } : {}),
    ...(query.currentStatus ? { current_status: query.currentStatus } : {}),
    ...(query.type ? { monitor_type: query.type } : {}),
    ...(query.status ? { status: query.status } : {}),
    ...(query.isHidden ? { is_hidden: query.isHidden } : {}),
    ...(query.page ? { page_path: query.page } : {}),
  };
}

/** Parameters of GET `/monitor-states`. */
export function toRequest(query: ListQuery): Record<string, string | number> {
  return {
    ...toFilter(query),
    sort: query.sort,
    order: query.order,
    page: query.pageNumber,
    limit: query.limit,
  };
}

/** True when something narrows the list. */
export const isFiltered = (query: ListQuery): boolean =>
  Boolean(query.text || query.currentStatus || query.type || query.status || query.isHidden || query.page);
