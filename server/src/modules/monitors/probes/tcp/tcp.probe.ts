import { type AssertionReport, judgeTcp, judgeTcpAssertions, type TcpPing, type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Dialer } from '../../../../platform/egress/dialer.js';
import { EgressError, type Reach } from '../../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { Evaluations } from '../../evaluation/evaluations.service.js';
import { explainAssertions, judgeAssertionsBy, NOBODY_LOOKED, nobodyLooked, withAssertions } from '../assertions.js';
import { type Asking, errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, type ProbeTimings } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { readBanner } from './read-banner.js';
import { readTcpRequest, type TcpRequest, type TcpTarget } from './tcp-request.js';

interface Knock {
  ping: TcpPing;
  reach: Reach | null;
}

/** Opens a connection to every host at once, listens where somebody wants to hear, and closes it again. @see monitors §6.3 */
@Injectable()
export class TcpProbe implements Probe {
  readonly monitorType = 'TCP';

  constructor(
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
    private readonly evaluations: Evaluations,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readTcpRequest(typeData);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    const knocks = await Promise.all(request.hosts.map((target) => this.knock(target, request, deadline)));
    const pings = knocks.map(({ ping }) => ping);
    const reached = { ...reachOf(knocks, elapsedMs(started)), http: null };
    const { assertions } = request;
    const report = await judgeAssertionsBy(this.evaluations, assertions, (matches) => judgeTcpAssertions(assertions, pings, matches));
    const own = judgeTcp(pings);
    if (report === null) return { verdict: nobodyLooked(own.latencyMs), detail: { explanation: NOBODY_LOOKED, ...reached } };
    const verdict = withAssertions(own, report);
    const ask = askingOf(request, pings, report);
    return {
      verdict,
      detail: { explanation: explain(request, pings, verdict, report), ...reached },
      ...(ask === null ? {} : { ask }),
    };
  }

  private async knock({ host, port, type, timeoutMs }: TcpTarget, { send, assertions }: TcpRequest, deadline: AbortSignal): Promise<Knock> {
    const started = performance.now();
    const limit = withinMs(timeoutMs, deadline);
    try {
      const target = { host: this.policy.assertHost(host, port, 'monitor'), port, profile: 'monitor' } as const;
      const { socket, timings, address } = await this.dialer.dial(target, { connectMs: timeoutMs, tlsMs: timeoutMs }, limit);
      const latency = elapsedMs(started);
      const listens = send !== null || assertions.some(({ kind }) => kind === 'banner');
      const heard = listens ? { banner: await readBanner(socket, send, limit) } : {};
      socket.on('error', () => undefined).destroy();
      return { ping: { status: 'open', latency, host, port, type, reason: null, ...heard }, reach: { ...timings, address } };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      const status = error.reason === 'timeout' ? 'timeout' : 'error';
      return { ping: { status, latency: elapsedMs(started), host, port, type, reason: error.message }, reach: error.reach };
    }
  }
}

/** What assertions call DOWN is DOWN, whatever a function would say. */
function askingOf({ evalText }: TcpRequest, arrayOfPings: readonly TcpPing[], { status }: AssertionReport): Asking | null {
  if (evalText === null || status === 'DOWN') return null;
  return { code: evalText, args: [arrayOfPings], ...(status === 'DEGRADED' ? { atBest: status } : {}) };
}

function explain({ assertions, evalText }: TcpRequest, pings: readonly TcpPing[], { status }: Verdict, report: AssertionReport): string {
  const { errorMessage } = judgeTcp(pings);
  const ports = pings.length === 1 ? 'the port is open' : `all ${pings.length} ports are open`;
  return `${status}: ${[
    errorMessage === null ? ports : `every port must be open, but ${errorMessage}`,
    ...explainAssertions(assertions, report.failures),
    ...(evalText !== null && report.status === 'DOWN' ? ['the function was not asked, it could make nothing better'] : []),
  ].join('; ')}`;
}

/** The steps of several hosts have no one length, and no one address; their total has. */
function reachOf(knocks: readonly Knock[], totalMs: number): { timings: ProbeTimings; address: string | null } {
  const reach = knocks.length === 1 ? (knocks[0]?.reach ?? null) : null;
  const timings = { dnsMs: reach?.dnsMs ?? null, connectMs: reach?.connectMs ?? null, tlsMs: null, firstByteMs: null, totalMs };
  return { timings, address: reach?.address ?? null };
}
