import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { type DatagramExchange, exchangeDatagram } from './datagram.js';
import { addressNotAllowed, EgressError, nowhereYet, type Reach } from './egress-error.js';
import { type EgressPolicy, type EgressProfile, isSamePlace } from './egress-policy.js';
import { type Host } from './host-name.js';
import { type NameResolver } from './name-resolver.js';
import { openTunnel } from './proxy-tunnel.js';

/** What TLS asks of the other side. */
export interface EgressTls {
  /** Accepts a certificate nobody vouches for. */
  readonly allowSelfSigned?: boolean;
  /** Name to ask for, when it is not the host's. */
  readonly servername?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Protocols that are offered; `http/1.1`. None for a server of any kind. */
  readonly alpn?: readonly string[];
}

export interface Target {
  readonly host: Host;
  readonly port: number;
  readonly profile: EgressProfile;
  /** Absent: plain TCP. */
  readonly tls?: EgressTls;
  /** An HTTP proxy to go through; it is checked as everything that is dialled. */
  readonly proxy?: Proxy;
}

export interface Proxy {
  readonly host: Host;
  readonly port: number;
  /** Value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** Milliseconds each step took; 0 for a step that was not needed. */
export interface DialTimings {
  dnsMs: number;
  connectMs: number;
  tlsMs: number;
}

export interface Connection {
  readonly socket: Socket | TLSSocket;
  readonly address: string;
  readonly port: number;
  readonly timings: DialTimings;
}

export interface DialDeadlines {
  readonly connectMs: number;
  readonly tlsMs: number;
}

/** Opens a TCP connection; tests put a spy here. */
export type TcpConnect = (options: { host: string; port: number }) => Socket;

/** With several addresses, the next is tried after this, ms. */
const NEXT_ADDRESS_MS = 2000;
const MOST_ADDRESSES = 4;

const CONNECT_MESSAGES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  EADDRNOTAVAIL: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
  EACCES: 'connection not permitted',
  EPERM: 'connection not permitted',
};

const elapsed = (since: number): number => Math.round((performance.now() - since) * 100) / 100;

/** Resolves, vets and dials. The address that was checked is the address that is dialled: nothing is looked up in between. @see reliability SEC-22 */
export class Dialer {
  constructor(
    private readonly policy: EgressPolicy,
    private readonly resolver: NameResolver,
    private readonly connectTo: TcpConnect = (options) => connectTcp({ ...options, autoSelectFamily: false }),
  ) {}

  /** All addresses of a host; one refused address refuses them all. @throws EgressError */
  async vet({ host, port, profile }: Omit<Target, 'tls'>, signal: AbortSignal): Promise<string[]> {
    const addresses = host.kind === 'address' ? [host.address] : await this.resolver.resolve(host.name, signal);
    if (addresses.length === 0) throw new EgressError('dns', 'the name has no address', 'dns');
    for (const address of addresses) this.policy.assertAddress(address, port, profile);
    for (const name of this.policy.protectedNames(port)) {
      const own = await this.resolver.resolve(name, signal).catch(() => []);
      if (addresses.some((address) => own.some((each) => isSamePlace(each, address)))) throw addressNotAllowed();
    }
    return [...addresses];
  }

  /**
   * @param reach is told of every step that was taken
   * @throws EgressError that knows its reach
   */
  async dial(target: Target, deadlines: DialDeadlines, signal: AbortSignal, reach: Reach = nowhereYet()): Promise<Connection> {
    try {
      return await this.open(target, deadlines, signal, reach);
    } catch (error) {
      if (error instanceof EgressError) error.reach = reach;
      throw error;
    }
  }

  private async open(target: Target, deadlines: DialDeadlines, signal: AbortSignal, reach: Reach): Promise<Connection> {
    const timings: DialTimings = { dnsMs: 0, connectMs: 0, tlsMs: 0 };
    const started = performance.now();
    const addresses = (await this.vet(target, signal)).slice(0, MOST_ADDRESSES);
    if (target.host.kind === 'name') reach.dnsMs = timings.dnsMs = elapsed(started);
    const connecting = performance.now();
    const { socket, address } = await this.connect(target, addresses, deadlines.connectMs, signal, reach);
    reach.connectMs = timings.connectMs = elapsed(connecting);
    if (target.tls === undefined) return { socket, address, port: target.port, timings };
    const shaking = performance.now();
    const secured = await secure(socket, target, deadlines.tlsMs, signal);
    reach.tlsMs = timings.tlsMs = elapsed(shaking);
    return { socket: secured, address, port: target.port, timings };
  }

