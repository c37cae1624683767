import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import type { Actor } from '../../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { EvidenceDto, EvidenceQuery, EvidenceResponse } from '../dto/evidence.dto.js';
import { CurrentMonitor, MonitorGuard } from '../monitor-route.js';
import { toTimingsDto } from '../timings-view.js';
import type { EvidenceRow } from './evidence-rows.js';
import { EvidenceService } from './evidence.service.js';

@Controller('api/v4/monitors/:tag/evidence')
@UseGuards(MonitorGuard)
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  /** What a failing check saw: the newest at or before the minute, within the same run of failures. Headers and body are for editors. */
  @Get()
  @Requires('monitors.read')
  async find(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() { id }: MonitorEntity,
    @Query() { timestamp }: EvidenceQuery,
  ): Promise<EvidenceResponse> {
    const row = await this.evidence.find(id, timestamp);
    return { evidence: row && toEvidenceDto(row, actor.permissions.has('monitors.write')) };
  }
}

function toEvidenceDto({ timestamp, status, error_message, evidence }: EvidenceRow, isEditor: boolean): EvidenceDto {
  const { explanation, address, timings, http } = evidence;
  return {
    timestamp,
    status,
    error_message,
    verdict: explanation,
    address,
    timings: toTimingsDto(timings),
    http: http && {
      status_code: http.statusCode,
      headers: isEditor ? http.headers.map(({ name, value }) => ({ name, value })) : null,
      body_excerpt: isEditor ? http.bodyExcerpt : null,
    },
  };
}
