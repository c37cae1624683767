// A small, lively installation for looking at screens without a server.
const MINUTE = 60;
const DAY = 86_400;
export const now = () => Math.floor(Date.now() / 1000);
const pick = (values, index) => values[index % values.length];

function checks(pattern) {
  return pattern.padStart(60, 'u').slice(-60);
}

const MONITORS = [
  ['checkout-eu', 'Checkout EU', 'API', 'DOWN', 60, '99.86', checks('dddd')],
  ['checkout-us', 'Checkout US', 'API', 'UP', 60, '99.99', checks('dduuuuuuuuuuuuuu')],
  ['orders-db', 'Orders database', 'SQL', 'MAINTENANCE', 300, '99.99', checks('mmmmmmm')],
  ['nightly-backup', 'Nightly backup', 'HEARTBEAT', 'DEGRADED', 300, '98.4', checks('uuugggg')],
  ['search', 'Search', 'API', 'UP', 60, '100', checks('u')],
  ['mail-relay', 'Mail relay', 'TCP', 'NO_DATA', 60, null, 'nnnnnnnnuuuu'],
  ['shop', 'Shop as a whole', 'GROUP', 'DEGRADED', 60, '99.91', checks('ggg')],
  ['office', 'Office Berlin', 'NONE', 'UP', null, '100', ''],
  ...Array.from({ length: 21 }, (_, index) => [
    `edge-${index + 1}`,
    `Edge node ${index + 1}`,
    'PING',
    'UP',
    60,
    pick(['100', '99.998', '99.97'], index),
    checks('u'),
  ]),
];

export const states = MONITORS.map(([tag, name, monitor_type, current_status, interval, uptime_30d, last_checks], index) => ({
  id: index + 1,
  tag,
  name,
  image: null,
  monitor_type,
  cron: interval === null ? null : interval === 60 ? '* * * * *' : '*/5 * * * *',
  status: tag === 'edge-3' ? 'INACTIVE' : 'ACTIVE',
  is_hidden: tag === 'search' ? 'YES' : 'NO',
  version: 1,
  current_status,
  since: now() - 3 * 3600 - index * 977,
  last_checked_at: current_status === 'NO_DATA' ? now() - 900 : now() - 20,
  is_delayed: current_status === 'NO_DATA',
  latency: current_status === 'DOWN' || current_status === 'NO_DATA' ? null : 84 + index * 37,
  interval_seconds: interval,
  uptime_30d,
  last_checks,
  pages: index < 12 ? [{ page_path: '~home', page_title: 'Acme Status' }] : [],
}));

const typeData = ({ monitor_type, tag }) =>
  ({
    API: {
      url: `https://${tag}.example.com/health`,
      method: 'GET',
      timeout: 10_000,
      headers: [{ key: 'Authorization', value: '••••x9Qz' }],
    },
    HEARTBEAT: { degradedRemainingMinutes: 5, downRemainingMinutes: 10, secretString: '••••Lm3w' },
    SQL: { dbType: 'pg', connectionString: '••••ders', query: 'SELECT 1', timeout: 5_000 },
    TCP: { hosts: [{ type: 'DOMAIN', host: `${tag}.example.com`, port: 25, timeout: 1_000 }] },
    PING: { hosts: [{ type: 'DOMAIN', host: `${tag}.example.com`, count: 3, timeout: 1_000 }] },
    GROUP: {
      monitors: [
        { tag: 'checkout-eu', weight: 0.5 },
        { tag: 'checkout-us', weight: 0.3 },
        { tag: 'orders-db', weight: 0.2 },
      ],
      latencyCalculation: 'AVG',
    },
  })[monitor_type] ?? {};

export const settings = new Map(
  states.map((state) => [
    state.tag,
    {
      id: state.id,
      tag: state.tag,
      name: state.name,
      description: `What customers use as ${state.name}.`,
      image: null,
      cron: state.cron,
      category_name: null,
      external_url: null,
      default_status: 'UP',
      status: state.status,
      monitor_type: state.monitor_type,
      type_data: typeData(state),
      include_degraded_in_downtime: 'NO',
      is_hidden: state.is_hidden,
      confirmation_threshold: 3,
      monitor_settings_json: {},
      created_at: '2026-03-02T10:15:02.000Z',
      updated_at: '2026-11-20T10:15:02.000Z',
    },
  ]),
);

