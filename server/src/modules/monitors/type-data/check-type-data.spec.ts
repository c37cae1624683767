import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MONITOR_TYPES, type MonitorType } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadConfig } from '../../../platform/config/load-config.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { checkTypeData } from './check-type-data.js';
import { EgressTargets } from './egress-targets.js';
import { TYPE_RULES } from './known-members.js';

const targets = new EgressTargets(new EgressPolicy(loadConfig({})));
const faults = (type: MonitorType, sent: Record<string, unknown>, stored: Record<string, unknown> = {}): string[] =>
  checkTypeData(type, sent, { ...stored, ...sent }, targets).map(({ field }) => field);

const PEM = (name: string): string => readFileSync(new URL(`../../../../test/fixtures/self-signed.${name}.pem`, import.meta.url), 'utf8');
const OTHER_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const HOST = { type: 'DOMAIN', host: 'db.example.test', port: 5432, timeout: 500 };

/** A whole document of each type, as clients write it. */
const COMPLETE: Record<MonitorType, Record<string, unknown>> = {
  API: {
    url: 'https://shop.acme.test/health?deep=1',
    method: 'POST',
    headers: [
      { key: 'Authorization', value: 'Bearer $SECRET_TOKEN' },
      { key: '', value: '' },
    ],
    body: '{"a":1}',
    timeout: 8000,
    eval: '(async function () {})',
    allowSelfSignedCert: false,
    follow_redirects: true,
    max_redirects: 0,
    assertions: [
      { kind: 'status', ranges: '200-299,304' },
      { kind: 'header', name: 'content-type', comparison: 'contains', value: 'json', severity: 'DEGRADED' },
      { kind: 'json', path: "$.items[0]['state']", comparison: 'equals', value: true },
      { kind: 'body', comparison: 'matches', value: '(a+)+$' },
      { kind: 'response_time', below: 800, severity: 'DEGRADED' },
      { kind: 'certificate', days: 14 },
    ],
    auth: { kind: 'basic', username: 'ada', password: 'hunter2' },
    proxy: { url: 'http://proxy.test:3128', username: 'clarion', password: 'hunter2' },
  },
  PING: {
    hosts: [
      { type: 'IP4', host: '192.168.1.1', timeout: 1000, count: 3 },
      { type: 'IP6', host: '2606:4700::1111' },
    ],
    pingEval: 'x',
  },
  TCP: {
    hosts: [HOST, { type: 'IP4', host: '10.0.0.1', port: 1 }],
    tcpEval: 'x',
    send: 'PING\r\n',
    assertions: [{ kind: 'banner', comparison: 'matches', value: '^\\+PONG' }],
  },
  DNS: {
    host: 'example.test',
    lookupRecord: 'AAAA',
    matchType: 'ALL',
    values: ['::1'],
    transport: 'TLS',
    nameServer: 'dns.example.test',
    tlsPort: 853,
    tlsServername: '',
    allowSelfSignedCert: true,
    assertions: [
      { kind: 'record', comparison: 'contains', value: '::1' },
      { kind: 'count', at_least: 1 },
      { kind: 'ttl', at_least: 60, at_most: 86_400, severity: 'DEGRADED' },
    ],
  },
  NONE: { overrideWithLastKnownStatus: true },
  GROUP: {
    monitors: [
      { tag: 'a', weight: 0.333 },
      { tag: 'b', weight: 0.667 },
    ],
    executionDelay: 1000,
    latencyCalculation: 'MAX',
  },
  SSL: { host: 'example.test', port: '443', degradedRemainingHours: 168, downRemainingHours: 24 },
  SQL: { dbType: 'mysql2', connectionString: 'mysql://u:p@db.example.test/shop', query: 'SELECT 1', timeout: 5000 },
  HEARTBEAT: { degradedRemainingMinutes: 5, downRemainingMinutes: 10, secretString: 's3cret' },
  GAMEDIG: { gameId: 'minecraft', host: 'mc.example.test', port: 27015, timeout: 10000, guessPort: false, requestRules: false, eval: 'x' },
  GRPC: { host: 'grpc.example.test', port: 50051, service: '', tls: true, insecure: true, timeout: 10000 },
};

