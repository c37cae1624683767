import { ANNOUNCEMENT_TOPICS, HOLD_SECONDS, type OutboxTopic, type Permission } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { Deliveries, type HoldChange } from './deliveries.service.js';
import { Retractions, stays, type TakenBack, type Undo } from './retractions.service.js';

/** Messages that wait for their undo time. */
export interface HeldEvent {
  id: number;
  topic: OutboxTopic;
  /** What it is about, such as `incident:12`. */
  aggregate_id: string;
  hold_until: Date;
  created_at: Date;
  /** What was published can be taken back too. */
  can_retract: boolean;
}

interface LockedEvent {
  topic: string;
  state: string;
  undo: (Partial<Undo> & { events?: number[] }) | null;
}

const LOCK = `SELECT topic, state, undo FROM outbox WHERE id = $1 FOR UPDATE`;
const LIST = `
  SELECT id, topic, aggregate_id, hold_until, created_at, undo ? 'kind' AS can_retract FROM outbox
  WHERE state = 'held' AND undo IS NOT NULL AND topic = ANY ($1::text[]) ORDER BY id`;
const KEEP = `
  UPDATE outbox SET hold_until = created_at + make_interval(secs => $2), next_at = created_at + make_interval(secs => $2)
  WHERE id = ANY ($1::bigint[]) AND state = 'held'`;
const UNTIL = `SELECT hold_until AS until FROM outbox WHERE id = $1 AND state = 'held'`;

const permissionFor = (topic: string): Permission => (topic.startsWith('maintenance.') ? 'maintenances.write' : 'incidents.write');

/** What can be done about messages before they leave. @see reliability OBX-04, ux C3 (3) */
@Injectable()
export class Holds {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly deliveries: Deliveries,
    private readonly retractions: Retractions,
    private readonly audit: AuditService,
  ) {}

  /** What is held now, of what the actor may publish. */
  async list(actor: Actor): Promise<HeldEvent[]> {
    const topics = ANNOUNCEMENT_TOPICS.filter((topic) => actor.permissions.has(permissionFor(topic)));
    return this.sources.get('web').query<HeldEvent[]>(LIST, [topics]);
  }

  /**
   * Takes back messages that did not leave; when nobody was told yet, also what was published.
   * @param isRetracting false: what was published stays
   * @throws AppError `NOT_FOUND`, `FORBIDDEN`
   */
  async undo(actor: Actor, eventId: number, isRetracting: boolean): Promise<HoldChange & TakenBack> {
    return this.work.run(actor, async (tx) => {
      const { state, undo, ids } = await this.lock(tx, actor, eventId);
      const change = await this.each(ids, (id) => this.deliveries.cancel(tx, id, `Taken back by ${actor.label}.`));
      const canRetract = state === 'held' && isRetracting && undo?.kind !== undefined;
      const taken = canRetract ? await this.retractions.takeBack(tx, actor, undo as Undo, ids) : stays(null);
      await this.note(tx, actor, eventId, 'undo', { ...change, isTakenBack: taken.isTakenBack });
      return { ...change, ...taken };
    });
  }

  /** Ends the hold: what waits is sent now. @throws AppError `NOT_FOUND`, `FORBIDDEN` */
  async sendNow(actor: Actor, eventId: number): Promise<HoldChange> {
    return this.work.run(actor, async (tx) => {
      const { ids } = await this.lock(tx, actor, eventId);
      const change = await this.each(ids, (id) => this.deliveries.sendNow(tx, id));
      await this.note(tx, actor, eventId, 'send_now', change);
      return change;
    });
  }

  /**
   * Stops the clock until somebody decides; after an hour the messages leave by themselves.
   * @returns until when; null = they have left
   * @throws AppError `NOT_FOUND`, `FORBIDDEN`
   */
  async keep(actor: Actor, eventId: number): Promise<HoldChange & { until: Date | null }> {
    return this.work.run(actor, async (tx) => {
      const { ids } = await this.lock(tx, actor, eventId);
      const [, held] = await tx.query<[unknown, number]>(KEEP, [ids, HOLD_SECONDS.decided]);
      const [row] = await tx.query<{ until: Date }[]>(UNTIL, [eventId]);
      const change = { isEventChanged: held > 0, count: 0 };
      await this.note(tx, actor, eventId, 'hold', change);
      return { ...change, until: row?.until ?? null };
    });
  }

  /** The event, held until the transaction ends: nobody begins to tell it meanwhile. */
  private async lock(tx: EntityManager, actor: Actor, eventId: number): Promise<LockedEvent & { ids: readonly number[] }> {
    const [event] = await tx.query<LockedEvent[]>(LOCK, [eventId]);
    if (event === undefined) throw notFound('Event');
    const permission = permissionFor(event.topic);
    if (!actor.permissions.has(permission)) throw new AppError('FORBIDDEN', `This needs the permission ${permission}`);
    return { ...event, ids: event.undo?.events ?? [eventId] };
  }

  private async each(ids: readonly number[], end: (id: number) => Promise<HoldChange>): Promise<HoldChange> {
    let [isEventChanged, count] = [false, 0];
    for (const id of ids) {
      const change = await end(id);
      isEventChanged ||= change.isEventChanged;
      count += change.count;
    }
    return { isEventChanged, count };
  }

  private async note(tx: EntityManager, actor: Actor, eventId: number, deed: 'undo' | 'send_now' | 'hold', after: object): Promise<void> {
    await this.audit.add(tx, actor, { action: `delivery.${deed}`, entityType: 'event', entityId: eventId, after: { ...after } });
  }
}
