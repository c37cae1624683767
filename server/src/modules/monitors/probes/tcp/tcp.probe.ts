import { judgeTcp, type TcpPing } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Dialer } from '../../../../platform/egress/dialer.js';
import { EgressError, type Reach } from '../../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, type ProbeTimings } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { readTcpRequest, type TcpTarget } from './tcp-request.js';

interface Knock {
  ping: TcpPing;
  reach: Reach | null;
}

/** Opens a connection to every host at once and closes it again. @see monitors §6.3 */
@Injectable()
export class TcpProbe implements Probe {
  readonly monitorType = 'TCP';

  constructor(
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readTcpRequest(typeData);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    const knocks = await Promise.all(request.hosts.map((target) => this.knock(target, deadline)));
    const arrayOfPings = knocks.map(({ ping }) => ping);
    const outcome: ProbeOutcome = {
      verdict: judgeTcp(arrayOfPings),
      detail: { explanation: explain(arrayOfPings), ...reachOf(knocks, elapsedMs(started)), http: null },
    };
    return request.evalText === null ? outcome : { ...outcome, ask: { code: request.evalText, args: [arrayOfPings] } };
  }

  private async knock({ host, port, type, timeoutMs }: TcpTarget, deadline: AbortSignal): Promise<Knock> {
    const started = performance.now();
    const limit = withinMs(timeoutMs, deadline);
    try {
      const target = { host: this.policy.assertHost(host, port, 'monitor'), port, profile: 'monitor' } as const;
      const { socket, timings, address } = await this.dialer.dial(target, { connectMs: timeoutMs, tlsMs: timeoutMs }, limit);
      const latency = elapsedMs(started);
      socket.on('error', () => undefined).destroy();
      return { ping: { status: 'open', latency, host, port, type, reason: null }, reach: { ...timings, address } };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      const status = error.reason === 'timeout' ? 'timeout' : 'error';
      return { ping: { status, latency: elapsedMs(started), host, port, type, reason: error.message }, reach: error.reach };
    }
  }
}

function explain(pings: readonly TcpPing[]): string {
  const { status, errorMessage } = judgeTcp(pings);
  if (errorMessage !== null) return `${status}: every port must be open, but ${errorMessage}`;
  return pings.length === 1 ? 'UP: the port is open' : `UP: all ${pings.length} ports are open`;
}

/** The steps of several hosts have no one length, and no one address; their total has. */
function reachOf(knocks: readonly Knock[], totalMs: number): { timings: ProbeTimings; address: string | null } {
  const reach = knocks.length === 1 ? (knocks[0]?.reach ?? null) : null;
  const timings = { dnsMs: reach?.dnsMs ?? null, connectMs: reach?.connectMs ?? null, tlsMs: null, firstByteMs: null, totalMs };
  return { timings, address: reach?.address ?? null };
}
