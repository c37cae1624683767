import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Requires } from '../../platform/http/policy.js';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { SiteService } from '../site/site.service.js';
import type { AuthorDto, CommentDetailDto, IncidentStateDto } from './dto/incident-state.dto.js';
import { IncidentDetailResponse, IncidentStateListResponse, ListIncidentStatesQuery } from './dto/incident-state.dto.js';
import { CurrentIncident, IncidentGuard } from './incident-route.js';
import { type CommentDetail, type IncidentSituation, IncidentStatesService } from './incident-states.service.js';
import { incidentEtag, toCommentDto, toImpactDtos, toIncidentDto } from './incident-view.js';

@Controller('api/v4/incident-states')
export class IncidentStatesController {
  constructor(
    private readonly states: IncidentStatesService,
    private readonly site: SiteService,
  ) {}

  /** Incidents with how they are: one page of a table that is searched, filtered and sorted here. */
  @Get()
  @Requires('incidents.read')
  async list(@Query() query: ListIncidentStatesQuery): Promise<IncidentStateListResponse> {
    const [{ incidents, page, limit, total }, baseUrl] = await Promise.all([this.states.list(query), this.site.baseUrl()]);
    return { incidents: incidents.map((incident) => toStateDto(incident, baseUrl)), page, limit, total };
  }

  /** One incident with its updates, who wrote them, and its report; its ETag goes into `If-Match` with a change of any of it. */
  @Get(':id')
  @Requires('incidents.read')
  @UseGuards(IncidentGuard)
  async get(@CurrentIncident() row: IncidentEntity, @Res({ passthrough: true }) reply: FastifyReply): Promise<IncidentDetailResponse> {
    const [detail, baseUrl] = await Promise.all([this.states.detail(row), this.site.baseUrl()]);
    void reply.header('etag', incidentEtag(row));
    const { report, reportPublishedAt } = row;
    return {
      incident: {
        ...toStateDto(detail, baseUrl),
        comments: detail.comments.map(toDetailDto),
        report: report === null ? null : { markdown: report, html: renderMarkdown(report), published_at: reportPublishedAt },
        author: toAuthorDto(detail.author),
      },
    };
  }
}

const toAuthorDto = (name: string | null): AuthorDto | null => (name === null ? null : { name });

const toStateDto = (incident: IncidentSituation, baseUrl: string): IncidentStateDto => ({
  ...toIncidentDto(incident, baseUrl),
  updated_at_ts: incident.updatedAt,
  next_update_at: incident.row.nextUpdateAt,
  is_overdue: incident.isOverdue,
  comment_count: incident.commentCount,
  duration_seconds: incident.durationSeconds,
  has_report: incident.row.report !== null,
  version: incident.row.version,
});

const toDetailDto = ({ row, author, monitors }: CommentDetail): CommentDetailDto => ({
  ...toCommentDto(row),
  html: renderMarkdown(row.comment),
  monitors: toImpactDtos(monitors),
  author: toAuthorDto(author),
  is_edited: row.updatedAt.getTime() > row.createdAt.getTime(),
});