  /** A connection to the target, through its proxy if it has one: then to its first address, for the proxy says no more than yes or no. */
  private async connect(
    { port, profile, proxy }: Target,
    addresses: readonly string[],
    limitMs: number,
    signal: AbortSignal,
    reach: Reach,
  ): Promise<{ socket: Socket; address: string }> {
    if (proxy === undefined) return this.connectAny(addresses, port, limitMs, signal, (address) => (reach.address = address));
    const until = performance.now() + limitMs;
    const [address = ''] = addresses;
    reach.address = address;
    const { host, port: proxyPort, authorization } = proxy;
    const proxies = await this.vet({ host, port: proxyPort, profile }, signal);
    const { socket } = await this.connectAny(proxies.slice(0, MOST_ADDRESSES), proxyPort, limitMs, signal);
    await openTunnel(
      socket,
      { address, port, ...(authorization === undefined ? {} : { authorization }) },
      until - performance.now(),
      signal,
    );
    return { socket, address };
  }

  /**
   * Asks by UDP and waits for the answer, as long as the signal lets it.
   * @param reach is told of every step that was taken
   * @throws EgressError that knows its reach
   */
  async exchange(
    target: Omit<Target, 'tls'>,
    exchange: DatagramExchange,
    signal: AbortSignal,
    reach: Reach = nowhereYet(),
  ): Promise<Buffer> {
    try {
      const started = performance.now();
      const [address] = await this.vet(target, signal);
      if (address === undefined) throw addressNotAllowed();
      if (target.host.kind === 'name') reach.dnsMs = elapsed(started);
      reach.address = address;
      return await exchangeDatagram(address, target.port, exchange, signal);
    } catch (error) {
      if (error instanceof EgressError) error.reach = reach;
      throw error;
    }
  }

  private async connectAny(
    addresses: readonly string[],
    port: number,
    limitMs: number,
    signal: AbortSignal,
    onTry?: (address: string) => void,
  ): Promise<{ socket: Socket; address: string }> {
    const until = performance.now() + limitMs;
    let failure: unknown = addressNotAllowed();
    for (const [index, address] of addresses.entries()) {
      const left = until - performance.now();
      if (left <= 0) break;
      onTry?.(address);
      const isLast = index === addresses.length - 1;
      try {
        return { socket: await this.connectOne(address, port, isLast ? left : Math.min(left, NEXT_ADDRESS_MS), signal), address };
      } catch (error) {
        failure = error;
        if (signal.aborted) break;
      }
    }
    throw failure;
  }

  private connectOne(address: string, port: number, limitMs: number, signal: AbortSignal): Promise<Socket> {
    const socket = this.connectTo({ host: address, port });
    return settle(socket, 'connect', 'connect', limitMs, signal, (cause) => {
      const code = (cause as NodeJS.ErrnoException).code ?? '';
      return new EgressError('connect', CONNECT_MESSAGES[code] ?? 'connection failed', 'connect', { cause });
    });
  }
}

function secure(socket: Socket, { host, tls = {} }: Target, limitMs: number, signal: AbortSignal): Promise<TLSSocket> {
  const name = tls.servername ?? (host.kind === 'name' ? host.name : undefined);
  const options: ConnectionOptions = {
    ALPNProtocols: [...(tls.alpn ?? ['http/1.1'])],
    rejectUnauthorized: tls.allowSelfSigned !== true,
    // An address has no server name; its certificate is checked against the address itself.
    ...(name === undefined ? { host: host.kind === 'address' ? host.address : '' } : { servername: name, host: name }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
  };
  return settle(startTls(socket, options), 'secureConnect', 'tls', limitMs, signal, (cause) => {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    return new EgressError('tls', TLS_MESSAGES[code] ?? 'TLS handshake failed', 'tls', { cause });
  });
}

/** @throws EgressError when our own certificate or its key is none */
function startTls(socket: Socket, options: ConnectionOptions): TLSSocket {
  try {
    return connectTls({ ...options, socket });
  } catch (cause) {
    socket.destroy();
    throw new EgressError('tls', 'the certificate to show, or its key, cannot be used', 'tls', { cause });
  }
}
/** What a code of TLS means to people; undefined for one without words. For libraries that shake hands themselves. */
export const tlsMessage = (code: string): string | undefined => TLS_MESSAGES[code];

const TLS_MESSAGES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in the chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate issuer is not known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate issuer is not known',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another name',
  ECONNRESET: 'connection reset during the TLS handshake',
};

/** Waits for one event of a socket, at most so long; on any other outcome the socket is gone. */
function settle<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  phase: 'connect' | 'tls',
  limitMs: number,
  signal: AbortSignal,
  explain: (cause: Error) => EgressError,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const done = (error?: EgressError): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off(event, onReady).off('error', onError).off('close', onClose);
      if (error === undefined) return resolve(socket);
      // A late error of a socket nobody wants any more must not end the process.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onReady = (): void => done();
    const onError = (cause: Error): void => done(explain(cause));
    const onClose = (): void => done(explain(new Error('closed')));
    const onAbort = (): void =>
      done(new EgressError('timeout', phase === 'connect' ? 'connection timed out' : 'TLS handshake timed out', phase));
    const timer = setTimeout(onAbort, Math.max(1, limitMs));
    socket.once(event, onReady).once('error', onError).once('close', onClose);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
