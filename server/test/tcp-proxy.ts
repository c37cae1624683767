import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to a store that can be cut: refuses, drops what is open, or swallows everything without a word. */
export class TcpProxy {
  private server: Server | undefined;
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private isSilent = false;
  private port = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  /** @param url of the store; nothing listens until `open()` */
  static async to(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy({ host: hostname, port: Number(port) });
    await proxy.open(); // finds a port that is kept
    await proxy.close();
    return proxy;
  }

  /** The store's address, by way of the wire. */
  through(url: string): string {
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String(this.port);
    return address.href;
  }

  async open(): Promise<void> {
    this.isSilent = false;
    const server = createServer((near) => this.pipe(near));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
  }

  /** New connections are refused, open ones cut. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.cut();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  /** Cuts what is open; new connections pass. */
  cut(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    this.pairs.clear();
  }

  /** Nothing passes and nothing is closed: the other side has gone without saying so. */
  silence(): void {
    this.isSilent = true;
  }

  private pipe(near: Socket): void {
    const far = connect(this.target);
    const pair = [near, far] as const;
    this.pairs.add(pair);
    const end = (): void => {
      if (this.isSilent) return;
      near.destroy();
      far.destroy();
      this.pairs.delete(pair);
    };
    near.on('data', (chunk: Buffer) => void (this.isSilent || far.write(chunk)));
    far.on('data', (chunk: Buffer) => void (this.isSilent || near.write(chunk)));
    for (const socket of pair) socket.on('error', end).on('close', end);
  }
}
