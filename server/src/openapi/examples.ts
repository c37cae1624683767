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
  ...PAGE_EXAMPLES,
};
