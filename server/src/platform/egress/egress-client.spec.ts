import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Dialer } from './dialer.js';
import { EGRESS_BODY_LIMIT, EgressClient, type EgressRequest } from './egress-client.js';
import { EgressError } from './egress-error.js';
import { EgressPolicy } from './egress-policy.js';
import { type NameResolver } from './name-resolver.js';

const OPEN = { EGRESS_PRIVATE: 'allow', EGRESS_PRIVATE_OPERATOR: 'allow', EGRESS_ALLOW: [], EGRESS_DENY: [] } as const;
const servers: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** Listens on the loopback address; every connection is cut at the end of the test. */
async function listen(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
const serve = (handler: RequestListener): Promise<number> => listen(createServer(handler));

/** Answers by a table; what is not in it does not exist. */
class TableResolver implements NameResolver {
  asked = 0;
  constructor(private readonly table: Readonly<Record<string, readonly string[] | (() => readonly string[])>> = {}) {}
  resolve(name: string): Promise<readonly string[]> {
    this.asked++;
    const found = this.table[name];
    if (found === undefined) return Promise.reject(new EgressError('dns', 'the name does not exist', 'dns'));
    return Promise.resolve(typeof found === 'function' ? found() : found);
  }
}

interface Bench {
  client: EgressClient;
  policy: EgressPolicy;
  /** Addresses that were dialled. */
  dialled: string[];
}

function bench(resolver: NameResolver = new TableResolver(), config = OPEN as ConstructorParameters<typeof EgressPolicy>[0]): Bench {
  const policy = new EgressPolicy(config);
  const dialled: string[] = [];
  const plain = new Dialer(policy, resolver);
  const spy = new Dialer(policy, resolver, ({ host, port }) => {
    dialled.push(host);
    return (plain as unknown as { connectTo: (to: { host: string; port: number }) => Socket }).connectTo({ host, port });
  });
  return { client: new EgressClient(policy, spy), policy, dialled };
}

const get = (client: EgressClient, url: string, more: Partial<EgressRequest> = {}): ReturnType<EgressClient['request']> =>
  client.request({ url, profile: 'monitor', timeoutMs: 5000, ...more });
const failure = async (promise: Promise<unknown>): Promise<EgressError> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof EgressError) return error;
  throw new Error(`expected an EgressError, got ${String(error)}`);
};
const echo = (request: IncomingMessage, response: ServerResponse): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() }),
    );
  });
};
interface Echo {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}
const echoed = (body: Buffer): Echo => JSON.parse(body.toString()) as Echo;

describe('EgressClient', () => {
  it('brings back status, headers, body and how long each step took', async () => {
    const port = await serve(echo);
    const { client, dialled } = bench(new TableResolver({ 'shop.test': ['127.0.0.1'] }));
    const answer = await get(client, `http://shop.test:${port}/health?x=1`, { method: 'POST', headers: [['x-a', '1']], body: 'hello' });
    expect(answer).toMatchObject({
      status: 200,
      redirects: 0,
      address: '127.0.0.1',
      isTruncated: false,
      url: `http://shop.test:${port}/health?x=1`,
    });
    expect(echoed(answer.body)).toMatchObject({
      method: 'POST',
      url: '/health?x=1',
      body: 'hello',
      headers: { 'x-a': '1', host: `shop.test:${port}`, 'user-agent': 'Clarion' },
    });
    expect(answer.timings).toMatchObject({
      tlsMs: 0,
      connectMs: expect.any(Number),
      dnsMs: expect.any(Number),
      firstByteMs: expect.any(Number),
    });
    expect(answer.timings.totalMs).toBeGreaterThanOrEqual(answer.timings.connectMs);
    expect(dialled).toEqual(['127.0.0.1']);
  });

  it('opens a connection of its own for every call', async () => {
    let connections = 0;
    const server = createServer(echo);
    server.on('connection', () => connections++);
    const port = await listen(server);
    const { client } = bench();
    for (let i = 0; i < 3; i++) await get(client, `http://127.0.0.1:${port}/`);
    expect(connections).toBe(3);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
    ['unknown', (text: string) => Buffer.from(text)],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
  ])('reads a body packed as %s', async (encoding, pack) => {
    const port = await serve((_request, response) => response.setHeader('content-encoding', encoding).end(pack('plain words')));
    expect((await get(bench().client, `http://127.0.0.1:${port}/`)).body.toString()).toBe('plain words');
  });

  it('answers HEAD without a body', async () => {
    const port = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').setHeader('content-length', '99').end(),
    );
    expect(await get(bench().client, `http://127.0.0.1:${port}/`, { method: 'HEAD' })).toMatchObject({
      status: 200,
      body: Buffer.alloc(0),
    });
  });

  it('says what is wrong with a target that does not answer', async () => {
    const port = await serve(echo);
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    const { client } = bench(new TableResolver({ 'no.address.test': [] }));
    expect(await failure(get(client, `http://127.0.0.1:${port}/`))).toMatchObject({ reason: 'connect', message: 'connection refused' });
    expect(await failure(get(client, 'http://nowhere.test/'))).toMatchObject({ reason: 'dns', message: 'the name does not exist' });
    expect(await failure(get(client, 'http://no.address.test/'))).toMatchObject({ reason: 'dns', message: 'the name has no address' });
    const chatter = await listen(createTcpServer((socket) => socket.end('220 this is mail\r\n')));
    expect(await failure(get(client, `http://127.0.0.1:${chatter}/`))).toMatchObject({
      reason: 'protocol',
      message: 'the answer is not HTTP',
    });
    const silent = await listen(createTcpServer((socket) => socket.once('data', () => socket.end())));
    expect(await failure(get(client, `http://127.0.0.1:${silent}/`))).toMatchObject({ reason: 'protocol' });
  });
});

