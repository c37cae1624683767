import { Readable } from 'node:stream';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Body, Controller, Get, Param, Patch, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import {
  DataRangeQuery,
  PointDto,
  PointListResponse,
  PointResponse,
  WriteDataPointDto,
  WriteDataRangeDto,
  WriteDataRangeQuery,
  WrittenRangeResponse,
} from './dto/monitoring-data.dto.js';
import { CurrentMonitor, MonitorGuard } from './monitor-route.js';
import { minuteParam, MonitoringDataService } from './monitoring-data.service.js';
import type { DataPoint } from './timeline/timeline.service.js';

/** Points of one piece of a long answer. */
const PIECE = 1_000;

@Controller('api/v4/monitors/:tag/data')
@UseGuards(MonitorGuard)
export class MonitoringDataController {
  constructor(private readonly data: MonitoringDataService) {}

  /** Points of a window, ascending; at most 400 days. */
  @Get()
  @Requires('monitors.read')
  @ApiOkResponse({ type: PointListResponse })
  async range(
    @CurrentMonitor() { id, tag }: MonitorEntity,
    @Query() { start_ts: from, end_ts: to }: DataRangeQuery,
  ): Promise<StreamableFile> {
    const pieces = asJson(tag, this.data.points(id, from, to));
    // The first piece is awaited: what goes wrong by then is still an error and not half an answer.
    const first = await pieces.next();
    const stream = Readable.from(withFirst(first, pieces), { objectMode: false });
    return new StreamableFile(stream, { type: 'application/json; charset=utf-8' });
  }

  /** Writes one point per minute by hand; at most 92 days. `dryRun=true` only says what would change. */
  @Patch()
  @Requires('monitors.write')
  async writeRange(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() monitor: MonitorEntity,
    @Query() { dryRun }: WriteDataRangeQuery,
    @Body() body: WriteDataRangeDto,
  ): Promise<WrittenRangeResponse> {
    const write = { from: body.start_ts, to: body.end_ts, status: body.status, latencyMs: body.latency, deviationMs: body.deviation ?? 0 };
    if (dryRun !== true) return { message: 'Monitoring data updated', updated_count: await this.data.writeRange(actor, monitor, write) };
    const { rows, changedRows, uptimeBefore, uptimeAfter } = await this.data.previewRange(actor, monitor, write);
    return {
      message: 'Nothing was changed',
      updated_count: 0,
      dry_run: { rows, changed_rows: changedRows, uptime_before: uptimeBefore, uptime_after: uptimeAfter },
    };
  }

  /** One minute. */
  @Get(':timestamp')
  @Requires('monitors.read')
  async point(@CurrentMonitor() { id, tag }: MonitorEntity, @Param('timestamp') timestamp: string): Promise<PointResponse> {
    return { data: toPointDto(tag, await this.data.point(id, minuteParam(timestamp))) };
  }

  /** Writes one minute by hand. */
  @Patch(':timestamp')
  @Requires('monitors.write')
  async writePoint(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() monitor: MonitorEntity,
    @Param('timestamp') timestamp: string,
    @Body() { status, latency }: WriteDataPointDto,
  ): Promise<PointResponse> {
    const point = await this.data.writePoint(actor, monitor, minuteParam(timestamp), { status, latencyMs: latency });
    return { data: toPointDto(monitor.tag, point) };
  }
}

const toPointDto = (tag: string, point: DataPoint): PointDto => ({
  monitor_tag: tag,
  timestamp: point.timestamp,
  status: point.status,
  latency: point.latencyMs,
  type: point.type,
  error_message: point.errorMessage,
  raw_status: point.rawStatus,
});

/** `{"data":[…]}` in pieces, so that 400 days of minutes are never in memory at once. */
async function* asJson(tag: string, points: AsyncIterable<DataPoint>): AsyncGenerator<string> {
  let piece: string[] = [];
  let before = '{"data":[';
  for await (const point of points) {
    piece.push(JSON.stringify(toPointDto(tag, point)));
    if (piece.length < PIECE) continue;
    yield before + piece.join(',');
    before = ',';
    piece = [];
  }
  yield piece.length === 0 ? `${before === ',' ? '' : before}]}` : `${before}${piece.join(',')}]}`;
}

async function* withFirst(first: IteratorResult<string, unknown>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done !== true) yield first.value;
  yield* rest;
}
