import { canonicalTimeZone, parseLocalDate } from '@clarion/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import { Requires } from '../../platform/http/policy.js';
import { MonitorHistoryQuery, MonitorHistoryResponse, toMonitorHistoryDto } from './dto/monitor-history.dto.js';
import { Snapshots } from './snapshots.service.js';

@Controller('api/v4/monitors/:tag/history')
export class MonitorHistoryController {
  constructor(private readonly snapshots: Snapshots) {}

  /** What the monitor's page shows of its past, with what its checks said. */
  @Get()
  @Requires('monitors.read')
  async get(@Param('tag') tag: string, @Query() { tz = 'UTC', range = '24h', day }: MonitorHistoryQuery): Promise<MonitorHistoryResponse> {
    const timeZone = canonicalTimeZone(tz);
    if (timeZone === null) throw invalidField('tz', 'tz must be the name of a time zone, such as Europe/Berlin');
    const date = day === undefined ? null : parseLocalDate(day);
    if (day !== undefined && date === null) throw invalidField('day', 'day must be a date of the calendar');
    const snapshot = await this.snapshots.history(tag, { range, day: date }, timeZone);
    if (snapshot === null) throw notFound(`Monitor “${tag}”`);
    return { history: toMonitorHistoryDto(snapshot) };
  }
}
