import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { type Answer, AUTHORITATIVE_ANSWER, decode, type DecodedPacket, encode, type Packet, TRUNCATED_RESPONSE } from 'dns-packet';

/** What a spec's name server says to a question; a buffer goes out as it is, null is silence. */
export type DnsAnswering = (query: DecodedPacket, overStream: boolean) => DnsSaying | Buffer | null;

export interface DnsSaying {
  answers?: Answer[];
  /** 0 = no error, 2 = SERVFAIL, 3 = NXDOMAIN, 5 = REFUSED. */
  rcode?: number;
  isAuthoritative?: boolean;
  isTruncated?: boolean;
}

/** A real name server on the loopback address: UDP and TCP on one port, TLS on another. */
export class NameServer {
  readonly asked: DecodedPacket[] = [];
  /** Questions that came over a stream. */
  streamed = 0;
  /** Names that TLS clients asked for, empty for none. */
  readonly servernames: string[] = [];
  port = 0;
  tlsPort = 0;

  private udp: UdpSocket | undefined;
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly answering: DnsAnswering) {}

  static async start(answering: DnsAnswering, tls?: TlsOptions): Promise<NameServer> {
    const server = new NameServer(answering);
    // A port that is free for UDP may be taken for TCP.
    while (!(await server.listenOnBoth()));
    if (tls !== undefined)
      server.tlsPort = await server.serve(
        createTlsServer(tls, (socket) => {
          server.servernames.push(typeof socket.servername === 'string' ? socket.servername : '');
          server.talk(socket);
        }),
        0,
      );
    return server;
  }

  /** @returns false when the port is taken by somebody else */
  private async listenOnBoth(): Promise<boolean> {
    const udp = createSocket('udp4');
    udp.on('message', (packet, from) => {
      const reply = this.replyTo(packet, false);
      if (reply !== null) udp.send(reply, from.port, from.address);
    });
    await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
    const { port } = udp.address();
    try {
      await this.serve(
        createServer((socket) => this.talk(socket)),
        port,
      );
    } catch {
      await new Promise<void>((resolve) => udp.close(resolve));
      return false;
    }
    this.udp = udp;
    this.port = port;
    return true;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => (this.udp === undefined ? resolve() : this.udp.close(resolve)));
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  private async serve(server: Server, port: number): Promise<number> {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    this.servers.push(server);
    return (server.address() as { port: number }).port;
  }

  private talk(socket: Socket): void {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.streamed += 1;
      const reply = this.replyTo(chunk.subarray(2), true);
      if (reply === null) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      // In two pieces, as a network may deliver it.
      socket.write(Buffer.concat([length, reply.subarray(0, 5)]));
      setImmediate(() => socket.write(reply.subarray(5)));
    });
  }

  private replyTo(packet: Buffer, overStream: boolean): Buffer | null {
    const query = decode(packet);
    this.asked.push(query);
    const said = this.answering(query, overStream);
    if (said === null || Buffer.isBuffer(said)) return said;
    const { answers = [], rcode = 0, isAuthoritative = false, isTruncated = false } = said;
    const flags = rcode | (isAuthoritative ? AUTHORITATIVE_ANSWER : 0) | (isTruncated ? TRUNCATED_RESPONSE : 0);
    const reply: Packet = { type: 'response', flags, questions: query.questions ?? [], answers };
    return encode(query.id === undefined ? reply : { ...reply, id: query.id });
  }
}
