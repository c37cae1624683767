import { MONITOR_TYPES, type MonitorType } from '@clarion/contract';
import type { TypeData } from '../../../api/monitors.js';
import { FRESH_CHECKS, readChecks, TYPE_KINDS, writeCheck } from './type-kinds.js';

/** Every member of the specification, none of them at its default. @see monitors §6 */
const STORED: Readonly<Record<MonitorType, TypeData>> = {
  API: {
    url: 'https://shop.example.com/health',
    method: 'POST',
    headers: [{ key: 'Authorization', value: '••••x9Qz' }],
    body: '{"deep":true}',
    timeout: 8_000,
    follow_redirects: false,
    max_redirects: 2,
    allowSelfSignedCert: true,
    auth: { kind: 'basic', username: 'ada', password: '••••lace' },
    assertions: [{ kind: 'status', ranges: '200-204', severity: 'DEGRADED' }],
    eval: '(async function () { return { status: "UP", latency: 1 }; })',
  },
  PING: {
    hosts: [
      { host: '192.0.2.10', type: 'IP4', count: 5, timeout: 2_000 },
      { host: '2001:db8::10', type: 'IP6', count: 3, timeout: 1_000 },
      { host: 'shop.example.com', type: 'DOMAIN', count: 1, timeout: 500 },
    ],
    pingEval: '(pings) => ({ status: "UP", latency: 1 })',
  },
  TCP: {
    hosts: [{ host: 'mail.example.com', type: 'DOMAIN', port: 25, timeout: 3_000 }],
    send: 'PING\r\n',
    assertions: [{ kind: 'banner', comparison: 'starts_with', value: '+PONG', severity: 'DEGRADED' }],
    tcpEval: '(pings) => ({ status: "UP", latency: 1 })',
  },
  DNS: {
    host: 'example.com',
    lookupRecord: 'MX',
    matchType: 'ALL',
    values: ['mx1.example.com', 'mx2.example.com'],
    transport: 'TLS',
    nameServer: '9.9.9.9',
    tlsPort: 8_853,
    tlsServername: 'dns.quad9.net',
    allowSelfSignedCert: true,
    assertions: [{ kind: 'ttl', at_most: 3_600, severity: 'DEGRADED' }],
  },
  SSL: { host: 'example.com', port: '8443', degradedRemainingHours: 336, downRemainingHours: 48 },
  SQL: { dbType: 'mysql2', connectionString: '••••shop', query: 'SELECT count(*) FROM orders', timeout: 9_000 },
  HEARTBEAT: { degradedRemainingMinutes: 15, downRemainingMinutes: 30 },
  GROUP: {
    monitors: [
      { tag: 'a', weight: 0.25 },
      { tag: 'b', weight: 0.75 },
    ],
    latencyCalculation: 'MAX',
  },
  GRPC: { host: 'grpc.example.com', port: 443, service: 'shop.v1.Checkout', tls: true, insecure: true, timeout: 4_000 },
  GAMEDIG: {
    gameId: 'minecraft',
    host: 'play.example.com',
    port: 25_565,
    timeout: 6_000,
    guessPort: true,
    requestRules: true,
    eval: '(time, raw) => ({ status: "UP", latency: time })',
  },
  NONE: { overrideWithLastKnownStatus: true },
};

describe('the check of every type', () => {
  it.each(MONITOR_TYPES)('%s comes back as it was stored', (type) => {
    expect(writeCheck(type, readChecks(type, STORED[type]))).toEqual(STORED[type]);
  });

  it.each(MONITOR_TYPES)('%s reads nonsense as absent', (type) => {
    const nonsense = Object.fromEntries(Object.keys(STORED[type]).map((member) => [member, { not: ['what', 'it', 'should', 'be'] }]));
    expect(() => writeCheck(type, readChecks(type, nonsense))).not.toThrow();
  });

  it('takes the defaults of the specification', () => {
    const written = Object.fromEntries(MONITOR_TYPES.map((type) => [type, writeCheck(type, FRESH_CHECKS)]));
    expect(written).toMatchObject({
      API: { method: 'GET', headers: [], body: '', timeout: 10_000, follow_redirects: true, max_redirects: 5, allowSelfSignedCert: false },
      PING: { hosts: [{ count: 3, timeout: 1_000 }] },
      TCP: { hosts: [{ port: 80, timeout: 1_000 }] },
      DNS: {
        lookupRecord: 'A',
        matchType: 'ANY',
        transport: 'UDP',
        nameServer: '',
        tlsPort: 853,
        tlsServername: '',
        allowSelfSignedCert: false,
      },
      SSL: { port: '443', degradedRemainingHours: 168, downRemainingHours: 24 },
      SQL: { dbType: 'pg', query: 'SELECT 1', timeout: 5_000 },
      HEARTBEAT: { degradedRemainingMinutes: 5, downRemainingMinutes: 10 },
      GROUP: { monitors: [], latencyCalculation: 'AVG' },
      GRPC: { port: 50_051, service: '', tls: false, insecure: false, timeout: 10_000 },
      GAMEDIG: { port: 27_015, timeout: 10_000, guessPort: false, requestRules: false },
      NONE: { overrideWithLastKnownStatus: false },
    });
  });

  it('keeps what was typed for one type while another is looked at', () => {
    const checks = { ...readChecks('TCP', STORED.TCP), PING: TYPE_KINDS.PING.read(STORED.PING) };
    expect(writeCheck('TCP', checks)).toEqual(STORED.TCP);
    expect(writeCheck('PING', checks)).toEqual(STORED.PING);
  });

  it('has words for every field', () => {
    for (const type of MONITOR_TYPES)
      expect(Object.keys(TYPE_KINDS[type].words).sort()).toEqual(Object.keys(TYPE_KINDS[type].fresh).sort());
  });
});