export function history(range) {
  const midnight = now() - (now() % DAY);
  const days = Array.from({ length: 90 }, (_, index) =>
    index < 6 ? '-' : index === 40 ? 'd' : index === 63 ? 'g' : index === 71 ? 'm' : index === 20 ? 'n' : index === 89 ? 'd' : 'u',
  ).join('');
  const uptime = (text) => ({ text, minutes: [1430, 0, 10, 0, 0], from: midnight - DAY, to: midnight });
  const step = { '24h': 30, '7d': 180, '30d': 720, '90d': 2160 }[range];
  const points = Array.from({ length: 48 }, (_, index) => {
    const avgMs = index === 30 ? null : Math.round(120 + 40 * Math.sin(index / 5) + (index === 41 ? 600 : 0));
    return { at: now() - (48 - index) * step * MINUTE, avgMs, minMs: avgMs && avgMs - 30, maxMs: avgMs && avgMs + 90 };
  });
  return {
    day_starts: Array.from({ length: 91 }, (_, index) => midnight - (89 - index) * DAY),
    days,
    day_minutes: {
      40: [1380, 0, 60, 0, 0],
      63: [1400, 40, 0, 0, 0],
      71: [1320, 0, 0, 120, 0],
      89: [800, 0, 12, 0, 0],
      20: [0, 0, 0, 0, 1440],
    },
    windows: [
      ['24h', '99.166'],
      ['7d', '99.88'],
      ['30d', '99.86'],
      ['90d', '99.902'],
      ['365d', null],
    ].map(([label, text]) => ({ label, uptime: uptime(text) })),
    latency: { range, points, avgMs: 131, p95Ms: 242, maxMs: 811, minMs: 52 },
  };
}

export function day(date) {
  const from = Date.parse(`${date}T00:00:00Z`) / 1000;
  return {
    date,
    from,
    to: from + DAY,
    uptime: { text: '95.833', minutes: [1380, 0, 60, 0, 0], from, to: from + DAY },
    minutes: 'u'.repeat(1440),
    periods: [
      { from, to: from + 14 * 3600, status: 'UP', source: 'check', reason: null, gap: null },
      { from: from + 14 * 3600, to: from + 15 * 3600, status: 'DOWN', source: 'check', reason: 'HTTP 503 Service Unavailable', gap: null },
      { from: from + 15 * 3600, to: from + DAY, status: 'UP', source: 'check', reason: null, gap: null },
    ],
    latency: { avgMs: 131, maxMs: 811, minMs: 52, points: [] },
    previous: '2026-11-01',
    next: null,
  };
}

export const samples = (query) => {
  const page = Number(query.get('page') ?? 1);
  const all = Array.from({ length: 1440 }, (_, index) => ({
    timestamp: now() - (now() % MINUTE) - index * MINUTE,
    status: index < 4 ? 'DOWN' : 'UP',
    raw_status: index < 4 ? 'DOWN' : index === 9 ? 'DOWN' : 'UP',
    latency: 90 + ((index * 37) % 60),
    type: index === 3 ? 'TIMEOUT' : 'REALTIME',
    error_message: index < 4 ? 'HTTP 503 Service Unavailable' : index === 9 ? 'held during grace period: HTTP 502' : null,
  })).filter(
    (sample) =>
      (!query.get('status') || sample.status === query.get('status')) && (!query.get('type') || sample.type === query.get('type')),
  );
  return { samples: all.slice((page - 1) * 50, page * 50), page, limit: 50, total: all.length };
};

/** Kept for the outage of the last minutes, and for nothing before it. */
export const evidence = (query) => {
  const outage = now() - (now() % MINUTE) - 3 * MINUTE;
  if (Number(query.get('timestamp')) < outage) return { evidence: null };
  return {
    evidence: {
      timestamp: outage,
      status: 'DOWN',
      error_message: 'HTTP 503 Service Unavailable',
      verdict: 'DOWN: the server answered with HTTP 503, and 200–399 or 429 counts as operational.',
      address: '192.0.2.17',
      timings: { dns_ms: 12, connect_ms: 30, tls_ms: 41, first_byte_ms: 1080, total_ms: 1204 },
      http: {
        status_code: 503,
        headers: [
          { name: 'content-type', value: 'text/html' },
          { name: 'set-cookie', value: '••••' },
        ],
        body_excerpt: '<html><body><h1>503 Service Unavailable</h1></body></html>',
      },
    },
  };
};
