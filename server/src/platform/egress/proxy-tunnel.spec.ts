import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Dialer } from './dialer.js';
import { EgressClient, type EgressRequest } from './egress-client.js';
import { EgressError } from './egress-error.js';
import { EgressPolicy } from './egress-policy.js';

// Real: a proxy, a plain and a TLS server, all on the loopback address. Names come from a table.
const OPEN = { EGRESS_PRIVATE: 'allow', EGRESS_PRIVATE_OPERATOR: 'allow', EGRESS_ALLOW: [], EGRESS_DENY: [] } as const;
const NAMES: Readonly<Record<string, string>> = { 'shop.test': '127.0.0.1', 'proxy.test': '127.0.0.1', 'rebound.test': '169.254.169.254' };
const [cert, key] = ['cert', 'key'].map((name) =>
  readFileSync(new URL(`../../../test/fixtures/self-signed.${name}.pem`, import.meta.url), 'utf8'),
);

const servers: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();
async function listen(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

let client: EgressClient;
let asked: { place: string | undefined; authorization: string | undefined }[];
beforeEach(() => {
  asked = [];
  const policy = new EgressPolicy(OPEN);
  const resolve = (name: string): Promise<readonly string[]> => {
    const address = NAMES[name];
    return address === undefined ? Promise.reject(new EgressError('dns', 'the name does not exist', 'dns')) : Promise.resolve([address]);
  };
  client = new EgressClient(policy, new Dialer(policy, { resolve }));
});

/** A proxy that connects wherever it is asked to, or answers what it is told to. */
async function proxy(answer?: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, socket: Socket) => {
    asked.push({ place: request.url, authorization: request.headers['proxy-authorization'] });
    if (answer !== undefined) {
      socket.end(answer);
      return;
    }
    const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(request.url ?? '') ?? [];
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\nX-Note: a header\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const each of [upstream, socket]) each.on('error', () => each.destroy());
  });
  return `http://proxy.test:${await listen(server)}`;
}
const get = (url: string, proxyUrl: string, more: Partial<EgressRequest> = {}): ReturnType<EgressClient['request']> =>
  client.request({ url, profile: 'monitor', timeoutMs: 5_000, proxy: { url: proxyUrl }, ...more });
const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('going through a proxy', () => {
  it('reaches plain and TLS servers, by the address that was checked', async () => {
    const plain = await listen(createServer((request, response) => response.end(`hello ${request.headers.host}`)));
    const secured = await listen(createTlsServer({ cert, key }, (_, response) => response.end('x'.repeat(100_000))));
    const through = await proxy();
    const answer = await get(`http://shop.test:${plain}/`, through);
    expect(answer).toMatchObject({ status: 200, address: '127.0.0.1' });
    expect(answer.body.toString()).toBe(`hello shop.test:${plain}`);
    const large = await get(`https://shop.test:${secured}/`, through, { tls: { ...(cert === undefined ? {} : { ca: cert }) } });
    expect(large.body).toHaveLength(100_000);
    expect(asked.map(({ place }) => place)).toEqual([`127.0.0.1:${plain}`, `127.0.0.1:${secured}`]);
  });

  it('shows who we are to the proxy alone', async () => {
    let seen: string | undefined;
    const port = await listen(
      createServer((request, response) => {
        seen = request.headers['proxy-authorization'];
        response.end();
      }),
    );
    const url = await proxy();
    await get(`http://shop.test:${port}/`, url, { proxy: { url, authorization: 'Basic abc' } });
    expect(asked).toEqual([{ place: `127.0.0.1:${port}`, authorization: 'Basic abc' }]);
    expect(seen).toBeUndefined();
  });

  it.each([
    ['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'the proxy answered 407'],
    ['HTTP/1.0 502 Bad Gateway\r\nContent-Length: 5\r\n\r\nsorry', 'the proxy answered 502'],
    ['SSH-2.0-OpenSSH\r\n\r\n', 'the proxy does not speak HTTP'],
    [`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(3_000)}`, 'the proxy does not speak HTTP'],
    ['HTTP/1.1 2', 'the proxy closed the connection'],
    ['', 'the proxy closed the connection'],
  ])('says what is wrong with a proxy that answers %j', async (answer, message) => {
    expect(await failureOf(get('http://shop.test/', await proxy(answer)))).toMatchObject({ reason: 'connect', message });
  });

  it('ends in time when the proxy says nothing', async () => {
    const silent = `http://127.0.0.1:${await listen(createTcpServer(() => undefined))}`;
    expect(await failureOf(get('http://shop.test/', silent, { connectTimeoutMs: 50 }))).toMatchObject({
      reason: 'timeout',
      message: 'the proxy did not answer',
    });
    expect(await failureOf(get('http://shop.test/', silent, { timeoutMs: 50 }))).toMatchObject({ reason: 'timeout' });
    expect(await failureOf(get('http://shop.test/', 'http://127.0.0.1:1'))).toMatchObject({ message: 'connection refused' });
  });

  it.each([
    ['http://169.254.169.254/', undefined, 'address not allowed'],
    ['http://rebound.test/', undefined, 'address not allowed'],
    ['http://shop.test/', 'http://169.254.169.254:3128', 'address not allowed'],
    ['http://shop.test/', 'http://rebound.test:3128', 'address not allowed'],
    ['http://shop.test/', 'http://user:secret@proxy.test', 'an address must not hold a user name or password'],
    ['http://shop.test/', 'https://proxy.test', 'a proxy is spoken to over http'],
    ['http://shop.test/', 'socks5://proxy.test', 'a proxy is spoken to over http'],
  ])('SEC-22 refuses %s by %s', async (url, through, message) => {
    expect(await failureOf(get(url, through ?? (await proxy())))).toMatchObject({ reason: 'refused', message });
    expect(asked).toEqual([]);
  });

  it('needs a name that we can look up ourselves', async () => {
    expect(await failureOf(get('http://absent.test/', await proxy()))).toMatchObject({ reason: 'dns' });
    expect(asked).toEqual([]);
  });
});
