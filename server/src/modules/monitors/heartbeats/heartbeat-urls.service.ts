import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { type Actor } from '../../../platform/http/actor.js';
import { SiteService } from '../../site/site.service.js';
import { HeartbeatDto } from '../dto/monitor-actions.dto.js';
import { MonitorsService } from '../monitors.service.js';
import { MonitorSecrets } from '../type-data/monitor-secrets.service.js';

/** The addresses that jobs call. @see monitors §6.7 */
@Injectable()
export class HeartbeatUrlsService {
  constructor(
    private readonly sources: DataSources,
    private readonly site: SiteService,
    private readonly monitors: MonitorsService,
    private readonly secrets: MonitorSecrets,
  ) {}

  /** @throws AppError `NOT_FOUND` for a monitor that is no heartbeat */
  async of(monitor: MonitorEntity): Promise<HeartbeatDto> {
    if (monitor.monitorType !== 'HEARTBEAT') throw notFound('Heartbeat');
    const { secretString } = this.secrets.open(monitor);
    const base = `${await this.site.baseUrl()}/ext/heartbeat/${monitor.tag}`;
    const secret = encodeURIComponent(String(secretString ?? ''));
    return { urls: { slash: `${base}/${secret}`, colon: `${base}:${secret}` }, last_signal_at: await this.lastSignalAt(monitor.id) };
  }

  /** @throws AppError `NOT_FOUND` for a monitor that is no heartbeat */
  async rotate(actor: Actor, monitor: MonitorEntity): Promise<HeartbeatDto> {
    if (monitor.monitorType !== 'HEARTBEAT') throw notFound('Heartbeat');
    return this.of(await this.monitors.rotateSecret(actor, monitor.id));
  }

  private async lastSignalAt(monitorId: number): Promise<string | null> {
    const [row] = await this.sources
      .get('web')
      .query<{ at: Date | null }[]>(`SELECT last_heartbeat_at AS at FROM monitor_runtime WHERE monitor_id = $1`, [monitorId]);
    return row?.at?.toISOString() ?? null;
  }
}
