import { type Config } from '../config/config.js';
import { classifyAddress, isWithin, type Network, parseNetwork, unwrapAddress } from './address-class.js';
import { addressNotAllowed, EgressError } from './egress-error.js';
import { type Host, parseHost } from './host-name.js';

/** For whom we dial: checks of monitors, settings of operators (triggers, identity providers, imports), or anything a visitor supplies. */
export type EgressProfile = 'monitor' | 'operator' | 'visitor';

/** A store of ours that nobody reaches through us. */
interface OwnStore {
  readonly host: Host;
  readonly port: number;
}

const SCHEMES: ReadonlyMap<string, number> = new Map([
  ['http:', 80],
  ['https:', 443],
]);
/** Below this, visitors reach https alone. */
const FIRST_FREE_PORT = 1024;

/** Decides what may be dialled. Pure: it looks at addresses, never resolves a name. @see reliability SEC-20, SEC-21 */
export class EgressPolicy {
  private readonly allowed: readonly Network[];
  private readonly denied: readonly Network[];
  private readonly own: OwnStore[] = [];
  private ownServerPort: number | undefined;

  constructor(private readonly config: Pick<Config, 'EGRESS_PRIVATE' | 'EGRESS_PRIVATE_OPERATOR' | 'EGRESS_ALLOW' | 'EGRESS_DENY'>) {
    this.allowed = config.EGRESS_ALLOW.map(parseNetwork);
    this.denied = config.EGRESS_DENY.map(parseNetwork);
  }

  /** Keeps everybody away from a store of ours. */
  protect(host: string, port: number): void {
    this.own.push({ host: parseHost(host), port });
  }

  /** Names of protected stores on a port; what they resolve to is refused too. */
  protectedNames(port: number): string[] {
    return this.own.flatMap((own) => (own.port === port && own.host.kind === 'name' ? [own.host.name] : []));
  }

  /** Our own web server may be watched on the loopback address, even where private networks are closed. */
  allowOwnServer(port: number): void {
    this.ownServerPort = port;
  }

  /** @throws EgressError `refused` */
  assertAddress(address: string, port: number, profile: EgressProfile): void {
    const kind = classifyAddress(address);
    if (kind === 'never' || kind === 'metadata' || isWithin(address, this.denied) || this.isOwn(address, port)) throw addressNotAllowed();
    if (kind === 'private' && !this.mayReachPrivate(address, port, profile)) throw addressNotAllowed();
    if (profile === 'visitor' && port !== 443 && port < FIRST_FREE_PORT) throw new EgressError('refused', 'port not allowed');
  }

  /**
   * What can be said without resolving the name: scheme, user name, host, port. For forms and for every hop.
   * @returns the host and port to dial
   * @throws EgressError `refused`
   */
  assertUrl(url: URL, profile: EgressProfile): { host: Host; port: number } {
    const defaultPort = SCHEMES.get(url.protocol);
    if (defaultPort === undefined || (profile === 'visitor' && url.protocol !== 'https:'))
      throw new EgressError('refused', `scheme ${url.protocol.slice(0, -1)} not allowed`);
    if (url.username !== '' || url.password !== '') throw new EgressError('refused', 'an address must not hold a user name or password');
    const port = url.port === '' ? defaultPort : Number(url.port);
    return { host: this.assertHost(url.hostname, port, profile), port };
  }

  /** The same for a bare host. @throws EgressError `refused` */
  assertHost(text: string, port: number, profile: EgressProfile): Host {
    const host = parseHost(text);
    if (host.kind === 'address') this.assertAddress(host.address, port, profile);
    else if (this.protectedNames(port).includes(host.name)) throw addressNotAllowed();
    return host;
  }

  private mayReachPrivate(address: string, port: number, profile: EgressProfile): boolean {
    if (profile === 'visitor') return false;
    if (profile === 'monitor' && port === this.ownServerPort && isLoopback(address)) return true;
    const mode = profile === 'monitor' ? this.config.EGRESS_PRIVATE : this.config.EGRESS_PRIVATE_OPERATOR;
    return mode === 'allow' || isWithin(address, this.allowed);
  }

  private isOwn(address: string, port: number): boolean {
    return this.own.some((own) => own.port === port && own.host.kind === 'address' && isSamePlace(own.host.address, address));
  }
}

const LOOPBACK = ['127.0.0.0/8', '::1/128'].map(parseNetwork);
const isLoopback = (address: string): boolean => isWithin(address, LOOPBACK);

/** What listens on one loopback address is reached by all of them. */
export const isSamePlace = (left: string, right: string): boolean =>
  unwrapAddress(left).toString() === unwrapAddress(right).toString() || (isLoopback(left) && isLoopback(right));
