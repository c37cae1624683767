import type { ManualStatus, MonitorPageSnapshot, SampleType, Status } from '@clarion/contract';
import type { CheckFindings } from './monitors.js';

/** One stored minute, without incidents and maintenances laid over it. */
export interface Sample {
  /** Unix seconds. */
  timestamp: number;
  status: Status;
  raw_status: Status | null;
  /** Milliseconds. */
  latency: number;
  type: SampleType;
  error_message: string | null;
}

export interface SamplesResponse {
  samples: Sample[];
  page: number;
  limit: number;
  total: number;
}

/** What a failing check of the same failure saw, at the minute that was asked about or before it. */
export interface EvidenceResponse {
  /** Null = none was kept. */
  evidence: (CheckFindings & { timestamp: number }) | null;
}

export interface RangeEdit {
  /** Unix seconds, the first minute that is written. */
  start_ts: number;
  /** Unix seconds; the contract writes this minute too. */
  end_ts: number;
  status: ManualStatus;
  latency: number;
  deviation?: number;
}

export interface RangeEditResponse {
  message: string;
  updated_count: number;
  /** Only with `?dryRun=true`: nothing was stored. Percentages are display texts. */
  dry_run?: { rows: number; changed_rows: number; uptime_before: string | null; uptime_after: string | null };
}

/** Answer of DELETE `/monitors/{tag}/data` and `/monitoring-data`. */
export interface DeletedDataResponse {
  message: string;
  deleted_count: number;
  /** Only with `?dryRun=true`: nothing was deleted. Unix seconds. */
  dry_run?: { rows: number; monitors: number; first_ts: number | null; last_ts: number | null };
}

export type History = Pick<MonitorPageSnapshot, 'dayStarts' | 'windows' | 'latency' | 'day'> & {
  days: string;
  dayMinutes: MonitorPageSnapshot['monitor']['dayMinutes'];
};

/** Wire names of {@link History}'s members. */
export interface HistoryResponse {
  history: {
    day_starts: History['dayStarts'];
    days: History['days'];
    day_minutes: History['dayMinutes'];
    windows: History['windows'];
    latency: History['latency'];
    day: History['day'];
  };
}
