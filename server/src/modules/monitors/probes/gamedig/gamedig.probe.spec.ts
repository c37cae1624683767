import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aProbed, closedPort, type Loopback, loopback, NO_DEADLINE, Servers } from '../../../../../test/loopback.js';
import { SourceServer } from '../../../../../test/source-server.js';
import { type ProbeOutcome } from '../probe.js';
import { GamedigProbe } from './gamedig.probe.js';
import { readGamedigRequest } from './gamedig-request.js';

const servers = new Servers();
const games: SourceServer[] = [];
afterEach(async () => {
  await servers.close();
  await Promise.all(games.splice(0).map(async (game) => game.close()));
});
const start = async (...answers: Parameters<typeof SourceServer.start>): Promise<SourceServer> => {
  const game = await SourceServer.start(...answers);
  games.push(game);
  return game;
};

const NAMES = { 'arena.test': ['::1', '127.0.0.1'], 'inside.test': ['169.254.169.254'], 'slow.test': [] };
async function run(
  typeData: Record<string, unknown>,
  { policy, egress }: Loopback = loopback(NAMES),
  deadline = NO_DEADLINE,
): Promise<ProbeOutcome> {
  return new GamedigProbe(policy, egress).run(aProbed('GAMEDIG', { gameId: 'teamfortress2', host: '127.0.0.1', ...typeData }), deadline);
}

