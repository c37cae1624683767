import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { unwrapAddress } from '../egress/address-class.js';
import { knownActorOf } from '../http/policy.js';
import { RATE_LIMIT, type RateLimitRule } from '../http/rate-limit-rule.js';
import { RateLimiter } from './rate-limiter.js';

/** Bits of an IPv6 address that one household shares. */
const IPV6_BYTES = 8;

/** One client's key: an IPv4 address, or the /64 of an IPv6 address. @see reliability SEC-66 */
export function clientKey(ip: string): string {
  try {
    const address = unwrapAddress(ip);
    return address.kind() === 'ipv4' ? address.toString() : `${Buffer.from(address.toByteArray().slice(0, IPV6_BYTES)).toString('hex')}/64`;
  } catch {
    return 'unknown';
  }
}

/** Keeps `@RateLimit()`. It stands behind the permission guard, so that an account can be told from an address. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<RateLimitRule | undefined>(RATE_LIMIT, [context.getHandler(), context.getClass()]);
    if (rule === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = rule.per === 'actor' ? knownActorOf(request) : undefined;
    const who = actor?.id == null ? clientKey(request.ip) : `${actor.kind}:${actor.id}`;
    await this.limiter.take(`route:${rule.name}:${who}`, rule);
    return true;
  }
}
