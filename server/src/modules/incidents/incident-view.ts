import type { Impact } from '@clarion/contract';
import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import type { MeantMonitor } from '@clarion/database/incidents/incident-draft.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors/app-error.js';
import { assertIfMatch } from '../../platform/http/etag.js';
import { yesNo } from '../../platform/http/yes-no.js';
import type { CommentDto } from './dto/comment.dto.js';
import type { IncidentDto } from './dto/incident.dto.js';
import type { MonitorImpactDto } from './dto/monitor-impact.dto.js';
import type { AssertCurrentComment } from './incident-comments.service.js';
import type { AssertCurrent, IncidentRecord } from './incident-records.js';

/** The validator of an incident with everything that belongs to it. */
export const incidentEtag = ({ version }: Pick<IncidentEntity, 'version'>): string => `"v${version}"`;

/** The contract's object. @param baseUrl what links start with @see rest-api-v4 §4 */
export const toIncidentDto = ({ row, monitors }: IncidentRecord, baseUrl: string): IncidentDto => ({
  id: row.id,
  title: row.title,
  start_date_time: row.startDateTime,
  end_date_time: row.endDateTime,
  state: row.state,
  incident_source: row.incidentSource,
  incident_type: row.incidentType,
  status: row.status,
  is_global: yesNo(row.isGlobal),
  monitors: monitors.map(({ tag, impact }) => ({ monitor_tag: tag, impact })),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  url: `${baseUrl}/incidents/${row.id}`,
});

/** @see rest-api-v4 §4 */
export const toCommentDto = (row: IncidentCommentEntity): CommentDto => ({
  id: row.id,
  incident_id: row.incidentId,
  comment: row.comment,
  timestamp: row.commentedAt,
  state: row.state,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  status: row.status,
});

/** What is sent of monitors. An impact that is left out is DOWN. */
export const toMeantMonitors = (list: readonly MonitorImpactDto[]): MeantMonitor[] =>
  list.map(({ monitor_tag: tag, impact }) => ({ tag, impact: impact ?? DEFAULT_IMPACT }));
const DEFAULT_IMPACT: Impact = 'DOWN';

export const toImpactDtos = (monitors: readonly MeantMonitor[]): { monitor_tag: string; impact: Impact }[] =>
  monitors.map(({ tag, impact }) => ({ monitor_tag: tag, impact }));

/** Holds `If-Match` against what is stored; the refusal carries it, so that both versions can be shown side by side. */
function assertMatch(request: FastifyRequest, etag: string, field: string, current: () => object): void {
  try {
    assertIfMatch(request, etag);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'PRECONDITION_FAILED') throw error;
    throw new AppError(error.code, error.message, { details: [{ field, message: JSON.stringify(current()) }], headers: { etag } });
  }
}

export const assertCurrentIncident =
  (request: FastifyRequest, baseUrl: string): AssertCurrent =>
  (current) =>
    assertMatch(request, incidentEtag(current.row), 'incident', () => toIncidentDto(current, baseUrl));

/** An update belongs to its incident: the version is the incident's. */
export const assertCurrentComment =
  (request: FastifyRequest): AssertCurrentComment =>
  ({ row }, comment) =>
    assertMatch(request, incidentEtag(row), 'comment', () => toCommentDto(comment));

/** The same for what has a version of its own. */
export const assertCurrentRow =
  <Row extends { version: number }>(request: FastifyRequest, field: string, toDto: (row: Row) => object) =>
  (row: Row): void =>
    assertMatch(request, incidentEtag(row), field, () => toDto(row));
