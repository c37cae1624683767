import type { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { Retractions, stays, type TakenBack, takenBack, type Undo } from '../deliveries/retractions.service.js';
import { IncidentCommentsService, type Situation } from './incident-comments.service.js';
import { IncidentDraftsService } from './incident-drafts.service.js';
import { type IncidentRecord, recordOf } from './incident-records.js';
import { IncidentsService } from './incidents.service.js';

const INCIDENT = 'incident';
const UPDATE = 'incident_update';

interface IncidentUndo extends Undo {
  readonly incidentId: number;
  /** Of the incident, as it was published. */
  readonly version: number;
}

interface UpdateUndo extends IncidentUndo {
  readonly commentId: number;
  readonly before: Situation;
}

/** How an incident that was just opened is taken back. */
export const undoOfIncident = ({ row: { id, version } }: IncidentRecord): IncidentUndo => ({ kind: INCIDENT, incidentId: id, version });

/** How an update that was just added is taken back. @param version of the incident, with it */
export const undoOfUpdate = ({ id, incidentId }: IncidentCommentEntity, before: Situation, version: number): UpdateUndo => ({
  ...{ kind: UPDATE, incidentId, version, commentId: id, before },
});

/** The first update, which was published with the incident. */
const FIRST = `SELECT comment, state FROM incident_comments WHERE incident_id = $1 AND status <> 'DELETED' ORDER BY id LIMIT 1`;

/** Takes back what was published about incidents, while nobody was told and nobody went on with it. @see ux C3 (3) */
@Injectable()
export class TakeBackIncidents implements OnModuleInit {
  constructor(
    private readonly retractions: Retractions,
    private readonly incidents: IncidentsService,
    private readonly comments: IncidentCommentsService,
    private readonly drafts: IncidentDraftsService,
  ) {}

  onModuleInit(): void {
    this.retractions.register(INCIDENT, async (tx, actor, undo) => this.incident(tx, actor, undo as IncidentUndo));
    this.retractions.register(UPDATE, async (tx, actor, undo) => this.update(tx, actor, undo as UpdateUndo));
  }

  /** Its words are kept as a draft. */
  private async incident(tx: EntityManager, actor: Actor, undo: IncidentUndo): Promise<TakenBack> {
    const row = await unchanged(tx, undo);
    if ('reason' in row) return row;
    const { monitors } = await recordOf(tx, row);
    const [first] = await tx.query<{ comment: string; state: IncidentEntity['state'] }[]>(FIRST, [row.id]);
    const draft = await this.drafts.create(actor, {
      ...{ title: row.title, startDateTime: row.startDateTime, isGlobal: row.isGlobal, nextUpdateAt: row.nextUpdateAt },
      monitors: monitors.map(({ tag, impact }) => ({ tag, impact })),
      ...(first === undefined ? {} : { comment: first.comment, state: first.state }),
    });
    await this.incidents.remove(actor, row.id, () => undefined);
    return takenBack(draft.id);
  }

  private async update(tx: EntityManager, actor: Actor, undo: UpdateUndo): Promise<TakenBack> {
    const row = await unchanged(tx, undo);
    if ('reason' in row) return row;
    await this.comments.takeBack(actor, undo.incidentId, undo.commentId, undo.before);
    return takenBack();
  }
}

/** The incident as it was published, held until the transaction ends; or why it stays as it is. */
async function unchanged(tx: EntityManager, { incidentId, version }: IncidentUndo): Promise<IncidentEntity | TakenBack> {
  const row = await tx.findOne(IncidentEntity, { where: { id: incidentId }, lock: { mode: 'pessimistic_write' } });
  if (row === null) return stays('The incident is not there any more.');
  return row.version === version ? row : stays('The incident was changed meanwhile.');
}
