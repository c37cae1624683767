import type { Lifecycle, MonitorType, SampleType, Status, YesNo } from '@clarion/contract';

/** What a monitor checks; its members depend on the type. Secrets come masked. @see monitors §6 */
export type TypeData = Readonly<Record<string, unknown>>;

/** A monitor's settings. @see rest-api-v4 §2 */
export interface Monitor {
  id: number;
  tag: string;
  name: string;
  description: string | null;
  image: string | null;
  cron: string | null;
  category_name: string | null;
  external_url: string | null;
  default_status: Status;
  status: Lifecycle;
  monitor_type: MonitorType;
  type_data: TypeData;
  include_degraded_in_downtime: YesNo;
  is_hidden: YesNo;
  confirmation_threshold: number;
  monitor_settings_json: Readonly<Record<string, unknown>>;
  created_at: string;
  updated_at: string;
}

export interface MonitorResponse {
  monitor: Monitor;
}

/** Answer of GET `/monitors`, all of them. */
export interface MonitorsResponse {
  monitors: Monitor[];
}

/** Answer of GET `/monitor-parents`: everybody who depends on others. */
export interface ParentLinksResponse {
  monitor_parents: { tag: string; parents: string[] }[];
}

/** What POST and PATCH `/monitors` take. Absent keeps, null clears. */
export interface MonitorBody {
  tag?: string;
  name?: string;
  description?: string | null;
  image?: string | null;
  cron?: string | null;
  category_name?: string | null;
  external_url?: string | null;
  default_status?: Status;
  status?: Lifecycle;
  monitor_type?: MonitorType;
  type_data?: TypeData | null;
  include_degraded_in_downtime?: YesNo;
  is_hidden?: YesNo;
  confirmation_threshold?: number | null;
  monitor_settings_json?: Readonly<Record<string, unknown>> | null;
  page_paths?: string[];
  /** Only with POST; later through `/monitors/{tag}/parents`. */
  parents?: readonly string[];
}

/** A monitor as a row of the dashboard: settings that matter there, and how it is now. */
export interface MonitorState {
  id: number;
  tag: string;
  name: string;
  image: string | null;
  monitor_type: MonitorType;
  cron: string | null;
  status: Lifecycle;
  is_hidden: YesNo;
  version: number;
  current_status: Status;
  /** Unix seconds. */
  since: number | null;
  last_checked_at: number | null;
  is_delayed: boolean;
  /** Milliseconds. */
  latency: number | null;
  interval_seconds: number | null;
  /** Display text without the percent sign; null = nothing to divide. */
  uptime_30d: string | null;
  /** Up to 60 letters, oldest first. @see DAY_LETTERS */
  last_checks: string;
  pages: { page_path: string; page_title: string }[];
}

export interface MonitorStatesResponse {
  monitors: MonitorState[];
  page: number;
  limit: number;
  total: number;
}

export interface MonitorStateResponse {
  monitor: MonitorState;
}

/** Tags of the monitors that one depends on, ascending. */
export interface ParentsResponse {
  parents: string[];
}

export interface LinkedMonitor {
  tag: string;
  name: string;
}

/** What a monitor depends on, and what depends on it. */
export interface Dependencies {
  parents: (LinkedMonitor & { current_status: Status })[];
  children: (LinkedMonitor & { current_status: Status })[];
  /** For whose sake its new alerts are held back now. */
  held_back_by: LinkedMonitor[];
}

export interface DependenciesResponse {
  dependencies: Dependencies;
}

export interface OverviewResponse {
  counts: Record<Status, number>;
  paused: number;
  attention: MonitorState[];
  has_monitors: boolean;
  checks_last_minute: number;
  lateness_p99_ms: number | null;
}

export interface MonitorTestRequest {
  /** With the tag of a stored monitor, masked secrets are filled in from it. */
  tag?: string;
  monitor_type: MonitorType;
  type_data: TypeData;
}

/** Milliseconds of each stretch of one request. */
export interface TestTimings {
  dns_ms: number | null;
  connect_ms: number | null;
  tls_ms: number | null;
  first_byte_ms: number | null;
  total_ms: number | null;
}

/** What a check found, whether it was a test or one that counts. */
export interface CheckFindings {
  status: Status;
  error_message: string | null;
  /** Why, in plain words. */
  verdict: string;
  /** The one address that was dialled, where it is known. */
  address?: string | null;
  timings: TestTimings | null;
  /** Headers and body are null for people who may not edit the monitor. */
  http: { status_code: number; headers: { name: string; value: string }[] | null; body_excerpt: string | null } | null;
}

export interface MonitorTest extends CheckFindings {
  latency: number;
  type: SampleType;
}

export interface MonitorTestResponse {
  test: MonitorTest;
}

export interface HeartbeatResponse {
  heartbeat: { urls: { slash: string; colon: string }; last_signal_at: string | null };
}
