import { INCIDENT_SOURCES, INCIDENT_STATES, type IncidentSource, type IncidentState, type YesNo } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

export const SORTS = ['id', 'start', 'updated'] as const;
export type SortKey = (typeof SORTS)[number];
export const PAGE_SIZES = [10, 25, 50, 100] as const;

/** What the list shows: everything of it stands in the address, so a copied address shows the same. */
export interface ListQuery {
  text: string;
  state: IncidentState | null;
  source: IncidentSource | null;
  isOpen: YesNo | null;
  /** Tag. */
  monitor: string | null;
  /** Path of a public page, `~home` for home. */
  page: string | null;
  /** First and last day of the start, `YYYY-MM-DD` in the browser's zone, both inclusive. */
  from: string | null;
  to: string | null;
  sort: SortKey;
  order: 'asc' | 'desc';
  /** 1-based. */
  pageNumber: number;
  limit: number;
}

/** Nothing that narrows. */
export const NO_FILTER = {
  text: '',
  state: null,
  source: null,
  isOpen: null,
  monitor: null,
  page: null,
  from: null,
  to: null,
} as const satisfies Partial<ListQuery>;

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null => values.find((value) => value === text) ?? null;
const dayOf = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** Reads the address; what it does not understand counts as absent. */
export function readQuery(params: ParamMap): ListQuery {
  const pageNumber = Number(params.get('p'));
  const limit = Number(params.get('limit'));
  return {
    text: params.get('q') ?? '',
    state: oneOf(INCIDENT_STATES, params.get('state')),
    source: oneOf(INCIDENT_SOURCES, params.get('source')),
    isOpen: oneOf(['YES', 'NO'], params.get('open')),
    monitor: params.get('monitor'),
    page: params.get('page'),
    from: dayOf(params.get('from')),
    to: dayOf(params.get('to')),
    sort: oneOf(SORTS, params.get('sort')) ?? 'id',
    order: params.get('order') === 'asc' ? 'asc' : 'desc',
    pageNumber: Number.isInteger(pageNumber) && pageNumber > 0 ? pageNumber : 1,
    limit: PAGE_SIZES.find((size) => size === limit) ?? 10,
  };
}

/** The address of a query: defaults are left out, so that plain stays plain. */
export function writeQuery(query: ListQuery): Params {
  return {
    q: query.text || null,
    state: query.state,
    source: query.source,
    open: query.isOpen,
    monitor: query.monitor,
    page: query.page,
    from: query.from,
    to: query.to,
    sort: query.sort === 'id' ? null : query.sort,
    order: query.order === 'desc' ? null : query.order,
    p: query.pageNumber === 1 ? null : query.pageNumber,
    limit: query.limit === 10 ? null : query.limit,
  };
}

/** Parameters of GET `/incident-states` that narrow the list. */
export function toFilter(query: ListQuery): Record<string, string | number> {
  return {
    ...(query.text ? { text: query.text } : {}),
    ...(query.state ? { state: query.state } : {}),
    ...(query.source ? { source: query.source } : {}),
    ...(query.isOpen ? { is_open: query.isOpen } : {}),
    ...(query.monitor ? { monitor_tag: query.monitor } : {}),
    ...(query.page ? { page_path: query.page } : {}),
    ...(query.from ? { start_ts: startOfDay(query.from) } : {}),
    // The last second of the last day: both ends are inclusive on the wire.
    ...(query.to ? { end_ts: startOfDay(query.to, 1) - 1 } : {}),
  };
}

/** Parameters of GET `/incident-states`. */
export function toRequest(query: ListQuery): Record<string, string | number> {
  return { ...toFilter(query), sort: query.sort, order: query.order, page: query.pageNumber, limit: query.limit };
}

/** True when something narrows the list. */
export const isFiltered = (query: ListQuery): boolean => Object.keys(toFilter(query)).length > 0;

/** Unix seconds of local midnight, some days later; days are stepped in the calendar, since not every one has 24 hours. */
function startOfDay(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime() / 1000;
}

/** `YYYY-MM-DD` of a day some days before the one of an instant. @param at Unix seconds */
export function dayBefore(at: number, days: number): string {
  const now = new Date(at * 1000);
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}
