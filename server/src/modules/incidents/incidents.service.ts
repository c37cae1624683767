import type { IncidentSource, IncidentState } from '@clarion/contract';
import { IncidentMonitorEntity } from '@clarion/database/incidents/incident-monitor.entity';
import type { MeantMonitor } from '@clarion/database/incidents/incident-draft.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { minuteOf } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { invalidField } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { findMeantMonitors } from '../monitors/find-meant-monitors.js';
import { announceIncident } from './announce-incident.js';
import { IncidentCommentsService } from './incident-comments.service.js';
import { linkMonitors } from './incident-links.js';
import {
  type AssertCurrent,
  auditable,
  type Author,
  authorOf,
  type Changed,
  type IncidentRecord,
  lockIncident,
  reachOf,
  recordOf,
  recordsOf,
  updatesOf,
} from './incident-records.js';

/** An incident to be opened. Instants are Unix seconds, floored to the minute here. */
export interface NewIncident {
  title: string;
  startDateTime: number;
  endDateTime: number | null;
  isGlobal: boolean;
  monitors: readonly MeantMonitor[];
  nextUpdateAt: number | null;
  source: IncidentSource;
  /** Markdown of the first update; null = there is none. */
  comment: string | null;
  /** Of the first update. */
  state: IncidentState;
  /** Nobody is told of the first update. */
  isQuiet: boolean;
  /** Who wrote it, when that is not who publishes it. */
  author?: Author;
}

/** What of an incident changes; absent stays. */
export interface IncidentChange {
  title?: string;
  startDateTime?: number;
  endDateTime?: number | null;
  isGlobal?: boolean;
  monitors?: readonly MeantMonitor[];
  nextUpdateAt?: number | null;
}

/** Filters of the contract's list. */
export interface IncidentFilter {
  /** Began within, both ends included; null = no bound. */
  from: number | null;
  to: number | null;
  /** Any of them is named; null = whichever. */
  tags: readonly string[] | null;
}

/** As many as a list of the contract holds. */
const LIST_LIMIT = 1_000;

const LIST = `
  SELECT i.id FROM incidents i
  WHERE ($1::bigint IS NULL OR i.start_date_time >= $1) AND ($2::bigint IS NULL OR i.start_date_time <= $2)
    AND ($3::text[] IS NULL OR EXISTS (
      SELECT FROM incident_monitors im JOIN monitors m ON m.id = im.monitor_id AND m.deleted_at IS NULL
      WHERE im.incident_id = i.id AND m.tag = ANY ($3)))
  ORDER BY i.id DESC LIMIT ${LIST_LIMIT}`;

/** What an update says of impacts goes with the list it spoke of. */
const FORGET_IMPACTS = `
  DELETE FROM incident_comment_monitors WHERE comment_id IN (SELECT id FROM incident_comments WHERE incident_id = $1)`;

