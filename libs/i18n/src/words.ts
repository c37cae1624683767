import type { EventStatus, GapReason, Impact, IncidentState, PageStatusKey, PeriodSnapshot, Status } from '@clarion/contract';

import type { MessageKey } from './dictionary.js';

/** The word beside a status icon. */
export const STATUS_WORDS = {
  UP: 'status.UP',
  DEGRADED: 'status.DEGRADED',
  DOWN: 'status.DOWN',
  MAINTENANCE: 'status.MAINTENANCE',
  NO_DATA: 'status.NO_DATA',
} as const satisfies Record<Status, MessageKey>;

/** A whole sentence about one monitor, parameter `name`. */
export const STATUS_SENTENCES = {
  UP: 'status.sentence.UP',
  DEGRADED: 'status.sentence.DEGRADED',
  DOWN: 'status.sentence.DOWN',
  MAINTENANCE: 'status.sentence.MAINTENANCE',
  NO_DATA: 'status.sentence.NO_DATA',
} as const satisfies Record<Status, MessageKey>;

/** How long a monitor has been at its status, parameter `duration`. */
export const STATUS_FOR = {
  UP: 'status.for.UP',
  DEGRADED: 'status.for.DEGRADED',
  DOWN: 'status.for.DOWN',
  MAINTENANCE: 'status.for.MAINTENANCE',
  NO_DATA: 'status.for.NO_DATA',
} as const satisfies Record<Status, MessageKey>;

/** How much of a day a status took, parameter `duration`. */
export const STATUS_DURING = {
  UP: 'status.during.UP',
  DEGRADED: 'status.during.DEGRADED',
  DOWN: 'status.during.DOWN',
  MAINTENANCE: 'status.during.MAINTENANCE',
  NO_DATA: 'status.during.NO_DATA',
} as const satisfies Record<Status, MessageKey>;

/** The sentence about a whole page, exact words of the contract in English. @see status-engine §3 */
export const PAGE_STATUS_MESSAGES = {
  NO_DATA: 'banner.NO_DATA',
  MAJOR_OUTAGE: 'banner.MAJOR_OUTAGE',
  PARTIAL_OUTAGE: 'banner.PARTIAL_OUTAGE',
  DEGRADED_PERFORMANCE: 'banner.DEGRADED_PERFORMANCE',
  PARTIAL_DEGRADED: 'banner.PARTIAL_DEGRADED',
  UNDER_MAINTENANCE: 'banner.UNDER_MAINTENANCE',
  ALL_OPERATIONAL: 'banner.ALL_OPERATIONAL',
} as const satisfies Record<PageStatusKey, MessageKey>;

/** Where an incident stands. */
export const INCIDENT_STATE_WORDS = {
  INVESTIGATING: 'incident.state.INVESTIGATING',
  IDENTIFIED: 'incident.state.IDENTIFIED',
  MONITORING: 'incident.state.MONITORING',
  RESOLVED: 'incident.state.RESOLVED',
} as const satisfies Record<IncidentState, MessageKey>;

/** Where an occurrence of a maintenance stands. */
export const EVENT_STATUS_WORDS = {
  SCHEDULED: 'maintenance.status.SCHEDULED',
  READY: 'maintenance.status.READY',
  ONGOING: 'maintenance.status.ONGOING',
  COMPLETED: 'maintenance.status.COMPLETED',
  CANCELLED: 'maintenance.status.CANCELLED',
} as const satisfies Record<EventStatus, MessageKey>;

/** A service's status while a maintenance decides it. @see ux A10 */
export const MAINTENANCE_WORDS = {
  UP: 'reason.during.UP',
  DEGRADED: 'reason.during.DEGRADED',
  DOWN: 'reason.during.DOWN',
  MAINTENANCE: 'reason.during.MAINTENANCE',
} as const satisfies Record<Impact, MessageKey>;

/** What decides a status, parameter `title`. */
export const REASON_WORDS = {
  incident: 'reason.incident',
  maintenance: 'reason.maintenance',
} as const satisfies Record<'incident' | 'maintenance', MessageKey>;

/** Why a service is as it is, parameters `what` and `title`. */
export const STATUS_BECAUSE = {
  UP: 'reason.why.UP',
  DEGRADED: 'reason.why.DEGRADED',
  DOWN: 'reason.why.DOWN',
  MAINTENANCE: 'reason.why.MAINTENANCE',
} as const satisfies Record<Impact, MessageKey>;

/** What decides a status, inside a sentence. */
export const REASON_KINDS = {
  incident: 'reason.what.incident',
  maintenance: 'reason.what.maintenance',
} as const satisfies Record<'incident' | 'maintenance', MessageKey>;

/** Why a stretch has no result. */
export const GAP_WORDS = {
  worker_lost: 'day.gap.worker_lost',
  overload: 'day.gap.overload',
  paused: 'day.gap.paused',
  database_down: 'day.gap.database_down',
  restored: 'day.gap.restored',
  egress_down: 'day.gap.egress_down',
  deleted: 'day.gap.deleted',
} as const satisfies Record<GapReason, MessageKey>;

/** Where a stretch came from, when it was not a check. */
export const SOURCE_WORDS = {
  incident: 'day.source.incident',
  maintenance: 'day.source.maintenance',
  none: 'day.source.none',
} as const satisfies Record<Exclude<PeriodSnapshot['source'], 'check'>, MessageKey>;
