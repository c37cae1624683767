import { judgeServing, type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { EgressClient } from '../../../../platform/egress/egress-client.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, type ProbeTimings, timeoutOutcome } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { type GrpcRequest, readGrpcRequest } from './grpc-request.js';

/** Asks a gRPC server how a service of it is. @see monitors §6.9, grpc.health.v1 */
@Injectable()
export class GrpcProbe implements Probe {
  readonly monitorType = 'GRPC';

  constructor(private readonly egress: EgressClient) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readGrpcRequest(typeData);
    if (typeof request === 'string') return errorOutcome(request);
    // Loaded when the first monitor needs it: who has none pays no memory for it.
    const { checkHealth, HealthFailure } = await import('./health-check.js');
    const { host, port, timeoutMs } = request;
    const started = performance.now();
    const limit = withinMs(timeoutMs, deadline);
    let dnsMs: number | null = null;
    try {
      const addresses = await this.egress.vetAddress(host, port, 'monitor', limit);
      if (!addresses.includes(host)) dnsMs = elapsedMs(started);
      const serving = await checkHealth(request, addresses, limit);
      return judged(serving, request, { dnsMs, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: elapsedMs(started) });
    } catch (error) {
      if (!(error instanceof EgressError) && !(error instanceof HealthFailure)) throw error;
      const isTimeout = limit.aborted || (error instanceof EgressError ? error.reason === 'timeout' : error.isTimeout);
      return isTimeout ? timeoutOutcome(`no answer within ${timeoutMs} ms`, elapsedMs(started), { dnsMs }) : errorOutcome(error.message);
    }
  }
}

function judged(serving: number, { service }: GrpcRequest, timings: ProbeTimings): ProbeOutcome {
  const verdict: Verdict = { ...judgeServing(serving), latencyMs: timings.totalMs, type: 'REALTIME' };
  const whose = service === '' ? 'the server as a whole' : `the service ${service}`;
  return {
    verdict,
    detail: { explanation: `${verdict.status}: ${whose} reports ${verdict.errorMessage ?? 'serving status SERVING'}`, timings, http: null },
  };
}