/** Incidents: the one way in for everybody who opens, changes or deletes one. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly comments: IncidentCommentsService,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The newest first, at most 1,000. */
  async list({ from, to, tags }: IncidentFilter): Promise<IncidentRecord[]> {
    const db = this.sources.get('web').manager;
    const found = await db.query<{ id: number }[]>(LIST, [from, to, tags]);
    return this.records(db, found);
  }

  /** @returns null when there is none */
  async find(id: number): Promise<IncidentEntity | null> {
    return this.sources.get('web').getRepository(IncidentEntity).findOneBy({ id });
  }

  /** An incident with its monitors. */
  async describe(row: IncidentEntity): Promise<IncidentRecord> {
    return recordOf(this.sources.get('web').manager, row);
  }

  /**
   * Opens an incident, with its first update when there is one: dated at the start, or, when it resolves, at the end.
   * @throws AppError `BAD_REQUEST` for an end before the start, or a tag no monitor has
   */
  async create(actor: Actor, incident: NewIncident): Promise<Changed<IncidentRecord>> {
    const startDateTime = minuteOf(incident.startDateTime);
    const endDateTime = incident.endDateTime === null ? null : minuteOf(incident.endDateTime);
    assertForward(startDateTime, endDateTime);
    return this.work.run(actor, async (tx) => {
      const monitors = await findMeantMonitors(tx, incident.monitors);
      const author = incident.author ?? authorOf(actor);
      const { identifiers } = await tx.insert(IncidentEntity, {
        title: incident.title,
        startDateTime,
        endDateTime,
        isGlobal: incident.isGlobal,
        incidentSource: incident.source,
        nextUpdateAt: incident.nextUpdateAt,
        createdByUserId: author.userId,
        createdByApiKeyId: author.apiKeyId,
      });
      const id = identifiers[0]!['id'] as number;
      await linkMonitors(tx, id, monitors);
      if (incident.comment !== null) {
        const end = endDateTime ?? Math.max(startDateTime, minuteOf(this.clock.now()));
        await this.comments.insert(tx, actor, await tx.findOneByOrFail(IncidentEntity, { id }), {
          comment: incident.comment,
          state: incident.state,
          commentedAt: incident.state === 'RESOLVED' ? end : startDateTime,
          monitors: [],
          nextUpdateAt: incident.nextUpdateAt,
          isQuiet: incident.isQuiet,
          author,
        });
      }
      const result = await recordOf(tx, await tx.findOneByOrFail(IncidentEntity, { id }));
      await this.audit.add(tx, actor, { action: 'incident.create', entityType: 'incident', entityId: id, after: auditable(result) });
      const { monitorIds, isGlobal } = await announceIncident(this.outbox, tx, result, null, this.clock.now());
      return { result, monitorIds, isGlobal };
    });
  }

  /** Changes what is given. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` */
  async update(actor: Actor, id: number, change: IncidentChange, assertCurrent: AssertCurrent): Promise<Changed<IncidentRecord>> {
    return this.work.run(actor, async (tx) => {
      const incident = await lockIncident(tx, id);
      assertCurrent(incident);
      const before = reachOf(incident, await updatesOf(tx, id));
      if (Object.values(change).every((value) => value === undefined))
        return { result: incident, monitorIds: before.monitorIds, isGlobal: before.isGlobal };
      const { monitors, ...columns } = change;
      const startDateTime = minuteOf(columns.startDateTime ?? incident.row.startDateTime);
      const end = columns.endDateTime === undefined ? incident.row.endDateTime : columns.endDateTime;
      const endDateTime = end === null ? null : minuteOf(end);
      assertForward(startDateTime, endDateTime);
      await tx.update(IncidentEntity, { id }, { ...columns, startDateTime, endDateTime });
      if (monitors !== undefined) {
        const found = await findMeantMonitors(tx, monitors);
        await tx.delete(IncidentMonitorEntity, { incidentId: id });
        await tx.query(FORGET_IMPACTS, [id]);
        await linkMonitors(tx, id, found);
      }
      const result = await recordOf(tx, await tx.findOneByOrFail(IncidentEntity, { id }));
      await this.audit.add(tx, actor, {
        action: 'incident.update',
        entityType: 'incident',
        entityId: id,
        before: auditable(incident),
        after: auditable(result),
      });
      const { monitorIds, isGlobal } = await announceIncident(this.outbox, tx, result, before, this.clock.now());
      return { result, monitorIds, isGlobal };
    });
  }

  /** Deletes an incident with its updates; alerts that opened it stay. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrent): Promise<Changed<IncidentRecord>> {
    return this.work.run(actor, async (tx) => {
      const result = await lockIncident(tx, id);
      assertCurrent(result);
      const { monitorIds, isGlobal } = reachOf(result, []);
      await tx.delete(IncidentEntity, { id });
      await this.audit.add(tx, actor, { action: 'incident.delete', entityType: 'incident', entityId: id, before: auditable(result) });
      await this.outbox.add(
        tx,
        'incident.deleted',
        { incidentId: id, monitorIds: [...monitorIds], isGlobal },
        { aggregateId: `incident:${id}` },
      );
      return { result, monitorIds, isGlobal };
    });
  }

  /**
   * Writes the report, shown to readers or not. One that is shown keeps the time it was first shown at.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`
   */
  async writeReport(
    actor: Actor,
    id: number,
    { report, isPublished }: { report: string; isPublished: boolean },
    assertCurrent: AssertCurrent,
  ): Promise<IncidentEntity> {
    return this.setReport(actor, id, assertCurrent, (row) => ({
      report,
      reportPublishedAt: isPublished ? (row.reportPublishedAt ?? this.clock.now()) : null,
    }));
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async removeReport(actor: Actor, id: number, assertCurrent: AssertCurrent): Promise<void> {
    await this.setReport(actor, id, assertCurrent, () => ({ report: null, reportPublishedAt: null }));
  }

  private async setReport(
    actor: Actor,
    id: number,
    assertCurrent: AssertCurrent,
    next: (row: IncidentEntity) => Pick<IncidentEntity, 'report' | 'reportPublishedAt'>,
  ): Promise<IncidentEntity> {
    return this.work.run(actor, async (tx) => {
      const incident = await lockIncident(tx, id);
      assertCurrent(incident);
      const { report, reportPublishedAt } = incident.row;
      const after = next(incident.row);
      await tx.update(IncidentEntity, { id }, after);
      await this.audit.add(tx, actor, {
        action: after.report === null ? 'incident_report.delete' : 'incident_report.write',
        entityType: 'incident',
        entityId: id,
        before: { report, reportPublishedAt },
        after,
      });
      const changed = await recordOf(tx, await tx.findOneByOrFail(IncidentEntity, { id }));
      await announceIncident(this.outbox, tx, changed, null, this.clock.now());
      return changed.row;
    });
  }

  private async records(db: EntityManager, found: readonly { id: number }[]): Promise<IncidentRecord[]> {
    const rows = await db.findBy(IncidentEntity, { id: In(found.map(({ id }) => id)) });
    return recordsOf(
      db,
      rows.sort((a, b) => b.id - a.id),
    );
  }
}

/** @throws AppError `BAD_REQUEST` for an end before the start */
function assertForward(start: number, end: number | null): void {
  if (end !== null && end < start) throw invalidField('end_date_time', 'end_date_time must not lie before start_date_time');
}
