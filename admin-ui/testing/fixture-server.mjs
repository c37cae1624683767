// Serves the built dashboard with canned answers, under the policy and the base path of the real server.
//   node admin-ui/testing/fixture-server.mjs [port] [base path] [fresh]
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { day, evidence, history, now, samples, settings, states } from './fixture-data.mjs';
import { jobRoutes } from './fixture-jobs.mjs';
import { adminPolicy, prepareIndex } from './index-html.mjs';

const [port = '25000', basePath = '', mode = ''] = process.argv.slice(2);
const dist = path.join(import.meta.dirname, '../dist/browser');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json' };
const ALL = [
  'monitors.read',
  'monitors.write',
  'pages.read',
  'pages.write',
  'api_keys.read',
  'api_keys.write',
  'api_keys.delete',
  'settings.read',
  'settings.write',
];

const world = {
  hasOwner: mode !== 'fresh',
  isSignedIn: mode === '' || mode === 'reader',
  user: { id: 1, name: 'Ada Lovelace', email: 'ada@example.com', is_owner: 'YES', preferences: { theme: 'system', density: 0 } },
  keys: [
    {
      id: 1,
      name: 'Deploy pipeline',
      masked_key: '****3f9a',
      status: 'ACTIVE',
      created_at: '2026-10-02T10:00:00.000Z',
      last_used_at: new Date().toISOString(),
      expires_at: null,
    },
    {
      id: 2,
      name: 'Old import',
      masked_key: '****77c1',
      status: 'INACTIVE',
      created_at: '2026-03-02T10:00:00.000Z',
      last_used_at: null,
      expires_at: '2027-01-01T00:00:00.000Z',
    },
  ],
  site: { siteName: 'Acme Status', siteURL: 'http://localhost:3000', theme: 'system' },
  monitors: mode === 'fresh' ? [] : states,
  reports: [],
};

class Refusal extends Error {
  constructor(status, code, message, details = []) {
    super(message);
    this.answer = { status, body: { error: { code, message, details, request_id: 'req-7Q2M' } } };
  }
}

const session = () => ({
  session: world.isSignedIn
    ? {
        user: world.user,
        roles: [mode === 'reader' ? 'member' : 'admin'],
        permissions: mode === 'reader' ? ['monitors.read'] : ALL,
        expires_at: new Date(Date.now() + 4e7).toISOString(),
      }
    : null,
  needs_setup: !world.hasOwner,
  needs_setup_token: false,
  csrf_token: 'fixture',
});
const stateOf = (tag) => world.monitors.find((state) => state.tag === tag) ?? refuse(404, 'NOT_FOUND', 'Monitor not found');
const refuse = (...args) => {
  throw new Refusal(...args);
};
const etag = (tag) => `"v${stateOf(tag).version}"`;

function list(query) {
  const text = (query.get('text') ?? '').toLowerCase();
  const filters = [
    ['current_status', 'current_status'],
    ['monitor_type', 'monitor_type'],
    ['status', 'status'],
    ['is_hidden', 'is_hidden'],
  ];
  const found = world.monitors
    .filter((state) => `${state.name} ${state.tag}`.toLowerCase().includes(text))
    .filter((state) => filters.every(([key, member]) => !query.get(key) || state[member] === query.get(key)))
    .filter((state) => !query.get('page_path') || state.pages.some(({ page_path }) => page_path === query.get('page_path')));
  const member = { uptime: 'uptime_30d', interval: 'interval_seconds' }[query.get('sort')] ?? query.get('sort') ?? 'name';
  const sign = query.get('order') === 'desc' ? -1 : 1;
  found.sort((a, b) => sign * String(a[member]).localeCompare(String(b[member]), 'en', { numeric: true }));
  const [page, limit] = [Number(query.get('page') ?? 1), Number(query.get('limit') ?? 10)];
  return { monitors: found.slice((page - 1) * limit, page * limit), page, limit, total: found.length };
}

