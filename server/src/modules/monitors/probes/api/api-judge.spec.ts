import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@clarion/testing';
import { variableSecrets } from '../../../../../test/variable-secrets.js';
import { loadConfig } from '../../../../platform/config/load-config.js';
import { type Clock, SystemClock } from '../../../../platform/database/clock.js';
import { Dialer } from '../../../../platform/egress/dialer.js';
import { EgressClient } from '../../../../platform/egress/egress-client.js';
import { EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { SystemResolver } from '../../../../platform/egress/name-resolver.js';
import { Lifecycle } from '../../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../../platform/logging/log.js';
import { Evaluations } from '../../evaluation/evaluations.service.js';
import { type ProbeOutcome } from '../probe.js';
import { type SelfAddress } from '../self-address.js';
import { ApiJudge } from './api-judge.js';
import { AccessTokens } from './access-tokens.service.js';
import { ApiProbe } from './api.probe.js';
import { SendRequest } from './send-request.service.js';

// Real: servers on the loopback address, the probe, the sandbox.
const servers: Server[] = [];
const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const serve = async (listener: RequestListener): Promise<string> => `http://127.0.0.1:${await listen(createServer(listener))}`;
const answering = (status: number, body = '', headers: Record<string, string> = {}): Promise<string> =>
  serve((_, response) => response.writeHead(status, headers).end(body));
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

let evaluations: Evaluations;
let probe: ApiProbe;
let probeAt: (clock: Clock) => ApiProbe;
beforeAll(() => {
  const config = loadConfig({ SECRET_TOKEN: 'hunter2' });
  const policy = new EgressPolicy(config);
  const egress = new EgressClient(policy, new Dialer(policy, new SystemResolver()));
  const log = Log.create('silent');
  evaluations = new Evaluations(new Lifecycle(log), log);
  probeAt = (clock) =>
    new ApiProbe(
      new SendRequest(egress, new AccessTokens(egress)),
      { origin: () => '' } as SelfAddress,
      variableSecrets(config),
      new ApiJudge(evaluations, clock),
    );
  probe = probeAt(new SystemClock());
});
afterAll(() => evaluations.stop());

const run = (typeData: Record<string, unknown>, through = probe): Promise<ProbeOutcome> =>
  through.run(
    { id: 1, tag: 'shop', monitorType: 'API', typeData, lastHeartbeatAt: null, newestManual: null },
    new AbortController().signal,
  );
const functionOf = (body: string): string => `(async function (statusCode, responseTime, responseRaw, modules) { ${body} })`;

describe('functions of API monitors (monitors §5)', () => {
  it('are asked with status, time and body, and have the word', async () => {
    const code = functionOf('return { status: responseRaw.includes("ready") && statusCode === 503 ? "UP" : "DOWN", latency: 12 };');
    const { verdict, detail } = await run({ url: await answering(503, 'we are ready'), eval: code });
    expect(verdict).toEqual({ status: 'UP', latencyMs: 12, type: 'REALTIME', errorMessage: null });
    expect(detail?.explanation).toBe('UP: the server answered 503; the function returned the status “UP” and the latency 12');
  });

  it('read pages with cheerio', async () => {
    const page = await answering(200, '<h1>Status</h1><p class="state">operational</p>');
    const code = functionOf(`const $ = modules.cheerio.load(responseRaw);
      return { status: $('p.state').text() === 'operational' ? 'UP' : 'DOWN', latency: responseTime };`);
    expect((await run({ url: page, eval: code })).verdict).toMatchObject({ status: 'UP', errorMessage: null });
  });

  it.each([
    ['return { status: "DOWN", latency: 1 };', { status: 'DOWN', type: 'REALTIME', latencyMs: 1, errorMessage: 'HTTP 200' }],
    ['return { status: "MAINTENANCE", latency: 1 };', { status: 'MAINTENANCE', type: 'REALTIME', errorMessage: 'HTTP 200' }],
    ['throw new Error("no");', { status: 'DOWN', type: 'ERROR', errorMessage: 'HTTP 200; the function failed: Error: no' }],
    ['return { status: "OK" };', { status: 'DOWN', type: 'ERROR', errorMessage: expect.stringContaining('“OK”, which is not known') }],
    ['return { status: "UP" };', { status: 'UP', type: 'REALTIME', errorMessage: expect.stringContaining('no usable latency') }],
    ['throw new Error(responseRaw);', { errorMessage: 'HTTP 200; the function failed: Error: token ••••' }],
  ])('are judged by what they do: %s', async (body, expected) => {
    const { verdict } = await run({ url: `${await answering(200, 'token hunter2')}/$SECRET_TOKEN`, eval: functionOf(body) });
    expect(verdict).toMatchObject(expected);
  });

  const AS_STATUS = functionOf('return { status: statusCode === 500 && responseRaw !== "" ? "DEGRADED" : "DOWN", latency: 5 };');
  it('are asked when the connection fails', async () => {
    const { verdict, detail } = await run({ url: 'http://127.0.0.1:1/', eval: AS_STATUS });
    expect(verdict).toEqual({ status: 'DEGRADED', latencyMs: 5, type: 'REALTIME', errorMessage: 'connection refused' });
    expect(detail?.explanation).toBe(
      'DEGRADED: connection refused; asked with the status 500, the function returned the status “DEGRADED” and the latency 5',
    );
  });

  it('are asked when the time is over, and it stays a TIMEOUT', async () => {
    const url = await serve(() => undefined);
    expect((await run({ url, timeout: 60, eval: AS_STATUS })).verdict).toEqual({
      status: 'DEGRADED',
      latencyMs: 5,
      type: 'TIMEOUT',
      errorMessage: expect.stringMatching(/^no answer within 60 ms/),
    });
  });

  it('are asked when there are too many redirects', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    expect((await run({ url, max_redirects: 0, eval: AS_STATUS })).verdict).toMatchObject({ status: 'DEGRADED' });
    expect((await run({ url, max_redirects: 2, eval: AS_STATUS })).verdict).toMatchObject({ status: 'DEGRADED' });
  });

  it('are not asked about what we refuse to dial', async () => {
    const { verdict } = await run({ url: 'http://169.254.169.254/', eval: functionOf('return { status: "UP", latency: 1 };') });
    expect(verdict).toEqual({ status: 'DOWN', latencyMs: 0, type: 'ERROR', errorMessage: 'address not allowed' });
  });

  it('see a body that is no text, and one that is longer than is read', async () => {
    const code = functionOf('return { status: "UP", latency: responseRaw.length };');
    const binary = Buffer.alloc(2 * 1024 * 1024 + 10, 0xff);
    const url = await serve((_, response) => response.end(binary));
    expect((await run({ url, eval: code })).verdict).toMatchObject({ status: 'UP', latencyMs: 699_029 });
    const text = await answering(200, 'a'.repeat(3 * 1024 * 1024));
    expect((await run({ url: text, eval: code })).verdict).toMatchObject({ status: 'UP', latencyMs: 2 * 1024 * 1024 - 64 });
  });
});