describe('how far a call had come', () => {
  it('is told when it fails: the address, and the time of the steps that were taken', async () => {
    const silent = await listen(createTcpServer(() => undefined));
    const { client } = bench(new TableResolver({ 'silent.test': ['127.0.0.1'] }));
    const { reach } = await failure(get(client, `http://silent.test:${silent}/`, { timeoutMs: 100 }));
    expect(reach).toEqual({ address: '127.0.0.1', dnsMs: expect.any(Number), connectMs: expect.any(Number), tlsMs: null });
    const shaking = await failure(get(client, `https://127.0.0.1:${silent}/`, { timeoutMs: 100 }));
    expect(shaking.reach).toEqual({ address: '127.0.0.1', dnsMs: null, connectMs: expect.any(Number), tlsMs: null });
  });

  it('names the address that refused, the last of several, and of the last redirect', async () => {
    const gone = await serve(echo);
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    const { client } = bench(new TableResolver({ 'two.test': ['127.0.0.9', '127.0.0.1'] }));
    expect((await failure(get(client, `http://two.test:${gone}/`))).reach).toMatchObject({ address: '127.0.0.1', connectMs: null });
    const moving = await serve((_request, response) => response.writeHead(302, { location: `http://127.0.0.9:${gone}/` }).end());
    const moved = await failure(get(client, `http://127.0.0.1:${moving}/`, { maxRedirects: 1 }));
    expect(moved.reach).toMatchObject({ address: '127.0.0.9', connectMs: null });
  });

  it('SEC-26 names no address that is not allowed', async () => {
    const closed = { ...OPEN, EGRESS_PRIVATE: 'deny', EGRESS_PRIVATE_OPERATOR: 'deny' } as const;
    const { client } = bench(new TableResolver({ 'inside.test': ['10.0.0.5'] }), closed);
    expect((await failure(get(client, 'http://inside.test/'))).reach).toMatchObject({ address: null });
  });
});

