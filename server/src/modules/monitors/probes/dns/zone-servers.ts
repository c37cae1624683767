import { type NameServers } from '../../../../platform/egress/name-resolver.js';
import { withinMs } from '../time-limit.js';
import { DNS_QUERY_MS } from './dns-client.js';

/** More would only take longer. */
const MOST_SERVERS = 4;

/**
 * The servers that answer for a name: those of the name itself, else of what is above it, label by label. Top-level domains are not asked,
 * they only point further.
 * @returns host names; empty when nobody knows any   @see monitors §6.4
 */
export async function zoneServers(name: string, names: NameServers, around: AbortSignal): Promise<readonly string[]> {
  const signal = withinMs(DNS_QUERY_MS, around);
  const labels = name.split('.');
  for (let first = 0; first === 0 || labels.length - first >= 2; first++) {
    const servers = await names.of(labels.slice(first).join('.'), signal);
    if (servers.length > 0) return [...servers].sort().slice(0, MOST_SERVERS);
    if (signal.aborted) break;
  }
  return [];
}
