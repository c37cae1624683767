import { readFileSync } from 'node:fs';
import { connect, createServer, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { aProbed, closedPort, type Loopback, loopback, NO_DEADLINE, Servers } from '../../../../../test/loopback.js';
import { type MysqlQuery, MysqlServer } from '../../../../../test/mysql-server.js';
import { variableSecrets } from '../../../../../test/variable-secrets.js';
import { loadConfig } from '../../../../platform/config/load-config.js';
import { type ProbeOutcome } from '../probe.js';
import { SqlProbe } from './sql.probe.js';

const fixture = (name: string): string => readFileSync(new URL(`../../../../../test/fixtures/${name}.pem`, import.meta.url), 'utf8');
const servers = new Servers();
const mysqls: MysqlServer[] = [];
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await servers.close();
  await Promise.all(mysqls.splice(0).map(async (server) => server.close()));
});
afterAll(async () => database.drop());

interface Setting {
  way?: Loopback;
  deadline?: AbortSignal;
  env?: Record<string, string>;
}

async function run(
  typeData: Record<string, unknown>,
  { way = loopback({ 'db.test': ['127.0.0.1'] }), deadline = NO_DEADLINE, env = {} }: Setting = {},
): Promise<ProbeOutcome> {
  return new SqlProbe(way.policy, way.dialer, variableSecrets(loadConfig(env))).run(aProbed('SQL', typeData), deadline);
}

/** The address of the spec's database by way of another host, port or query. */
const elsewhere = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