function overview() {
  const counts = { UP: 0, DEGRADED: 0, DOWN: 0, MAINTENANCE: 0, NO_DATA: 0 };
  for (const state of world.monitors) if (state.status === 'ACTIVE') counts[state.current_status] += 1;
  const attention = world.monitors.filter((state) => state.current_status !== 'UP' || state.is_delayed);
  return {
    counts,
    paused: world.monitors.filter(({ status }) => status === 'INACTIVE').length,
    attention,
    has_monitors: world.monitors.length > 0,
    checks_last_minute: 27,
    lateness_p99_ms: 140,
  };
}

function test({ type_data, monitor_type }) {
  const isDown = /down|checkout-eu/.test(type_data?.url ?? '');
  return {
    test: {
      status: isDown ? 'DOWN' : 'UP',
      latency: isDown ? 1204 : 182,
      type: 'REALTIME',
      error_message: isDown ? 'HTTP 503 Service Unavailable' : null,
      verdict: isDown
        ? 'Down: the server answered with HTTP 503, and 200–399 or 429 counts as operational.'
        : 'Operational: the server answered with HTTP 200.',
      timings:
        monitor_type === 'API'
          ? { dns_ms: 12, connect_ms: 30, tls_ms: 41, first_byte_ms: isDown ? 1080 : 80, total_ms: isDown ? 1204 : 182 }
          : null,
      http:
        monitor_type === 'API'
          ? {
              status_code: isDown ? 503 : 200,
              headers: [
                { name: 'content-type', value: 'application/json' },
                { name: 'server', value: 'nginx' },
              ],
              body_excerpt: '{"status":"ok","build":"2026.11"}',
            }
          : null,
    },
  };
}

function change(tag, body) {
  const [monitor, state] = [settings.get(tag), stateOf(tag)];
  const { type_data, ...rest } = body;
  Object.assign(monitor, rest, { updated_at: new Date().toISOString(), type_data: { ...monitor.type_data, ...type_data } });
  for (const key of ['name', 'status', 'is_hidden', 'cron', 'monitor_type']) if (key in body) state[key] = body[key];
  state.version += 1;
  return { monitor };
}

function create(body) {
  if (world.monitors.some(({ tag }) => tag === body.tag))
    refuse(400, 'BAD_REQUEST', 'Some fields are not valid', [{ field: 'tag', message: 'This tag is taken.' }]);
  const monitor = {
    ...body,
    id: world.monitors.length + 1,
    image: null,
    created_at: new Date().toISOString(),
    updated_at: new Date().toISOString(),
  };
  settings.set(body.tag, monitor);
  world.monitors.push({
    ...states[4],
    ...monitor,
    version: 1,
    current_status: 'NO_DATA',
    since: null,
    last_checked_at: null,
    is_delayed: false,
    latency: null,
    interval_seconds: 60,
    uptime_30d: null,
    last_checks: '',
    pages: [],
  });
  return { status: 201, body: { monitor } };
}

