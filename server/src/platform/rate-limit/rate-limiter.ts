import { Injectable } from '@nestjs/common';
import { AppError } from '../errors/app-error.js';
import { Log } from '../logging/log.js';
import { LocalCounters } from './local-counters.js';
import { type RateStore } from './rate-store.js';

export interface RateRule {
  readonly limit: number;
  readonly seconds: number;
  /** The store is away: `pass` lets everybody through (reading), `local` counts in this process (signing in; the default). */
  readonly whenDown?: 'pass' | 'local';
}

/** What a key has used of its window. */
export interface RateCount {
  readonly count: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
}

const UNUSED: RateCount = { count: 0, resetSeconds: 0 };
/** After a failure the store is left alone for this long, ms: a request must not wait for it. */
const REST_MS = 2000;

/** Counts what a key does within a window that starts with its first act. @see reliability SEC-66 */
@Injectable()
export class RateLimiter {
  private readonly local = new LocalCounters();
  private restUntil = 0;

  constructor(
    private readonly store: RateStore,
    private readonly log: Log,
  ) {}

  /** Counts one act. @throws AppError `RATE_LIMITED` when it is one too many */
  async hit(key: string, rule: RateRule): Promise<void> {
    const { count, resetSeconds } = await this.count(key, rule);
    if (count > rule.limit) throw rateLimited(resetSeconds);
  }

  /** Counts one act and refuses nothing. */
  async count(key: string, rule: RateRule): Promise<RateCount> {
    return this.ask(
      rule,
      (store) => store.add(key, rule.seconds),
      () => this.local.add(key, rule.seconds),
    );
  }

  /** Refuses before the act, without counting it. @throws AppError `RATE_LIMITED` when the key has used its window up */
  async assertBelow(key: string, rule: RateRule): Promise<void> {
    const { count, resetSeconds } = await this.ask(
      rule,
      (store) => store.get(key),
      () => this.local.get(key),
    );
    if (count >= rule.limit) throw rateLimited(resetSeconds);
  }

  /** Forgets a key: whoever signs in at last starts afresh. */
  async reset(key: string): Promise<void> {
    this.local.delete(key);
    await this.store.delete(key).catch((error: unknown) => this.rest(error));
  }

  private async ask(rule: RateRule, inStore: (store: RateStore) => Promise<RateCount>, here: () => RateCount): Promise<RateCount> {
    if (performance.now() >= this.restUntil) {
      try {
        return await inStore(this.store);
      } catch (error) {
        this.rest(error);
      }
    }
    return rule.whenDown === 'pass' ? UNUSED : here();
  }

  private rest(error: unknown): void {
    this.restUntil = performance.now() + REST_MS;
    this.log.warn('the rate limiter counts in this process until its store is back', { error });
  }
}

const rateLimited = (seconds: number): AppError =>
  new AppError('RATE_LIMITED', 'Too many requests, please try again later', { retryAfter: Math.max(1, seconds) });
