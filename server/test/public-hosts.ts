import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Dialer } from '../src/platform/egress/dialer.js';
import { EgressClient, type EgressRequest } from '../src/platform/egress/egress-client.js';
import { EgressError } from '../src/platform/egress/egress-error.js';
import { EgressPolicy } from '../src/platform/egress/egress-policy.js';
import { ProviderSink } from './provider-sink.js';
import type { TestApp } from './test-app.js';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/public-hosts.${name}.pem`, import.meta.url), 'utf8');

/** Stands for the internet: a public address, so that what a visitor may dial is judged by the rules that hold outside of specs. */
const PUBLIC = '8.8.4.4';

/**
 * Hosts of the internet as a spec wants them: `*.acme.test` and those of chat providers, https, certificates that are checked. Policy,
 * resolver's vetting and TLS are the real ones; the public address alone leads to a server on the loopback address.
 */
export class PublicHosts {
  /** Addresses that were dialled. */
  readonly dialled: string[] = [];
  /** Names with other answers than the public address; asked each time. */
  readonly names = new Map<string, () => readonly string[]>();
  /** Patience with a host that does not answer, ms; the sender's own by default. */
  patienceMs: number | undefined;

  private constructor(readonly sink: ProviderSink) {}

  /** Leads what the application sends to the sink. */
  static async start(app: TestApp): Promise<PublicHosts> {
    const cert = fixture('cert');
    setDefaultCACertificates([...getCACertificates('default'), cert]);
    const hosts = new PublicHosts(await ProviderSink.start({ cert, key: fixture('key') }));
    const dialer = new Dialer(app.get<EgressPolicy>(EgressPolicy), { resolve: (name) => hosts.resolve(name) }, ({ host, port }) => {
      hosts.dialled.push(host);
      return connect(host === PUBLIC ? { host: '127.0.0.1', port: hosts.sink.port } : { host, port });
    });
    const egress = app.get<EgressClient>(EgressClient);
    const request = egress.request.bind(egress);
    const patient = (sent: EgressRequest): ReturnType<typeof request> =>
      request(hosts.patienceMs === undefined ? sent : { ...sent, timeoutMs: hosts.patienceMs });
    Object.assign(egress, { dialer, request: patient });
    return hosts;
  }

  reset(): void {
    this.dialled.length = 0;
    this.names.clear();
    this.patienceMs = undefined;
    this.sink.requests.length = 0;
    this.sink.effects.clear();
    this.sink.answer = () => ({ status: 200, body: 'ok' });
  }

  async close(): Promise<void> {
    await this.sink.close();
  }

  private resolve(name: string): Promise<readonly string[]> {
    if (name.endsWith('.gone.test')) return Promise.reject(new EgressError('dns', 'the name does not exist', 'dns'));
    return Promise.resolve(this.names.get(name)?.() ?? [PUBLIC]);
  }
}
