import type { TextOverrides } from '../../site/texts/dictionaries.js';
import type { GapReason, Lifecycle, MonitorType, SampleType, Status } from '@clarion/contract';

/** One statement a kind of thing, whatever the number of monitors. Names on the left of the rows are those of the facts. */

export const PAGE = `
  SELECT p.id, p.page_path AS path, p.page_title AS title, p.page_header AS header, p.page_subheader AS subheader, p.page_logo AS logo,
    p.page_settings_json AS settings, coalesce(v.version, 0) AS version
  FROM pages p LEFT JOIN page_versions v ON v.page_id = p.id
  WHERE p.page_path = $1 AND p.deleted_at IS NULL`;
export interface PageRow {
  id: number;
  path: string;
  title: string;
  header: string | null;
  subheader: string | null;
  logo: string | null;
  settings: unknown;
  version: number;
}

export const SITE = `
  SELECT coalesce((SELECT jsonb_object_agg(key, value) FROM site_settings), '{}') AS settings,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'path', page_path, 'title', page_title) ORDER BY id)
      FROM pages WHERE deleted_at IS NULL), '[]') AS pages,
    coalesce((SELECT jsonb_object_agg(locale, texts) FROM site_texts), '{}') AS texts,
    EXISTS (SELECT FROM translations) AS "isTranslated",
    coalesce((SELECT epoch FROM instance), 1) AS epoch`;
export interface SiteRow {
  texts: TextOverrides;
  isTranslated: boolean;
  settings: Record<string, unknown>;
  pages: { id: number; path: string; title: string }[];
  epoch: number;
}

export const LISTED_PAGES = `
  SELECT id, page_path AS path, page_title AS title, page_header AS header, page_logo AS logo FROM pages WHERE deleted_at IS NULL ORDER BY id`;
export type ListedPageRow = Pick<PageRow, 'id' | 'path' | 'title' | 'header' | 'logo'>;

export const SECTIONS = `SELECT id, name, description, open FROM page_sections WHERE page_id = $1 ORDER BY position, id`;

const MONITOR_COLUMNS = `
  m.id, m.tag, m.name, m.description, m.image, m.external_url AS "externalUrl", m.monitor_type AS type, m.cron, m.is_hidden AS "isHidden", m.status,
  m.monitor_settings_json AS settings, m.include_degraded_in_downtime AS "includeDegradedInDowntime",
  m.day_down_minimum_count AS "dayDownMinimum", m.day_degraded_minimum_count AS "dayDegradedMinimum",
  floor(extract(epoch FROM m.created_at))::bigint AS "createdAt",
  c.timestamp AS "sampleAt", c.status AS "sampleStatus", c.type AS "sampleType", c.latency, c.since_ts AS "sinceTs", c.vouched_until AS "vouchedUntil"`;
const MONITOR_TABLES = `monitors m LEFT JOIN monitor_current_state c ON c.monitor_id = m.id`;

export const PAGE_MONITORS = `
  SELECT ${MONITOR_COLUMNS}, pm.section_id AS "sectionId"
  FROM pages_monitors pm JOIN ${MONITOR_TABLES.replace('m LEFT', 'm ON m.id = pm.monitor_id LEFT')}
  WHERE pm.page_id = $1 AND m.deleted_at IS NULL
  ORDER BY pm.position, m.id`;

/** The monitors of a page that is not stored: tags in $1, ids of their sections in $2. */
export const DRAFT_MONITORS = `
  SELECT ${MONITOR_COLUMNS}, place.section_id AS "sectionId"
  FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS place (tag, section_id, number)
  JOIN ${MONITOR_TABLES.replace('m LEFT', 'm ON m.tag = place.tag LEFT')}
  WHERE m.deleted_at IS NULL
  ORDER BY place.number`;
export interface DraftPlace {
  tag: string;
  sectionId: number | null;
}

export const ONE_MONITOR = `SELECT ${MONITOR_COLUMNS} FROM ${MONITOR_TABLES} WHERE m.tag = $1 AND m.deleted_at IS NULL`;

