import { type OperationExample } from './complete-document.js';
import { PAGE_EXAMPLES } from './page-examples.js';

const MONITOR = {
  id: 17,
  tag: 'shop-web',
  name: 'Web shop',
  description: null,
  image: null,
  cron: '* * * * *',
  default_status: 'UP',
  status: 'ACTIVE',
  category_name: null,
  monitor_type: 'API',
  down_trigger: null,
  degraded_trigger: null,
  type_data: { url: 'https://shop.acme.test/health', method: 'GET', timeout: 8000 },
  day_degraded_minimum_count: null,
  day_down_minimum_count: null,
  include_degraded_in_downtime: 'NO',
  is_hidden: 'NO',
  confirmation_threshold: 2,
  monitor_settings_json: {
    uptime_formula_numerator: 'up + maintenance + degraded',
    uptime_formula_denominator: 'up + down + degraded + maintenance',
  },
  external_url: null,
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
};

const POINT = {
  monitor_tag: 'shop-web',
  timestamp: 1772445600,
  status: 'DEGRADED',
  latency: 861,
  type: 'MANUAL',
  error_message: null,
  raw_status: null,
};

const INCIDENT = {
  id: 88,
  title: 'Elevated error rates on checkout',
  start_date_time: 1772445600,
  end_date_time: null,
  state: 'INVESTIGATING',
  incident_source: 'API',
  incident_type: 'INCIDENT',
  status: 'OPEN',
  is_global: 'YES',
  monitors: [{ monitor_tag: 'shop-web', impact: 'DOWN' }],
  created_at: '2026-03-02T10:02:11.000Z',
  updated_at: '2026-03-02T10:02:11.000Z',
  url: 'https://status.acme.test/incidents/88',
};

const COMMENT = {
  id: 301,
  incident_id: 88,
  comment: 'Fix deployed, watching error rate.',
  timestamp: 1772447280,
  state: 'MONITORING',
  created_at: '2026-03-02T10:28:11.000Z',
  updated_at: '2026-03-02T10:28:11.000Z',
  status: 'ACTIVE',
};

const MAINTENANCE = {
  id: 4,
  title: 'Database upgrade',
  description: null,
  start_date_time: 1772330400,
  rrule: 'FREQ=WEEKLY;BYDAY=SU',
  duration_seconds: 7200,
  status: 'ACTIVE',
  is_global: 'YES',
  timezone: 'Europe/Berlin',
  monitors: [{ monitor_tag: 'shop-web', impact: 'MAINTENANCE' }],
  created_at: '2026-02-24T00:00:01.000Z',
  updated_at: '2026-02-24T00:00:01.000Z',
  url: 'https://status.acme.test/maintenances/4?type=maintenance',
};

const EVENT = {
  id: 9,
  maintenance_id: 4,
  start_date_time: 1772496000,
  end_date_time: 1772503200,
  status: 'SCHEDULED',
  event_status: 'SCHEDULED',
  created_at: '2026-02-24T00:00:01.000Z',
  updated_at: '2026-02-24T00:00:01.000Z',
  url: 'https://status.acme.test/maintenances/9',
};

const EVENT_DETAIL = {
  maintenance_id: 4,
  event_id: 9,
  event_start_date_time: 1772496000,
  event_end_date_time: 1772503200,
  event_status: 'SCHEDULED',
  maintenance_title: 'Database upgrade',
  maintenance_description: null,
  maintenance_status: 'ACTIVE',
  maintenance_rrule: 'FREQ=WEEKLY;BYDAY=SU',
  maintenance_duration_seconds: 7200,
  monitors: MAINTENANCE.monitors,
  url: EVENT.url,
  id: 9,
  status: 'SCHEDULED',
  start_date_time: 1772496000,
  end_date_time: 1772503200,
  maintenance: MAINTENANCE,
};

/** What requests and answers look like, by operation id. @see rest-api-v4 §2–8 */
export const EXAMPLES: Readonly<Record<string, OperationExample>> = {
  monitorsList: { response: { monitors: [MONITOR] } },
  monitorsCreate: {
    request: {
      tag: 'shop-web',
      name: 'Web shop',
      cron: '* * * * *',
      monitor_type: 'API',
      type_data: MONITOR.type_data,
      confirmation_threshold: 2,
    },
    response: { monitor: MONITOR },
  },
  monitorsGet: { response: { monitor: MONITOR } },
  monitorsUpdate: { request: { name: 'Web shop', type_data: { timeout: 8000 } }, response: { monitor: MONITOR } },
  monitorsRemove: { response: { message: 'Monitor shop-web deleted' } },
  monitoringDataRange: { response: { data: [POINT] } },
  monitoringDataWriteRange: {
    request: { start_ts: 1772445600, end_ts: 1772445900, status: 'DEGRADED', latency: 850, deviation: 40 },
    response: { message: 'Monitoring data updated', updated_count: 5 },
  },
  monitoringDataPoint: { response: { data: POINT } },
  monitoringDataWritePoint: { request: { status: 'DEGRADED', latency: 861 }, response: { data: POINT } },
  incidentsList: { response: { incidents: [INCIDENT] } },
  incidentsCreate: {
    request: {
      title: INCIDENT.title,
      start_date_time: INCIDENT.start_date_time,
      monitors: [{ monitor_tag: 'shop-web', impact: 'DOWN' }],
    },
    response: { incident: INCIDENT },
  },
  incidentsGet: { response: { incident: INCIDENT } },
  incidentsUpdate: {
    request: { monitors: [{ monitor_tag: 'shop-web', impact: 'DEGRADED' }] },
    response: { incident: { ...INCIDENT, monitors: [{ monitor_tag: 'shop-web', impact: 'DEGRADED' }] } },
  },
  incidentsRemove: { response: { message: 'Incident 88 deleted' } },
  incidentCommentsList: { response: { comments: [COMMENT] } },
  incidentCommentsCreate: { request: { comment: COMMENT.comment, state: COMMENT.state }, response: { comment: COMMENT } },
  incidentCommentsGet: { response: { comment: COMMENT } },
  incidentCommentsUpdate: { request: { state: 'MONITORING' }, response: { comment: COMMENT } },
  incidentCommentsRemove: { response: { message: 'Comment 301 deleted' } },
  maintenancesList: { response: { maintenances: [MAINTENANCE] } },
  maintenancesCreate: {
    request: {
      title: 'Database upgrade',
      start_date_time: 1772330400,
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      duration_seconds: 7200,
      timezone: 'Europe/Berlin',
      monitors: MAINTENANCE.monitors,
    },
    response: { maintenance: MAINTENANCE },
  },
  maintenancesGet: { response: { maintenance: MAINTENANCE } },
  maintenancesUpdate: { request: { duration_seconds: 7200 }, response: { maintenance: MAINTENANCE } },
  maintenancesRemove: { response: { message: 'Maintenance 4 deleted' } },
  maintenanceEventsListAll: { response: { events: [EVENT_DETAIL], page: 1, limit: 20, total: 1 } },
  maintenanceEventsList: { response: { events: [EVENT], page: 1, limit: 20, total: 1 } },
  maintenanceEventsGet: { response: { event: EVENT } },
  maintenanceEventsUpdate: {
    request: { status: 'CANCELLED' },
    response: { event: { ...EVENT, status: 'CANCELLED', event_status: 'CANCELLED', updated_at: '2026-03-02T10:30:00.000Z' } },
  },
  maintenanceEventsRemove: { response: { message: 'Event 9 deleted' } },
  ...PAGE_EXAMPLES,
};