describe('TLS', () => {
  const cert = readFileSync(new URL('../../../test/fixtures/self-signed.cert.pem', import.meta.url), 'utf8');
  const key = readFileSync(new URL('../../../test/fixtures/self-signed.key.pem', import.meta.url), 'utf8');
  const names = new TableResolver({ 'shop.test': ['127.0.0.1'], 'other.test': ['127.0.0.1'] });

  it('checks who answers, by name and by address', async () => {
    const port = await listen(createTlsServer({ cert, key }, echo));
    const { client } = bench(names);
    expect(await failure(get(client, `https://shop.test:${port}/`))).toMatchObject({ reason: 'tls', message: 'self-signed certificate' });
    expect(await failure(get(client, `https://other.test:${port}/`, { tls: { ca: cert } }))).toMatchObject({
      reason: 'tls',
      message: 'certificate is for another name',
    });
    const trusted = await get(client, `https://shop.test:${port}/`, { tls: { ca: cert } });
    expect(trusted).toMatchObject({ status: 200, timings: { tlsMs: expect.any(Number) } });
    expect(trusted.timings.tlsMs).toBeGreaterThan(0);
    expect(trusted.certificateEndsAt).toBeNull();
    const read = await get(client, `https://shop.test:${port}/`, { tls: { ca: cert }, readsCertificate: true });
    expect(read.certificateEndsAt).toBe(Date.parse(new X509Certificate(cert).validTo) / 1000);
    expect(await get(client, `https://127.0.0.1:${port}/`, { tls: { ca: cert } })).toMatchObject({ status: 200 });
    expect(await get(client, `https://other.test:${port}/`, { tls: { ca: cert, servername: 'shop.test' } })).toMatchObject({ status: 200 });
  });

  it('takes a certificate nobody vouches for when that is asked', async () => {
    const port = await listen(createTlsServer({ cert, key }, echo));
    expect(await get(bench(names).client, `https://other.test:${port}/`, { tls: { allowSelfSigned: true } })).toMatchObject({
      status: 200,
    });
  });

  it('says when there is no TLS', async () => {
    const port = await serve(echo);
    expect((await failure(get(bench().client, `https://127.0.0.1:${port}/`))).reason).toBe('tls');
  });
});

describe('SEC-22 the address that was checked is the address that is dialled', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://metadata.google.internal/',
    'http://metadata/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'ftp://1.1.1.1/',
    'file:///etc/passwd',
    'http://user:pass@1.1.1.1/',
    'not an address',
  ])('SEC-26 dials nothing for %s', async (url) => {
    const { client, dialled } = bench();
    expect((await failure(get(client, url))).reason).toBe('refused');
    expect(() => client.assertTarget(url, 'monitor')).toThrow(EgressError);
    expect(dialled).toEqual([]);
  });

  it('SEC-26 refuses a whole set of answers for one bad address', async () => {
    const { client, dialled } = bench(
      new TableResolver({ 'mixed.test': ['1.1.1.1', '169.254.169.254'], 'inside.test': ['1.1.1.1', '::1'] }),
    );
    expect(await failure(get(client, 'http://mixed.test/'))).toMatchObject({ reason: 'refused', message: 'address not allowed' });
    expect((await failure(get(client, 'https://inside.test/', { profile: 'visitor' }))).reason).toBe('refused');
    expect(dialled).toEqual([]);
  });

  it('SEC-26 is not fooled by a name that changes its answer', async () => {
    const port = await serve(echo);
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    const resolver = new TableResolver({ 'rebind.test': () => answers.shift() ?? ['169.254.169.254'] });
    const { client, dialled } = bench(resolver);
    await get(client, `http://rebind.test:${port}/`);
    expect(resolver.asked).toBe(1); // not looked up again between check and dial
    expect((await failure(get(client, `http://rebind.test:${port}/`))).reason).toBe('refused');
    expect(dialled).toEqual(['127.0.0.1']);
  });

  it('SEC-26 reaches neither private networks nor our stores for a visitor', async () => {
    const port = await serve(echo);
    const { client, dialled } = bench(new TableResolver({ 'hook.test': ['127.0.0.1'] }));
    expect((await failure(get(client, `https://hook.test:${port}/`, { profile: 'visitor' }))).reason).toBe('refused');
    expect((await failure(get(client, `http://hook.test:${port}/`, { profile: 'visitor' }))).message).toContain('scheme');
    expect(dialled).toEqual([]);
  });

  it('refuses a name that stands for a store of ours, by name and by what it resolves to', async () => {
    const { client, policy, dialled } = bench(
      new TableResolver({ redis: ['10.1.2.3'], 'alias.test': ['10.1.2.3'], 'other.test': ['10.1.2.4'] }),
    );
    policy.protect('redis', 6379);
    for (const host of ['redis', 'alias.test', '10.1.2.3']) {
      expect((await failure(get(client, `http://${host}:6379/`, { timeoutMs: 500 }))).reason).toBe('refused');
    }
    expect(dialled).toEqual([]);
  });

  it('vets a host for libraries that open their own sockets', async () => {
    const { client } = bench(new TableResolver({ 'db.test': ['10.0.0.5', 'fd00::5'], 'bad.test': ['169.254.169.254'] }));
    expect(await client.vetAddress('db.test', 5432, 'monitor')).toEqual(['10.0.0.5', 'fd00::5']);
    expect(await client.vetAddress('[::ffff:1.1.1.1]', 53, 'monitor')).toEqual(['::ffff:101:101']);
    expect((await failure(client.vetAddress('bad.test', 5432, 'monitor'))).reason).toBe('refused');
    expect((await failure(client.vetAddress('db.test', 5432, 'visitor'))).reason).toBe('refused');
  });

  it('tries the next address when one does not answer', async () => {
    const port = await serve(echo);
    const { client, dialled } = bench(new TableResolver({ 'two.test': ['127.0.0.9', '127.0.0.1'] }));
    expect(await get(client, `http://two.test:${port}/`)).toMatchObject({ status: 200, address: '127.0.0.1' });
    expect(dialled).toEqual(['127.0.0.9', '127.0.0.1']);
  });
});

