import { describe, expect, it } from '@jest/globals';
import { parseByteSize } from './byte-size.js';
import { ConfigError } from './config-error.js';
import { configTable } from './config-table.js';
import { loadConfig, secretVariableNames } from './load-config.js';

const KEY = 'k'.repeat(32);
const refused = (env: Record<string, string>): string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
  return [];
};

describe('loadConfig', () => {
  it('needs nothing', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      PORT: 3000,
      HOST: '0.0.0.0',
      ORIGIN: 'http://localhost:3000',
      APP_BASE_PATH: '',
      ROLES: ['web', 'worker'],
    });
    expect(config).toMatchObject({ BODY_SIZE_LIMIT: 3 * 1024 * 1024, isEmbedded: true, isHttps: false, queueBackend: 'postgres' });
  });

  it('treats blank as unset', () => {
    expect(loadConfig({ PORT: ' ', DATABASE_URL: '', REDIS_URL: '  ' })).toMatchObject({
      PORT: 3000,
      isEmbedded: true,
      queueBackend: 'postgres',
    });
  });

  it('takes the names people bring from elsewhere, and prefers its own', () => {
    expect(loadConfig({ KENER_SECRET_KEY: KEY, KENER_BASE_PATH: '/old' })).toMatchObject({ APP_SECRET_KEY: KEY, APP_BASE_PATH: '/old' });
    expect(loadConfig({ KENER_BASE_PATH: '/old', APP_BASE_PATH: '/new' }).APP_BASE_PATH).toBe('/new');
    expect(loadConfig({ SMTP_PASSWORD: 'p', SMTP_SENDER: 's@x.test' })).toMatchObject({ SMTP_PASS: 'p', SMTP_FROM_EMAIL: 's@x.test' });
  });

  it.each([
    ['status', '/status'],
    ['/status/', '/status'],
    ['/a/b//', '/a/b'],
    ['/', ''],
  ])('reads base path %s as “%s”', (given, expected) => {
    expect(loadConfig({ APP_BASE_PATH: given }).APP_BASE_PATH).toBe(expected);
  });

  it('follows the port with the default origin and normalises a given one', () => {
    expect(loadConfig({ PORT: '8080' }).ORIGIN).toBe('http://localhost:8080');
    expect(loadConfig({ ORIGIN: 'HTTPS://Status.Example.org:443/' })).toMatchObject({
      ORIGIN: 'https://status.example.org',
      isHttps: true,
    });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a port that is none', { PORT: 'http' }, ['PORT']],
    ['a port out of range', { PORT: '70000' }, ['PORT']],
    ['an origin with a path', { ORIGIN: 'https://x.test/status' }, ['ORIGIN']],
    ['an origin of another scheme', { ORIGIN: 'ftp://x.test' }, ['ORIGIN']],
    ['a base path with a query', { APP_BASE_PATH: '/a?b' }, ['APP_BASE_PATH']],
    ['a base path that climbs', { APP_BASE_PATH: '/../x' }, ['APP_BASE_PATH']],
    ['another database', { DATABASE_URL: 'mysql://u@h/d', APP_SECRET_KEY: KEY }, ['DATABASE_URL']],
    ['another queue', { REDIS_URL: 'http://localhost' }, ['REDIS_URL']],
    ['a database without a key', { DATABASE_URL: 'postgres://u@h/d' }, ['APP_SECRET_KEY']],
    ['a short key', { DATABASE_URL: 'postgres://u@h/d', APP_SECRET_KEY: 'short' }, ['APP_SECRET_KEY']],
    ['a short key with the embedded database', { APP_SECRET_KEY: 'short' }, ['APP_SECRET_KEY']],
    ['an unknown role', { ROLES: 'web,boss' }, ['ROLES']],
    ['a role twice', { ROLES: 'web,web' }, ['ROLES']],
    ['no role', { ROLES: ',' }, ['ROLES']],
    ['a size that is none', { BODY_SIZE_LIMIT: 'big' }, ['BODY_SIZE_LIMIT']],
    ['a network that is none', { EGRESS_DENY: '10.0.0.0/33' }, ['EGRESS_DENY']],
    ['a switch that is none', { EGRESS_PRIVATE: 'maybe' }, ['EGRESS_PRIVATE']],
    ['a proxy that is a name', { TRUST_PROXY: 'proxy.example.org' }, ['TRUST_PROXY']],
    ['trust in everybody', { TRUST_PROXY: 'true' }, ['TRUST_PROXY']],
    ['an owner without a password', { OWNER_EMAIL: 'a@x.test' }, ['OWNER_EMAIL']],
    ['a password without an owner', { OWNER_PASSWORD: 'Passw0rd!' }, ['OWNER_PASSWORD']],
    ['several at once', { PORT: 'x', ROLES: 'y', LOG_LEVEL: 'loud' }, ['PORT', 'ROLES', 'LOG_LEVEL']],
  ])('refuses %s', (_name, env, variables) => {
    expect(refused(env)).toEqual(variables);
  });

  it('never prints a value', () => {
    const canary = 'CANARY-4711';
    const attempt = () =>
      loadConfig({ PORT: canary, DATABASE_URL: `mysql://u:${canary}@h/d`, APP_SECRET_KEY: canary, ORIGIN: canary, ROLES: canary });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).not.toThrow(canary);
    expect(JSON.stringify(loadConfig({ APP_SECRET_KEY: KEY }))).not.toContain(KEY);
  });

  it('reads lists, proxies and switches', () => {
    expect(loadConfig({ TRUST_PROXY: '2' }).TRUST_PROXY).toBe(2);
    expect(loadConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).TRUST_PROXY).toEqual(['loopback', '10.0.0.0/8']);
    expect(loadConfig({ SMTP_SECURE: '1', DATABASE_KEEPALIVE: 'false', ROLES: 'worker' })).toMatchObject({
      SMTP_SECURE: true,
      DATABASE_KEEPALIVE: false,
      ROLES: ['worker'],
    });
    expect(loadConfig({ APP_SECRET_KEY_PREVIOUS: `${KEY}, ${KEY}2` }).APP_SECRET_KEY_PREVIOUS).toEqual([KEY, `${KEY}2`]);
  });

  it('offers only variables with the prefix to monitors and triggers', () => {
    const { secretVariables } = loadConfig({ SECRET_TOKEN: 't', OTHER: 'o', APP_SECRET_KEY: KEY });
    expect([...secretVariables]).toEqual([['SECRET_TOKEN', 't']]);
  });

  it('is frozen', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });
});

describe('configTable', () => {
  it('lists every public variable with its default and its other names', () => {
    const table = configTable();
    expect(table).toContain('| `PORT` | `3000` | Port to listen on; 0 takes any free one. |');
    expect(table).toContain('| `APP_BASE_PATH`, `KENER_BASE_PATH` | empty |');
    expect(table).toContain('| `ROLES` | `web,worker` |');
    expect(table).not.toContain('FAILPOINTS');
  });

  it('knows which variables are secrets', () => {
    expect(secretVariableNames()).toEqual(
      expect.arrayContaining(['APP_SECRET_KEY', 'KENER_SECRET_KEY', 'DATABASE_URL', 'SMTP_PASSWORD', 'OWNER_PASSWORD']),
    );
  });
});

it.each([
  ['3M', 3_145_728],
  ['512k', 524_288],
  ['2 MiB', 2_097_152],
  ['1048576', 1_048_576],
  ['-1', Number.NaN],
  ['3X', Number.NaN],
])('reads size %s', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});
