import { type HostKind, PING_DEFAULTS } from '@clarion/contract';
import { functionText, kindOf, milliseconds, readHosts, type TypeData, wholeWithin } from '../type-data-values.js';

/** A host to ping. */
export interface PingTarget {
  readonly host: string;
  readonly type: HostKind;
  /** For one packet. */
  readonly timeoutMs: number;
  /** Packets. */
  readonly count: number;
}

/** What a PING monitor asks for. */
export interface PingRequest {
  readonly hosts: readonly PingTarget[];
  /** Judges instead of us; null = there is none. */
  readonly evalText: string | null;
}

/** One goes out a second. */
const MOST_PACKETS = 100;
const LONGEST_PACKET_MS = 60_000;

/** @returns the request, or why there is none, in words   @see monitors §6.2 */
export function readPingRequest(typeData: TypeData): PingRequest | string {
  const hosts = readHosts<PingTarget>(typeData['hosts'], (entry, host) => ({
    host,
    type: kindOf(host),
    timeoutMs: Math.min(milliseconds(entry['timeout'], PING_DEFAULTS.timeout), LONGEST_PACKET_MS),
    count: wholeWithin(entry['count'], 1, MOST_PACKETS, PING_DEFAULTS.count),
  }));
  return typeof hosts === 'string' ? hosts : { hosts, evalText: functionText(typeData['pingEval']) };
}
