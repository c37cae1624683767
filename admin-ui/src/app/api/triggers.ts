import type { AlertStatus, Lifecycle, TriggerType, YesNo } from '@clarion/contract';

/** `trigger_meta` as it goes over the wire. */
export type TriggerMeta = Readonly<Record<string, unknown>>;

/** When warnings wait; times such as `22:00` on the clock of the zone. */
export interface QuietHours {
  from: string;
  to: string;
  time_zone: string;
}

/** Where operators are told. */
export interface Trigger {
  id: number;
  name: string;
  trigger_type: TriggerType;
  trigger_desc: string | null;
  trigger_status: Lifecycle;
  /** Secrets are masked; sent back as they are, they stay. */
  trigger_meta: TriggerMeta;
  /** Host or addresses; null = a secret says it. */
  target: string | null;
  alert_config_count: number;
  quiet_hours: QuietHours | null;
  announces_incidents: YesNo;
  announces_maintenances: YesNo;
  version: number;
  /** ISO 8601, as `updated_at`. */
  created_at: string;
  updated_at: string;
}

export interface TriggerBody {
  name?: string;
  /** Only with POST: the type of a trigger never changes. */
  trigger_type?: TriggerType;
  trigger_desc?: string | null;
  trigger_status?: Lifecycle;
  trigger_meta?: TriggerMeta;
  quiet_hours?: QuietHours | null;
}

export interface TriggersResponse {
  triggers: Trigger[];
}

export interface TriggerResponse {
  trigger: Trigger;
}

/** What a test met. */
export interface TriggerTest {
  outcome: 'delivered' | 'temporary' | 'permanent' | 'gone' | 'not_sent';
  /** HTTP or SMTP status; null = none arrived. */
  status: number | null;
  answer: string | null;
}

export interface TriggerTestResponse {
  test: TriggerTest;
}

export interface TriggerMember {
  name: string;
  is_required: boolean;
  is_secret: boolean;
  /** null = it is no template; `body`: JSON unless a header says otherwise. */
  template: 'text' | 'html' | 'body' | null;
  /** What is sent while it is empty; null = nothing. */
  default_text: string | null;
}

/** What a type of trigger needs. */
export interface TriggerShape {
  trigger_type: TriggerType;
  url: 'required' | 'optional' | 'none';
  has_headers: boolean;
  is_signed: boolean;
  members: TriggerMember[];
}

export interface TriggerPreset {
  id: string;
  name: string;
  trigger_type: TriggerType;
  trigger_meta: TriggerMeta;
}

export interface TriggerVariable {
  name: string;
  type: string;
  description: string;
  /** As JSON. */
  sample: string;
}

export interface TriggerPresetsResponse {
  types: TriggerShape[];
  presets: TriggerPreset[];
  variables: TriggerVariable[];
}

export interface TriggerPreviewBody {
  trigger_type: TriggerType;
  trigger_meta: TriggerMeta;
  alert_status: AlertStatus;
}

export interface PreviewedText {
  member: string;
  /** null = it cannot be filled in. */
  rendered: string | null;
  /** Errors first; `error`: it is not saved. Lines from 1. */
  problems: { severity: string; message: string; line: number | null; column: number | null }[];
}

export interface TriggerPreviewResponse {
  texts: PreviewedText[];
}

/** Ids of triggers that hear of what the site tells its readers. */
export interface AnnounceTriggers {
  incidents: number[];
  maintenances: number[];
}

export interface AnnounceTriggersResponse {
  announce_triggers: AnnounceTriggers;
}
