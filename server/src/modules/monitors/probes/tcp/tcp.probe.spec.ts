import { createServer, Socket } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { aProbed, closedPort, type Loopback, loopback, NO_DEADLINE, Servers } from '../../../../../test/loopback.js';
import { Lifecycle } from '../../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../../platform/logging/log.js';
import { Evaluations } from '../../evaluation/evaluations.service.js';
import { judgeByFunction } from '../judge-by-function.js';
import { type ProbeOutcome } from '../probe.js';
import { TcpProbe } from './tcp.probe.js';

const servers = new Servers();
const log = Log.create('silent');
const evaluations = new Evaluations(new Lifecycle(log), log);
afterEach(async () => servers.close());
afterAll(async () => evaluations.stop());

const NAMES = { 'db.test': ['127.0.0.1'], 'slow.test': [], 'inside.test': ['127.0.0.1', '169.254.169.254'] };

async function run(
  typeData: Record<string, unknown>,
  { policy, dialer }: Loopback = loopback(NAMES),
  deadline = NO_DEADLINE,
): Promise<ProbeOutcome> {
  return new TcpProbe(policy, dialer, evaluations).run(aProbed('TCP', typeData), deadline);
}

describe('TCP checks (monitors §6.3)', () => {
  it('is UP when every port is open', async () => {
    const port = await servers.listen(createServer());
    const { verdict, detail } = await run({
      hosts: [
        { host: '127.0.0.1', port },
        { host: 'db.test', port },
      ],
    });
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null });
    expect(verdict?.latencyMs).toBeGreaterThan(0);
    expect(detail).toMatchObject({ explanation: 'UP: all 2 ports are open', http: null });
  });

  it('says how long the steps of a single host took', async () => {
    const port = await servers.listen(createServer());
    const { detail } = await run({ hosts: [{ host: 'db.test', port }] });
    expect(detail?.address).toBe('127.0.0.1');
    expect(detail?.timings).toEqual({
      dnsMs: expect.any(Number),
      connectMs: expect.any(Number),
      tlsMs: null,
      firstByteMs: null,
      totalMs: expect.any(Number),
    });
  });

  it('says at which address a single host refused, and of several none', async () => {
    const refusing = { host: 'db.test', port: await closedPort(createServer()) };
    const { detail } = await run({ hosts: [refusing] });
    expect(detail).toMatchObject({ address: '127.0.0.1', timings: { dnsMs: expect.any(Number), connectMs: null } });
    expect((await run({ hosts: [refusing, refusing] })).detail).toMatchObject({ address: null, timings: { dnsMs: null } });
  });

  it('closes what it opened', async () => {
    const server = createServer((socket) => socket.resume());
    const closed = new Promise((resolve) => server.on('connection', (socket: Socket) => socket.on('close', resolve)));
    await run({ hosts: [{ host: '127.0.0.1', port: await servers.listen(server) }] });
    await closed;
  });

  it('is DOWN when one port of two refuses, and names it', async () => {
    const port = await servers.listen(createServer());
    const refusing = await closedPort(createServer());
    const { verdict, detail } = await run({
      hosts: [
        { host: '127.0.0.1', port },
        { host: '127.0.0.1', port: refusing },
      ],
    });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage: `127.0.0.1:${refusing} error (connection refused)` });
    expect(detail?.explanation).toBe(`DOWN: every port must be open, but 127.0.0.1:${refusing} error (connection refused)`);
  });

  it('is a timeout when nobody says anything, after as long as the host may take', async () => {
    const silent = loopback({}, () => new Socket());
    const { verdict } = await run({ hosts: [{ host: '127.0.0.1', port: 9, timeout: 60 }] }, silent);
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT', errorMessage: '127.0.0.1:9 timeout' });
    expect(verdict?.latencyMs).toBeGreaterThanOrEqual(59);
  });

  it('counts the look-up of a name as part of that time', async () => {
    expect((await run({ hosts: [{ host: 'slow.test', port: 9, timeout: 40 }] })).verdict).toMatchObject({ type: 'TIMEOUT' });
  });

  it('waits for hosts side by side', async () => {
    const connects: Socket[] = [];
    const silent = loopback({}, () => {
      connects.push(new Socket());
      if (connects.length === 3) for (const each of connects) each.emit('connect');
      return connects.at(-1)!;
    });
    const hosts = [1, 2, 3].map((port) => ({ host: '127.0.0.1', port, timeout: 20_000 }));
    // The third is only reached while the first two still wait; `emit` comes before anybody listens to it, so it alone stays silent.
    const { verdict } = await run({ hosts: hosts.map((host, index) => (index === 2 ? { ...host, timeout: 40 } : host)) }, silent);
    expect(verdict).toMatchObject({ type: 'TIMEOUT', errorMessage: '127.0.0.1:3 timeout' });
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const outcome = run(
      { hosts: [{ host: '127.0.0.1', port: 9, timeout: 60_000 }] },
      loopback({}, () => new Socket()),
      stop.signal,
    );
    stop.abort();
    expect((await outcome).verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it.each([
    ['an address that is never dialled', { hosts: [{ host: '169.254.169.254' }] }, '169.254.169.254:80 error (address not allowed)'],
    ['a name that leads to one', { hosts: [{ host: 'inside.test' }] }, 'inside.test:80 error (address not allowed)'],
    ['a name that does not exist', { hosts: [{ host: 'nobody.test' }] }, 'nobody.test:80 error (the name does not exist)'],
    ['no host at all', {}, 'the monitor has no hosts yet'],
  ])('turns %s into a sample that says so', async (_, typeData, errorMessage) => {
    const none = loopback(NAMES, () => {
      throw new Error('nothing may be dialled');
    });
    expect((await run(typeData, none)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
  });

  it('SEC-20 keeps away from our own stores', async () => {
    const port = await servers.listen(createServer());
    const way = loopback(NAMES);
    way.policy.protect('127.0.0.1', port);
    expect((await run({ hosts: [{ host: 'db.test', port }] }, way)).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: `db.test:${port} error (address not allowed)`,
    });
  });

  it('hands the function of the monitor what it saw', async () => {
    const port = await servers.listen(createServer());
    const { ask } = await run({ hosts: [{ host: '127.0.0.1', port }], tcpEval: '(async function () {})' });
    expect(ask).toEqual({ code: '(async function () {})', args: [[expect.objectContaining({ status: 'open', host: '127.0.0.1', port })]] });
  });
});

describe('what ports say', () => {
  /** A server that greets, and answers as `answer` has it. */
  const speaking = async (greeting: string, answer: (heard: string) => string = () => ''): Promise<{ hosts: object[] }> => {
    const server = createServer((socket) => {
      socket.write(greeting);
      socket.on('data', (heard: Buffer) => socket.write(answer(heard.toString())));
    });
    return { hosts: [{ host: '127.0.0.1', port: await servers.listen(server), timeout: 5_000 }] };
  };
  const SMTP = '220 mail.test ESMTP ready\r\n';
  const REDIS = (heard: string): string => (heard === 'PING\r\n' ? '+PONG\r\n' : '-ERR unknown command\r\n');

  it.each([
    [{ kind: 'banner', comparison: 'starts_with', value: '220 ' }],
    [{ kind: 'banner', comparison: 'contains', value: 'ESMTP' }],
    [{ kind: 'banner', comparison: 'not_contains', value: 'SSH' }],
    [{ kind: 'banner', comparison: 'matches', value: '^2[0-9]{2} [a-z.]+ ESMTP' }],
    [{ kind: 'response_time', below: 5_000 }],
  ])('is UP where %j holds', async (assertion) => {
    const { verdict, detail } = await run({ ...(await speaking(SMTP)), assertions: [assertion] });
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null });
    expect(detail?.explanation).toBe('UP: the port is open; 1 assertion holds');
  });

  it('is DOWN or DEGRADED where one fails, and tells editors what was said', async () => {
    const typeData = await speaking(SMTP);
    const [{ port }] = typeData.hosts as [{ port: number }];
    const assertions = [{ kind: 'banner', comparison: 'matches', value: '^SSH' }];
    const { verdict, detail } = await run({ ...typeData, assertions });
    const message = `127.0.0.1:${port}: the banner does not match “^SSH”`;
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'REALTIME', errorMessage: message });
    expect(detail?.explanation).toBe(`DOWN: the port is open; 1 of 1 assertion failed: ${message}, but “220 mail.test ESMTP ready” (DOWN)`);
    const mild = [{ kind: 'banner', comparison: 'contains', value: 'SSH', severity: 'DEGRADED' }];
    expect((await run({ ...typeData, assertions: mild })).verdict).toMatchObject({ status: 'DEGRADED' });
  });

  it('makes a port speak by what is sent', async () => {
    const typeData = { ...(await speaking('', REDIS)), assertions: [{ kind: 'banner', comparison: 'starts_with', value: '+PONG' }] };
    expect((await run({ ...typeData, send: 'PING\r\n' })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ ...typeData, send: 'HELLO\r\n' })).verdict).toMatchObject({ status: 'DOWN' });
  });

  it('waits for a port that says nothing as long as it may, and no longer', async () => {
    const { hosts } = await speaking('');
    const typeData = { hosts: hosts.map((host) => ({ ...host, timeout: 80 })) };
    const { verdict } = await run({ ...typeData, assertions: [{ kind: 'banner', comparison: 'contains', value: '220' }] });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'REALTIME', errorMessage: expect.stringMatching(/: the port said nothing$/) });
    expect(verdict?.latencyMs).toBeLessThan(80);
  });

  it('reads so much and no more of a port that does not stop', async () => {
    const hosts = [{ host: '127.0.0.1', port: await servers.listen(createServer((socket) => socket.write('x'.repeat(1_000_000)))) }];
    const { ask } = await run({ hosts, send: '?', tcpEval: '(async function () {})' });
    const [[ping]] = ask?.args as [[{ banner: string }]];
    expect(ping.banner).toHaveLength(8_192);
  });

  it('takes a port that hangs up for one that has said everything', async () => {
    const hosts = [{ host: '127.0.0.1', port: await servers.listen(createServer((socket) => socket.end('bye'))) }];
    const assertions = [{ kind: 'banner', comparison: 'contains', value: 'bye' }];
    expect((await run({ hosts, assertions })).verdict).toMatchObject({ status: 'UP' });
    const silent = [{ host: '127.0.0.1', port: await servers.listen(createServer((socket) => socket.destroy())) }];
    expect((await run({ hosts: silent, assertions })).verdict).toMatchObject({ status: 'DOWN' });
  });

  it('has nothing to look at where a port is closed', async () => {
    const hosts = [{ host: '127.0.0.1', port: await closedPort(createServer()) }];
    const assertions = [{ kind: 'banner', comparison: 'contains', value: '220' }];
    expect((await run({ hosts, assertions })).verdict).toMatchObject({
      type: 'ERROR',
      errorMessage: expect.stringMatching(/connection refused\)$/),
    });
  });

  it('comes before the function, which can make it worse and not better', async () => {
    const tcpEval = `(async function ([{ banner }]) { return { status: banner.includes('maintenance') ? 'MAINTENANCE' : 'UP', latency: 1 } })`;
    const judged = async (greeting: string, severity: string): Promise<ProbeOutcome> => {
      const assertions = [{ kind: 'banner', comparison: 'contains', value: 'ESMTP', severity }];
      return judgeByFunction(await run({ ...(await speaking(greeting)), assertions, tcpEval }), evaluations);
    };
    expect((await judged(SMTP, 'DOWN')).verdict).toMatchObject({ status: 'UP', errorMessage: null });
    expect((await judged('421 busy\r\n', 'DEGRADED')).verdict).toMatchObject({
      status: 'DEGRADED',
      errorMessage: expect.stringMatching(/does not contain “ESMTP”/),
    });
    expect((await judged('421 maintenance\r\n', 'DEGRADED')).verdict).toMatchObject({ status: 'MAINTENANCE' });
    const down = await judged('421 maintenance\r\n', 'DOWN');
    expect(down.verdict).toMatchObject({ status: 'DOWN' });
    expect(down.detail?.explanation).toMatch(/the function was not asked, it could make nothing better$/);
  });

  it('is nobody’s fault when nobody could look', async () => {
    const { policy, dialer } = loopback(NAMES);
    const busy = { search: async () => Promise.resolve(null) } as unknown as Evaluations;
    const typeData = { ...(await speaking(SMTP)), assertions: [{ kind: 'banner', comparison: 'matches', value: '^220' }] };
    expect((await new TcpProbe(policy, dialer, busy).run(aProbed('TCP', typeData), NO_DEADLINE)).verdict).toMatchObject({
      status: 'NO_DATA',
      errorMessage: 'the assertions were not looked at: too much waits to be judged',
    });
  });
});
