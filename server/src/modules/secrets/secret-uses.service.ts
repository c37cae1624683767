import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { tokensIn } from '../monitors/probes/interpolate-secrets.js';
import { MonitorSecrets } from '../monitors/type-data/monitor-secrets.service.js';

/** Monitors whose documents are opened in one go, so that a large installation answers others in between. */
const BATCH = 500;

/** Who names which secret. */
@Injectable()
export class SecretUses {
  constructor(
    private readonly sources: DataSources,
    private readonly monitors: MonitorSecrets,
  ) {}

  /** Tags of living monitors by each name after a `$`, in the order of the tags; names that are no secrets are among them. */
  async byName(): Promise<ReadonlyMap<string, readonly string[]>> {
    const uses = new Map<string, string[]>();
    const repository = this.sources.get('web').getRepository(MonitorEntity);
    for (let last = 0; ;) {
      const monitors = await repository.find({
        select: { id: true, tag: true, typeData: true },
        where: { monitorType: In(['API', 'SQL']), id: MoreThan(last) },
        order: { id: 'ASC' },
        take: BATCH,
      });
      for (const monitor of monitors) {
        for (const name of tokensIn(this.monitors.open(monitor))) uses.set(name, [...(uses.get(name) ?? []), monitor.tag]);
      }
      if (monitors.length < BATCH) break;
      last = monitors.at(-1)!.id;
    }
    for (const tags of uses.values()) tags.sort();
    return uses;
  }

  /** Tags of living monitors that name the secret. */
  async of(name: string): Promise<readonly string[]> {
    return (await this.byName()).get(name) ?? [];
  }
}
