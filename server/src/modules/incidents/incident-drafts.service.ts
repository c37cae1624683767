import { IncidentDraftEntity } from '@clarion/database/incidents/incident-draft.entity';
import { minuteOf } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor, systemActor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { existingMonitors } from './incident-links.js';
import { authorOf, type Changed, type IncidentRecord } from './incident-records.js';
import { IncidentsService, type NewIncident } from './incidents.service.js';

/** What of a draft is written; absent stays. Instants are Unix seconds. */
export type DraftColumns = Partial<
  Pick<
    IncidentDraftEntity,
    'title' | 'startDateTime' | 'isGlobal' | 'monitors' | 'comment' | 'state' | 'nextUpdateAt' | 'publishAt' | 'isQuiet'
  >
>;

/** Called with the draft as it is: throws when the change was made from an older version. */
export type AssertCurrentDraft = (current: IncidentDraftEntity) => void;

/** Other processes take others. */
const DUE = `
  SELECT id FROM incident_drafts WHERE publish_at <= extract(epoch FROM app_now())
  ORDER BY publish_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** Incidents that are being written, or wait for their hour. Publishing opens the incident by the service everybody uses. */
@Injectable()
export class IncidentDraftsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(): Promise<IncidentDraftEntity[]> {
    return this.repository.find({ order: { id: 'DESC' } });
  }

  /** @returns null when there is none */
  async find(id: number): Promise<IncidentDraftEntity | null> {
    return this.repository.findOneBy({ id });
  }

  /** @throws AppError `BAD_REQUEST` for one that is to be published and has no title */
  async create(actor: Actor, columns: DraftColumns): Promise<IncidentDraftEntity> {
    const draft = { title: '', ...defined(columns) };
    assertPublishable(draft);
    return this.work.run(actor, async (tx) => {
      const { userId: createdByUserId, apiKeyId: createdByApiKeyId } = authorOf(actor);
      const { identifiers } = await tx.insert(IncidentDraftEntity, { ...draft, createdByUserId, createdByApiKeyId });
      const row = await tx.findOneByOrFail(IncidentDraftEntity, { id: identifiers[0]!['id'] as number });
      await this.note(tx, actor, 'create', row, { after: auditable(row) });
      return row;
    });
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` for one that is to be published and has no title */
  async update(actor: Actor, id: number, columns: DraftColumns, assertCurrent: AssertCurrentDraft): Promise<IncidentDraftEntity> {
    const change = defined(columns);
    return this.work.run(actor, async (tx) => {
      const row = await lockDraft(tx, id);
      assertCurrent(row);
      if (Object.keys(change).length === 0) return row;
      assertPublishable({ ...row, ...change });
      // A new hour is a new attempt.
      await tx.update(IncidentDraftEntity, { id }, { ...change, ...(change.publishAt === undefined ? {} : { publishError: null }) });
      const changed = await tx.findOneByOrFail(IncidentDraftEntity, { id });
      await this.note(tx, actor, 'update', row, { before: auditable(row), after: auditable(changed) });
      return changed;
    });
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrentDraft): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const row = await lockDraft(tx, id);
      assertCurrent(row);
      await tx.delete(IncidentDraftEntity, { id });
      await this.note(tx, actor, 'delete', row, { before: auditable(row) });
    });
  }

  /** Opens the incident and lets go of the draft. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` */
  async publish(actor: Actor, id: number, assertCurrent: AssertCurrentDraft): Promise<Changed<IncidentRecord>> {
    return this.work.run(actor, async (tx) => {
      const row = await lockDraft(tx, id);
      assertCurrent(row);
      return this.open(tx, actor, row, toIncident(row, this.clock.now()));
    });
  }

  /**
   * Publishes the draft whose hour came first. One that cannot be published is told why, and waits for a person.
   * @returns true when there was one
   */
  async publishNextDue(): Promise<boolean> {
    const actor = systemActor('incident-drafts');
    let due: IncidentDraftEntity | null = null;
    try {
      await this.work.run(actor, async (tx) => {
        const [claimed] = await tx.query<{ id: number }[]>(DUE);
        due = claimed === undefined ? null : await lockDraft(tx, claimed.id);
        if (due === null) return;
        const { createdByUserId: userId, createdByApiKeyId: apiKeyId } = due;
        const incident = toIncident(due, due.publishAt ?? this.clock.now());
        // A monitor that is gone by now is no reason to stay silent.
        const monitors = await existingMonitors(tx, due.monitors);
        await this.open(tx, actor, due, { ...incident, monitors, author: { userId, apiKeyId } });
      });
    } catch (error) {
      const failed = due as IncidentDraftEntity | null;
      if (failed === null || !(error instanceof AppError)) throw error;
      await this.work.run(actor, async (tx) => {
        const change = { publishAt: null, publishError: error.message };
        const { affected } = await tx.update(IncidentDraftEntity, { id: failed.id, version: failed.version }, change);
        if (affected === 1) await this.note(tx, actor, 'update', failed, { before: { publishAt: failed.publishAt }, after: change });
      });
    }
    return due !== null;
  }

  private get repository() {
    return this.sources.get('web').getRepository(IncidentDraftEntity);
  }

  private async open(tx: EntityManager, actor: Actor, row: IncidentDraftEntity, incident: NewIncident): Promise<Changed<IncidentRecord>> {
    assertPublishable({ ...row, publishAt: row.publishAt ?? incident.startDateTime });
    const opened = await this.incidents.create(actor, incident);
    await tx.delete(IncidentDraftEntity, { id: row.id });
    await this.note(tx, actor, 'publish', row, { after: { incidentId: opened.result.row.id } });
    return opened;
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    verb: string,
    { id }: IncidentDraftEntity,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    await this.audit.add(tx, actor, { action: `incident_draft.${verb}`, entityType: 'incident_draft', entityId: id, ...sides });
  }
}

/** The draft, held until the transaction ends. @throws AppError `NOT_FOUND` */
async function lockDraft(tx: EntityManager, id: number): Promise<IncidentDraftEntity> {
  const row = await tx.findOne(IncidentDraftEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (row === null) throw notFound('Draft');
  return row;
}

/** Without what is absent, and with its start on a minute. */
function defined(columns: DraftColumns): DraftColumns {
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as DraftColumns;
  return typeof given.startDateTime === 'number' ? { ...given, startDateTime: minuteOf(given.startDateTime) } : given;
}

function assertPublishable({ title, publishAt }: Pick<DraftColumns, 'title' | 'publishAt'>): void {
  if (publishAt !== undefined && publishAt !== null && (title ?? '') === '')
    throw invalidField('title', 'An incident needs a title to be published');
}

/** @param now Unix seconds: the start of a draft that has none */
const toIncident = (row: IncidentDraftEntity, now: number): NewIncident => ({
  title: row.title,
  startDateTime: row.startDateTime ?? now,
  endDateTime: null,
  isGlobal: row.isGlobal,
  monitors: row.monitors,
  nextUpdateAt: row.nextUpdateAt,
  source: row.createdByApiKeyId === null ? 'DASHBOARD' : 'API',
  comment: row.comment.trim() || null,
  state: row.state,
  isQuiet: row.isQuiet,
});

const auditable = ({ title, startDateTime, isGlobal, monitors, comment, state, nextUpdateAt, publishAt }: IncidentDraftEntity): object => ({
  ...{ title, startDateTime, isGlobal, monitors, comment, state, nextUpdateAt, publishAt },
});
