import type { HostKind } from '@clarion/contract';
import type { Verdict } from '../default-status/default-status.js';
import { meanMs } from '../latency/mean.js';

/** One host of a TCP check. An eval function gets the list of them as `arrayOfPings`. @see monitors §6.3 */
export interface TcpPing {
  readonly status: 'open' | 'timeout' | 'error';
  /** Milliseconds until the port was open, or until the check gave up. */
  readonly latency: number;
  readonly host: string;
  readonly port: number;
  readonly type: HostKind;
  /** Why it is not open, in words; null = it is. */
  readonly reason: string | null;
  /** What an open port said, as text; absent = nobody listened. */
  readonly banner?: string;
}

/** `example.org:443`, `[2001:db8::1]:443` */
export const tcpPlace = ({ host, port, type }: Pick<TcpPing, 'host' | 'port' | 'type'>): string =>
  type === 'IP6' ? `[${host}]:${port}` : `${host}:${port}`;

/**
 * The verdict of a TCP check without an eval function: UP when every port is open. A port that was only too slow is a timeout; any other
 * failure is an error.
 * @param pings at least one   @see monitors §6.3
 */
export function judgeTcp(pings: readonly TcpPing[]): Verdict {
  const closed = pings.filter(({ status }) => status !== 'open');
  const latencyMs = meanMs(pings.map(({ latency }) => latency));
  if (closed.length === 0) return { status: 'UP', latencyMs, type: 'REALTIME', errorMessage: null };
  return {
    status: 'DOWN',
    latencyMs,
    type: closed.every(({ status }) => status === 'timeout') ? 'TIMEOUT' : 'ERROR',
    errorMessage: closed
      .map((ping) => `${tcpPlace(ping)} ${ping.status}${ping.status === 'error' && ping.reason !== null ? ` (${ping.reason})` : ''}`)
      .join('; '),
  };
}
