import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Log } from '../../platform/logging/log.js';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { isOneTime } from '@clarion/domain';
import { readTiming } from './event-timing.js';
import { KeepEvents, scheduleOf } from './keep-events.service.js';
import { recordOf } from './maintenance-records.js';

/** Maintenances looked up at a time. */
const PAGE = 200;
const ACTIVE = `SELECT id FROM maintenances WHERE status = 'ACTIVE' AND id > $1 ORDER BY id LIMIT ${PAGE}`;

/** Keeps a week of events ahead of every recurring maintenance. @see incidents-maintenances §B3 */
@Injectable()
export class ExtendHorizon {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly events: KeepEvents,
    private readonly log: Log,
  ) {}

  /**
   * Goes through all of them, each in a transaction of its own: one whose rule fails keeps the events it has and holds nobody up.
   * @param isStopping ends it early
   * @returns how many events were made
   */
  async extendAll(isStopping: () => boolean = () => false): Promise<number> {
    let made = 0;
    for (let last = 0; !isStopping();) {
      const page = await this.sources.get('worker').query<{ id: number }[]>(ACTIVE, [last]);
      for (const { id } of page) {
        if (isStopping()) return made;
        made += await this.extendOne(id);
      }
      if (page.length < PAGE) return made;
      last = page.at(-1)!.id;
    }
    return made;
  }

  private async extendOne(id: number): Promise<number> {
    const actor = systemActor('maintenance-horizon');
    try {
      return await this.work.run(actor, async (tx) => {
        // Whoever holds it makes its events, by the rule as it then is.
        const row = await tx.findOne(MaintenanceEntity, { where: { id }, lock: { mode: 'for_no_key_update', onLocked: 'skip_locked' } });
        if (row === null || isOneTime(scheduleOf(row).rule)) return 0;
        return this.events.extend(tx, actor, await recordOf(tx, row), await readTiming(tx));
      });
    } catch (error) {
      this.log.error('a maintenance keeps the events it has: its rule could not be expanded', { code: `maintenance ${id}`, error });
      return 0;
    }
  }
}