describe('assertions of API monitors', () => {
  const JSON_BODY = '{"state":"slow","queue":[{"length":7}]}';
  it.each([
    [
      'all hold',
      [
        { kind: 'status', ranges: '200-204' },
        { kind: 'body', comparison: 'matches', value: '^\\{' },
      ],
      'UP',
      null,
    ],
    [
      'the worst decides, and all are named',
      [
        { kind: 'json', path: '$.queue[0].length', comparison: 'less_than', value: 5, severity: 'DEGRADED' },
        { kind: 'json', path: '$.state', comparison: 'equals', value: 'fine' },
      ],
      'DOWN',
      'HTTP 200; $.state is not “fine”; $.queue[0].length is not less than 5',
    ],
    [
      'a mild one',
      [{ kind: 'header', name: 'X-Cache', comparison: 'exists', severity: 'DEGRADED' }],
      'DEGRADED',
      'HTTP 200; the header X-Cache is missing',
    ],
    ['no TLS', [{ kind: 'certificate', days: 1 }], 'DOWN', 'HTTP 200; there is no certificate, the answer came without TLS'],
    ['an empty list', [], 'UP', null],
  ])('%s', async (_, assertions, status, errorMessage) => {
    const { verdict } = await run({ url: await answering(200, JSON_BODY), assertions });
    expect(verdict).toMatchObject({ status, type: 'REALTIME', errorMessage });
  });

  it('take the place of the built-in rule when they name statuses, and join it when they do not', async () => {
    const url = await answering(404, 'gone');
    const gone = { kind: 'body', comparison: 'contains', value: 'gone' };
    expect((await run({ url, assertions: [{ kind: 'status', ranges: '404' }] })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ url, assertions: [gone] })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'HTTP 404' });
  });

  it('tell an editor what stood there instead', async () => {
    const { verdict, detail } = await run({
      url: await answering(200, JSON_BODY),
      assertions: [
        { kind: 'json', path: '$.state', comparison: 'equals', value: 'fine', severity: 'DEGRADED' },
        { kind: 'status', ranges: '200' },
      ],
    });
    expect(verdict?.errorMessage).not.toContain('slow');
    expect(detail?.explanation).toBe(
      'DEGRADED: the server answered 200; 1 of 2 assertions failed: $.state is not “fine”, but “slow” (DEGRADED)',
    );
  });

  it('come before a function: DOWN is DOWN, and DEGRADED can only get worse', async () => {
    const url = await answering(200, 'x');
    const says = (status: string): string => functionOf(`return { status: "${status}", latency: 3 };`);
    const failing = (severity: string): object => ({ kind: 'body', comparison: 'contains', value: 'y', severity });
    const judge = async (severity: string, status: string): Promise<unknown> =>
      (await run({ url, assertions: [failing(severity)], eval: says(status) })).verdict?.status;
    expect(await judge('DOWN', 'UP')).toBe('DOWN');
    expect(await judge('DEGRADED', 'UP')).toBe('DEGRADED');
    expect(await judge('DEGRADED', 'DOWN')).toBe('DOWN');
    const { detail } = await run({ url, assertions: [failing('DOWN')], eval: says('UP') });
    expect(detail?.explanation).toMatch(/the function was not asked, it could make nothing better$/);
  });

  it('read when the certificate ends', async () => {
    const fixture = (name: string): Buffer =>
      readFileSync(new URL(`../../../../../test/fixtures/self-signed.${name}.pem`, import.meta.url));
    const server = createTlsServer({ cert: fixture('cert'), key: fixture('key') }, (_, response) => response.end());
    const url = `https://127.0.0.1:${await listen(server)}`;
    const eve = new FixedClock(Date.UTC(2126, 9, 26) / 1000) as unknown as Clock;
    const check = async (through: ApiProbe): Promise<unknown> =>
      (await run({ url, allowSelfSignedCert: true, assertions: [{ kind: 'certificate', days: 14 }] }, through)).verdict;
    expect(await check(probe)).toMatchObject({ status: 'UP', errorMessage: null });
    expect(await check(probeAt(eve))).toMatchObject({
      status: 'DOWN',
      errorMessage: 'HTTP 200; the certificate ends in 2 days, sooner than 14',
    });
  });

  it('SEC-41 answer in linear time', async () => {
    const url = await answering(200, `${'a'.repeat(64 * 1024 - 1)}b`);
    const { verdict } = await run({ url, assertions: [{ kind: 'body', comparison: 'matches', value: '(a+)+$' }] });
    expect(verdict).toMatchObject({ status: 'DOWN', errorMessage: 'HTTP 200; the body does not match “(a+)+$”' });
  });

  it.each([
    [{ assertions: 'status' }, 'the assertions are not a list of at most 20'],
    [
      {
        assertions: [
          { kind: 'status', ranges: '200' },
          { kind: 'status', ranges: 'all' },
        ],
      },
      /^assertion 2 cannot be used: ranges takes/,
    ],
    [{ assertions: [7] }, 'assertion 1 cannot be used: it must be an object'],
  ])('say what is wrong with %j, whoever stored it', async (typeData, errorMessage) => {
    const { verdict } = await run({ url: 'http://127.0.0.1:1', ...typeData });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 0 });
    expect(verdict?.errorMessage).toEqual(typeof errorMessage === 'string' ? errorMessage : expect.stringMatching(errorMessage));
  });

  it('say nothing when nobody could look', async () => {
    const log = Log.create('silent');
    const busy = new Evaluations(new Lifecycle(log), log, { maxWaiting: 0 });
    const judge = new ApiJudge(busy, new SystemClock());
    const answer = { httpStatus: 200, headers: {}, body: 'x', latencyMs: 9, certificateEndsAt: null };
    const assertions = [{ kind: 'body', comparison: 'matches', value: 'x' }] as const;
    expect((await judge.answered(answer, 'x', { assertions, code: null })).verdict).toMatchObject({ status: 'NO_DATA', type: 'ERROR' });
    expect((await judge.answered(answer, 'x', { assertions: [], code: '() => 1' })).verdict).toMatchObject({
      status: 'NO_DATA',
      type: 'ERROR',
    });
  });
});
