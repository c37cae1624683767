import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
import { AccessTokens } from './access-tokens.service.js';
import { ApiJudge } from './api-judge.js';
import { ApiProbe } from './api.probe.js';
import { SendRequest } from './send-request.service.js';

// Real: servers on the loopback address that ask who is there.
const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../../test/fixtures/self-signed.${name}.pem`, import.meta.url), 'utf8');
const [CERTIFICATE, KEY] = [fixture('cert'), fixture('key')];
const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const servers: Server[] = [];
const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const serve = async (listener: RequestListener): Promise<string> => `http://127.0.0.1:${await listen(createServer(listener))}`;
const bodyOf = async (request: IncomingMessage): Promise<string> => Buffer.concat(await request.toArray()).toString();
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

let probe: ApiProbe;
beforeEach(() => {
  const config = loadConfig({ SECRET_TOKEN: 'hunter2hunter2' });
  const policy = new EgressPolicy(config);
  const egress = new EgressClient(policy, new Dialer(policy, new SystemResolver()));
  const log = Log.create('silent');
  const judge = new ApiJudge(new Evaluations(new Lifecycle(log), log), new SystemClock());
  probe = new ApiProbe(
    new SendRequest(egress, new AccessTokens(egress)),
    { origin: () => '' } as SelfAddress,
    variableSecrets(config),
    judge,
  );
});

const run = (typeData: Record<string, unknown>): Promise<ProbeOutcome> =>
  probe.run({ id: 1, tag: 'shop', monitorType: 'API', typeData, lastHeartbeatAt: null, newestManual: null }, new AbortController().signal);

describe('authentication of API monitors', () => {
  it.each([
    [{ kind: 'basic', username: 'ada', password: 'pässwörd' }, basic('ada', 'pässwörd')],
    [{ kind: 'basic', username: 'ada' }, basic('ada', '')],
    [{ kind: 'bearer', token: '$SECRET_TOKEN' }, 'Bearer hunter2hunter2'],
    [{ kind: 'none' }, 'mine'],
    [undefined, 'mine'],
    [null, 'mine'],
  ])('shows who we are: %j', async (auth: object | null | undefined, expected) => {
    let seen: string | undefined;
    const url = await serve((request, response) => {
      seen = request.headers.authorization;
      response.end(seen);
    });
    const { verdict, detail } = await run({ url, auth, headers: [{ key: 'Authorization', value: 'mine' }] });
    expect(verdict?.status).toBe('UP');
    expect(seen).toBe(expected);
    expect(JSON.stringify(detail)).not.toMatch(/hunter2|pässwörd/);
    expect(detail?.http?.bodyExcerpt).not.toContain(basic('ada', 'pässwörd').slice('Basic '.length));
  });

  it.each([
    ['basic', 'the kind of authentication is not known'],
    [{ kind: 'digest' }, 'the kind of authentication is not known'],
    [{ kind: 'toString' }, 'the kind of authentication is not known'],
    [{ kind: 'bearer', token: '' }, 'the monitor has no token to authenticate with'],
    [{ kind: 'mtls', certificate: CERTIFICATE }, 'the monitor has no key to authenticate with'],
  ])('says what is wrong with %j', async (auth, errorMessage) => {
    expect((await run({ url: 'http://127.0.0.1:1', auth })).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
  });
});

describe('access tokens (RFC 6749 §4.4)', () => {
  let asked: { authorization: string | undefined; body: string }[];
  let good: Set<string>;
  let api: string;
  let identity: string;
  const client = (more: object = {}): object => ({
    kind: 'oauth2_client_credentials',
    token_url: `${identity}/token`,
    client_id: 'shop:1',
    client_secret: 'hunter2 & more',
    ...more,
  });
  beforeEach(async () => {
    asked = [];
    good = new Set();
    identity = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        const token = `token-${asked.push({ authorization: request.headers.authorization, body })}`;
        good.add(token);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }));
      });
    });
    api = await serve((request, response) => {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      response.writeHead(good.has(token) ? 200 : 401).end(token);
    });
  });

  it('are fetched once and kept, for all monitors of one client', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => run({ url: api, auth: client({ scope: 'a b' }) })));
    outcomes.push(await run({ url: api, auth: client({ scope: 'a b' }) }));
    expect(outcomes.map(({ verdict }) => verdict?.status)).toEqual(['UP', 'UP', 'UP', 'UP']);
    expect(asked).toEqual([{ authorization: basic('shop%3A1', 'hunter2+%26+more'), body: 'grant_type=client_credentials&scope=a+b' }]);
    expect(outcomes[0]?.detail?.http?.bodyExcerpt).toBe('••••');
  });

  it('are asked for in the body when the server wants it so', async () => {
    expect((await run({ url: api, auth: client({ client_authentication: 'body', audience: 'https://api' }) })).verdict?.status).toBe('UP');
    expect(asked).toEqual([
      {
        authorization: undefined,
        body: 'grant_type=client_credentials&audience=https%3A%2F%2Fapi&client_id=shop%3A1&client_secret=hunter2+%26+more',
      },
    ]);
  });

  it('are fetched anew when a kept one was revoked, once', async () => {
    await run({ url: api, auth: client() });
    good.clear();
    expect((await run({ url: api, auth: client() })).verdict).toMatchObject({ status: 'UP' });
    expect(asked).toHaveLength(2);
    const closed = await serve((_, response) => response.writeHead(401).end());
    expect((await run({ url: closed, auth: client() })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'HTTP 401' });
    expect(asked).toHaveLength(3);
  });

  it.each<[string, RequestListener, string]>([
    [
      'refuses',
      (_, response) => response.writeHead(401).end('{"error":"invalid_client","error_description":"hunter2"}'),
      'no access token: the token endpoint answered 401, invalid_client',
    ],
    ['says nothing', (_, response) => response.end('{}'), 'no access token: the token endpoint answered without a token'],
    ['is no token endpoint', (_, response) => response.end('<html>'), 'no access token: the token endpoint answered without a token'],
    [
      'breaks headers',
      (_, response) => response.end('{"access_token":"a\\r\\nb"}'),
      'no access token: the token endpoint answered without a token',
    ],
    ['redirects', (_, response) => response.writeHead(302, { location: '/' }).end(), 'no access token: the token endpoint answered 302'],
  ])('are not there when the server %s', async (_, listener, errorMessage) => {
    const auth = client({ token_url: await serve(listener) });
    expect((await run({ url: api, auth })).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
  });

  it('cost a part of the monitor’s time', async () => {
    const silent = await serve(() => undefined);
    expect((await run({ url: api, timeout: 60, auth: client({ token_url: silent }) })).verdict).toMatchObject({
      type: 'TIMEOUT',
      errorMessage: expect.stringMatching(/^no answer within 60 ms: no access token/),
    });
  });

  it('SEC-20 are not asked for where nothing is dialled', async () => {
    const auth = client({ token_url: 'http://169.254.169.254/token' });
    expect((await run({ url: api, auth })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'no access token: address not allowed' });
  });
});