describe('SQL checks of PostgreSQL (monitors §6.6)', () => {
  it('is UP with the time everything took when the statement runs', async () => {
    const { verdict, detail } = await run({ connectionString: elsewhere((url) => (url.hostname = 'db.test')) });
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null });
    expect(verdict?.latencyMs).toBeGreaterThan(0);
    expect(detail).toMatchObject({
      explanation: 'UP: the statement ran and returned 1 row',
      timings: { dnsMs: expect.any(Number), connectMs: expect.any(Number), totalMs: verdict?.latencyMs },
      http: null,
    });
  });

  it.each([
    ['SELECT 1 WHERE false', '0 rows'],
    ['SELECT * FROM generate_series(1, 12);', '12 rows'],
    ['SELECT * FROM generate_series(1, 100000)', '1000 rows or more'],
  ])('looks at what %s returns, as far as it proves something', async (query, rows) => {
    expect((await run({ connectionString: database.url, query })).detail?.explanation).toBe(`UP: the statement ran and returned ${rows}`);
  });

  it.each([
    ['CREATE TABLE mine ()', 'cannot execute CREATE TABLE in a read-only transaction'],
    ['SELECT 1; SELECT 2', 'cannot insert multiple commands into a prepared statement'],
    ['COMMIT; DROP TABLE monitors', 'cannot insert multiple commands into a prepared statement'],
    ['SELECT * FROM nothing_here', 'relation "nothing_here" does not exist'],
    ["SELECT repeat('x', 5000000)", 'the answer is too large'],
    ['COPY monitors FROM STDIN', expect.stringContaining('read-only')],
  ])('is an error for %s', async (query, errorMessage) => {
    expect((await run({ connectionString: database.url, query })).verdict).toEqual({
      status: 'DOWN',
      type: 'ERROR',
      latencyMs: 0,
      errorMessage,
    });
  });

  it('cannot leave the read-only transaction from inside a statement', async () => {
    const query = `SELECT set_config('transaction_read_only', 'off', true)`;
    expect((await run({ connectionString: database.url, query })).verdict).toMatchObject({ type: 'ERROR' });
  });

  it('is a timeout when the statement takes too long, and the server stops working on it', async () => {
    const { verdict } = await run({ connectionString: database.url, query: 'SELECT pg_sleep(30)', timeout: 150 });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT', errorMessage: 'no answer within 150 ms' });
    const others = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid() AND state = 'active'`;
    let isWorking = true;
    while (isWorking) isWorking = !(await run({ connectionString: database.url, query: others })).detail?.explanation.endsWith('0 rows');
  });

  it('leaves no connection behind', async () => {
    await run({ connectionString: database.url });
    const others = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'Clarion' AND datname = current_database() AND pid <> pg_backend_pid()`;
    let left = 'some';
    while (!left.endsWith('0 rows')) left = (await run({ connectionString: database.url, query: others })).detail?.explanation ?? '';
  });

  it('says why it was not let in, without what nobody may read', async () => {
    const connectionString = elsewhere((url) => {
      url.username = 'hunter2x';
      url.password = '$SECRET_PASSWORD';
    });
    const { verdict, detail } = await run({ connectionString }, { env: { SECRET_PASSWORD: 'hunter2' } });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR' });
    expect(verdict?.errorMessage).toContain('••••x');
    expect(JSON.stringify([verdict, detail])).not.toContain('hunter2');
  });

  it('keeps what it says short', async () => {
    const query = `SELECT * FROM ${'x'.repeat(60)}, "${'y '.repeat(300)}"`;
    const { verdict } = await run({ connectionString: database.url, query });
    expect(verdict?.errorMessage?.length).toBeLessThanOrEqual(200);
  });

  it('SEC-20 refuses our own database, and what leads to it', async () => {
    const way = loopback({ 'db.test': ['127.0.0.1'] });
    way.policy.protect('127.0.0.1', Number(new URL(database.url).port));
    const refused = { status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage: 'address not allowed' };
    expect((await run({ connectionString: database.url }, { way })).verdict).toEqual(refused);
    expect((await run({ connectionString: elsewhere((url) => (url.hostname = 'db.test')) }, { way })).verdict).toEqual(refused);
    expect((await run({ connectionString: elsewhere((url) => (url.hostname = '127.0.0.2')) }, { way })).verdict).toEqual(refused);
  });

  it('encrypts when the connection string says so, and checks whom it talks to', async () => {
    const { hostname, port } = new URL(database.url);
    const secured = createServer((near) => {
      near.once('data', () => {
        near.write('S');
        const inside = new TLSSocket(near, { isServer: true, cert: fixture('self-signed.cert'), key: fixture('self-signed.key') });
        const far = connect(Number(port), hostname);
        inside.on('error', () => far.destroy()).pipe(far);
        far.on('error', () => inside.destroy()).pipe(inside);
      });
    });
    const over = String(await servers.listen(secured));
    const asking = (mode: string): string =>
      elsewhere((url) => {
        url.hostname = 'db.test';
        url.port = over;
        url.searchParams.set('sslmode', mode);
      });
    expect((await run({ connectionString: asking('require') })).verdict).toMatchObject({ status: 'UP' });
    for (const mode of ['verify-ca', 'verify-full'])
      expect((await run({ connectionString: asking(mode) })).verdict).toMatchObject({
        type: 'ERROR',
        errorMessage: 'self-signed certificate',
      });
    const plain = elsewhere((url) => url.searchParams.set('sslmode', 'require'));
    expect((await run({ connectionString: plain })).verdict).toMatchObject({ errorMessage: 'The server does not support SSL connections' });
  });

  it.each<[string, () => Promise<number>, string]>([
    ['nobody listens', async () => closedPort(createServer()), 'connection refused'],
    [
      'the other side hangs up',
      async () => servers.listen(createServer((socket) => socket.destroy())),
      'Connection terminated unexpectedly',
    ],
  ])('is an error when %s', async (_, open, errorMessage) => {
    const port = String(await open());
    const { verdict } = await run({ connectionString: elsewhere((url) => (url.port = port)) });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 0 });
    expect(verdict?.errorMessage).toMatch(new RegExp(`${errorMessage}|ECONNRESET`));
  });

  it('is a timeout when nobody connects, nobody speaks, or somebody speaks something else and goes on', async () => {
    const timeout = { status: 'DOWN', type: 'TIMEOUT', errorMessage: 'no answer within 80 ms' };
    expect((await run({ connectionString: database.url, timeout: 80 }, { way: loopback({}, () => new Socket()) })).verdict).toMatchObject(
      timeout,
    );
    const silent = String(await servers.listen(createServer()));
    expect((await run({ connectionString: elsewhere((url) => (url.port = silent)), timeout: 80 })).verdict).toMatchObject(timeout);
    const chatter = String(await servers.listen(createServer((socket) => socket.write('220 mail.test ESMTP\r\n'))));
    const { verdict } = await run({ connectionString: elsewhere((url) => (url.port = chatter)), timeout: 80 });
    expect(verdict).toMatchObject({ status: 'DOWN', type: expect.stringMatching(/TIMEOUT|ERROR/) });
  });

  it('says where it asked, whatever came of it', async () => {
    const named = (more: Record<string, unknown> = {}) =>
      run({ connectionString: elsewhere((url) => (url.hostname = 'db.test')), ...more });
    const reached = { dnsMs: expect.any(Number), connectMs: expect.any(Number), totalMs: expect.any(Number) };
    expect((await named()).detail).toMatchObject({ address: '127.0.0.1', timings: reached });
    expect((await named({ query: 'SELECT * FROM nothing_here' })).detail).toMatchObject({ address: '127.0.0.1', timings: reached });
    expect((await named({ query: 'SELECT pg_sleep(30)', timeout: 150 })).detail).toMatchObject({ address: '127.0.0.1', timings: reached });
  });

  it('ends when it is told to', async () => {
    const ended = run(
      { connectionString: database.url, query: 'SELECT pg_sleep(30)', timeout: 20_000 },
      { deadline: AbortSignal.timeout(100) },
    );
    expect((await ended).verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it('says what is wrong with the settings', async () => {
    expect((await run({ dbType: 'oracledb', connectionString: 'x' })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: 'databases of the type oracledb cannot be checked',
    });
  });
});

describe('SQL checks of MySQL', () => {
  const start = async (answering: (query: MysqlQuery) => void, password?: string): Promise<MysqlServer> => {
    const server = await MysqlServer.start(answering, password);
    mysqls.push(server);
    return server;
  };
  const check = async (port: number, more: Record<string, unknown> = {}): Promise<ProbeOutcome> =>
    run({ dbType: 'mysql2', connectionString: `mysql://ada:hunter2@127.0.0.1:${port}/shop`, ...more });
  /** Answers the housekeeping of MySQL itself. */
  const mysql = (then: (query: MysqlQuery) => void) => (query: MysqlQuery) => (query.sql.startsWith('SET ') ? query.done() : then(query));

  it('is UP when the statement runs, in a read-only transaction with a time limit on the server', async () => {
    const server = await start(mysql((query) => query.rows(['1'], ['2'])));
    const { verdict, detail } = await check(server.port);
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null });
    expect(detail?.explanation).toBe('UP: the statement ran and returned 2 rows');
    expect(server.asked).toEqual([
      'SET SESSION max_execution_time = 5000',
      // MariaDB ends a transaction for a CREATE or DROP, whatever it promised: only the session's own word holds there.
      'SET SESSION TRANSACTION READ ONLY',
      'START TRANSACTION READ ONLY',
      'SELECT 1',
      'ROLLBACK',
    ]);
  });

  it('does not run the statement when the session cannot be made read-only', async () => {
    const server = await start((query) => {
      if (query.sql === 'SET SESSION TRANSACTION READ ONLY') query.fail(1227, 'Access denied');
      else query.done();
    });
    expect((await check(server.port, { query: 'DROP TABLE orders' })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: 'Access denied',
    });
    expect(server.asked).not.toContain('DROP TABLE orders');
  });

  it('limits the time of MariaDB in its own words', async () => {
    const server = await start((query) => {
      if (query.sql.includes('max_execution_time')) query.fail(1193, "Unknown system variable 'max_execution_time'");
      else if (query.sql.startsWith('SET ')) query.done();
      else query.rows(['1']);
    });
    expect((await check(server.port, { timeout: 2_500 })).verdict).toMatchObject({ status: 'UP' });
    expect(server.asked).toContain('SET SESSION max_statement_time = 2.5');
  });

  it('takes a statement that returns nothing', async () => {
    const server = await start(mysql((query) => query.done()));
    expect((await check(server.port, { query: 'DO 1' })).detail?.explanation).toBe('UP: the statement ran and returned 0 rows');
  });

  it('stops looking at some point', async () => {
    const server = await start(mysql((query) => query.rows(...Array.from({ length: 3_000 }, () => ['x']))));
    expect((await check(server.port)).detail?.explanation).toBe('UP: the statement ran and returned 1000 rows or more');
  });

  it.each<[string, number, string, object]>([
    ['an unknown table', 1146, "Table 'shop.x' doesn't exist", { type: 'ERROR', errorMessage: "Table 'shop.x' doesn't exist" }],
    ['its own time limit', 3024, 'Query execution was interrupted', { type: 'TIMEOUT', errorMessage: 'no answer within 5000 ms' }],
    ['the time limit of MariaDB', 1969, 'Query execution was interrupted', { type: 'TIMEOUT' }],
  ])('is DOWN for %s', async (_, code, message, verdict) => {
    const server = await start(mysql((query) => query.fail(code, message)));
    expect((await check(server.port)).verdict).toMatchObject({ status: 'DOWN', ...verdict });
  });

  it('says why it was not let in, without what nobody may read', async () => {
    const server = await start(() => undefined, 'hunter2');
    expect((await check(server.port)).verdict).toMatchObject({ type: 'ERROR', errorMessage: 'Access denied using ••••' });
  });

  it('is a timeout when the answer does not come, and an error when the connection goes', async () => {
    const silent = await start(mysql(() => undefined));
    expect((await check(silent.port, { timeout: 150 })).verdict).toMatchObject({
      type: 'TIMEOUT',
      errorMessage: 'no answer within 150 ms',
    });
    const closing = await servers.listen(createServer((socket) => socket.destroy()));
    expect((await check(closing)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR' });
    const chatter = await servers.listen(createServer((socket) => socket.end('220 mail.test ESMTP\r\n')));
    expect((await check(chatter, { timeout: 300 })).verdict).toMatchObject({ status: 'DOWN' });
  });

  it('asks for TLS when the connection string says so', async () => {
    const server = await start(mysql((query) => query.rows(['1'])));
    const connectionString = `mysql://ada@127.0.0.1:${server.port}/shop?ssl-mode=REQUIRED`;
    expect((await run({ dbType: 'mysql2', connectionString })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: expect.stringMatching(/secure|SSL/i),
    });
  });
});
