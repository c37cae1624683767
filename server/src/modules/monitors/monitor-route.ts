import { TAG_PATTERN } from '@clarion/contract';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import { MonitorsService } from './monitors.service.js';

const found = new WeakMap<object, MonitorEntity>();

/**
 * Finds the monitor a route names before its body is read: an unknown parent is 404 before a bad body is 400.
 * @see rest-api-v4 §1
 */
@Injectable()
export class MonitorGuard implements CanActivate {
  constructor(private readonly monitors: MonitorsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { tag?: string } }>>();
    const { tag } = request.params;
    const monitor = tag !== undefined && TAG_PATTERN.test(tag) ? await this.monitors.find(tag) : null;
    if (monitor === null) throw notFound('Monitor');
    found.set(request, monitor);
    return true;
  }
}

/** Parameter of a handler behind `MonitorGuard`: the monitor its route names, as it was before the body was read. */
export const CurrentMonitor = createParamDecorator((_data: unknown, context: ExecutionContext): MonitorEntity => {
  const monitor = found.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (monitor === undefined) throw new Error('A route asks for its monitor without MonitorGuard');
  return monitor;
});
