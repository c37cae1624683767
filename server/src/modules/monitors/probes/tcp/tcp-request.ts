import { type HostKind, TCP_DEFAULTS } from '@clarion/contract';
import { functionText, kindOf, milliseconds, portOf, readHosts, type TypeData } from '../type-data-values.js';

/** A port to knock at. */
export interface TcpTarget {
  readonly host: string;
  readonly port: number;
  readonly type: HostKind;
  /** Name look-up and connection together. */
  readonly timeoutMs: number;
}

/** What a TCP monitor asks for. */
export interface TcpRequest {
  readonly hosts: readonly TcpTarget[];
  /** Judges instead of us; null = there is none. */
  readonly evalText: string | null;
}

/** @returns the request, or why there is none, in words   @see monitors §6.3 */
export function readTcpRequest(typeData: TypeData): TcpRequest | string {
  const hosts = readHosts<TcpTarget>(typeData['hosts'], (entry, host) => {
    const port = portOf(entry['port'], TCP_DEFAULTS.port);
    if (port === null) return 'the port must be a number from 1 to 65535';
    return { host, port, type: kindOf(host), timeoutMs: milliseconds(entry['timeout'], TCP_DEFAULTS.timeout) };
  });
  return typeof hosts === 'string' ? hosts : { hosts, evalText: functionText(typeData['tcpEval']) };
}