describe('GAMEDIG checks (monitors §6.10)', () => {
  it('is UP with the ping that was measured', async () => {
    const game = await start();
    const { verdict, detail } = await run({ host: 'arena.test', port: game.port });
    expect(verdict).toMatchObject({ status: 'UP', type: 'REALTIME', errorMessage: null, latencyMs: expect.any(Number) });
    expect(detail).toMatchObject({
      explanation: 'UP: Ada’s arena (Team Fortress 2) answered with 1 of 16 players, map de_dust2',
      timings: { dnsMs: expect.any(Number), totalMs: expect.any(Number) },
      http: null,
    });
    expect(game.asked).toEqual(['info', 'players']);
  });

  it('asks for the rules when the monitor says so', async () => {
    const game = await start();
    expect((await run({ port: game.port, requestRules: true })).verdict).toMatchObject({ status: 'UP' });
    expect(game.asked).toEqual(['info', 'players', 'rules']);
  });

  it('asks two servers at once without mixing them up', async () => {
    const [good, silent] = [await start(), await start(() => null)];
    const [up, down] = await Promise.all([run({ port: good.port }), run({ port: silent.port })]);
    expect([up.verdict?.status, down.verdict?.status]).toEqual(['UP', 'DOWN']);
  });

  it('asks many times at once, and nobody hears another one’s answer', async () => {
    const game = await start();
    const outcomes = await Promise.all(Array.from({ length: 100 }, async () => run({ port: game.port })));
    expect(outcomes.map(({ verdict }) => verdict?.status)).toEqual(Array.from({ length: 100 }, () => 'UP'));
  });

  it('is a timeout when nobody answers', async () => {
    const silent = await start(() => null);
    const { verdict } = await run({ port: silent.port });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT', errorMessage: 'the server did not answer in time' });
    expect((await run({ port: silent.port }, loopback(), AbortSignal.timeout(50))).verdict).toMatchObject({
      type: 'TIMEOUT',
      errorMessage: 'no answer within 10000 ms',
    });
    expect((await run({ host: 'slow.test' }, loopback(NAMES), AbortSignal.timeout(50))).verdict).toMatchObject({ type: 'TIMEOUT' });
  });

  it('says where it asked, whatever came of it', async () => {
    const game = await start();
    expect((await run({ host: 'arena.test', port: game.port })).detail?.address).toBe('127.0.0.1');
    const port = await closedPort(createServer());
    expect((await run({ gameId: 'terrariatshock', host: 'arena.test', port })).detail).toMatchObject({
      address: '127.0.0.1',
      timings: { dnsMs: expect.any(Number), totalMs: expect.any(Number) },
    });
    const silent = await start(() => null);
    expect((await run({ port: silent.port }, loopback(), AbortSignal.timeout(50))).detail).toMatchObject({
      address: '127.0.0.1',
      timings: { dnsMs: null },
    });
    expect((await run({ host: 'inside.test' })).detail).toMatchObject({ address: null });
  });

  it('is an error when the answer is cut off, and a timeout when it is to another question', async () => {
    const cut = await start(() => Buffer.from([0xff, 0xff, 0xff, 0xff, 0x49, 17]));
    expect((await run({ port: cut.port })).verdict).toEqual({
      status: 'DOWN',
      type: 'ERROR',
      latencyMs: 0,
      errorMessage: 'the answer of the server cannot be read',
    });
    const odd = await start(() => Buffer.from('220 mail.test ESMTP'));
    expect((await run({ port: odd.port })).verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it('is an error when the port refuses', async () => {
    const port = await closedPort(createServer());
    expect((await run({ gameId: 'terrariatshock', port })).verdict).toEqual({
      status: 'DOWN',
      type: 'ERROR',
      latencyMs: 0,
      errorMessage: 'connection refused',
    });
  });

  it('tries other ports only when it may guess', async () => {
    const game = await start();
    const { policy, egress } = loopback();
    const dialled: number[] = [];
    const assertAddress = policy.assertAddress.bind(policy);
    policy.assertAddress = (address, port, profile) => {
      dialled.push(port);
      assertAddress(address, port, profile);
    };
    const way = { ...loopback(), policy, egress };
    await run({ gameId: 'valheim', port: game.port }, way);
    expect(new Set(dialled)).toEqual(new Set([game.port]));
    dialled.length = 0;
    // Its query port lies beside its game port.
    await run({ gameId: 'valheim', port: game.port, guessPort: true }, way);
    expect(new Set(dialled)).toEqual(new Set([game.port, game.port + 1]));
  });

  it('SEC-20 keeps away from our own stores, guessed or given', async () => {
    const game = await start();
    const way = loopback(NAMES);
    way.policy.protect('127.0.0.1', game.port);
    const refused = { status: 'DOWN', type: 'ERROR', errorMessage: 'address not allowed' };
    expect((await run({ port: game.port }, way)).verdict).toMatchObject(refused);
    expect((await run({ host: 'arena.test', port: game.port }, way)).verdict).toMatchObject(refused);
    expect((await run({ gameId: 'valheim', port: game.port - 1, guessPort: true }, way)).verdict).toMatchObject({ status: 'DOWN' });
    expect(game.asked).toEqual([]);
  });

  describe('over HTTP', () => {
    const serve = async (status: number, body: string, headers: Record<string, string> = {}): Promise<number> =>
      servers.listen(createHttpServer((_, response) => response.writeHead(status, headers).end(body)));

    it('reads what the server says of itself', async () => {
      const port = await serve(200, JSON.stringify({ status: '200', name: 'Bo', port: 7777, playercount: 2, maxplayers: 8, players: [] }));
      expect((await run({ gameId: 'terrariatshock', port })).detail?.explanation).toMatch(/^UP: Bo \(Terraria/);
    });

    it.each([
      [500, '{}', {}, 'Bad status code: 500'],
      [200, 'not json', {}, expect.stringContaining('JSON')],
      [302, '', { location: 'http://169.254.169.254/latest/meta-data' }, 'address not allowed'],
      [302, '', { location: 'file:///etc/passwd' }, 'scheme file not allowed'],
    ])('SEC-23 does not believe %p %j, wherever it leads', async (status, body, headers, errorMessage) => {
      const port = await serve(status, body, headers as Record<string, string>);
      expect((await run({ gameId: 'terrariatshock', port })).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
    });
  });

  it.each([
    [{ gameId: '' }, 'the monitor has no game yet'],
    [{ gameId: 'constructor' }, 'the game constructor is not known'],
    [{ gameId: 'protocol-valve' }, 'the game protocol-valve is not known'],
    [{ host: '' }, 'the monitor has no host yet'],
    [{ port: 'x' }, 'the port must be a number from 1 to 65535'],
    [{ host: 'inside.test' }, 'address not allowed'],
    [{ host: 'nobody.test' }, 'the name does not exist'],
  ])('turns %j into a sample that says what is wrong', async (typeData, errorMessage) => {
    expect((await run(typeData)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 0, errorMessage });
  });

  it('hands the function of the monitor what it saw', async () => {
    const game = await start();
    const { ask } = await run({ port: game.port, eval: '(async function () {})' });
    expect(ask).toEqual({
      code: '(async function () {})',
      args: [expect.any(Number), expect.objectContaining({ maxplayers: expect.any(Number) })],
    });
    expect(() => JSON.stringify(ask!.args)).not.toThrow();
  });
});

describe('what a GAMEDIG monitor asks for', () => {
  it('takes the defaults for what is not said', () => {
    expect(readGamedigRequest({ gameId: 'teamfortress2', host: ' arena.test ', timeout: 1_999 })).toEqual({
      gameId: 'teamfortress2',
      game: 'Team Fortress 2',
      host: 'arena.test',
      port: 27_015,
      timeoutMs: 10_000,
      guessesPort: false,
      asksForRules: false,
      evalText: null,
    });
  });

  it('never throws, whatever was stored', () => {
    const members = fc.constantFrom('gameId', 'host', 'port', 'timeout', 'guessPort', 'requestRules', 'eval');
    fc.assert(
      fc.property(fc.dictionary(members, fc.anything()), (typeData) => {
        const request = readGamedigRequest({ gameId: 'teamfortress2', host: 'a.test', ...typeData });
        expect(typeof request === 'string' || request.timeoutMs >= 2_000).toBe(true);
      }),
    );
  });
});
