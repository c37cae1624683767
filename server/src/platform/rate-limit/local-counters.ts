import { type RateCount } from './rate-limiter.js';

const MOST_KEYS = 10_000;

interface Window {
  count: number;
  /** Milliseconds of the monotonic clock. */
  endsAt: number;
}

/** Counters of this process alone; bounded, the oldest go first. */
export class LocalCounters {
  private readonly windows = new Map<string, Window>();

  add(key: string, windowSeconds: number): RateCount {
    const known = this.current(key);
    const window = known ?? { count: 0, endsAt: performance.now() + windowSeconds * 1000 };
    window.count++;
    this.windows.set(key, window);
    if (this.windows.size > MOST_KEYS) this.windows.delete(this.windows.keys().next().value ?? key);
    return answer(window);
  }

  get(key: string): RateCount {
    const known = this.current(key);
    return known === undefined ? { count: 0, resetSeconds: 0 } : answer(known);
  }

  delete(key: string): void {
    this.windows.delete(key);
  }

  private current(key: string): Window | undefined {
    const known = this.windows.get(key);
    if (known !== undefined && known.endsAt <= performance.now()) {
      this.windows.delete(key);
      return undefined;
    }
    return known;
  }
}

const answer = ({ count, endsAt }: Window): RateCount => ({ count, resetSeconds: Math.ceil((endsAt - performance.now()) / 1000) });
