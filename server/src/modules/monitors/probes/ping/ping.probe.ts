import { type HostPing, hostPing, judgePing } from '@clarion/domain';
import { EgressClient } from '../../../../platform/egress/egress-client.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { type PingProgram } from './ping-program.js';
import { type PingTarget, readPingRequest } from './ping-request.js';

/** Ping has no port; none of our stores listens on this one. */
const NO_PORT = 0;
const LOOK_UP_MS = 5_000;

interface Answered {
  ping: HostPing;
  /** null = it had none that may be reached. */
  address: string | null;
}

/** Pings every host at once. Where that cannot be done it says so and never guesses. @see monitors §6.2 */
export class PingProbe implements Probe {
  readonly monitorType = 'PING';

  constructor(
    private readonly egress: EgressClient,
    private readonly program: PingProgram,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readPingRequest(typeData);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    const answered = await Promise.all(request.hosts.map((target) => this.ping(target, deadline)));
    const arrayOfPings = answered.map(({ ping }) => ping);
    const totalMs = elapsedMs(started);
    const outcome: ProbeOutcome = {
      verdict: judgePing(arrayOfPings),
      detail: {
        explanation: explain(arrayOfPings, request.hosts),
        timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs },
        address: answered.length === 1 ? (answered[0]?.address ?? null) : null,
        http: null,
      },
    };
    return request.evalText === null ? outcome : { ...outcome, ask: { code: request.evalText, args: [arrayOfPings] } };
  }

  private async ping({ host, type, count, timeoutMs }: PingTarget, deadline: AbortSignal): Promise<Answered> {
    try {
      const [address = ''] = await this.egress.vetAddress(host, NO_PORT, 'monitor', withinMs(LOOK_UP_MS, deadline));
      const { latencies, reason } = await this.program.ping(address, { count, timeoutMs }, deadline);
      return { ping: hostPing(host, type, latencies, reason), address };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return { ping: hostPing(host, type, [], error.message), address: null };
    }
  }
}

function explain(pings: readonly HostPing[], targets: readonly PingTarget[]): string {
  const { status, errorMessage } = judgePing(pings);
  const replies = pings.map(({ host, latencies, latency }, index) => {
    const { count } = targets[index] ?? { count: 0 };
    return latencies.length === 0 ? `${host}: 0 of ${count} replies` : `${host}: ${latencies.length} of ${count} replies, ${latency} ms`;
  });
  return `${status}: ${errorMessage === null ? '' : `every host must reply, but ${errorMessage}; `}${replies.join('; ')}`;
}
