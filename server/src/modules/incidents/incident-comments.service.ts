import type { CommentStatus, IncidentState, Lifecycle } from '@clarion/contract';
import type { MeantMonitor } from '@clarion/database/incidents/incident-draft.entity';
import { IncidentCommentMonitorEntity } from '@clarion/database/incidents/incident-comment-monitor.entity';
import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { courseAfter, decidingUpdate, type IncidentCourse, type IncidentUpdate, minuteOf } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, Not } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { findMeantMonitors } from '../monitors/find-meant-monitors.js';
import { announceIncident } from './announce-incident.js';
import {
  type Author,
  authorOf,
  type Changed,
  courseOf,
  decides,
  type IncidentRecord,
  lockIncident,
  reachOf,
  recordOf,
  updatesOf,
} from './incident-records.js';

/** An update to be written. */
export interface NewUpdate {
  /** Markdown. */
  comment: string;
  state: IncidentState;
  /** Unix seconds; null = now. */
  commentedAt: number | null;
  /** What the incident does to monitors from then on. */
  monitors: readonly MeantMonitor[];
  /** The next promise, Unix seconds; null = none. */
  nextUpdateAt: number | null;
  /** Nobody is told. */
  isQuiet: boolean;
  /** Who wrote it, when that is not who publishes it. */
  author?: Author;
}

/** What of an update changes; absent stays. */
export interface UpdateChange {
  comment?: string;
  state?: IncidentState;
  /** Unix seconds. */
  commentedAt?: number;
  status?: Lifecycle;
  monitors?: readonly MeantMonitor[];
}

/** What an update changes of its incident. */
export interface Situation extends Pick<IncidentEntity, 'state' | 'endDateTime' | 'nextUpdateAt'> {
  monitorIds: readonly number[];
}

/** A new update, the incident's version with it, and what the incident was before. */
export interface AddedUpdate extends Changed<IncidentCommentEntity> {
  before: Situation;
  version: number;
}

const situationOf = ({ row, monitors }: IncidentRecord): Situation => ({
  ...{ state: row.state, endDateTime: row.endDateTime, nextUpdateAt: row.nextUpdateAt },
  monitorIds: monitors.map(({ monitorId }) => monitorId),
});

/** Called with the incident and the update as they are: throws when the change was made from an older version. */
export type AssertCurrentComment = (incident: IncidentRecord, comment: IncidentCommentEntity) => void;

