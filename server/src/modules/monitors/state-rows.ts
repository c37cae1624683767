import { type Lifecycle, type MonitorType, type Status } from '@clarion/contract';
import { ListMonitorStatesQuery, type StateSort } from './dto/monitor-state.dto.js';
import { type NewestSample } from './timeline/present.js';

/** A monitor with its newest sample: what lists are filtered and sorted by. */
export interface Candidate {
  id: number;
  tag: string;
  name: string;
  image: string | null;
  monitor_type: MonitorType;
  cron: string | null;
  status: Lifecycle;
  is_hidden: boolean;
  version: number;
  settings: Record<string, unknown> | null;
  include_degraded: boolean;
  /** The rest is null for a monitor that never had a sample. */
  timestamp: number | null;
  sample_status: Status | null;
  latency: number | null;
  since_ts: number | null;
  vouched_until: number | null;
}

const FROM = `FROM monitors m LEFT JOIN monitor_current_state c ON c.monitor_id = m.id`;
export const CANDIDATES = `
  SELECT m.id, m.tag, m.name, m.image, m.monitor_type, m.cron, m.status, m.is_hidden, m.version, m.monitor_settings_json AS settings,
    m.include_degraded_in_downtime AS include_degraded, c.timestamp, c.status AS sample_status, c.latency, c.since_ts, c.vouched_until ${FROM}`;
export const countStatement = (where: string): string => `SELECT count(*)::int AS total FROM monitors m ${where}`;

/** Orders the database knows; the others are left to the rules. */
export const ORDERS: Readonly<Partial<Record<StateSort, string>>> = {
  name: 'lower(m.name)',
  monitor_type: 'm.monitor_type::text',
  id: 'm.id',
};

/** One letter a sample, oldest first; the letters are the codes of the samples in lower case. @see DAY_LETTERS */
export const LAST_CHECKS = `
  SELECT g.id, d.letters FROM unnest($1::int[]) g(id) CROSS JOIN LATERAL (
    SELECT string_agg(lower(status::text), '' ORDER BY timestamp) AS letters
    FROM (SELECT timestamp, status FROM monitoring_data WHERE monitor_id = g.id ORDER BY timestamp DESC LIMIT 60) newest) d`;

/** Minutes per status of monitors in `[$2, $3)`, before overlays; a minute belongs to the span its first second lies in. */
export interface UptimeMinutes {
  id: number;
  up: number;
  degraded: number;
  down: number;
  maintenance: number;
}
const minutesOf = (status: Status): string =>
  `coalesce(sum((least(s.to_ts, $3::bigint) + 59) / 60 - (greatest(s.from_ts, $2::bigint) + 59) / 60) FILTER (WHERE s.status = '${status}'), 0)::int`;
export const UPTIME_MINUTES = `
  SELECT s.monitor_id AS id, ${minutesOf('UP')} AS up, ${minutesOf('DEGRADED')} AS degraded, ${minutesOf('DOWN')} AS down,
    ${minutesOf('MAINTENANCE')} AS maintenance
  FROM timeline_spans s WHERE s.monitor_id = ANY($1::int[]) AND s.from_ts < $3 AND s.to_ts > $2 GROUP BY s.monitor_id`;

export const newestOf = (row: Candidate): NewestSample | null =>
  row.timestamp === null
    ? null
    : { timestamp: row.timestamp, status: row.sample_status!, sinceTs: row.since_ts!, vouchedUntil: row.vouched_until! };

/** What of a query the database filters by. @param onPage ids of the monitors of a page; null = of any */
export function stateFilter(query: ListMonitorStatesQuery, onPage: readonly number[] | null): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const conditions = ['m.deleted_at IS NULL'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  const { text, monitor_type: type, status, is_hidden: isHidden } = query;
  if (text !== undefined) add((place) => `(m.name ILIKE ${place} OR m.tag ILIKE ${place})`, `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  if (type !== undefined) add((place) => `m.monitor_type = ${place}::monitor_type`, type);
  if (status !== undefined) add((place) => `m.status = ${place}::lifecycle`, status);
  if (isHidden !== undefined) add((place) => `m.is_hidden = ${place}`, isHidden === 'YES');
  if (onPage !== null) add((place) => `m.id = ANY(${place}::int[])`, onPage);
  return { where: `WHERE ${conditions.join(' AND ')}`, parameters };
}
