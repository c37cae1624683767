import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADA, FULL_KEY, MonitorsApi, SCOPED_KEY } from '../../../test/monitors-api.js';
import { until } from '../../../test/until.js';
import { Log } from '../../platform/logging/log.js';
import { AuditModule } from '../audit/audit.module.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { SecretsModule } from './secrets.module.js';

const CANARY = 'canary-7f3a9c';
const READER = { authorization: 'Bearer key:settings.read,monitors.read' };
const lines: string[] = [];
let api: MonitorsApi;
let target: Server;
let origin: string;
let received: IncomingHttpHeaders[];
beforeAll(async () => {
  api = await MonitorsApi.start({
    imports: [AuditModule, MonitorsModule, SecretsModule],
    env: { SECRET_MAIL: 'canary-of-the-environment', SECRET_SHARED: 'canary-of-the-environment' },
    log: Log.create('debug', { write: (text: string) => lines.push(text) }),
  });
  target = createServer((request, response) => {
    received.push(request.headers);
    response.statusCode = 503;
    response.end(`you sent ${request.headers['x-token']}`);
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received = [];
});
afterAll(async () => {
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
  await api.close();
});

let count = 0;
const newName = (): string => `SHOP_${++count}`;
const stored = async (members: object = {}): Promise<string> => {
  const name = newName();
  expect((await api.post('secrets', { name, value: CANARY, ...members })).status).toBe(201);
  return name;
};
const listed = async (name: string): Promise<Record<string, unknown>[]> =>
  (await api.get('secrets')).body.secrets.filter((secret: { name: string }) => secret.name === name);
const sendingTo = (url: string, value: string): object => ({
  monitor_type: 'API',
  type_data: { url, headers: [{ key: 'X-Token', value }] },
});

describe('stored secrets', () => {
  it('are listed with all but their value, and used from then on', async () => {
    const name = newName();
    const { status, headers, body } = await api.post('secrets', { name, value: CANARY, description: ' For the shop ' }, ADA);
    expect([status, headers['etag']]).toEqual([201, '"v1"']);
    const secret = {
      name,
      source: 'stored',
      description: 'For the shop',
      origins: null,
      used_by: [],
      used_by_triggers: [],
      version: 1,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    };
    expect(body).toEqual({ secret });
    expect(await listed(name)).toEqual([secret]);
    await api.post('monitor-tests', sendingTo(origin, `Bearer $${name}`));
    expect(received).toMatchObject([{ 'x-token': `Bearer ${CANARY}` }]);
  });

  it('win over variables of their name, and give way again when they are deleted', async () => {
    await api.post('secrets', { name: 'SECRET_SHARED', value: CANARY });
    expect((await listed('SECRET_SHARED')).map(({ source }) => source)).toEqual(['stored', 'environment']);
    const run = async (): Promise<unknown> => api.post('monitor-tests', sendingTo(origin, '$SECRET_SHARED'));
    await run();
    expect((await api.delete('secrets/SECRET_SHARED')).body).toEqual({ message: 'Secret SECRET_SHARED deleted' });
    await run();
    expect(received.map((each) => each['x-token'])).toEqual([CANARY, 'canary-of-the-environment']);
  });

  it('are replaced, described anew and narrowed', async () => {
    const name = await stored();
    const changed = await api.patch(`secrets/${name}`, { value: 'canary-replaced', description: 'x', origins: [`${origin}/`] });
    expect(changed.body.secret).toMatchObject({ description: 'x', origins: [origin], version: 2 });
    await api.post('monitor-tests', sendingTo(origin, `$${name}`));
    expect(received).toMatchObject([{ 'x-token': 'canary-replaced' }]);
    expect((await api.patch(`secrets/${name}`, { description: '' })).body.secret).toMatchObject({ description: null, version: 3 });
    expect((await api.patch(`secrets/${name}`, { value: 'canary-replaced' })).body.secret.version).toBe(3);
  });

  it.each<[string, object, string]>([
    ['a name in lower case', { name: 'shop' }, 'name'],
    ['a name that starts with a digit', { name: '1SHOP' }, 'name'],
    ['a long name', { name: 'A'.repeat(65) }, 'name'],
    ['no value', { value: undefined }, 'value'],
    ['three characters', { value: 'abc' }, 'value'],
    ['three characters among spaces', { value: '  abc  ' }, 'value'],
    ['a path', { origins: ['https://a.test/path'] }, 'origins'],
    ['a name without a scheme', { origins: ['a.test'] }, 'origins'],
    ['a user name', { origins: ['https://ada@a.test'] }, 'origins'],
    ['a file', { origins: ['file:///etc'] }, 'origins'],
  ])('are refused with %s', async (_, members, field) => {
    const { status, body } = await api.post('secrets', { name: newName(), value: CANARY, ...members });
    expect([status, body.error.details.map((each: { field: string }) => each.field)]).toEqual([400, [field]]);
  });

  it('have one name each', async () => {
    const name = await stored();
    const { status, body } = await api.post('secrets', { name, value: 'another-value' });
    expect([status, body.error.message]).toEqual([400, `A secret named ${name} already exists`]);
  });

  it('are made once for one Idempotency-Key', async () => {
    const name = newName();
    const headers = { ...FULL_KEY, 'idempotency-key': `key-${name}` };
    const first = await api.post('secrets', { name, value: CANARY }, headers);
    const again = await api.post('secrets', { name, value: CANARY }, headers);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  });

  it('are not changed from an older version', async () => {
    const name = await stored();
    const older = { ...FULL_KEY, 'if-match': '"v1"' };
    expect((await api.patch(`secrets/${name}`, { description: 'mine' }, older)).headers['etag']).toBe('"v2"');
    expect((await api.patch(`secrets/${name}`, { description: 'yours' }, older)).status).toBe(412);
    expect((await api.delete(`secrets/${name}`, older)).status).toBe(412);
    expect((await listed(name))[0]).toMatchObject({ description: 'mine' });
  });

  it.each(['NOBODY', 'nobody', '%00'])('are not found by the name %s', async (name) => {
    expect((await api.patch(`secrets/${name}`, { description: 'x' })).status).toBe(404);
    expect((await api.delete(`secrets/${name}`)).status).toBe(404);
  });

  it('reach another process that has used them already', async () => {
    const name = await stored();
    const other = await MonitorsApi.start({ databaseUrl: api.app.databaseUrl });
    try {
      const sent = async (): Promise<string | undefined> => {
        received = [];
        await other.post('monitor-tests', sendingTo(origin, `$${name}`));
        return received[0]?.['x-token'] as string | undefined;
      };
      expect(await sent()).toBe(CANARY);
      await api.patch(`secrets/${name}`, { value: 'canary-replaced' });
      await until('the other process sends the new value', async () => (await sent()) === 'canary-replaced');
      await api.delete(`secrets/${name}`);
      await until('the other process knows of none', async () => (await sent()) === `$${name}`);
    } finally {
      await other.close();
    }
  });
});

describe('SEC-46 origins', () => {
  it('hold a secret back: the check is an error that says so, and nothing is sent', async () => {
    const name = await stored({ origins: ['https://shop.test'] });
    const { body } = await api.post('monitor-tests', sendingTo(origin, `$${name}`));
    const reason = `the secret $${name} may not be sent there, only to https://shop.test`;
    expect(body.test).toMatchObject({ status: 'DOWN', type: 'ERROR', error_message: reason });
    expect(received).toEqual([]);
  });

  it('are widened by who knows the value, by nobody else', async () => {
    const name = await stored({ origins: ['https://shop.test', 'https://bank.test'] });
    for (const origins of [null, [], ['https://evil.test'], ['https://shop.test', 'https://evil.test']]) {
      const { status, body } = await api.patch(`secrets/${name}`, { origins });
      expect([status, body.error.details[0].field]).toEqual([400, 'value']);
    }
    expect((await api.patch(`secrets/${name}`, { origins: ['https://shop.test'] })).status).toBe(200);
    const { body } = await api.patch(`secrets/${name}`, { origins: null, value: CANARY });
    expect(body.secret).toMatchObject({ origins: null });
  });
});

describe('secrets in use', () => {
  it('name the monitors that use them, also where the use itself is sealed, and stay unless forced', async () => {
    const name = await stored();
    const tags = [`b-${name.toLowerCase()}`, `a-${name.toLowerCase()}`];
    await api.post('monitors', { tag: tags[0], name: 'b', monitor_type: 'API', type_data: { url: `https://a.test/?t=$${name}` } });
    const auth = { kind: 'bearer', token: `$${name}` };
    await api.post('monitors', { tag: tags[1], name: 'a', monitor_type: 'API', type_data: { url: 'https://a.test/', auth } });
    const other = { url: `https://a.test/$${name}_OTHER`, eval: `(async () => $${name})` };
    await api.post('monitors', { tag: `c-${name.toLowerCase()}`, name: 'c', monitor_type: 'API', type_data: other });
    expect((await listed(name))[0]!['used_by']).toEqual([...tags].reverse());
    const { status, body } = await api.delete(`secrets/${name}`);
    expect([status, body.error]).toEqual([
      409,
      {
        code: 'CONFLICT',
        message: `${name} is used by 2 monitors: ${tags[1]}, ${tags[0]}`,
        details: [tags[1], tags[0]].map((tag) => ({ field: 'used_by', message: tag })),
      },
    ]);
    await api.delete(`monitors/${tags[0]}`);
    expect((await listed(name))[0]!['used_by']).toEqual([tags[1]]);
    expect((await api.delete(`secrets/${name}?force=true`)).status).toBe(200);
    expect(await listed(name)).toEqual([]);
  });
});

describe('SEC-46 the values', () => {
  it('are written by who may change settings, listed to who may see them', async () => {
    const name = await stored();
    expect((await api.get('secrets', SCOPED_KEY)).status).toBe(403);
    expect((await api.get('secrets', READER)).status).toBe(200);
    const attempts = await Promise.all([
      api.post('secrets', { name: newName(), value: CANARY }, READER),
      api.patch(`secrets/${name}`, { value: CANARY }, READER),
      api.delete(`secrets/${name}`, READER),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await api.get('secrets', {})).status).toBe(401);
  });

  it('stand in no answer, no log, no audit row, no table and no event', async () => {
    const name = newName();
    const taken = { name, value: CANARY };
    const answers = [
      await api.post('secrets', taken, { ...FULL_KEY, 'idempotency-key': `canary-${name}` }),
      await api.post('secrets', taken),
      await api.post('secrets', { ...taken, name: 'wrong name', origins: [1] }),
      await api.send('post', 'secrets', `{"name":"${name}","value":"${CANARY}"`, FULL_KEY),
      await api.patch(`secrets/${name}`, { value: `${CANARY}-2`, origins: [origin] }),
      await api.post('monitor-tests', sendingTo(origin, `$${name}`)),
      await api.get('secrets'),
      await api.get('secrets', READER),
      await api.delete(`secrets/${name}`),
    ];
    expect(received).toMatchObject([{ 'x-token': `${CANARY}-2` }]);
    expect(answers[5]!.body.test).toMatchObject({ http: { body_excerpt: 'you sent ••••' } });
    for (const { text } of answers) expect(text).not.toContain('canary');
    expect(lines.join('')).not.toContain('canary');
    const tables = await api.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const table of tables) {
      const [row] = await api.query<{ found: number }>(
        `SELECT count(*)::int AS found FROM ${table.name} t WHERE t::text LIKE '%${CANARY}%'`,
      );
      expect([table.name, row!.found]).toEqual([table.name, 0]);
    }
    const audit = await api.query<{ action: string; before: object | null; after: object | null }>(
      `SELECT body->>'action' AS action, body->'before' AS before, body->'after' AS after FROM audit_log WHERE body->>'entityId' = $1 ORDER BY id`,
      [name],
    );
    const fingerprint = expect.stringMatching(/^#[0-9a-f]{12}$/);
    expect(audit).toEqual([
      { action: 'secret.create', before: null, after: { name, description: null, origins: null, value: fingerprint } },
      { action: 'secret.update', before: { origins: null, value: fingerprint }, after: { origins: [origin], value: fingerprint } },
      { action: 'secret.delete', before: { name, description: null, origins: [origin], value: fingerprint }, after: null },
    ]);
  });
});