describe('certificates of ours', () => {
  const auth = { kind: 'mtls', certificate: CERTIFICATE, key: KEY };
  const secured = async (listener: RequestListener): Promise<string> => {
    const options = { cert: CERTIFICATE, key: KEY, ca: CERTIFICATE, requestCert: true, rejectUnauthorized: false };
    return `https://127.0.0.1:${await listen(createTlsServer(options, listener).on('tlsClientError', () => undefined))}`;
  };
  const isShown = (request: IncomingMessage): boolean => (request.socket as TLSSocket).getPeerX509Certificate() !== undefined;
  const who: RequestListener = (request, response) => response.writeHead(isShown(request) ? 200 : 403).end();

  it('are shown, to servers we know by their own authority too', async () => {
    const url = await secured(who);
    expect((await run({ url, auth: { ...auth, ca: CERTIFICATE } })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ url, auth, allowSelfSignedCert: true })).verdict).toMatchObject({ status: 'UP' });
    expect((await run({ url, allowSelfSignedCert: true })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'HTTP 403' });
    expect((await run({ url, auth })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'self-signed certificate' });
  });

  it('SEC-23 are shown to nobody else when a redirect leads away', async () => {
    const elsewhere = await secured(who);
    const url = await secured((_, response) => response.writeHead(302, { location: elsewhere }).end());
    expect((await run({ url, auth, allowSelfSignedCert: true })).verdict).toMatchObject({ status: 'DOWN', errorMessage: 'HTTP 403' });
  });

  it('make a plain error when they cannot be used', async () => {
    const broken = { ...auth, key: 'no key' };
    expect((await run({ url: await secured(who), auth: broken, allowSelfSignedCert: true })).verdict).toMatchObject({
      status: 'DOWN',
      errorMessage: 'the certificate to show, or its key, cannot be used',
    });
  });
});

describe('proxies of API monitors', () => {
  it('are gone through with their credentials, for access tokens too', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket: Socket) => {
      asked.push(request.headers['proxy-authorization']);
      const upstream = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      for (const each of [upstream, socket]) each.on('error', () => each.destroy());
    });
    const through = { url: `http://127.0.0.1:${await listen(proxy)}`, username: 'clarion', password: '$SECRET_TOKEN' };
    const identity = await serve((_, response) => response.end('{"access_token":"t","expires_in":60}'));
    const url = await serve((_, response) => response.end('hunter2hunter2'));
    const auth = { kind: 'oauth2_client_credentials', token_url: identity, client_id: 'a', client_secret: 'b' };
    const { verdict, detail } = await run({ url, auth, proxy: through });
    expect(verdict).toMatchObject({ status: 'UP', errorMessage: null });
    expect(asked).toEqual([basic('clarion', 'hunter2hunter2'), basic('clarion', 'hunter2hunter2')]);
    expect(detail?.http?.bodyExcerpt).toBe('••••');
  });

  it.each([
    ['proxy', 'the proxy has no address'],
    [{ url: 'proxy' }, 'the address of the proxy is none'],
    [{ url: 'ftp://proxy.test' }, 'a proxy is spoken to over http'],
    [{ url: 'http://169.254.169.254' }, 'address not allowed'],
    [{ url: 'http://127.0.0.1:1' }, 'connection refused'],
  ])('say what is wrong with %j', async (proxy, errorMessage) => {
    expect((await run({ url: 'http://127.0.0.1:1', proxy })).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
  });
});
