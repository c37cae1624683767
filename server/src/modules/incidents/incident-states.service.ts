import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import type { MeantMonitor } from '@clarion/database/incidents/incident-draft.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { incidentSeconds, incidentWindow, isUpdateOverdue, type OpenWindow, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { MonitorPages } from '../monitors/monitor-pages.js';
import type { IncidentSort, ListIncidentStatesQuery } from './dto/incident-state.dto.js';
import { courseOf, type IncidentRecord, recordsOf } from './incident-records.js';

/** An incident with how it is. */
export interface IncidentSituation extends IncidentRecord {
  window: OpenWindow;
  /** Of the newest ACTIVE update, else the start; Unix seconds. */
  updatedAt: number;
  isOverdue: boolean;
  commentCount: number;
  durationSeconds: number;
}

/** An update with who wrote it. */
export interface CommentDetail {
  row: IncidentCommentEntity;
  author: string | null;
  monitors: readonly MeantMonitor[];
}

/** An incident in full. */
export interface IncidentDetail extends IncidentSituation {
  author: string | null;
  comments: readonly CommentDetail[];
}

interface Summary {
  id: number;
  updatedAt: number | null;
  count: number;
  resolvedAt: number | null;
}

const DEFAULT_LIMIT = 10;

const LAST_UPDATE = `coalesce((SELECT max(c.commented_at) FROM incident_comments c WHERE c.incident_id = i.id AND c.status = 'ACTIVE'), i.start_date_time)`;
const ORDERS: Readonly<Record<IncidentSort, string>> = { id: 'i.id', start: 'i.start_date_time', updated: LAST_UPDATE };
const SUMMARIES = `
  SELECT incident_id AS id, max(commented_at) AS "updatedAt", count(*)::int AS count,
    max(commented_at) FILTER (WHERE state = 'RESOLVED') AS "resolvedAt"
  FROM incident_comments WHERE incident_id = ANY ($1::int[]) AND status = 'ACTIVE' GROUP BY incident_id`;
const NAMES = `
  SELECT 'user' AS kind, id, name FROM users WHERE id = ANY ($1::int[])
  UNION ALL SELECT 'key', id, name FROM api_keys WHERE id = ANY ($2::int[])`;
const IMPACTS = `
  SELECT cm.comment_id AS "commentId", m.tag, cm.monitor_impact AS impact
  FROM incident_comment_monitors cm JOIN monitors m ON m.id = cm.monitor_id AND m.deleted_at IS NULL
  WHERE cm.comment_id = ANY ($1::int[]) ORDER BY m.tag`;

/** Incidents with how they are, for tables and for whoever works on one. A fixed number of statements, however many rows. */
@Injectable()
export class IncidentStatesService {
  constructor(
    private readonly sources: DataSources,
    private readonly pages: MonitorPages,
    private readonly clock: Clock,
  ) {}

  /** One page of the table. */
  async list(query: ListIncidentStatesQuery): Promise<{ incidents: IncidentSituation[]; page: number; limit: number; total: number }> {
    const { page = 1, limit = DEFAULT_LIMIT, sort = 'id', order = 'desc' } = query;
    const { where, parameters } = await this.filter(query);
    const direction = order === 'asc' ? 'ASC' : 'DESC';
    const found = await this.db.query<{ id: number }[]>(
      `SELECT i.id FROM incidents i ${where} ORDER BY ${ORDERS[sort]} ${direction}, i.id ${direction} LIMIT ${limit} OFFSET ${(page - 1) * limit}`,
      parameters,
    );
    const [counted] = await this.db.query<{ total: number }[]>(`SELECT count(*)::int AS total FROM incidents i ${where}`, parameters);
    const ids = found.map(({ id }) => id);
    const rows = await this.db.findBy(IncidentEntity, { id: In(ids) });
    const situations = new Map((await this.situations(rows)).map((situation) => [situation.row.id, situation]));
    return { incidents: ids.flatMap((id) => situations.get(id) ?? []), page, limit, total: counted?.total ?? 0 };
  }

  /** Incidents that touch a window, by start. */
  async during({ from, to }: Window): Promise<IncidentSituation[]> {
    const rows = await this.db.find(IncidentEntity, {
      where: [
        { startDateTime: LessThan(to), endDateTime: MoreThan(from) },
        { startDateTime: LessThan(to), endDateTime: IsNull() },
      ],
      order: { startDateTime: 'ASC', id: 'ASC' },
    });
    return this.situations(rows);
  }