describe('SEC-23 redirects', () => {
  const redirecting = (location: (port: number) => string, status = 302): Promise<number> =>
    serve((request, response) => {
      if (request.url === '/start') response.writeHead(status, { location: location(request.socket.localPort ?? 0) }).end('moved');
      else echo(request, response);
    });
  const secrets = [
    ['authorization', 'Bearer x'],
    ['cookie', 'a=b'],
    ['x-api-key', 'k'],
    ['X-Auth-Token', 't'],
    ['accept', 'application/json'],
  ] as const;

  it('are not followed unless somebody asks', async () => {
    const port = await redirecting(() => '/next');
    expect(await get(bench().client, `http://127.0.0.1:${port}/start`)).toMatchObject({ status: 302, redirects: 0 });
  });

  it('keep headers on the same origin', async () => {
    const port = await redirecting(() => '/next');
    const answer = await get(bench().client, `http://127.0.0.1:${port}/start`, { maxRedirects: 5, headers: secrets });
    expect(answer).toMatchObject({ status: 200, redirects: 1, url: `http://127.0.0.1:${port}/next` });
    expect(echoed(answer.body).headers).toMatchObject({ authorization: 'Bearer x', cookie: 'a=b', 'x-api-key': 'k' });
  });

  it('carry no secret to another origin', async () => {
    const other = await serve(echo);
    const port = await redirecting(() => `http://127.0.0.1:${other}/landed`);
    const { headers } = echoed((await get(bench().client, `http://127.0.0.1:${port}/start`, { maxRedirects: 5, headers: secrets })).body);
    expect(headers).toMatchObject({ accept: 'application/json', host: `127.0.0.1:${other}` });
    expect(Object.keys(headers)).toEqual(expect.not.arrayContaining(['authorization', 'cookie', 'x-api-key', 'x-auth-token']));
  });

  it('lead nowhere but to the origins that were named', async () => {
    let reached = 0;
    const other = await serve((request, response) => {
      reached += 1;
      echo(request, response);
    });
    const port = await redirecting(() => `http://127.0.0.1:${other}/landed`, 307);
    const start = `http://127.0.0.1:${port}/start`;
    const redirectOrigins = [`http://127.0.0.1:${port}`];
    await expect(get(bench().client, start, { maxRedirects: 5, redirectOrigins })).rejects.toMatchObject({ reason: 'refused' });
    expect(reached).toBe(0);
    const both = [...redirectOrigins, `http://127.0.0.1:${other}`];
    expect(await get(bench().client, start, { maxRedirects: 5, redirectOrigins: both })).toMatchObject({ status: 200, redirects: 1 });
  });

  it.each([
    ['to a metadata address', 'http://169.254.169.254/'],
    ['to a file', 'file:///etc/passwd'],
    ['with a user name', 'http://u:p@127.0.0.1/'],
    ['to a metadata name', 'http://metadata.goog/'],
  ])('are checked at every hop: %s', async (_name, location) => {
    const port = await redirecting(() => location);
    const { client, dialled } = bench();
    expect((await failure(get(client, `http://127.0.0.1:${port}/start`, { maxRedirects: 5 }))).reason).toBe('refused');
    expect(dialled).toEqual(['127.0.0.1']);
  });

  it('FLT-18 end at their limit', async () => {
    let hops = 0;
    const port = await serve((_request, response) => response.writeHead(302, { location: `/${++hops}` }).end());
    expect(await failure(get(bench().client, `http://127.0.0.1:${port}/`, { maxRedirects: 3 }))).toMatchObject({
      reason: 'redirects',
      message: 'more than 3 redirects',
    });
    expect(hops).toBe(4);
  });

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'PUT', 'PUT', 'body'],
    [302, 'PUT', 'PUT', 'body'],
  ])('%i turns %s into %s', async (status, method, then, body) => {
    const port = await redirecting(() => '/next', status);
    const answer = await get(bench().client, `http://127.0.0.1:${port}/start`, {
      method,
      body: 'body',
      maxRedirects: 1,
      headers: [['content-type', 'text/plain']],
    });
    expect(echoed(answer.body)).toMatchObject({ method: then, body });
  });
});