/** Those with the tags `$1`, or all when it is null, with the versions of the pages they stand on by page id. */
export const PLACED_BY_TAG = `
  SELECT ${MONITOR_COLUMNS}, place.versions
  FROM ${MONITOR_TABLES} CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(p.id, coalesce(v.version, 0)) AS versions
    FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id LEFT JOIN page_versions v ON v.page_id = p.id
    WHERE pm.monitor_id = m.id AND p.deleted_at IS NULL
  ) place
  WHERE ($1::text[] IS NULL OR m.tag = ANY ($1)) AND m.deleted_at IS NULL AND place.versions IS NOT NULL
  ORDER BY m.name, m.id`;
export interface PlacedByTagRow extends MonitorRow {
  versions: Record<string, number>;
}

export interface MonitorRow {
  id: number;
  tag: string;
  name: string;
  description: string | null;
  image: string | null;
  externalUrl: string | null;
  type: MonitorType;
  cron: string | null;
  isHidden: boolean;
  status: Lifecycle;
  settings: Record<string, unknown> | null;
  includeDegradedInDowntime: boolean;
  dayDownMinimum: number | null;
  dayDegradedMinimum: number | null;
  createdAt: number;
  sampleAt: number | null;
  sampleStatus: Status;
  sampleType: SampleType;
  latency: number;
  sinceTs: number;
  vouchedUntil: number;
}

export interface PlacedMonitorRow extends MonitorRow {
  sectionId: number | null;
}

export interface PageOfMonitorRow {
  id: number;
  path: string;
  version: number;
}

/** Pages that hold a monitor, with the versions of their snapshots; the home page first. */
export const PAGES_OF_MONITOR = `
  SELECT p.id, p.page_path AS path, coalesce(v.version, 0) AS version
  FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id LEFT JOIN page_versions v ON v.page_id = p.id
  WHERE pm.monitor_id = $1 AND p.deleted_at IS NULL ORDER BY p.page_path <> '', p.id`;

/**
 * Spans from $2 on, and the one that runs into $2: two walks of the primary key for each monitor, never a scan of older history.
 * One row a monitor, its spans as the inside of a JSON array `from,to,"status",…`: parsing thousands of rows costs more than finding them.
 */
export const SPANS = `
  SELECT m.id AS "monitorId", string_agg(s.from_ts || ',' || coalesce(s.to_ts, c.vouched_until) || ',"' || s.status || '"', ',' ORDER BY s.from_ts) AS spans
  FROM unnest($1::int[]) AS m (id)
  LEFT JOIN monitor_current_state c ON c.monitor_id = m.id
  CROSS JOIN LATERAL (
    (SELECT from_ts, to_ts, status FROM status_spans WHERE monitor_id = m.id AND from_ts < $2 ORDER BY from_ts DESC LIMIT 1)
    UNION ALL
    (SELECT from_ts, to_ts, status FROM status_spans WHERE monitor_id = m.id AND from_ts >= $2)
  ) s
  WHERE coalesce(s.to_ts, c.vouched_until) > greatest($2, s.from_ts)
  GROUP BY m.id`;
export interface SpansRow {
  monitorId: number;
  spans: string;
}

/** Averages of the half hours in `[$2, $3)`, packed like the spans: `from,averageMs,…`. */
export const HALF_HOURS = `
  SELECT monitor_id AS "monitorId", string_agg(half_hour || ',' || average, ',') AS averages
  FROM (
    SELECT monitor_id, bucket / 1800 * 1800 AS half_hour, round(sum(total) / sum(n)) AS average
    FROM latency_rollups WHERE monitor_id = ANY ($1) AND bucket >= $2 AND bucket < $3 AND n > 0
    GROUP BY 1, 2
  ) halves
  GROUP BY 1`;
export interface HalfHoursRow {
  monitorId: number;
  averages: string;
}

/** Incidents a reader of these monitors sees open now. */
export const OPEN_INCIDENTS = `
  SELECT count(*)::int AS count FROM incidents i
  WHERE i.status = 'OPEN' AND i.state <> 'RESOLVED' AND i.start_date_time <= $2 AND (i.end_date_time IS NULL OR i.end_date_time > $2)
    AND (i.is_global OR EXISTS (SELECT FROM incident_monitors im WHERE im.incident_id = i.id AND im.monitor_id = ANY ($1)))`;

