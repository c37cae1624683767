import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { variableSecrets } from '../../../../../test/variable-secrets.js';
import { loadConfig } from '../../../../platform/config/load-config.js';
import { SystemClock } from '../../../../platform/database/clock.js';
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

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let origin: string;
let seen: Seen[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let probe: ApiProbe;
let evaluations: Evaluations;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = loadConfig({ SECRET_TOKEN: 'hunter2', PRIVATE_KEY: 'never' });
  const policy = new EgressPolicy(config);
  const egress = new EgressClient(policy, new Dialer(policy, new SystemResolver()));
  const log = Log.create('silent');
  evaluations = new Evaluations(new Lifecycle(log), log);
  probe = new ApiProbe(
    new SendRequest(egress, new AccessTokens(egress)),
    { origin: () => origin } as SelfAddress,
    variableSecrets(config),
    new ApiJudge(evaluations, new SystemClock()),
  );
});
afterAll(async () => {
  await evaluations.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function run(typeData: Record<string, unknown>, signal = new AbortController().signal): Promise<ProbeOutcome> {
  seen = [];
  const monitor = { id: 1, tag: 'shop', monitorType: 'API', typeData, lastHeartbeatAt: null, newestManual: null } as const;
  return probe.run(monitor, signal);
}
const answering = (status: number, headers: Record<string, string> = {}, body = ''): void => {
  answer = (_request, response) => response.writeHead(status, headers).end(body);
};

describe('API checks (monitors §6.1)', () => {
  it.each([
    [200, 'UP', null],
    [204, 'UP', null],
    [301, 'UP', null],
    [399, 'UP', null],
    [429, 'UP', null],
    [400, 'DOWN', 'HTTP 400'],
    [404, 'DOWN', 'HTTP 404'],
    [500, 'DOWN', 'HTTP 500'],
    [503, 'DOWN', 'HTTP 503'],
  ])('judges %i as %s', async (status, expected, errorMessage) => {
    answering(status);
    const { verdict } = await run({ url: origin });
    expect(verdict).toMatchObject({ status: expected, type: 'REALTIME', errorMessage });
    expect(verdict?.latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('sends what the monitor says, over our own headers, with secrets filled in', async () => {
    answering(200);
    await run({
      url: `${origin}/a?t=$SECRET_TOKEN`,
      method: 'POST',
      headers: [{ key: 'X-Token', value: '$SECRET_TOKEN $PRIVATE_KEY' }],
      body: '{"t":"$SECRET_TOKEN"}',
    });
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/a?t=hunter2',
        body: '{"t":"hunter2"}',
        headers: { 'x-token': 'hunter2 $PRIVATE_KEY', 'user-agent': 'Clarion', accept: '*/*' },
      },
    ]);
  });

  it('sends no body with GET', async () => {
    answering(200);
    await run({ url: origin, body: 'hello' });
    expect(seen[0]).toMatchObject({ method: 'GET', body: '' });
  });

  it('follows redirects as far as it may, or judges the redirect itself', async () => {
    answer = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.writeHead(200).end();
    };
    expect((await run({ url: `${origin}/5` })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ url: `${origin}/6` })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'ERROR',
      errorMessage: 'more than 5 redirects',
    });
    expect((await run({ url: `${origin}/1`, max_redirects: 0 })).verdict).toMatchObject({
      status: 'DOWN',
      errorMessage: 'more than 0 redirects',
    });
    expect((await run({ url: `${origin}/1`, follow_redirects: false })).verdict).toMatchObject({ status: 'UP', errorMessage: null });
    expect(seen).toHaveLength(1);
  });

  it('FLT-17 ends a check that drips at its timeout, as TIMEOUT', async () => {
    answer = (_request, response) => void response.writeHead(200).write('a');
    expect((await run({ url: origin, timeout: 80 })).verdict).toMatchObject({
      status: 'DOWN',
      type: 'TIMEOUT',
      errorMessage: expect.stringContaining('no answer within 80 ms'),
    });
  });

  it('ends when it is told to', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const outcome = run({ url: origin }, stop.signal);
    stop.abort();
    expect((await outcome).verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it('says plainly when nobody answers', async () => {
    const { verdict } = await run({ url: 'http://127.0.0.1:1/' });
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 0 });
    expect(verdict?.errorMessage).not.toBe('');
  });

  it.each([
    [{}, 'the monitor has no URL yet'],
    [{ url: 'file:///etc/passwd' }, 'the URL is not an http or https address'],
    [{ url: 'http://169.254.169.254/latest/meta-data' }, 'address not allowed'],
    [{ url: 'http://127.0.0.1:1', headers: [{ key: 'Content-Length', value: '3' }] }, 'the header content-length cannot be set'],
  ])('turns %j into a sample that says what is wrong', async (typeData, errorMessage) => {
    expect((await run(typeData)).verdict).toEqual({ status: 'DOWN', latencyMs: 0, type: 'ERROR', errorMessage });
  });

  it('says how far a check came that got no answer', async () => {
    const refused = await run({ url: 'http://127.0.0.1:1/' });
    expect(refused.detail).toMatchObject({ address: '127.0.0.1', timings: { connectMs: null, firstByteMs: null }, http: null });
    const forbidden = await run({ url: 'http://169.254.169.254/latest/meta-data' });
    expect(forbidden.detail?.address).toBeNull();
  });

  it('finds ourselves where we listen', async () => {
    answering(200);
    expect((await run({ self: 'readyz' })).verdict).toMatchObject({ status: 'UP' });
    expect(seen[0]?.url).toBe('/readyz');
  });

  it('shows what came back to whoever tests it, secrets blotted out', async () => {
    answering(500, { 'x-echo': 'hunter2', 'set-cookie': 'a=b' }, `token hunter2 ${'x'.repeat(5000)}`);
    const { detail } = await run({ url: `${origin}/$SECRET_TOKEN` });
    expect(detail?.explanation).toBe('DOWN: the server answered 500; 429 and 200–399 count as up');
    expect(detail?.http?.headers).toEqual(expect.arrayContaining([{ name: 'x-echo', value: '••••' }]));
    expect(detail?.http?.bodyExcerpt).toMatch(/^token •••• x+$/);
    expect(detail?.http?.bodyExcerpt).toHaveLength(2048);
    expect(detail).toMatchObject({ address: '127.0.0.1', timings: { tlsMs: null, totalMs: expect.any(Number) } });
    expect(JSON.stringify(detail)).not.toContain('hunter2');
  });
});