/** Updates of incidents. What they say decides state and end of the incident, and what it does to monitors. */
@Injectable()
export class IncidentCommentsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** ACTIVE ones, the newest first. */
  async list(incidentId: number): Promise<IncidentCommentEntity[]> {
    return this.sources
      .get('web')
      .getRepository(IncidentCommentEntity)
      .find({ where: { incidentId, status: 'ACTIVE' }, order: { commentedAt: 'DESC', id: 'DESC' } });
  }

  /** @returns null for one that is deleted, of another incident, or that never was */
  async find(incidentId: number, id: number): Promise<IncidentCommentEntity | null> {
    return this.sources
      .get('web')
      .getRepository(IncidentCommentEntity)
      .findOneBy({ id, incidentId, status: Not<CommentStatus>('DELETED') });
  }

  /** Adds an update. @throws AppError `NOT_FOUND`, `BAD_REQUEST` for a tag no monitor has */
  async add(actor: Actor, incidentId: number, update: NewUpdate): Promise<AddedUpdate> {
    return this.work.run(actor, async (tx) => {
      const incident = await lockIncident(tx, incidentId);
      const before = situationOf(incident);
      const reach = reachOf(incident, await updatesOf(tx, incidentId));
      const comment = await this.insert(tx, actor, incident.row, update);
      const changed = await this.announce(tx, incidentId, reach, comment);
      const { version } = await tx.findOneByOrFail(IncidentEntity, { id: incidentId });
      return { ...changed, before, version };
    });
  }

  /**
   * Takes an update back that nobody was told of: it is deleted, and the incident is as it was before.
   * @param before what `add` said
   */
  async takeBack(actor: Actor, incidentId: number, id: number, before: Situation): Promise<void> {
    await this.work.run(actor, async (tx) => {
      await this.remove(actor, incidentId, id, () => undefined);
      await tx.delete(IncidentCommentMonitorEntity, { commentId: id });
      const { monitorIds, ...columns } = before;
      await tx.update(IncidentEntity, { id: incidentId }, columns);
      await tx.query(LEAVE_AGAIN, [incidentId, monitorIds]);
      const incident = await recordOf(tx, await tx.findOneByOrFail(IncidentEntity, { id: incidentId }));
      await announceIncident(this.outbox, tx, incident, null, this.clock.now());
    });
  }

  /**
   * Writes an update in a transaction that holds the incident. Whoever calls it announces the incident.
   * @param row gets the course that follows
   */
  async insert(tx: EntityManager, actor: Actor, row: IncidentEntity, update: NewUpdate): Promise<IncidentCommentEntity> {
    const { userId: authorUserId, apiKeyId: authorApiKeyId } = update.author ?? authorOf(actor);
    const { identifiers } = await tx.insert(IncidentCommentEntity, {
      incidentId: row.id,
      comment: update.comment,
      state: update.state,
      commentedAt: minuteOf(update.commentedAt ?? this.clock.now()),
      authorUserId,
      authorApiKeyId,
    });
    const comment = await tx.findOneByOrFail(IncidentCommentEntity, { id: identifiers[0]!['id'] as number });
    await this.setImpacts(tx, comment, update.monitors);
    const updates = await updatesOf(tx, row.id);
    // An update keeps the promise that was given; what is filled in about the past keeps none.
    const isNewest = decides(comment, updates);
    const promise = isNewest || update.nextUpdateAt !== null ? update.nextUpdateAt : row.nextUpdateAt;
    // Whoever adds an update says how things are, however far back it is dated. @see incidents-maintenances §A3
    await this.follow(tx, row, courseAfter(courseOf(row), null, { ...comment, isActive: true }), promise);
    await this.audit.add(tx, actor, { ...deed('create', comment), after: auditable(comment, update.monitors) });
    await this.outbox.add(
      tx,
      'incident.commented',
      { incidentId: row.id, commentId: comment.id, ...(update.isQuiet ? { isQuiet: true } : {}) },
      { dedupeKey: `comment:${comment.id}`, aggregateId: `incident:${row.id}` },
    );
    return comment;
  }

  /** Changes what is given. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` */
  async update(
    actor: Actor,
    incidentId: number,
    id: number,
    change: UpdateChange,
    assertCurrent: AssertCurrentComment,
  ): Promise<Changed<IncidentCommentEntity>> {
    return this.work.run(actor, async (tx) => {
      const { incident, comment, earlier } = await this.hold(tx, incidentId, id);
      assertCurrent(incident, comment);
      const before = reachOf(incident, earlier);
      const { monitors, ...columns } = change;
      if (Object.values(change).every((value) => value === undefined))
        return { result: comment, monitorIds: before.monitorIds, isGlobal: before.isGlobal };
      if (columns.commentedAt !== undefined) columns.commentedAt = minuteOf(columns.commentedAt);
      await tx.update(IncidentCommentEntity, { id }, { ...columns, incidentId });
      if (monitors !== undefined) {
        await tx.delete(IncidentCommentMonitorEntity, { commentId: id });
        await this.setImpacts(tx, comment, monitors);
      }
      const changed = await tx.findOneByOrFail(IncidentCommentEntity, { id });
      await this.recompute(tx, incident.row, earlier);
      await this.audit.add(tx, actor, {
        ...deed('update', comment),
        before: auditable(comment),
        after: auditable(changed, monitors),
      });
      return this.announce(tx, incidentId, before, changed);
    });
  }

  /** Deletes an update: it is gone from every answer. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, incidentId: number, id: number, assertCurrent: AssertCurrentComment): Promise<Changed<IncidentCommentEntity>> {
    return this.work.run(actor, async (tx) => {
      const { incident, comment, earlier } = await this.hold(tx, incidentId, id);
      assertCurrent(incident, comment);
      const before = reachOf(incident, earlier);
      await tx.update(IncidentCommentEntity, { id }, { status: 'DELETED' });
      await this.recompute(tx, incident.row, earlier);
      await this.audit.add(tx, actor, { ...deed('delete', comment), before: auditable(comment) });
      return this.announce(tx, incidentId, before, comment);
    });
  }

  private async hold(
    tx: EntityManager,
    incidentId: number,
    id: number,
  ): Promise<{ incident: IncidentRecord; comment: IncidentCommentEntity; earlier: IncidentUpdate[] }> {
    const incident = await lockIncident(tx, incidentId);
    const comment = await tx.findOneBy(IncidentCommentEntity, { id, incidentId, status: Not<CommentStatus>('DELETED') });
    if (comment === null) throw notFound('Comment');
    return { incident, comment, earlier: await updatesOf(tx, incidentId) };
  }

  /** After an update was changed or deleted, the newest one that is left decides. */
  private async recompute(tx: EntityManager, row: IncidentEntity, earlier: readonly IncidentUpdate[]): Promise<void> {
    const updates = await updatesOf(tx, row.id);
    await this.follow(tx, row, courseAfter(courseOf(row), decidingUpdate(earlier), decidingUpdate(updates)), row.nextUpdateAt);
  }

  /** Stores the course that follows from the updates; the incident gets a new version in any case, since its updates belong to it. */
  private async follow(tx: EntityManager, row: IncidentEntity, { state, end }: IncidentCourse, nextUpdateAt: number | null): Promise<void> {
    const columns = { state, endDateTime: end, nextUpdateAt: state === 'RESOLVED' ? null : nextUpdateAt };
    await tx.update(IncidentEntity, { id: row.id }, columns);
    Object.assign(row, columns);
  }

  /** A monitor that joins with an update was not touched before it. */
  private async setImpacts(tx: EntityManager, { id, incidentId }: IncidentCommentEntity, meant: readonly MeantMonitor[]): Promise<void> {
    const monitors = await findMeantMonitors(tx, meant);
    if (monitors.length === 0) return;
    await tx.query(JOIN_UNTOUCHED, [incidentId, monitors.map(({ monitorId }) => monitorId)]);
    await tx.insert(
      IncidentCommentMonitorEntity,
      monitors.map(({ monitorId, impact }) => ({ commentId: id, monitorId, monitorImpact: impact })),
    );
  }

  private async announce(
    tx: EntityManager,
    incidentId: number,
    before: ReturnType<typeof reachOf>,
    comment: IncidentCommentEntity,
  ): Promise<Changed<IncidentCommentEntity>> {
    const incident = await recordOf(tx, await tx.findOneByOrFail(IncidentEntity, { id: incidentId }));
    const { monitorIds, isGlobal } = await announceIncident(this.outbox, tx, incident, before, this.clock.now());
    return { result: comment, monitorIds, isGlobal };
  }
}

const JOIN_UNTOUCHED = `
  INSERT INTO incident_monitors (incident_id, monitor_id, monitor_impact) SELECT $1, id, 'UP' FROM unnest($2::int[]) WITH ORDINALITY named (id, place)
  ORDER BY place ON CONFLICT (monitor_id, incident_id) DO NOTHING`;

/** Those that joined with an update. */
const LEAVE_AGAIN = `DELETE FROM incident_monitors WHERE incident_id = $1 AND NOT monitor_id = ANY ($2::int[])`;

const deed = (verb: string, { id }: IncidentCommentEntity) => ({
  action: `incident_comment.${verb}`,
  entityType: 'incident_comment',
  entityId: id,
});

/** An update as the audit log keeps it. */
const auditable = (row: IncidentCommentEntity, monitors?: readonly MeantMonitor[]): object => ({
  incidentId: row.incidentId,
  comment: row.comment,
  state: row.state,
  commentedAt: row.commentedAt,
  status: row.status,
  ...(monitors === undefined || monitors.length === 0 ? {} : { monitors }),
});