describe('type_data by type (monitors §6)', () => {
  it.each(MONITOR_TYPES)('takes a whole %s document, and none', (type) => {
    expect(faults(type, COMPLETE[type])).toEqual([]);
    expect(faults(type, {})).toEqual([]);
    expect(Object.keys(COMPLETE[type]).sort()).toEqual(Object.keys(TYPE_RULES[type].members).sort());
  });

  it.each(MONITOR_TYPES.flatMap((type) => Object.keys(TYPE_RULES[type].members).map((member) => [type, member] as const)))(
    'takes %s %s alone, cleared, and not in another shape',
    (type, member) => {
      expect(faults(type, { [member]: null })).toEqual([]);
      expect(faults(type, { [member]: Symbol('never right') })).toEqual([`type_data.${member}`]);
      expect(faults(type, { [member]: { wrong: true } })).toEqual([`type_data.${member}`]);
    },
  );

  it('keeps members it does not know', () => {
    expect(faults('API', { self: 'readyz', anything: [1, { deep: true }] })).toEqual([]);
  });

  it.each<[string, MonitorType, Record<string, unknown>, string]>([
    ['no scheme', 'API', { url: 'shop.acme.test' }, 'url'],
    ['another scheme', 'API', { url: 'file:///etc/passwd' }, 'url'],
    ['gopher', 'API', { url: 'gopher://x.test/' }, 'url'],
    ['a script', 'API', { url: 'javascript:alert(1)' }, 'url'],
    ['spaces', 'API', { url: 'https://a b.test/' }, 'url'],
    ['quotes', 'API', { url: 'https://a.test/"' }, 'url'],
    ['user and password', 'API', { url: 'https://u:p@a.test/' }, 'url'],
    ['metadata', 'API', { url: 'http://169.254.169.254/latest/meta-data' }, 'url'],
    ['metadata, decimal', 'API', { url: 'http://2852039166/' }, 'url'],
    ['metadata, hexadecimal', 'API', { url: 'http://0xA9FEA9FE/' }, 'url'],
    ['metadata, mapped', 'API', { url: 'http://[::ffff:169.254.169.254]/' }, 'url'],
    ['metadata by name', 'API', { url: 'http://metadata.google.internal/' }, 'url'],
    ['link-local', 'API', { url: 'http://[fe80::1]/' }, 'url'],
    ['unspecified', 'API', { url: 'http://0.0.0.0/' }, 'url'],
    ['an unknown method', 'API', { method: 'get' }, 'method'],
    ['a timeout of 0', 'API', { timeout: 0 }, 'timeout'],
    ['a timeout as text', 'API', { timeout: '8000' }, 'timeout'],
    ['too many redirects', 'API', { max_redirects: 21 }, 'max_redirects'],
    ['headers as an object', 'API', { headers: { a: 'b' } }, 'headers'],
    ['a header that is a text', 'API', { headers: ['a: b'] }, 'headers[0]'],
    ['a header name with a space', 'API', { headers: [{ key: 'a b', value: 'c' }] }, 'headers[0]'],
    ['a header split in two', 'API', { headers: [{ key: 'a', value: 'b\r\nc: d' }] }, 'headers[0]'],
    ['a length header', 'API', { headers: [{ key: 'Content-Length', value: '1' }] }, 'headers[0]'],
    ['authentication that is a text', 'API', { auth: 'basic' }, 'auth'],
    ['authentication of no kind', 'API', { auth: { username: 'a' } }, 'auth'],
    ['authentication of an unknown kind', 'API', { auth: { kind: 'digest' } }, 'auth.kind'],
    ['a name with a colon', 'API', { auth: { kind: 'basic', username: 'a:b', password: 'c' } }, 'auth.username'],
    ['no token', 'API', { auth: { kind: 'bearer' } }, 'auth.token'],
    ['a token with a line break', 'API', { auth: { kind: 'bearer', token: 'a\nb' } }, 'auth.token'],
    [
      'a token endpoint that is never dialled',
      'API',
      { auth: { kind: 'oauth2_client_credentials', token_url: 'http://169.254.169.254/', client_id: 'a', client_secret: 'b' } },
      'auth.token_url',
    ],
    ['a certificate that is none', 'API', { auth: { kind: 'mtls', certificate: 'x', key: PEM('key') } }, 'auth.certificate'],
    ['a key that is none', 'API', { auth: { kind: 'mtls', certificate: PEM('cert'), key: PEM('cert') } }, 'auth.key'],
    ['a key of another certificate', 'API', { auth: { kind: 'mtls', certificate: PEM('cert'), key: OTHER_KEY } }, 'auth.key'],
    ['a proxy over TLS', 'API', { proxy: { url: 'https://proxy.test' } }, 'proxy.url'],
    ['a proxy with a path', 'API', { proxy: { url: 'http://proxy.test/proxy.pac' } }, 'proxy.url'],
    ['a proxy that is never dialled', 'API', { proxy: { url: 'http://169.254.169.254:3128' } }, 'proxy.url'],
    ['an assertion that is a text', 'API', { assertions: ['200'] }, 'assertions[0]'],
    ['an assertion of no kind', 'API', { assertions: [{ ranges: '200' }] }, 'assertions[0].kind'],
    ['a status that is a class', 'API', { assertions: [{ kind: 'status', ranges: '2xx' }] }, 'assertions[0].ranges'],
    ['a path with a filter', 'API', { assertions: [{ kind: 'json', path: '$[?(@.a)]', comparison: 'exists' }] }, 'assertions[0].path'],
    ['look-around', 'API', { assertions: [{ kind: 'body', comparison: 'matches', value: '(?!a)b' }] }, 'assertions[0].value'],
    ['a back-reference', 'API', { assertions: [{ kind: 'body', comparison: 'matches', value: '(a)\\1' }] }, 'assertions[0].value'],
    ['a broken expression', 'API', { assertions: [{ kind: 'body', comparison: 'matches', value: '(' }] }, 'assertions[0].value'],
    [
      'expressions that are too long together',
      'API',
      { assertions: Array.from({ length: 3 }, () => ({ kind: 'body', comparison: 'matches', value: 'a'.repeat(900) })) },
      'assertions',
    ],
    ['too many assertions', 'API', { assertions: Array.from({ length: 21 }, () => ({ kind: 'certificate', days: 1 })) }, 'assertions'],
    ['an assertion of another type', 'TCP', { assertions: [{ kind: 'status', ranges: '200' }] }, 'assertions[0].kind'],
    ['look-around in a banner', 'TCP', { assertions: [{ kind: 'banner', comparison: 'matches', value: '(?!a)b' }] }, 'assertions[0].value'],
    ['too much to send', 'TCP', { send: 'x'.repeat(2_001) }, 'send'],
    ['bounds without a bound', 'DNS', { assertions: [{ kind: 'ttl' }] }, 'assertions[0].at_least'],
    ['no hosts', 'PING', { hosts: [] }, 'hosts'],
    ['a kind that does not fit', 'PING', { hosts: [{ type: 'IP4', host: 'example.test' }] }, 'hosts[0].type'],
    ['no packets', 'PING', { hosts: [{ host: 'example.test', count: 0 }] }, 'hosts[0].count'],
    ['a link-local host', 'PING', { hosts: [{ host: '169.254.1.1' }] }, 'hosts[0].host'],
    ['a zone id', 'PING', { hosts: [{ host: 'fe80::1%eth0' }] }, 'hosts[0].host'],
    ['port 0', 'TCP', { hosts: [{ host: 'a.test', port: 0 }] }, 'hosts[0].port'],
    ['port 65536', 'TCP', { hosts: [{ host: 'a.test', port: 65536 }] }, 'hosts[0].port'],
    ['no values', 'DNS', { values: [] }, 'values'],
    ['an empty value', 'DNS', { values: [' '] }, 'values[0]'],
    ['a record type with a space', 'DNS', { lookupRecord: 'A AAAA' }, 'lookupRecord'],
    ['a name for UDP', 'DNS', { transport: 'UDP', nameServer: 'dns.example.test' }, 'nameServer'],
    ['nothing for TLS', 'DNS', { transport: 'TLS' }, 'nameServer'],
    ['degraded below down', 'SSL', { degradedRemainingHours: 24, downRemainingHours: 24 }, 'degradedRemainingHours'],
    ['a port that is no number', 'SSL', { port: 'https' }, 'port'],
    ['the other scheme', 'SQL', { dbType: 'pg', connectionString: 'mysql://x' }, 'connectionString'],
    ['a database at a metadata service', 'SQL', { connectionString: 'postgres://ada@169.254.169.254/shop' }, 'connectionString'],
    ['a number to connect to', 'SQL', { connectionString: 17 }, 'connectionString'],
    ['down at degraded', 'HEARTBEAT', { degradedRemainingMinutes: 10, downRemainingMinutes: 10 }, 'downRemainingMinutes'],
    ['degraded at the default of down', 'HEARTBEAT', { degradedRemainingMinutes: 10 }, 'downRemainingMinutes'],
    ['less than a minute', 'HEARTBEAT', { degradedRemainingMinutes: 0.5 }, 'degradedRemainingMinutes'],
    ['an empty secret', 'HEARTBEAT', { secretString: '' }, 'secretString'],
    ['a secret that ends with a slash', 'HEARTBEAT', { secretString: 'a/' }, 'secretString'],
    ['half a surrogate pair', 'HEARTBEAT', { secretString: 'a\ud800' }, 'secretString'],
    ['one member', 'GROUP', { monitors: [{ tag: 'a', weight: 1 }] }, 'monitors'],
    ['a member without weight', 'GROUP', { monitors: [{ tag: 'a', weight: 1 }, { tag: 'b' }] }, 'monitors[1]'],
    [
      'a negative weight',
      'GROUP',
      {
        monitors: [
          { tag: 'a', weight: 1.5 },
          { tag: 'b', weight: -0.5 },
        ],
      },
      'monitors[0].weight',
    ],
    [
      'weights that sum to less',
      'GROUP',
      {
        monitors: [
          { tag: 'a', weight: 0.5 },
          { tag: 'b', weight: 0.48 },
        ],
      },
      'monitors',
    ],
    [
      'a member twice',
      'GROUP',
      {
        monitors: [
          { tag: 'a', weight: 0.5 },
          { tag: 'a', weight: 0.5 },
        ],
      },
      'monitors',
    ],
    ['a short delay', 'GROUP', { executionDelay: 999 }, 'executionDelay'],
    ['a short timeout', 'GAMEDIG', { timeout: 1999 }, 'timeout'],
    ['a flag as text', 'NONE', { overrideWithLastKnownStatus: 'true' }, 'overrideWithLastKnownStatus'],
  ])('refuses %s', (_, type, sent, member) => {
    expect(faults(type, sent)).toEqual([`type_data.${member}`]);
  });

  it('judges members together with what is stored, and only when one of them is sent', () => {
    const stored = { degradedRemainingMinutes: 30, downRemainingMinutes: 20 };
    expect(faults('HEARTBEAT', { secretString: 'x' }, stored)).toEqual([]);
    expect(faults('HEARTBEAT', { downRemainingMinutes: 25 }, stored)).toEqual(['type_data.downRemainingMinutes']);
    expect(faults('HEARTBEAT', { downRemainingMinutes: 31 }, stored)).toEqual([]);
  });

  it('sums weights within the tolerance of forms', () => {
    const of = (...weights: number[]) => ({ monitors: weights.map((weight, index) => ({ tag: `m${index}`, weight })) });
    expect(faults('GROUP', of(0.333, 0.333, 0.334))).toEqual([]);
    expect(faults('GROUP', of(0.5, 0.51))).toEqual([]);
    expect(faults('GROUP', of(0.5, 0.49))).toEqual([]);
    expect(faults('GROUP', of(0, 1))).toEqual([]);
  });

  it.each([
    { kind: 'none' },
    { kind: 'bearer', token: '$SECRET_TOKEN' },
    {
      kind: 'oauth2_client_credentials',
      token_url: 'https://id.test/token',
      client_id: 'a',
      client_secret: 'b',
      client_authentication: 'body',
    },
    { kind: 'mtls', certificate: PEM('cert'), key: PEM('key'), ca: PEM('cert') },
    { kind: 'mtls', certificate: '$SECRET_CERT', key: '$SECRET_KEY' },
  ])('takes authentication of the kind $kind', (auth) => {
    expect(faults('API', { auth })).toEqual([]);
  });

  it('leaves $NAME for the check', () => {
    expect(faults('API', { url: '$SECRET_BASE/health' })).toEqual([]);
    expect(faults('API', { url: 'https://$SECRET_HOST/health' })).toEqual([]);
    expect(faults('SQL', { connectionString: '$SECRET_DSN' })).toEqual([]);
    expect(faults('SQL', { connectionString: 'postgres://ada:$SECRET_PASSWORD@169.254.169.254/shop' })).toEqual([]);
    expect(faults('TCP', { hosts: [{ host: '$SECRET_HOST' }] })).toEqual([]);
  });

  it('answers for anything, without throwing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MONITOR_TYPES), fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (type, extra, value) => {
        const sent = { ...extra, ...Object.fromEntries(Object.keys(TYPE_RULES[type].members).map((member) => [member, value])) };
        expect(Array.isArray(faults(type, sent))).toBe(true);
      }),
    );
  });
});