  /** One incident with its updates, hidden ones too, the newest first. */
  async detail(row: IncidentEntity): Promise<IncidentDetail> {
    const [situation] = await this.situations([row]);
    const rows = await this.db.find(IncidentCommentEntity, {
      where: { incidentId: row.id, status: In(['ACTIVE', 'INACTIVE']) },
      order: { commentedAt: 'DESC', id: 'DESC' },
    });
    const authors = await this.authorsOf([
      ...rows.map(({ authorUserId, authorApiKeyId }) => ({ userId: authorUserId, keyId: authorApiKeyId })),
      { userId: row.createdByUserId, keyId: row.createdByApiKeyId },
    ]);
    const impacts = await this.db.query<(MeantMonitor & { commentId: number })[]>(IMPACTS, [rows.map(({ id }) => id)]);
    const comments = rows.map((comment, index) => ({
      row: comment,
      author: authors[index] ?? null,
      monitors: impacts.filter(({ commentId }) => commentId === comment.id).map(({ tag, impact }) => ({ tag, impact })),
    }));
    return { ...situation!, author: authors.at(-1) ?? null, comments };
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private async situations(rows: readonly IncidentEntity[]): Promise<IncidentSituation[]> {
    if (rows.length === 0) return [];
    const now = this.clock.now();
    const records = await recordsOf(this.db, rows);
    const found = await this.db.query<Summary[]>(SUMMARIES, [rows.map(({ id }) => id)]);
    const summaries = new Map(found.map((summary) => [summary.id, summary]));
    return records.map((record) => {
      const { row } = record;
      const summary = summaries.get(row.id);
      const window = incidentWindow(courseOf(row), summary?.resolvedAt ?? null);
      return {
        ...record,
        window,
        updatedAt: summary?.updatedAt ?? row.startDateTime,
        isOverdue: isUpdateOverdue(row.state, row.nextUpdateAt, now),
        commentCount: summary?.count ?? 0,
        durationSeconds: incidentSeconds(window, now),
      };
    });
  }

  /** Names, in the order of what is asked for. */
  private async authorsOf(ids: readonly { userId: number | null; keyId: number | null }[]): Promise<(string | null)[]> {
    const users = ids.flatMap(({ userId }) => userId ?? []);
    const keys = ids.flatMap(({ keyId }) => keyId ?? []);
    if (users.length + keys.length === 0) return ids.map(() => null);
    const rows = await this.db.query<{ kind: string; id: number; name: string }[]>(NAMES, [users, keys]);
    const nameOf = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
    return ids.map(({ userId, keyId }) => nameOf.get(`user ${userId}`) ?? nameOf.get(`key ${keyId}`) ?? null);
  }

  private async filter(query: ListIncidentStatesQuery): Promise<{ where: string; parameters: unknown[] }> {
    const parameters: unknown[] = [];
    const conditions: string[] = [];
    const add = (condition: (place: string) => string, value: unknown): void => {
      if (value === undefined) return;
      parameters.push(value);
      conditions.push(condition(`$${parameters.length}`));
    };
    const { text, state, source, monitor_tag: tag, page_path: path, is_open: isOpen, start_ts: from, end_ts: to } = query;
    add(
      (place) => `(i.title ILIKE ${place} OR EXISTS (
        SELECT FROM incident_comments c WHERE c.incident_id = i.id AND c.status <> 'DELETED' AND c.comment ILIKE ${place}))`,
      text === undefined ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`,
    );
    add((place) => `i.state = ${place}::incident_state`, state);
    add((place) => `i.incident_source = ${place}::incident_source`, source);
    add(
      (place) => `EXISTS (SELECT FROM incident_monitors im JOIN monitors m ON m.id = im.monitor_id AND m.deleted_at IS NULL
        WHERE im.incident_id = i.id AND m.tag = ${place})`,
      tag,
    );
    if (path !== undefined) {
      const onPage = await this.pages.monitorsOn(this.db, path);
      add(
        (place) =>
          `(i.is_global OR EXISTS (SELECT FROM incident_monitors im WHERE im.incident_id = i.id AND im.monitor_id = ANY (${place}::int[])))`,
        onPage,
      );
    }
    if (isOpen !== undefined) {
      const goesOn = (place: string): string =>
        `(i.state <> 'RESOLVED' AND (i.end_date_time IS NULL OR i.end_date_time > ${place}::bigint))`;
      add((place) => (isOpen === 'YES' ? goesOn(place) : `NOT ${goesOn(place)}`), this.clock.now());
    }
    add((place) => `i.start_date_time >= ${place}::bigint`, from);
    add((place) => `i.start_date_time <= ${place}::bigint`, to);
    return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, parameters };
  }
}
