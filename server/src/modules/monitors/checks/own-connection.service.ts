import { type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Dialer } from '../../../platform/egress/dialer.js';
import { EgressError } from '../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Log } from '../../../platform/logging/log.js';

/** So many monitors must fail to connect within a minute before our own connection is doubted. @see reliability REL-37 */
export const MANY = 10;
const WITHIN_MS = 60_000;
/** What was found out about our connection holds for so long. */
const KNOWN_MS = 5_000;
const REACH_MS = 2_000;

/** A check that came to no answer, as it would also come to none without a connection of ours. */
const cameToNothing = ({ status, type }: Verdict): boolean => status === 'DOWN' && (type === 'ERROR' || type === 'TIMEOUT');

/** Tells a fault of ours from one of theirs: when many checks fail at once and nothing that is always up can be reached either. */
@Injectable()
export class OwnConnection {
  /** When a monitor last came to nothing, by id; ms. */
  private readonly failures = new Map<number, number>();
  private looking: Promise<boolean> | null = null;
  private lookedAt = -Infinity;
  private isDown = false;

  constructor(
    private readonly config: Config,
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
    private readonly log: Log,
  ) {}

  /** Whether this verdict says more about our connection than about the monitor. Without `SELF_CHECK_TARGETS` it never does. */
  async isToBlame(monitorId: number, verdict: Verdict): Promise<boolean> {
    if (this.config.SELF_CHECK_TARGETS.length === 0) return false;
    if (!cameToNothing(verdict)) {
      this.failures.delete(monitorId);
      return false;
    }
    const now = performance.now();
    this.failures.set(monitorId, now);
    if (this.failures.size < MANY) return false;
    for (const [id, at] of this.failures) if (now - at > WITHIN_MS) this.failures.delete(id);
    return this.failures.size >= MANY && (await this.look());
  }

  /** Asked by many at once and answered once. */
  private async look(): Promise<boolean> {
    if (performance.now() - this.lookedAt < KNOWN_MS) return this.isDown;
    this.looking ??= this.reachNothing().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async reachNothing(): Promise<boolean> {
    const reached = await Promise.all(this.config.SELF_CHECK_TARGETS.map((target) => this.reaches(target)));
    const isDown = !reached.includes(true);
    if (isDown !== this.isDown)
      this.log.warn(isDown ? 'our own connection is down: failing checks count as no data' : 'our own connection is back');
    this.isDown = isDown;
    this.lookedAt = performance.now();
    return isDown;
  }

  /** A connection is enough; what the other side would say does not matter. */
  private async reaches(target: string): Promise<boolean> {
    try {
      const { hostname, port, protocol } = new URL(/^https?:\/\//i.test(target) ? target : `tcp://${target}`);
      const number = port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
      const host = this.policy.assertHost(hostname.replaceAll(/^\[|\]$/g, ''), number, 'monitor');
      const limit = AbortSignal.timeout(REACH_MS);
      const { socket } = await this.dialer.dial(
        { host, port: number, profile: 'monitor' },
        { connectMs: REACH_MS, tlsMs: REACH_MS },
        limit,
      );
      socket.on('error', () => undefined).destroy();
      return true;
    } catch (error) {
      if (error instanceof EgressError) return false;
      throw error;
    }
  }
}
