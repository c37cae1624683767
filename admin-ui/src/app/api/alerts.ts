import type { AlertFor, AlertSeverity, AlertStatus, Lifecycle, TriggerType, YesNo } from '@clarion/contract';

/** A rule over the samples of monitors. Times are ISO 8601 unless a name says otherwise. */
export interface AlertRule {
  id: number;
  monitor_tags: string[];
  /** The same monitors by name; `open_alert_id` null = nothing fires there. */
  monitors: { tag: string; name: string; open_alert_id: number | null }[];
  alert_for: AlertFor;
  /** STATUS: DOWN or DEGRADED; LATENCY: milliseconds; UPTIME: percent. */
  alert_value: string;
  include_worse: boolean;
  failure_threshold: number;
  success_threshold: number;
  severity: AlertSeverity;
  /** Markdown. */
  alert_description: string | null;
  create_incident: YesNo;
  is_active: YesNo;
  trigger_ids: number[];
  triggers: { id: number; name: string; trigger_type: TriggerType; trigger_status: Lifecycle }[];
  /** Unix seconds, also when it is past. */
  muted_until: number | null;
  is_muted: boolean;
  reminder_minutes: number | null;
  version: number;
  created_at: string;
  updated_at: string;
}

/** What POST and PATCH `/alert-configs` take. Absent keeps, null clears. */
export interface AlertRuleBody {
  monitor_tags?: readonly string[];
  alert_for?: AlertFor;
  alert_value?: string;
  include_worse?: boolean;
  failure_threshold?: number;
  success_threshold?: number;
  severity?: AlertSeverity;
  alert_description?: string | null;
  create_incident?: YesNo;
  is_active?: YesNo;
  trigger_ids?: readonly number[];
  muted_until?: number | null;
  reminder_minutes?: number | null;
}

export interface AlertRulesResponse {
  alert_configs: AlertRule[];
  page: number;
  limit: number;
  total: number;
}

export interface AlertRuleResponse {
  alert_config: AlertRule;
}

/** One firing of a rule on a monitor. */
export interface Alert {
  id: number;
  alert_config_id: number;
  monitor_tag: string;
  monitor_name: string;
  alert_for: AlertFor;
  alert_value: string;
  severity: AlertSeverity;
  alert_status: AlertStatus;
  incident_id: number | null;
  is_acknowledged: YesNo;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  reminders: number;
  resolved_at: string | null;
  /** Why it ended without a good sample. */
  resolve_reason: string | null;
  /** To its end, or to now. */
  duration_seconds: number;
  created_at: string;
  updated_at: string;
}

export interface AlertsResponse {
  alerts: Alert[];
  page: number;
  limit: number;
  total: number;
}

export interface AlertBody {
  alert_status?: AlertStatus;
  is_acknowledged?: YesNo;
}
