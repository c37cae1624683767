import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Controller, Delete, Query, UseGuards } from '@nestjs/common';
import { invalidField } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { type DeletedSamples, DeleteSamplesService } from './timeline/delete-samples.service.js';
import { DeleteDataQuery, DeletedDataResponse } from './dto/monitoring-data.dto.js';
import { CurrentMonitor, MonitorGuard } from './monitor-route.js';

@Controller('api/v4')
export class DeleteDataController {
  constructor(private readonly samples: DeleteSamplesService) {}

  /** Deletes samples of a monitor. `dryRun=true` only says what would go. */
  @Delete('monitors/:tag/data')
  @Requires('monitors.write')
  @UseGuards(MonitorGuard)
  async ofOne(
    @CurrentActor() actor: Actor,
    @CurrentMonitor() monitor: MonitorEntity,
    @Query() query: DeleteDataQuery,
  ): Promise<DeletedDataResponse> {
    const which = toDeletedSamples(query);
    if (query.dryRun === true) return this.preview(monitor.id, which);
    return done(await this.samples.delete(actor, monitor, which));
  }

  /** Deletes samples of every monitor. `dryRun=true` only says what would go. */
  @Delete('monitoring-data')
  @Requires('monitors.write')
  async ofAll(@CurrentActor() actor: Actor, @Query() query: DeleteDataQuery): Promise<DeletedDataResponse> {
    const which = toDeletedSamples(query);
    if (query.dryRun === true) return this.preview(null, which);
    return done(await this.samples.deleteOfAll(actor, which));
  }

  private async preview(monitorId: number | null, which: DeletedSamples): Promise<DeletedDataResponse> {
    const { rows, monitors, first, last } = await this.samples.count(monitorId, which);
    return { message: 'Nothing was deleted', deleted_count: 0, dry_run: { rows, monitors, first_ts: first, last_ts: last } };
  }
}

const done = (rows: number): DeletedDataResponse => ({ message: 'Monitoring data deleted', deleted_count: rows });

/** @throws AppError `BAD_REQUEST` for a range that ends before it begins */
function toDeletedSamples({ start_ts: from = null, end_ts: to = null, status = null }: NullableQuery): DeletedSamples {
  if (from !== null && to !== null && from >= to) throw invalidField('start_ts', 'start_ts must be before end_ts');
  return { from, to, status };
}

type NullableQuery = { [Key in 'start_ts' | 'end_ts' | 'status']?: DeleteDataQuery[Key] | null };
