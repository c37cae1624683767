import { judgeDns, type Verdict } from '@clarion/domain';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { type NameServers } from '../../../../platform/egress/name-resolver.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, timeoutOutcome } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { type DnsClient, type DnsReply } from './dns-client.js';
import { type DnsRequest, type DnsServer, readDnsRequest } from './dns-request.js';
import { zoneServers } from './zone-servers.js';

/** Everything together, ms: the servers of a zone are asked one after another. */
const LONGEST_MS = 15_000;

/** Where a question goes that names no server. */
export interface DnsPlaces {
  /** Port of plain name servers. */
  readonly port: number;
  /** Resolvers that are asked when the zone's own servers have no answer. */
  readonly fallback: readonly string[];
}

/** @see monitors §6.4 */
export const DNS_PLACES: DnsPlaces = { port: 53, fallback: ['8.8.8.8'] };

interface Found {
  readonly server: string;
  readonly reply: DnsReply;
  readonly latencyMs: number;
}

/** Looks a name up and compares what it finds. @see monitors §6.4 */
export class DnsProbe implements Probe {
  readonly monitorType = 'DNS';

  constructor(
    private readonly client: DnsClient,
    private readonly names: NameServers,
    private readonly places: DnsPlaces,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readDnsRequest(typeData, this.places.port);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    try {
      return judged(request, await this.lookUp(request, withinMs(LONGEST_MS, deadline)), elapsedMs(started));
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return error.reason === 'timeout' ? timeoutOutcome(error.message, elapsedMs(started)) : errorOutcome(error.message);
    }
  }

  /** The first server with records decides, or the first that knows there are none. @throws EgressError when none could be asked */
  private async lookUp(request: DnsRequest, limit: AbortSignal): Promise<Found> {
    let empty: Found | null = null;
    let failure = new EgressError('dns', 'no name server could be asked');
    for await (const server of this.servers(request, limit)) {
      const started = performance.now();
      try {
        const reply = await this.client.ask(server, request.name, request.recordType, limit);
        const found = { server: server.host, reply, latencyMs: elapsedMs(started) };
        if (reply.values.length > 0 || reply.isFinal) return found;
        empty = found;
      } catch (error) {
        if (!(error instanceof EgressError)) throw error;
        failure = new EgressError(error.reason, `${server.host}: ${error.message}`, error.phase, { cause: error });
        if (limit.aborted) break;
      }
    }
    if (empty !== null) return empty;
    throw failure;
  }

  private async *servers({ name, server }: DnsRequest, limit: AbortSignal): AsyncGenerator<DnsServer> {
    if (server !== null) return yield server;
    for (const host of await zoneServers(name, this.names, limit)) yield this.plain(host);
    for (const host of this.places.fallback) yield this.plain(host);
  }

  private plain(host: string): DnsServer {
    return { host, port: this.places.port, transport: 'UDP' };
  }
}

function judged({ recordType, expected, match }: DnsRequest, { server, reply, latencyMs }: Found, totalMs: number): ProbeOutcome {
  const judgement = reply.doesNotExist
    ? ({ status: 'DOWN', errorMessage: 'the name does not exist' } as const)
    : judgeDns(reply.values, expected, match, recordType);
  const verdict: Verdict = { ...judgement, latencyMs, type: 'REALTIME' };
  const shown = reply.values.map(([text]) => text).join(', ');
  const said = verdict.errorMessage ?? `${recordType} is ${shown}`;
  return {
    verdict,
    detail: {
      explanation: `${verdict.status}: ${server} says ${said}`,
      timings: { dnsMs: latencyMs, connectMs: null, tlsMs: null, firstByteMs: null, totalMs },
      http: null,
    },
  };
}
