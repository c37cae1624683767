import type { Verdict } from '../default-status/default-status.js';

/** What a gRPC server says of a service, by its number on the wire. @see grpc.health.v1 */
export const GRPC_SERVING_STATUSES = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const;
export type GrpcServingStatus = (typeof GRPC_SERVING_STATUSES)[number];

/**
 * Judges what a health service answered. A number that nobody has given a meaning yet is as good as UNKNOWN.
 * @param number `HealthCheckResponse.status`   @see monitors §6.9
 */
export function judgeServing(number: number): Pick<Verdict, 'status' | 'errorMessage'> {
  const serving = GRPC_SERVING_STATUSES[number];
  if (serving === 'SERVING') return { status: 'UP', errorMessage: null };
  return { status: serving === 'NOT_SERVING' ? 'DOWN' : 'DEGRADED', errorMessage: `serving status ${serving ?? number}` };
}
