import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { DataSources } from '../database/data-sources.js';
import { AppError } from '../errors/app-error.js';
import { LocalCounters } from './local-counters.js';
import { PostgresRateStore, type RateStore, type Usage } from './rate-store.js';

/** So many in so long. */
export interface Allowance {
  readonly limit: number;
  readonly seconds: number;
  /** With the counters away: `pass` allows everything (reading), `local` counts inside this process (signing in; the default). */
  readonly whenDown?: 'pass' | 'local';
}

/** After a failure the store is left alone for this long, ms: requests must not wait for it one by one. */
const REST_MS = 2000;
const UNUSED: Usage = { used: 0, resetsIn: 0 };

/** Keys hold addresses and accounts; the counters need neither. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');

/**
 * Counts events by key in fixed windows, across replicas: in Redis or an unlogged table, so that a crash forgives everybody. With both
 * away it counts inside this process.
 * @see reliability SEC-66
 */
@Injectable()
export class RateLimiter {
  private readonly local: LocalCounters;
  private readonly store: RateStore;
  private restUntil = 0;

  /** @param store where the counters live; the unlogged table by default */
  constructor(sources: DataSources, clock: Clock, store?: RateStore) {
    this.local = new LocalCounters(clock);
    this.store = store ?? new PostgresRateStore(sources);
  }

  /** Counts one. @throws AppError `RATE_LIMITED` with `Retry-After` when that is more than allowed */
  async take(key: string, allowance: Allowance): Promise<void> {
    const usage = await this.count(key, allowance);
    if (usage.used > allowance.limit) throw tooMany(usage);
  }

  /** Counts one without judging. */
  async count(key: string, allowance: Allowance): Promise<Usage> {
    const name = hashed(key);
    return this.ask(
      allowance,
      () => this.store.add(name, allowance.seconds),
      () => this.local.add(name, allowance.seconds),
    );
  }

  /** Looks without counting: for limits on failures only. @throws AppError `RATE_LIMITED` when the allowance is used up */
  async assertBelow(key: string, allowance: Allowance): Promise<void> {
    const name = hashed(key);
    const usage = await this.ask(
      allowance,
      () => this.store.get(name),
      () => this.local.get(name),
    );
    if (usage.used >= allowance.limit) throw tooMany(usage);
  }

  /** Removes windows that are over; for the upkeep. */
  async sweep(): Promise<void> {
    await this.store.sweep();
  }

  private async ask(allowance: Allowance, shared: () => Promise<Usage>, here: () => Usage): Promise<Usage> {
    if (performance.now() >= this.restUntil) {
      try {
        return await shared();
      } catch {
        // Whatever is wrong with the counters, a request must not fail for it; their own probes and logs say that they are away.
        this.restUntil = performance.now() + REST_MS;
      }
    }
    return allowance.whenDown === 'pass' ? UNUSED : here();
  }
}

const tooMany = ({ resetsIn }: Usage): AppError => {
  const wait = resetsIn < 90 ? `${resetsIn} seconds` : `${Math.ceil(resetsIn / 60)} minutes`;
  return new AppError('RATE_LIMITED', `Too many attempts. Try again in ${wait}.`, { retryAfter: Math.max(1, resetsIn) });
};
