import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Body, Controller, Get, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/http/actor.js';
import { assertIfMatch, etagOf, isNotModified } from '../../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { DependenciesResponse, LinkedMonitorDto, LinkedStateDto, ParentsResponse, WriteParentsDto } from '../dto/monitor-parents.dto.js';
import { CurrentMonitor, MonitorGuard } from '../monitor-route.js';
import { DependenciesService, type LinkedState } from './dependencies.service.js';
import { type LinkedMonitor } from './dependency-rows.js';
import { MonitorParents } from './monitor-parents.service.js';

const parentsEtag = (tags: readonly string[]): string => etagOf('parents', ...tags);

@Controller('api/v4/monitors/:tag')
@UseGuards(MonitorGuard)
export class MonitorParentsController {
  constructor(
    private readonly parents: MonitorParents,
    private readonly dependencies: DependenciesService,
  ) {}

  /** Tags of the monitors it depends on; while one of them is DOWN, its new alerts are held back. */
  @Get('parents')
  @Requires('monitors.read')
  async get(
    @CurrentMonitor() { id }: MonitorEntity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ParentsResponse | undefined> {
    const tags = await this.parents.of(id);
    return isNotModified(request, reply, parentsEtag(tags)) ? undefined : { parents: tags };
  }

  /** Replaces them all; a monitor cannot depend on itself, not by way of others either. */
  @Put('parents')
  @Requires('monitors.write')
  async replace(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() monitor: MonitorEntity,
    @Body() { parents }: WriteParentsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ParentsResponse> {
    const tags = await this.parents.replace(actor, monitor, parents, (current) => assertIfMatch(request, parentsEtag(current)));
    void reply.header('etag', parentsEtag(tags));
    return { parents: tags };
  }

  /** What it depends on and what depends on it, as they are now. */
  @Get('dependencies')
  @Requires('monitors.read')
  async read(@CurrentMonitor() { id }: MonitorEntity): Promise<DependenciesResponse> {
    const { parents, children, heldBackBy } = await this.dependencies.of(id);
    return {
      dependencies: {
        parents: parents.map(toLinkedStateDto),
        children: children.map(toLinkedStateDto),
        held_back_by: heldBackBy.map(toLinkedMonitorDto),
      },
    };
  }
}

const toLinkedMonitorDto = ({ tag, name }: LinkedMonitor): LinkedMonitorDto => ({ tag, name });
const toLinkedStateDto = ({ tag, name, status }: LinkedState): LinkedStateDto => ({ tag, name, current_status: status });
