/** What the system's ping told. */
export interface PingReport {
  /** Milliseconds of the packets that came back. */
  readonly latencies: readonly number[];
  /** Why no packet could be sent, in words; null = they were sent, whatever came back. */
  readonly reason: string | null;
}

/** iputils, BusyBox and the BSDs agree on this much: `64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.045 ms`. */
const REPLY = /^\d+ bytes from .*\btime[=<]([\d.]+) ?ms(.*)$/gm;
const STATISTICS = /^\d+ packets transmitted/m;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/not permitted|permission denied|lacking privilege|are you root|cap_net_raw|must be root/i, 'this machine does not let us send pings'],
  [/network is unreachable|no route to host|address family|cannot assign|can't assign/i, 'network unreachable'],
];

/**
 * Reads what ping printed, as far as it came. A packet that came back twice counts once.
 * @param wasEnded true when its time was over before it had said everything
 */
export function readPingOutput(stdout: string, stderr: string, wasEnded: boolean): PingReport {
  const latencies = [...stdout.matchAll(REPLY)].flatMap(([, time, rest]) => (rest?.includes('DUP') === true ? [] : [Number(time)]));
  if (latencies.length > 0) return { latencies, reason: null };
  const text = `${stderr}\n${stdout}`;
  const reason = REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  if (reason !== null) return { latencies, reason };
  // Without statistics no packet is known to have left: silence would be a claim about the host.
  return { latencies, reason: wasEnded || STATISTICS.test(stdout) ? null : 'the ping program of this machine failed' };
}
