import { SetMetadata } from '@nestjs/common';

/** How often one key may call a route. @see reliability SEC-67 */
export interface RateLimitRule {
  /** Stable; part of the counter's key. */
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
  /** `ip`: the client's address, IPv6 by /64 · `actor`: the account or key, the address when there is none. */
  readonly per: 'ip' | 'actor';
  /** With the limiter's store away: `pass` (reading) or count inside this process (signing in). */
  readonly whenDown: 'pass' | 'local';
}

export const RATE_LIMIT = Symbol('rate-limit');

/** Limits a route; past the limit it answers 429 with `Retry-After`. */
export const RateLimit = (rule: Omit<RateLimitRule, 'per' | 'whenDown'> & Partial<RateLimitRule>): MethodDecorator & ClassDecorator =>
  SetMetadata<symbol, RateLimitRule>(RATE_LIMIT, { per: 'ip', whenDown: 'local', ...rule });
