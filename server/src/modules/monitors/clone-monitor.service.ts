import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { MonitorParents } from './dependencies/monitor-parents.service.js';
import { CloneMonitorDto } from './dto/monitor-actions.dto.js';
import { MonitorsService, newHeartbeatSecret } from './monitors.service.js';
import { MonitorSecrets } from './type-data/monitor-secrets.service.js';

/** Copies monitors. @see monitors §1 */
@Injectable()
export class CloneMonitorService {
  constructor(
    private readonly sources: DataSources,
    private readonly monitors: MonitorsService,
    private readonly secrets: MonitorSecrets,
    private readonly parents: MonitorParents,
  ) {}

  /**
   * A new monitor with every setting and the parents of another, without its history and its pages. The secret of a heartbeat's address belongs to one
   * job and is not copied.
   * @throws AppError `NOT_FOUND`; `BAD_REQUEST` for a taken tag or name
   */
  async clone(actor: Actor, id: number, { tag, name }: CloneMonitorDto): Promise<MonitorEntity> {
    const repository = this.sources.get('web').getRepository(MonitorEntity);
    const original = await repository.findOneBy({ id });
    if (original === null) throw notFound('Monitor');
    // Names are unique here only, where two alike would be told apart by nobody.
    if (await repository.existsBy({ name })) throw invalidField('name', `A monitor named “${name}” already exists`);
    const parents = await this.parents.of(id);
    const own = original.monitorType === 'HEARTBEAT' ? { secretString: newHeartbeatSecret() } : {};
    const typeData = { ...this.secrets.open(original), ...own };
    return this.monitors.insert(
      actor,
      tag,
      {
        name,
        description: original.description,
        image: original.image,
        cron: original.cron,
        defaultStatus: original.defaultStatus,
        status: original.status,
        categoryName: original.categoryName,
        monitorType: original.monitorType,
        externalUrl: original.externalUrl,
        confirmationThreshold: original.confirmationThreshold,
        includeDegradedInDowntime: original.includeDegradedInDowntime,
        isHidden: original.isHidden,
        monitorSettingsJson: original.monitorSettingsJson,
        dayDegradedMinimumCount: original.dayDegradedMinimumCount,
        dayDownMinimumCount: original.dayDownMinimumCount,
      },
      Object.keys(typeData).length === 0 ? null : typeData,
      parents,
    );
  }
}
