/** Status of a monitor's minute, in the words of the wire and of the tables. @see data-model §2 */
export const STATUSES = ['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE', 'NO_DATA'] as const;
export type Status = (typeof STATUSES)[number];

/** What a person or an API client may write into history by hand. @see rest-api-v4 §3 */
export const MANUAL_STATUSES = ['UP', 'DEGRADED', 'DOWN'] as const;
export type ManualStatus = (typeof MANUAL_STATUSES)[number];

/** How a sample came to be. `INCIDENT` and `MAINTENANCE` are never stored, only composed. @see monitors §2 */
export const SAMPLE_TYPES = ['REALTIME', 'TIMEOUT', 'ERROR', 'MANUAL', 'DEFAULT', 'SIGNAL', 'INCIDENT', 'MAINTENANCE'] as const;
export type SampleType = (typeof SAMPLE_TYPES)[number];

export const MONITOR_TYPES = ['API', 'PING', 'TCP', 'DNS', 'NONE', 'GROUP', 'SSL', 'SQL', 'HEARTBEAT', 'GAMEDIG', 'GRPC'] as const;
export type MonitorType = (typeof MONITOR_TYPES)[number];

/** ACTIVE / INACTIVE: monitors, maintenances, API keys, roles, triggers. */
export const LIFECYCLES = ['ACTIVE', 'INACTIVE'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export const YES_NO = ['YES', 'NO'] as const;
export type YesNo = (typeof YES_NO)[number];

export const INCIDENT_STATES = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const INCIDENT_SOURCES = ['DASHBOARD', 'API', 'ALERT'] as const;
export type IncidentSource = (typeof INCIDENT_SOURCES)[number];

/** What an incident or a maintenance does to a monitor. UP is listed, and overrides nothing for incidents. */
export const IMPACTS = ['UP', 'DOWN', 'DEGRADED', 'MAINTENANCE'] as const;
export type Impact = (typeof IMPACTS)[number];

export const COMMENT_STATUSES = ['ACTIVE', 'INACTIVE', 'DELETED'] as const;
export type CommentStatus = (typeof COMMENT_STATUSES)[number];

export const EVENT_STATUSES = ['SCHEDULED', 'READY', 'ONGOING', 'COMPLETED', 'CANCELLED'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

export const ALERT_FORS = ['STATUS', 'LATENCY', 'UPTIME'] as const;
export type AlertFor = (typeof ALERT_FORS)[number];

export const ALERT_SEVERITIES = ['CRITICAL', 'WARNING'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export const ALERT_STATUSES = ['TRIGGERED', 'RESOLVED'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** In the order of the database's type: four of the contract, then providers with a format of their own. */
export const TRIGGER_TYPES = [
  'webhook',
  'discord',
  'slack',
  'email',
  'teams',
  'telegram',
  'pagerduty',
  'opsgenie',
  'ntfy',
  'mattermost',
  'google_chat',
  'pushover',
  'twilio_sms',
] as const;
export type TriggerType = (typeof TRIGGER_TYPES)[number];

export const SUBSCRIBER_STATUSES = ['PENDING', 'ACTIVE', 'INACTIVE'] as const;
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number];

export const SUBSCRIPTION_EVENT_TYPES = ['incidents', 'maintenances'] as const;
export type SubscriptionEventType = (typeof SUBSCRIPTION_EVENT_TYPES)[number];

/** Ways in which readers are told. @see alerting §C */
export const SUBSCRIBER_CHANNELS = ['email', 'webhook', 'slack', 'teams', 'discord', 'push'] as const;
export type SubscriberChannel = (typeof SUBSCRIBER_CHANNELS)[number];

export const LAYOUT_STYLES = ['default-list', 'default-grid', 'compact-list', 'compact-grid'] as const;
export type LayoutStyle = (typeof LAYOUT_STYLES)[number];

/** Why minutes of an active monitor have no sample. @see reliability REL-31 */
export const GAP_REASONS = ['worker_lost', 'overload', 'paused', 'database_down', 'restored', 'egress_down', 'deleted'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Key of the sentence a page shows about all its monitors. @see status-engine §3 */
export const PAGE_STATUS_KEYS = [
  'NO_DATA',
  'MAJOR_OUTAGE',
  'PARTIAL_OUTAGE',
  'DEGRADED_PERFORMANCE',
  'PARTIAL_DEGRADED',
  'UNDER_MAINTENANCE',
  'ALL_OPERATIONAL',
] as const;
export type PageStatusKey = (typeof PAGE_STATUS_KEYS)[number];

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];
