import type { HostKind } from '@clarion/contract';
import type { Verdict } from '../default-status/default-status.js';
import { meanMs } from '../latency/mean.js';

/** One host of a PING check, milliseconds. An eval function gets the list of them as `arrayOfPings`. @see monitors §6.2 */
export interface HostPing {
  /** At least one packet came back in time. */
  readonly alive: boolean;
  /** Null without a reply, as are `max` and `avg`. */
  readonly min: number | null;
  readonly max: number | null;
  readonly avg: number | null;
  /** Of every packet that came back. */
  readonly latencies: readonly number[];
  /** Their mean; 0 without one. */
  readonly latency: number;
  readonly host: string;
  readonly type: HostKind;
  /** Why no packet could be sent, in words; null = they were sent, whatever came back. */
  readonly reason: string | null;
}

/** What came of the packets to one host. @param latencies of those that came back in time, milliseconds */
export function hostPing(host: string, type: HostKind, latencies: readonly number[], reason: string | null = null): HostPing {
  const alive = latencies.length > 0;
  const latency = meanMs(latencies);
  return {
    alive,
    min: alive ? Math.min(...latencies) : null,
    max: alive ? Math.max(...latencies) : null,
    avg: alive ? latency : null,
    latencies,
    latency,
    host,
    type,
    reason,
  };
}

/**
 * The verdict of a PING check without an eval function: UP when every host is alive. Latency is the mean over those that are.
 * @param pings at least one   @see monitors §6.2
 */
export function judgePing(pings: readonly HostPing[]): Verdict {
  const alive = pings.filter((ping) => ping.alive);
  const latencyMs = meanMs(alive.map(({ latency }) => latency));
  const dead = pings.filter((ping) => !ping.alive);
  if (dead.length === 0) return { status: 'UP', latencyMs, type: 'REALTIME', errorMessage: null };
  return {
    status: 'DOWN',
    latencyMs,
    type: dead.some(({ reason }) => reason !== null) ? 'ERROR' : 'TIMEOUT',
    errorMessage: `unreachable: ${dead.map(({ host, reason }) => (reason === null ? host : `${host} (${reason})`)).join(', ')}`,
  };
}
