import { afterSend, type Breaker, breakerAllows, CLOSED } from '@clarion/domain';
import { type Outcome } from '../delivery.js';

/** Receivers that fail, as this process sees them. @see reliability OBX-06 */
export class Breakers {
  /** Only those with failures are kept. */
  private readonly known = new Map<string, Breaker>();
  private readonly probing = new Set<string>();

  /** @param nowMs ms since the epoch */
  constructor(private readonly nowMs: () => number) {}

  /** What a message for the receiver may do now. */
  allows(key: string): 'go' | 'probe' | 'wait' {
    if (this.probing.has(key)) return 'wait';
    return breakerAllows(this.known.get(key) ?? CLOSED, this.nowMs());
  }

  /** Right before sending. @returns false: put it back */
  enter(key: string): boolean {
    const verdict = this.allows(key);
    if (verdict === 'probe') this.probing.add(key);
    return verdict !== 'wait';
  }

  /** @returns true when this was one failure more of a receiver that is left in peace already */
  leave(key: string, outcome: Outcome): boolean {
    const wasProbe = this.probing.delete(key);
    const next = afterSend(this.known.get(key) ?? CLOSED, outcome, this.nowMs());
    if (next === CLOSED) this.known.delete(key);
    else this.known.set(key, next);
    return wasProbe && next !== CLOSED;
  }

  /** Until it is looked at again, ms. */
  waitMs(key: string): number {
    return Math.max(1000, (this.known.get(key)?.openUntil ?? 0) - this.nowMs());
  }

  /** Recipients of a channel that are left in peace. */
  waiting(channel: string): string[] {
    const prefix = `${channel}:`;
    return [...this.known.keys()].flatMap((key) =>
      key.startsWith(prefix) && this.allows(key) === 'wait' ? [key.slice(prefix.length)] : [],
    );
  }
}