const ROUTES = [
  ['GET', /^\/session$/, session],
  [
    'POST',
    /^\/session$/,
    ({ body }) =>
      body.password === 'wrong' ? refuse(401, 'UNAUTHORIZED', 'E-mail or password is wrong.') : ((world.isSignedIn = true), session()),
  ],
  ['DELETE', /^\/session$/, () => ((world.isSignedIn = false), { message: 'Signed out' })],
  [
    'POST',
    /^\/setup\/owner$/,
    ({ body }) => {
      world.user = { ...world.user, name: body.name, email: body.email };
      world.hasOwner = world.isSignedIn = true;
      return { status: 201, body: session() };
    },
  ],
  ['PATCH', /^\/me$/, ({ body }) => ((world.user = { ...world.user, ...body }), { user: world.user })],
  [
    'POST',
    /^\/me\/password$/,
    ({ body }) =>
      body.current_password === 'wrong'
        ? refuse(400, 'BAD_REQUEST', 'Not valid', [{ field: 'current_password', message: 'This is not your current password.' }])
        : { message: 'Changed' },
  ],
  [
    'GET',
    /^\/me\/sessions$/,
    () => ({
      sessions: [1, 2].map((id) => ({
        id: String(id),
        created_at: new Date(Date.now() - id * 4e6).toISOString(),
        last_seen_at: new Date().toISOString(),
        ip: '192.0.2.7',
        user_agent: id === 1 ? 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36' : 'Mozilla/5.0 (iPhone) Safari/605',
        is_current: id === 1,
      })),
    }),
  ],
  ['DELETE', /^\/me\/sessions\//, () => ({ message: 'Ended' })],
  ['GET', /^\/api-keys$/, () => ({ api_keys: world.keys })],
  [
    'POST',
    /^\/api-keys$/,
    ({ body }) => {
      const api_key = {
        id: Date.now(),
        name: body.name,
        masked_key: '****9e21',
        status: 'ACTIVE',
        created_at: new Date().toISOString(),
        last_used_at: null,
        expires_at: body.expires_at ?? null,
      };
      world.keys.push(api_key);
      return { status: 201, body: { api_key, key: `clarion_${'0123456789abcdef'.repeat(4)}` } };
    },
  ],
  [
    'PATCH',
    /^\/api-keys\/(\d+)$/,
    ({ body, match }) => ({
      api_key: Object.assign(
        world.keys.find(({ id }) => id === Number(match[1])),
        body,
      ),
    }),
  ],
  [
    'DELETE',
    /^\/api-keys\/(\d+)$/,
    ({ match }) => ((world.keys = world.keys.filter(({ id }) => id !== Number(match[1]))), { message: 'Deleted' }),
  ],
  ['GET', /^\/site$/, () => ({ site_data: Object.entries(world.site).map(([key, value]) => ({ key, value, data_type: 'string' })) })],
  ['GET', /^\/site\/(\w+)$/, ({ match }) => ({ key: match[1], value: world.site[match[1]], data_type: 'string' })],
  ['PATCH', /^\/site\/(\w+)$/, ({ match, body }) => ({ key: match[1], value: (world.site[match[1]] = body.value), data_type: 'string' })],
  ['GET', /^\/pages$/, () => ({ pages: [{ id: 1, page_path: '~home', page_title: 'Acme Status', page_header: 'Acme' }] })],
  ['GET', /^\/monitor-states$/, ({ query }) => list(query)],
  ['GET', /^\/monitor-states\/([\w-]+)$/, ({ match }) => ({ monitor: stateOf(match[1]) })],
  ['GET', /^\/overview$/, overview],
  ['POST', /^\/monitor-tests$/, ({ body }) => test(body)],
  ['GET', /^\/monitors$/, () => ({ monitors: [...settings.values()] })],
  ['POST', /^\/monitors$/, ({ body }) => create(body)],
  [
    'GET',
    /^\/monitors\/([\w-]+)$/,
    ({ match }) => ({ status: 200, headers: { etag: etag(match[1]) }, body: { monitor: settings.get(match[1]) } }),
  ],
  [
    'PATCH',
    /^\/monitors\/([\w-]+)$/,
    ({ match, body, request }) => {
      const wanted = request.headers['if-match'];
      if (wanted && wanted !== etag(match[1])) refuse(412, 'PRECONDITION_FAILED', 'The monitor was changed meanwhile');
      if (match[1] === 'edge-13') refuse(503, 'UNAVAILABLE', 'The database is not reachable');
      const answer = change(match[1], body);
      return { status: 200, headers: { etag: etag(match[1]) }, body: answer };
    },
  ],
  [
    'DELETE',
    /^\/monitors\/([\w-]+)$/,
    ({ match }) => ((world.monitors = world.monitors.filter(({ tag }) => tag !== match[1])), { message: 'Deleted' }),
  ],
  ['POST', /^\/monitors\/([\w-]+)\/clone$/, ({ match, body }) => create({ ...settings.get(match[1]), ...body })],
  [
    'GET',
    /^\/monitors\/([\w-]+)\/heartbeat$/,
    ({ match }) => ({
      heartbeat: {
        urls: { slash: `http://localhost:3000${basePath}/ext/heartbeat/${match[1]}/8fK2s0aPqLm3`, colon: '' },
        last_signal_at: new Date((now() - 400) * 1000).toISOString(),
      },
    }),
  ],
  [
    'POST',
    /^\/monitors\/([\w-]+)\/heartbeat$/,
    ({ match }) => ({
      heartbeat: {
        urls: { slash: `http://localhost:3000${basePath}/ext/heartbeat/${match[1]}/${randomBytes(9).toString('base64url')}`, colon: '' },
        last_signal_at: null,
      },
    }),
  ],
  ['GET', /^\/monitors\/[\w-]+\/samples$/, ({ query }) => samples(query)],
  ['GET', /^\/monitors\/[\w-]+\/evidence$/, ({ query }) => evidence(query)],
  [
    'PATCH',
    /^\/monitors\/[\w-]+\/data$/,
    ({ query, body }) => {
      const rows = Math.round((body.end_ts - body.start_ts) / 60) + 1;
      return {
        message: 'ok',
        updated_count: rows - 1,
        ...(query.get('dryRun')
          ? { dry_run: { rows, changed_rows: Math.min(rows, 4), uptime_before: '99.81', uptime_after: '99.95' } }
          : {}),
      };
    },
  ],
  [
    'GET',
    /^\/monitors\/[\w-]+\/history$/,
    ({ query }) => ({ history: { ...history(query.get('range') ?? '24h'), day: query.get('day') ? day(query.get('day')) : null } }),
  ],
  ...jobRoutes(list),
];

async function answerApi(request, url) {
  let text = '';
  for await (const chunk of request) text += chunk;
  const at = url.pathname.slice(`${basePath}/api/v4`.length);
  const isPublic = /^\/(session|setup)/.test(at);
  try {
    if (!world.isSignedIn && !isPublic) refuse(401, 'UNAUTHORIZED', 'Your session has ended.');
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'fixture') refuse(403, 'FORBIDDEN', 'CSRF token missing');
    for (const [method, pattern, handle] of ROUTES) {
      const match = method === request.method ? pattern.exec(at) : null;
      if (!match) continue;
      const answer = handle({ match, query: url.searchParams, body: text ? JSON.parse(text) : {}, request });
      return answer.body ? answer : { status: 200, body: answer };
    }
    return refuse(404, 'NOT_FOUND', `Nothing at ${at}`);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

// Read anew each time, so that a new build shows without a restart.
const index = () => prepareIndex(fs.readFileSync(path.join(dist, 'index.html'), 'utf8'), basePath);

http
  .createServer((request, response) => {
    const url = new URL(request.url, 'http://fixture');
    if (url.pathname === '/__expire') {
      world.isSignedIn = false;
      response.end('ok');
      return;
    }
    if (url.pathname.startsWith(`${basePath}/api/v4/`)) {
      void answerApi(request, url).then(({ status, headers, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      });
      return;
    }
    const file = path.join(dist, path.normalize(url.pathname.slice(`${basePath}/manage`.length)));
    if (url.pathname.startsWith(`${basePath}/manage/`) && file.startsWith(dist) && fs.existsSync(file) && fs.statSync(file).isFile()) {
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' }).end(fs.readFileSync(file));
      return;
    }
    if (url.pathname === `${basePath}/`) {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Status</title><h1>Acme Status</h1><p>All Systems Operational</p>');
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': adminPolicy(nonce) })
      .end(index().replaceAll('CSP_NONCE', nonce));
  })
  .listen(Number(port), '127.0.0.1');
