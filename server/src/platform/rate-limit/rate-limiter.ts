import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../database/clock.js';
import { DataSources } from '../database/data-sources.js';
import { isDatabaseUnavailable } from '../database/transient-error.js';
import { AppError } from '../errors/app-error.js';

/** So many in so long. */
export interface Allowance {
  readonly limit: number;
  readonly seconds: number;
}

/** What is left of an allowance. */
interface Usage {
  used: number;
  /** Seconds until the window ends and everything is allowed again. */
  resetsIn: number;
}

const LOCAL_KEYS = 10_000;

const COUNT = `
  INSERT INTO rate_limits AS known (key, count, window_ends_at) VALUES ($1, $3, app_now() + make_interval(secs => $2))
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.window_ends_at <= app_now() THEN $3 ELSE known.count + $3 END,
    window_ends_at = CASE WHEN known.window_ends_at <= app_now() THEN app_now() + make_interval(secs => $2) ELSE known.window_ends_at END
  RETURNING count AS used, ceil(extract(epoch FROM window_ends_at - app_now()))::int AS "resetsIn"`;
const READ = `
  SELECT count AS used, ceil(extract(epoch FROM window_ends_at - app_now()))::int AS "resetsIn"
    FROM rate_limits WHERE key = $1 AND window_ends_at > app_now()`;

/**
 * Counts events by key in fixed windows, across replicas: an unlogged table, so that a crash forgives everybody. With the database away it
 * counts inside this process.
 * @see reliability SEC-66
 */
@Injectable()
export class RateLimiter {
  private readonly local = new Map<string, { used: number; endsAt: number }>();

  constructor(
    private readonly sources: DataSources,
    private readonly clock: Clock,
  ) {}

  /** Counts one. @throws AppError `RATE_LIMITED` with `Retry-After` when that is more than allowed */
  async take(key: string, allowance: Allowance): Promise<void> {
    const usage = await this.count(key, allowance);
    if (usage.used > allowance.limit) throw tooMany(usage);
  }

  /** Counts one without judging. */
  async count(key: string, { seconds }: Allowance): Promise<Usage> {
    return this.orLocal(
      async () => (await this.sources.get('web').query<Usage[]>(COUNT, [hashed(key), seconds, 1]))[0]!,
      () => this.countLocally(key, seconds),
    );
  }

  /** Looks without counting: for limits on failures only. @throws AppError `RATE_LIMITED` when the allowance is used up */
  async assertBelow(key: string, { limit }: Allowance): Promise<void> {
    const usage = await this.orLocal(
      async () => (await this.sources.get('web').query<Usage[]>(READ, [hashed(key)]))[0] ?? UNUSED,
      () => this.readLocally(key),
    );
    if (usage.used >= limit) throw tooMany(usage);
  }

  /** Removes windows that are over; for the upkeep. */
  async sweep(): Promise<void> {
    await this.sources.get('upkeep').query(`DELETE FROM rate_limits WHERE window_ends_at < app_now()`);
  }

  private async orLocal(shared: () => Promise<Usage>, local: () => Usage): Promise<Usage> {
    try {
      return await shared();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return local();
    }
  }

  private readLocally(key: string): Usage {
    const now = this.clock.now();
    const known = this.local.get(key);
    return known && known.endsAt > now ? { used: known.used, resetsIn: known.endsAt - now } : UNUSED;
  }

  private countLocally(key: string, seconds: number): Usage {
    const usage = this.readLocally(key);
    const counted = { used: usage.used + 1, resetsIn: usage.used === 0 ? seconds : usage.resetsIn };
    // The oldest key goes first: a bound on memory matters more here than one forgotten count.
    if (this.local.size >= LOCAL_KEYS && !this.local.has(key)) this.local.delete(this.local.keys().next().value!);
    this.local.set(key, { used: counted.used, endsAt: this.clock.now() + counted.resetsIn });
    return counted;
  }
}

const UNUSED: Usage = { used: 0, resetsIn: 0 };
/** Keys hold addresses and accounts; the table needs neither. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');
const tooMany = ({ resetsIn }: Usage): AppError =>
  new AppError(
    'RATE_LIMITED',
    `Too many attempts. Try again in ${resetsIn < 90 ? `${resetsIn} seconds` : `${Math.ceil(resetsIn / 60)} minutes`}.`,
    {
      retryAfter: Math.max(1, resetsIn),
    },
  );
