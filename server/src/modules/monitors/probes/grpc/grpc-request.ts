import { GRPC_DEFAULTS } from '@clarion/contract';
import { milliseconds, portOf, trimmed, type TypeData } from '../type-data-values.js';

/** What a GRPC monitor asks for. */
export interface GrpcRequest {
  readonly host: string;
  readonly port: number;
  /** Empty: the server as a whole. */
  readonly service: string;
  readonly tls: boolean;
  /** With `tls` only. */
  readonly takesAnyCertificate: boolean;
  /** Name look-up, connection and answer together. */
  readonly timeoutMs: number;
}

/** @returns the request, or why there is none, in words   @see monitors §6.9 */
export function readGrpcRequest(typeData: TypeData): GrpcRequest | string {
  const host = trimmed(typeData['host']);
  if (host === '') return 'the monitor has no host yet';
  const port = portOf(typeData['port'], GRPC_DEFAULTS.port);
  if (port === null) return 'the port must be a number from 1 to 65535';
  const tls = typeData['tls'] === true;
  return {
    host,
    port,
    service: trimmed(typeData['service']),
    tls,
    takesAnyCertificate: tls && typeData['insecure'] === true,
    timeoutMs: milliseconds(typeData['timeout'], GRPC_DEFAULTS.timeout),
  };
}
