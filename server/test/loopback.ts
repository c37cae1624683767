import { type AddressInfo, type Server, type Socket } from 'node:net';
import { Dialer, type TcpConnect } from '../src/platform/egress/dialer.js';
import { EgressClient } from '../src/platform/egress/egress-client.js';
import { EgressError } from '../src/platform/egress/egress-error.js';
import { EgressPolicy } from '../src/platform/egress/egress-policy.js';
import { type NameResolver } from '../src/platform/egress/name-resolver.js';
import { type ProbedMonitor } from '../src/modules/monitors/probes/probe.js';

const OPEN = { EGRESS_PRIVATE: 'allow', EGRESS_PRIVATE_OPERATOR: 'allow', EGRESS_ALLOW: [], EGRESS_DENY: [] } as const;

/** Names of a spec. What is not in the table does not exist; a name without addresses is never answered. */
class NameTable implements NameResolver {
  constructor(private readonly table: Readonly<Record<string, readonly string[]>>) {}

  async resolve(name: string, signal: AbortSignal): Promise<readonly string[]> {
    const addresses = this.table[name];
    if (addresses === undefined) throw new EgressError('dns', 'the name does not exist', 'dns');
    if (addresses.length > 0) return addresses;
    return new Promise((_, reject) => {
      const onAbort = (): void => reject(new EgressError('timeout', 'the name server did not answer in time', 'dns'));
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}

/** The way out of a spec: the real policy and the real dialler over names of its own. */
export interface Loopback {
  policy: EgressPolicy;
  dialer: Dialer;
  egress: EgressClient;
}

/** @param connect instead of a real connection, for one that never comes about */
export function loopback(names: Readonly<Record<string, readonly string[]>> = {}, connect?: TcpConnect): Loopback {
  const policy = new EgressPolicy(OPEN);
  const dialer = connect === undefined ? new Dialer(policy, new NameTable(names)) : new Dialer(policy, new NameTable(names), connect);
  return { policy, dialer, egress: new EgressClient(policy, dialer) };
}

/** Servers of a spec on the loopback address; `close()` cuts what is connected. */
export class Servers {
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();

  /** @returns the port */
  async listen(server: Server): Promise<number> {
    this.servers.push(server);
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** A port of the loopback address where nobody listens. */
export async function closedPort(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A monitor as its probe sees it. */
export const aProbed = (monitorType: ProbedMonitor['monitorType'], typeData: Record<string, unknown>): ProbedMonitor => ({
  id: 1,
  tag: 'shop',
  monitorType,
  typeData,
  lastHeartbeatAt: null,
  newestManual: null,
});

/** A deadline that never comes. */
export const NO_DEADLINE = new AbortController().signal;