describe('SEC-24 bounds', () => {
  it('FLT-17 stops at 2 MiB of a bomb, and holds no more', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const port = await serve((_request, response) => response.setHeader('content-encoding', 'gzip').end(bomb));
    const answer = await get(bench().client, `http://127.0.0.1:${port}/`, { timeoutMs: 20_000 });
    expect([answer.body.length, answer.isTruncated]).toEqual([EGRESS_BODY_LIMIT, true]);
  });

  it('FLT-17 ends a drip at the deadline', async () => {
    const port = await serve((_request, response) => {
      response.write('x');
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await failure(get(bench().client, `http://127.0.0.1:${port}/`, { timeoutMs: 150 }))).toMatchObject({
      reason: 'timeout',
      phase: 'body',
    });
  });

  it('ends what never answers', async () => {
    const port = await listen(createTcpServer(() => undefined));
    expect(await failure(get(bench().client, `http://127.0.0.1:${port}/`, { timeoutMs: 100 }))).toMatchObject({
      reason: 'timeout',
      phase: 'first byte',
    });
    expect(await failure(get(bench().client, `https://127.0.0.1:${port}/`, { tlsTimeoutMs: 100 }))).toMatchObject({
      reason: 'timeout',
      phase: 'tls',
    });
  });

  it('ends when the caller says so', async () => {
    const port = await listen(createTcpServer(() => undefined));
    const stop = new AbortController();
    const call = failure(get(bench().client, `http://127.0.0.1:${port}/`, { signal: stop.signal }));
    stop.abort();
    expect(await call).toMatchObject({ reason: 'aborted' });
  });

  it('refuses headers that are ours, or no headers', async () => {
    const { client, dialled } = bench();
    const bad = [
      ['content-length', '1'],
      ['Transfer-Encoding', 'chunked'],
      ['connection', 'upgrade'],
      ['x', 'a\r\nb: c'],
      ['x', 'a\0'],
      ['x y', 'a'],
      ['x', 'ł'],
      ['', 'x'],
      ['x', 'a'.repeat(20_000)],
    ] as const;
    for (const header of bad) expect((await failure(get(client, 'http://127.0.0.1:1/', { headers: [header] }))).reason).toBe('refused');
    for (const method of ['CONNECT', 'TRACE', 'GET x', ''])
      expect((await failure(get(client, 'http://127.0.0.1:1/', { method }))).reason).toBe('refused');
    expect(dialled).toEqual([]);
  });

  it('refuses headers of an answer that are too long', async () => {
    const port = await serve((_request, response) =>
      response
        .setHeader('x-long', 'x'.repeat(15 * 1024))
        .setHeader('x-more', 'x'.repeat(15 * 1024))
        .end(),
    );
    expect(await failure(get(bench().client, `http://127.0.0.1:${port}/`))).toMatchObject({ reason: 'protocol' });
  });

  it('says when an answer is cut off or garbled', async () => {
    const cut = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('only this');
      setImmediate(() => response.destroy());
    });
    expect((await failure(get(bench().client, `http://127.0.0.1:${cut}/`))).reason).toBe('protocol');
    const garbled = await serve((_request, response) => response.setHeader('content-encoding', 'gzip').end('not gzip at all'));
    expect((await failure(get(bench().client, `http://127.0.0.1:${garbled}/`))).reason).toBe('protocol');
    const nested = await serve((_request, response) => response.setHeader('content-encoding', 'gzip, gzip, gzip').end('x'));
    expect((await failure(get(bench().client, `http://127.0.0.1:${nested}/`))).reason).toBe('protocol');
  });
});
