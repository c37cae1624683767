import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { type FreshDatabase, freshDatabase } from '@clarion/testing';
import { type handleUnaryCall, Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js';
import { closedPort, Servers } from '../loopback.js';
import { NameServer } from '../name-server.js';
import { SourceServer } from '../source-server.js';

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}.pem`, import.meta.url));
const TLS = { cert: fixture('self-signed.cert'), key: fixture('self-signed.key') };
const SERVING = Buffer.from([0x08, 1]);
const NOT_SERVING = Buffer.from([0x08, 2]);

/** What an HTTP server was sent. */
export interface Received {
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A ping program that notes how it was called and always has an answer of 10 ms. */
class FakePing {
  readonly folder = mkdtempSync(join(tmpdir(), 'clarion-fields-'));

  constructor() {
    const program = join(this.folder, 'ping');
    const answer = '64 bytes from somewhere: icmp_seq=1 ttl=64 time=10 ms\n1 packets transmitted, 1 received, 0% packet loss';
    writeFileSync(program, `#!/bin/sh\necho "$*" >> "${this.folder}/calls"\necho "${answer}"\n`);
    chmodSync(program, 0o755);
  }

  /** The calls since the last look, in the order of their texts. */
  calls(): string[] {
    const file = join(this.folder, 'calls');
    const calls = readFileSync(file, 'utf8').trim().split('\n').sort();
    writeFileSync(file, '');
    return calls;
  }
}

/** Something real to check for every type of monitor, on the loopback address. */
export class FieldTargets {
  readonly received: Received[] = [];
  /** User names that were shown to the proxy. */
  readonly proxied: string[] = [];
  readonly ping = new FakePing();
  http = '';
  https = '';
  proxy = '';
  tcpPort = 0;
  /** Says what it hears. */
  echoPort = 0;
  tlsPort = 0;
  closedPort = 0;
  /** TLS; the service `hangs` never answers, `out` is not serving. */
  grpcPort = 0;
  names!: NameServer;
  game!: SourceServer;
  database!: FreshDatabase;
  private readonly servers = new Servers();
  private readonly grpc = new GrpcServer();

  static async start(): Promise<FieldTargets> {
    const targets = new FieldTargets();
    await targets.open();
    return targets;
  }

  async close(): Promise<void> {
    this.grpc.forceShutdown();
    await Promise.all([this.servers.close(), this.names.close(), this.game.close()]);
    await this.database.drop();
    rmSync(this.ping.folder, { recursive: true });
  }

  private async open(): Promise<void> {
    this.http = `http://127.0.0.1:${await this.servers.listen(this.webServer())}`;
    const secured = createHttpsServer(TLS, (_, response) => response.end('fine')).on('tlsClientError', () => undefined);
    this.https = `https://127.0.0.1:${await this.servers.listen(secured)}`;
    this.proxy = `http://127.0.0.1:${await this.servers.listen(this.proxyServer())}`;
    this.tcpPort = await this.servers.listen(createServer());
    this.echoPort = await this.servers.listen(createServer((socket) => socket.pipe(socket)));
    this.tlsPort = await this.servers.listen(createTlsServer(TLS));
    this.closedPort = await closedPort(createServer());
    this.grpcPort = await this.grpcServer();
    this.names = await NameServer.start(({ questions: [question] = [] }) => {
      if (question?.name !== 'shop.test') return { rcode: 3 };
      const name = question.name;
      return question.type === 'TXT'
        ? { answers: [{ type: 'TXT', name, data: 'hello' }] }
        : { answers: [{ type: 'A', name, data: '192.0.2.1' }] };
    }, TLS);
    this.game = await SourceServer.start();
    this.database = await freshDatabase({ empty: true });
  }

  /** `/broken` fails, `/silent` never answers, `/hops/2` redirects twice, everything else is fine. */
  private webServer(): ReturnType<typeof createHttpServer> {
    return createHttpServer((request, response) => {
      const { method = '', url = '', headers } = request;
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        this.received.push({ method, headers, body });
        const hops = Number(/^\/hops\/(\d)$/.exec(url)?.[1] ?? 0);
        if (url === '/silent') return;
        if (hops > 0) response.writeHead(302, { location: `/hops/${hops - 1}` }).end();
        else response.writeHead(url === '/broken' ? 503 : 200).end('fine');
      });
    });
  }

  private proxyServer(): ReturnType<typeof createHttpServer> {
    return createHttpServer().on('connect', (request, socket: Socket) => {
      const [, credentials = ''] = (request.headers['proxy-authorization'] ?? '').split(' ');
      this.proxied.push(Buffer.from(credentials, 'base64').toString().split(':')[0] ?? '');
      const upstream = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      for (const each of [upstream, socket]) each.on('error', () => each.destroy());
    });
  }

  private async grpcServer(): Promise<number> {
    const bytes = (value: Buffer): Buffer => value;
    const wire = { requestSerialize: bytes, requestDeserialize: bytes, responseSerialize: bytes, responseDeserialize: bytes };
    const check: handleUnaryCall<Buffer, Buffer> = ({ request }, callback) => {
      const service = request.subarray(2).toString();
      if (service !== 'hangs') callback(null, service === 'out' ? NOT_SERVING : SERVING);
    };
    this.grpc.addService(
      { check: { path: '/grpc.health.v1.Health/Check', requestStream: false, responseStream: false, ...wire } },
      { check },
    );
    return new Promise((resolve, reject) => {
      const credentials = ServerCredentials.createSsl(null, [{ cert_chain: TLS.cert, private_key: TLS.key }]);
      this.grpc.bindAsync('127.0.0.1:0', credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
    });
  }
}
