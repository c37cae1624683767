import type { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Retractions, stays, type TakenBack, takenBack, type Undo } from '../deliveries/retractions.service.js';
import { ChangeEvent, type EventSituation, situationOf } from './change-event.service.js';
import { type MaintenanceRecord } from './maintenance-records.js';
import { MaintenancesService } from './maintenances.service.js';

const MAINTENANCE = 'maintenance';
const EVENT = 'maintenance_event';

interface MaintenanceUndo extends Undo {
  readonly maintenanceId: number;
  /** As it was saved. */
  readonly version: number;
}

interface EventUndo extends Undo {
  readonly maintenanceId: number;
  readonly eventId: number;
  readonly before: EventSituation;
  readonly after: EventSituation;
}

/** How a maintenance that was just planned is taken back. */
export const undoOfMaintenance = ({ row: { id, version } }: MaintenanceRecord): MaintenanceUndo => ({
  ...{ kind: MAINTENANCE, maintenanceId: id, version },
});

/** How a change of an event is taken back. @param event as it is now */
export const undoOfEvent = (event: MaintenanceEventEntity, before: EventSituation): EventUndo => ({
  ...{ kind: EVENT, maintenanceId: event.maintenanceId, eventId: event.id, before, after: situationOf(event) },
});

/** Takes back what was published about maintenances, while nobody was told and nobody went on with it. @see ux C3 (3) */
@Injectable()
export class TakeBackMaintenances implements OnModuleInit {
  constructor(
    private readonly retractions: Retractions,
    private readonly maintenances: MaintenancesService,
    private readonly events: ChangeEvent,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.retractions.register(MAINTENANCE, async (tx, actor, undo) => this.maintenance(tx, actor, undo as MaintenanceUndo));
    this.retractions.register(EVENT, async (tx, actor, undo, eventIds) => this.event(tx, actor, undo as EventUndo, eventIds));
  }

  private async maintenance(tx: EntityManager, actor: Actor, { maintenanceId: id, version }: MaintenanceUndo): Promise<TakenBack> {
    const row = await tx.findOne(MaintenanceEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (row === null) return stays('The maintenance is not there any more.');
    if (row.version !== version) return stays('The maintenance was changed meanwhile.');
    await this.maintenances.remove(actor, id, () => undefined);
    return takenBack();
  }

  private async event(
    tx: EntityManager,
    actor: Actor,
    { maintenanceId, eventId, before, after }: EventUndo,
    outboxIds: readonly number[],
  ): Promise<TakenBack> {
    if (!(await this.events.takeBack(actor, maintenanceId, eventId, before, after))) return stays('The event was changed meanwhile.');
    // The stage was not reached after all: when it is, it is told.
    await this.outbox.forgetKeys(tx, outboxIds);
    return takenBack();
  }
}
