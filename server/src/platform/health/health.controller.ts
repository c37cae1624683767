import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Public } from '../http/policy.js';
import { type Health, HealthService, type Readiness } from './health.service.js';

/** Probes of machines and people. @see pages-site §18, reliability REL-36 */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Always 200, so that a dashboard can read the parts; `?strict=1` answers 503 while degraded. */
  @Get('healthcheck')
  async healthcheck(@Res({ passthrough: true }) reply: FastifyReply, @Query('strict') strict?: string): Promise<Health> {
    const health = await this.health.health();
    void reply.header('cache-control', 'no-store').code(strict === '1' && health.status === 'degraded' ? 503 : 200);
    return health;
  }

  @Get('livez')
  livez(@Res({ passthrough: true }) reply: FastifyReply): { status: 'ok' | 'stuck' } {
    const isAlive = this.health.isAlive();
    void reply.header('cache-control', 'no-store').code(isAlive ? 200 : 503);
    return { status: isAlive ? 'ok' : 'stuck' };
  }

  @Get('readyz')
  async readyz(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    void reply.header('cache-control', 'no-store').code(readiness.status === 'unavailable' ? 503 : 200);
    return readiness;
  }
}