/** Of one monitor, or of all members of a group. Points of $4 seconds each over `[$2, $3)`; the histogram is of the whole stretch, as `[cell, count]` pairs. */
export const LATENCY_POINTS = `
  SELECT $2 + (bucket - $2) / $4 * $4 AS bucket, sum(n)::int AS n, sum(total) AS total, min(lo) AS lo, max(hi) AS hi
  FROM latency_rollups WHERE monitor_id = ANY ($1::int[]) AND bucket >= $2 AND bucket < $3 AND n > 0
  GROUP BY 1 ORDER BY 1`;
export const LATENCY_CELLS = `
  SELECT r.histogram[1] + h.place - 2 AS cell, sum(h.count)::int AS count
  FROM latency_rollups r CROSS JOIN LATERAL unnest(r.histogram) WITH ORDINALITY AS h (count, place)
  WHERE r.monitor_id = ANY ($1::int[]) AND r.bucket >= $2 AND r.bucket < $3 AND r.n > 0 AND h.place > 1
  GROUP BY 1 HAVING sum(h.count) > 0 ORDER BY 1`;
/** The same of samples. Cells as the domain has them: eight an octave. */
export const SAMPLE_CELLS = `
  SELECT least(191, greatest(0, floor(ln(latency::float8) / ln(2::float8) * 8)))::int AS cell, count(*)::int AS count
  FROM monitoring_data WHERE monitor_id = ANY ($1::int[]) AND timestamp >= $2 AND timestamp < $3 AND latency > 0
  GROUP BY 1 ORDER BY 1`;
export interface CellRow {
  cell: number;
  count: number;
}

export const DAY_ROLLUPS = `
  SELECT bucket, sum(n)::int AS n, sum(total) AS total, min(lo) AS lo, max(hi) AS hi FROM latency_rollups
  WHERE monitor_id = ANY ($1::int[]) AND bucket >= $2 AND bucket < $3 AND n > 0 GROUP BY bucket ORDER BY bucket`;
export interface RollupRow {
  bucket: number;
  n: number;
  total: number;
  lo: number;
  hi: number;
}

/** Figures per monitor and stretch: `$2` are ascending instants, n + 1 for n stretches, which are counted from 1. */
export const STRETCH_ROLLUPS = `
  SELECT monitor_id AS "monitorId", width_bucket(bucket, $2::bigint[]) AS stretch, sum(n)::int AS n, sum(total) AS total, min(lo) AS lo, max(hi) AS hi
  FROM latency_rollups
  WHERE monitor_id = ANY ($1::int[]) AND bucket >= ($2::bigint[])[1] AND bucket < ($2::bigint[])[cardinality($2::bigint[])] AND n > 0
  GROUP BY 1, 2`;
export interface StretchRow extends Omit<RollupRow, 'bucket'> {
  monitorId: number;
  stretch: number;
}

/** Samples of one monitor, or of all members of a group, in points of `$4` seconds over `[$2, $3)`. */
export const SAMPLE_POINTS = `
  SELECT $2::bigint + (timestamp - $2::bigint) / $4::bigint * $4::bigint AS bucket, count(*)::int AS n, sum(latency)::float8 AS total, min(latency) AS lo, max(latency) AS hi
  FROM monitoring_data WHERE monitor_id = ANY ($1::int[]) AND timestamp >= $2 AND timestamp < $3 AND latency > 0
  GROUP BY 1 ORDER BY 1`;

/** What members of a group measured, minute by minute. */
export const DAY_LATENCIES = `
  SELECT timestamp, avg(latency)::float8 AS "latencyMs", NULL AS "errorMessage" FROM monitoring_data
  WHERE monitor_id = ANY ($1::int[]) AND timestamp >= $2 AND timestamp < $3 AND latency > 0 GROUP BY timestamp ORDER BY timestamp`;

export const DAY_SAMPLES = `
  SELECT timestamp, latency AS "latencyMs", error_message AS "errorMessage" FROM monitoring_data
  WHERE monitor_id = $1 AND timestamp >= $2 AND timestamp < $3 AND (latency > 0 OR error_message IS NOT NULL)
  ORDER BY timestamp`;

export const DAY_GAPS = `
  SELECT from_ts AS "from", to_ts AS "to", reason FROM check_gaps WHERE monitor_id = $1 AND from_ts < $3 AND to_ts > $2 ORDER BY from_ts`;
export interface GapRow {
  from: number;
  to: number;
  reason: GapReason;
}
