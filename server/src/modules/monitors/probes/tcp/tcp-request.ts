import { type HostKind, TCP_DEFAULTS, type TcpAssertion } from '@clarion/contract';
import { readAssertions } from '../assertions.js';
import { functionText, kindOf, milliseconds, portOf, readHosts, type TypeData } from '../type-data-values.js';

/** A port to knock at. */
export interface TcpTarget {
  readonly host: string;
  readonly port: number;
  readonly type: HostKind;
  /** Name look-up, connection and banner together. */
  readonly timeoutMs: number;
}

/** What a TCP monitor asks for. */
export interface TcpRequest {
  readonly hosts: readonly TcpTarget[];
  /** Said to every port, so that it answers; null = nothing. */
  readonly send: string | null;
  readonly assertions: readonly TcpAssertion[];
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
  if (typeof hosts === 'string') return hosts;
  const assertions = readAssertions(typeData['assertions'], 'TCP');
  if (typeof assertions === 'string') return assertions;
  const { send } = typeData;
  return { hosts, send: typeof send === 'string' && send !== '' ? send : null, assertions, evalText: functionText(typeData['tcpEval']) };
}
