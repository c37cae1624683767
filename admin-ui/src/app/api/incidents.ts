import type { IncidentSource, IncidentState, Lifecycle, PageStatusKey, Status, YesNo } from '@clarion/contract';
import type { MonitorImpact } from './impacts.js';

/** Instants are Unix seconds unless a name says otherwise. */
export interface Incident {
  id: number;
  title: string;
  start_date_time: number;
  /** Null = not over. */
  end_date_time: number | null;
  state: IncidentState;
  incident_source: IncidentSource;
  is_global: YesNo;
  monitors: MonitorImpact[];
  /** ISO 8601, as `updated_at`. */
  created_at: string;
  updated_at: string;
  /** Its public page. */
  url: string;
}

/** An incident as a row of the dashboard. */
export interface IncidentSummary extends Incident {
  /** Of the last update, or of the incident itself without any. */
  updated_at_ts: number;
  /** When the next update was promised; null = no promise. */
  next_update_at: number | null;
  is_overdue: boolean;
  comment_count: number;
  /** Up to now, or to its end. */
  duration_seconds: number;
  has_report: boolean;
  version: number;
}

/** One update of an incident. */
export interface IncidentUpdate {
  id: number;
  incident_id: number;
  /** Markdown. */
  comment: string;
  /** When it holds from. */
  timestamp: number;
  state: IncidentState;
  /** INACTIVE = hidden from readers. */
  status: Lifecycle;
  /** ISO 8601, as `updated_at`. */
  created_at: string;
  updated_at: string;
  /** As the public page shows it. */
  html: string;
  /** Impacts that hold from this update on. */
  monitors: MonitorImpact[];
  author: { name: string } | null;
  is_edited: boolean;
}

export interface IncidentReport {
  markdown: string;
  html: string;
  /** Null = nobody but the dashboard sees it. */
  published_at: number | null;
}

/** An incident with everything that was said about it, newest update first. */
export interface IncidentDetail extends IncidentSummary {
  comments: IncidentUpdate[];
  report: IncidentReport | null;
  /** Who opened it. */
  author: { name: string } | null;
}

export interface IncidentStatesResponse {
  incidents: IncidentSummary[];
  page: number;
  limit: number;
  total: number;
}

export interface IncidentDetailResponse {
  incident: IncidentDetail;
}

/** What POST and PATCH `/incidents` take. Absent keeps, null clears. */
export interface IncidentBody {
  title?: string;
  start_date_time?: number;
  end_date_time?: number | null;
  is_global?: YesNo;
  monitors?: readonly MonitorImpact[];
  next_update_at?: number | null;
  /** The three only with POST: the first update, and whether anybody is told. */
  comment?: string;
  state?: IncidentState;
  notify?: YesNo;
}

/** What POST and PATCH `/incidents/{id}/comments` take. */
export interface UpdateBody {
  comment?: string;
  state?: IncidentState;
  timestamp?: number;
  status?: Lifecycle;
  monitors?: readonly MonitorImpact[];
  /** The two only with POST. */
  next_update_at?: number | null;
  notify?: YesNo;
}

export interface IncidentResponse {
  incident: Incident;
}

/** An incident that nobody but the dashboard sees yet. */
export interface IncidentDraft {
  id: number;
  title: string;
  /** Null = when it is published. */
  start_date_time: number | null;
  is_global: YesNo;
  monitors: MonitorImpact[];
  comment: string;
  state: IncidentState;
  next_update_at: number | null;
  notify: YesNo;
  /** Published by itself then; null = by hand. */
  publish_at: number | null;
  /** Why it could not be published at its hour. */
  publish_error: string | null;
  version: number;
  /** ISO 8601, as `updated_at`. */
  created_at: string;
  updated_at: string;
}

export type DraftBody = Partial<Omit<IncidentDraft, 'id' | 'publish_error' | 'version' | 'created_at' | 'updated_at'>>;

export interface IncidentDraftsResponse {
  drafts: IncidentDraft[];
}

export interface IncidentDraftResponse {
  draft: IncidentDraft;
}

/** Words that an incident may start from; `{{…}}` stands for what is known when it is used. */
export interface IncidentTemplate {
  id: number;
  name: string;
  title: string;
  comment: string;
  state: IncidentState;
  monitors: MonitorImpact[];
  is_global: YesNo;
  version: number;
}

export type TemplateBody = Omit<IncidentTemplate, 'id' | 'version'>;

export interface IncidentTemplatesResponse {
  templates: IncidentTemplate[];
}

/** Who would be told, and what. */
export interface AudiencePreview {
  /** How many subscribers would be told, by the way they are told. */
  recipients: Record<string, number>;
  /** Announcements it makes; `messages` are those of the first three. */
  announcements?: number;
  /** The same by language. */
  languages?: { channel: string; locale: string; count: number }[];
  /** The operators' own. */
  triggers?: { name: string; channel: string }[];
  /** Who is not told, by reason. */
  left_out?: Record<string, number>;
  messages?: PreviewMessage[];
}

/** What a change would do; only with `?dryRun=true`, and nothing was stored. */
export interface ChangePreview extends AudiencePreview {
  banner: { page_path: string; before: BannerState; after: BannerState }[];
  monitors: {
    monitor_tag: string;
    status_before: Status;
    status_after: Status;
    /** Display texts without the percent sign; null = nothing to divide. */
    uptime_30d_before: string | null;
    uptime_30d_after: string | null;
  }[];
  /** What will be told of a planned event when its stages come; null = nothing, or it is told now. */
  later?: AudiencePreview | null;
}

/** A message as it would look, one for each channel and language. Addresses and links that unsubscribe are blotted out. */
export interface PreviewMessage {
  audience: 'subscribers' | 'trigger';
  channel: string;
  locale: string;
  /** Of mails; of notes the title. */
  subject: string | null;
  /** Of mails. */
  html: string | null;
  text: string | null;
  /** Of notes. */
  link_url: string | null;
  link_text: string | null;
  fields: { label: string; value: string }[];
  /** What is posted, exactly; null for mails. */
  body: string | null;
  /** Why it would not be sent; null = it would. */
  reason: string | null;
}

export interface BannerState {
  status: Status;
  key: PageStatusKey;
  open_incidents?: number;
}
