import { judgeServing, type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { EgressClient } from '../../../../platform/egress/egress-client.js';
import { EgressError, nowhereYet, type Reach } from '../../../../platform/egress/egress-error.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, reachedDetail, timeoutOutcome } from '../probe.js';
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
    const reach = nowhereYet();
    try {
      const addresses = await this.egress.vetAddress(host, port, 'monitor', limit);
      if (!addresses.includes(host)) reach.dnsMs = elapsedMs(started);
      const { serving, address } = await checkHealth(request, addresses, limit);
      return judged(serving, request, { ...reach, address }, elapsedMs(started));
    } catch (error) {
      if (!(error instanceof EgressError) && !(error instanceof HealthFailure)) throw error;
      if (error instanceof HealthFailure) reach.address = error.address;
      const isTimeout = limit.aborted || (error instanceof EgressError ? error.reason === 'timeout' : error.isTimeout);
      if (isTimeout) return timeoutOutcome(`no answer within ${timeoutMs} ms`, elapsedMs(started), reach);
      return errorOutcome(error.message, reachedDetail(error.message, reach, elapsedMs(started)));
    }
  }
}

function judged(serving: number, { service }: GrpcRequest, reach: Reach, totalMs: number): ProbeOutcome {
  const verdict: Verdict = { ...judgeServing(serving), latencyMs: totalMs, type: 'REALTIME' };
  const whose = service === '' ? 'the server as a whole' : `the service ${service}`;
  const explanation = `${verdict.status}: ${whose} reports ${verdict.errorMessage ?? 'serving status SERVING'}`;
  return { verdict, detail: reachedDetail(explanation, reach, totalMs) };
}
