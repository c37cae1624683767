import { judgeDns, judgeDnsAssertions, type Verdict } from '@clarion/domain';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { type NameServers } from '../../../../platform/egress/name-resolver.js';
import { type Evaluations } from '../../evaluation/evaluations.service.js';
import { explainAssertions, judgeAssertionsBy, NOBODY_LOOKED, nobodyLooked, withAssertions } from '../assertions.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, reachedDetail, timeoutOutcome } from '../probe.js';
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
    private readonly evaluations: Pick<Evaluations, 'search'>,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readDnsRequest(typeData, this.places.port);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    try {
      const found = await this.lookUp(request, withinMs(LONGEST_MS, deadline));
      return await this.judged(request, found, elapsedMs(started));
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      // The question was not answered: what the way to its server took is told, and no time of an answer.
      const reach = error.reach === null ? null : { ...error.reach, dnsMs: null };
      const { message } = error;
      if (error.reason === 'timeout') return timeoutOutcome(message, elapsedMs(started), reach);
      return errorOutcome(message, reachedDetail(message, reach, elapsedMs(started)));
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
        if (reply.records.length > 0 || reply.isFinal) return found;
        empty = found;
      } catch (error) {
        if (!(error instanceof EgressError)) throw error;
        failure = new EgressError(error.reason, `${server.host}: ${error.message}`, error.phase, { cause: error });
        failure.reach = error.reach;
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

  private async judged(request: DnsRequest, { server, reply, latencyMs }: Found, totalMs: number): Promise<ProbeOutcome> {
    const { recordType, assertions } = request;
    const { address, connectMs, tlsMs } = reply.reach;
    const reached = { timings: { dnsMs: latencyMs, connectMs, tlsMs, firstByteMs: null, totalMs }, address, http: null };
    const report = await judgeAssertionsBy(this.evaluations, assertions, (matches) =>
      judgeDnsAssertions(assertions, { records: reply.records, latencyMs }, matches),
    );
    if (report === null) return { verdict: nobodyLooked(latencyMs), detail: { explanation: NOBODY_LOOKED, ...reached } };
    const own = judgeValues(request, reply);
    const verdict = withAssertions({ ...own, latencyMs, type: 'REALTIME' }, report);
    const said = [own.errorMessage ?? describe(recordType, reply), ...explainAssertions(assertions, report.failures)].join('; ');
    return { verdict, detail: { explanation: `${verdict.status}: ${server} says ${said}`, ...reached } };
  }

  private plain(host: string): DnsServer {
    return { host, port: this.places.port, transport: 'UDP' };
  }
}

/** What the expected values say; without any, that there must be records, until an assertion counts them. */
function judgeValues(
  { recordType, expected, match, assertions }: DnsRequest,
  { records, doesNotExist }: DnsReply,
): Pick<Verdict, 'status' | 'errorMessage'> {
  const isCounted = expected.length === 0 && assertions.some(({ kind }) => kind === 'count');
  if (isCounted) return { status: 'UP', errorMessage: null };
  if (doesNotExist) return { status: 'DOWN', errorMessage: 'the name does not exist' };
  if (expected.length === 0 && records.length > 0) return { status: 'UP', errorMessage: null };
  return judgeDns(
    records.map(({ value }) => value),
    expected,
    match,
    recordType,
  );
}

function describe(recordType: string, { records, doesNotExist }: DnsReply): string {
  if (doesNotExist) return 'the name does not exist';
  return records.length === 0 ? `no ${recordType} records` : `${recordType} is ${records.map(({ value: [shown] }) => shown).join(', ')}`;
}
