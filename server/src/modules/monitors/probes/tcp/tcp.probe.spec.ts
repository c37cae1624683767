import { createServer, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { aProbed, closedPort, type Loopback, loopback, NO_DEADLINE, Servers } from '../../../../../test/loopback.js';
import { type ProbeOutcome } from '../probe.js';
import { TcpProbe } from './tcp.probe.js';

const servers = new Servers();
afterEach(async () => servers.close());

const NAMES = { 'db.test': ['127.0.0.1'], 'slow.test': [], 'inside.test': ['127.0.0.1', '169.254.169.254'] };

async function run(
  typeData: Record<string, unknown>,
  { policy, dialer }: Loopback = loopback(NAMES),
  deadline = NO_DEADLINE,
): Promise<ProbeOutcome> {
  return new TcpProbe(policy, dialer).run(aProbed('TCP', typeData), deadline);
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
