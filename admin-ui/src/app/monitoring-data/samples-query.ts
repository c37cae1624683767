import { SAMPLE_TYPES, STATUSES, type SampleType, type Status } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

export const WINDOWS = { '1h': 3_600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 } as const;
export type SampleWindow = keyof typeof WINDOWS;
export const SAMPLES_PER_PAGE = 50;

/** Which samples the table shows; all of it stands in the address. */
export interface SamplesQuery {
  /** A span that ends now, or `own` for the two instants below. */
  window: SampleWindow | 'own';
  /** Unix seconds, `[from, to)`; only with `own`. */
  from: number | null;
  to: number | null;
  status: Status | null;
  type: SampleType | null;
  /** 1-based. */
  pageNumber: number;
}

const seconds = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);

export function readSamplesQuery(params: ParamMap): SamplesQuery {
  const [from, to] = [seconds(params.get('from')), seconds(params.get('to'))];
  const window = (Object.keys(WINDOWS) as SampleWindow[]).find((key) => key === params.get('window')) ?? '24h';
  return {
    window: from !== null && to !== null && from < to ? 'own' : window,
    from,
    to,
    status: STATUSES.find((value) => value === params.get('status')) ?? null,
    type: SAMPLE_TYPES.find((value) => value === params.get('type')) ?? null,
    pageNumber: Math.max(1, seconds(params.get('p')) ?? 1),
  };
}

export function writeSamplesQuery(query: SamplesQuery): Params {
  const isOwn = query.window === 'own';
  return {
    window: isOwn || query.window === '24h' ? null : query.window,
    from: isOwn ? query.from : null,
    to: isOwn ? query.to : null,
    status: query.status,
    type: query.type,
    p: query.pageNumber === 1 ? null : query.pageNumber,
  };
}

/** Parameters of GET `/monitors/{tag}/samples`. @param now Unix seconds */
export function toSamplesRequest(query: SamplesQuery, now: number): Record<string, string | number> {
  // The coming minute is in: a sample carries the minute it belongs to.
  const end = query.window === 'own' && query.to !== null ? query.to : now + 60;
  const start = query.window === 'own' && query.from !== null ? query.from : end - WINDOWS[query.window === 'own' ? '24h' : query.window];
  return {
    start_ts: start,
    end_ts: end,
    ...(query.status ? { status: query.status } : {}),
    ...(query.type ? { type: query.type } : {}),
    page: query.pageNumber,
    limit: SAMPLES_PER_PAGE,
  };
}
