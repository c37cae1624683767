import { type Clock } from '../database/clock.js';
import { type Usage } from './rate-store.js';

const MOST_KEYS = 10_000;

interface Window {
  used: number;
  /** Unix seconds. */
  endsAt: number;
}

/** Counters of this process alone. */
export class LocalCounters {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly clock: Clock) {}

  add(key: string, seconds: number): Usage {
    const window = this.current(key) ?? { used: 0, endsAt: this.clock.now() + seconds };
    window.used++;
    // The oldest key goes first: a bound on memory matters more here than one forgotten count.
    if (this.windows.size >= MOST_KEYS && !this.windows.has(key)) this.windows.delete(this.windows.keys().next().value ?? key);
    this.windows.set(key, window);
    return this.usageOf(window);
  }

  get(key: string): Usage {
    const window = this.current(key);
    return window === undefined ? { used: 0, resetsIn: 0 } : this.usageOf(window);
  }

  private current(key: string): Window | undefined {
    const window = this.windows.get(key);
    return window !== undefined && window.endsAt > this.clock.now() ? window : undefined;
  }

  private usageOf({ used, endsAt }: Window): Usage {
    return { used, resetsIn: endsAt - this.clock.now() };
  }
}
