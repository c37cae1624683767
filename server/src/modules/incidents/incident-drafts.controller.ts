import { IncidentDraftEntity } from '@clarion/database/incidents/incident-draft.entity';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { fromYesNo, yesNo } from '../../platform/http/yes-no.js';
import { DryRun } from '../changes/dry-run.service.js';
import { DryRunQuery } from '../changes/dto/dry-run.dto.js';
import { type Hold, RequestedHold } from '../changes/hold.js';
import { SiteService } from '../site/site.service.js';
import { type DraftDto, DraftListResponse, DraftResponse, WriteDraftDto } from './dto/draft.dto.js';
import { IncidentResponse } from './dto/incident.dto.js';
import { type AssertCurrentDraft, type DraftColumns, IncidentDraftsService } from './incident-drafts.service.js';
import { idParam } from './incident-route.js';
import { assertCurrentRow, incidentEtag, toImpactDtos, toIncidentDto, toMeantMonitors } from './incident-view.js';
import { undoOfIncident } from './take-back-incidents.service.js';

@Controller('api/v4/incident-drafts')
export class IncidentDraftsController {
  constructor(
    private readonly drafts: IncidentDraftsService,
    private readonly dryRun: DryRun,
    private readonly site: SiteService,
  ) {}

  /** Incidents that are not published, the newest first. */
  @Get()
  @Requires('incidents.read')
  async list(): Promise<DraftListResponse> {
    return { drafts: (await this.drafts.list()).map(toDraftDto) };
  }

  /** Keeps an incident that is being written. */
  @Post()
  @Requires('incidents.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: WriteDraftDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftResponse> {
    return answer(await this.drafts.create(actor, toColumns(body)), reply);
  }

  /** One draft; its ETag goes into `If-Match` with a change. */
  @Get(':id')
  @Requires('incidents.read')
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<DraftResponse> {
    const draft = await this.drafts.find(draftId(id));
    if (draft === null) throw notFound('Draft');
    return answer(draft, reply);
  }

  /** Changes the members that are sent. */
  @Patch(':id')
  @Requires('incidents.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: WriteDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftResponse> {
    return answer(await this.drafts.update(actor, draftId(id), toColumns(body), from(request)), reply);
  }

  /** Throws a draft away. */
  @Delete(':id')
  @Requires('incidents.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<MessageResponse> {
    await this.drafts.remove(actor, draftId(id), from(request));
    return { message: `Draft ${id} deleted` };
  }

  /** Opens the incident and lets go of the draft; `dryRun` and `X-Clarion-Hold` as for new incidents. */
  @Post(':id/publish')
  @Requires('incidents.write')
  async publish(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { dryRun }: DryRunQuery,
    @RequestedHold() hold: Hold,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IncidentResponse> {
    const baseUrl = await this.site.baseUrl();
    if (dryRun === true) void reply.code(200);
    const publish = async () => {
      const { result, ...concerns } = await this.drafts.publish(actor, draftId(id), from(request));
      if (dryRun !== true) void reply.header('etag', incidentEtag(result.row));
      return { body: { incident: toIncidentDto(result, baseUrl) }, ...concerns, undo: undoOfIncident(result) };
    };
    return this.dryRun.perform(actor, dryRun, publish, hold);
  }
}

/** @throws AppError `NOT_FOUND` for what is no id */
function draftId(text: string): number {
  const id = idParam(text);
  if (id === null) throw notFound('Draft');
  return id;
}

const from = (request: FastifyRequest): AssertCurrentDraft => assertCurrentRow(request, 'draft', toDraftDto);

function answer(row: IncidentDraftEntity, reply: FastifyReply): DraftResponse {
  void reply.header('etag', incidentEtag(row));
  return { draft: toDraftDto(row) };
}

const toColumns = (body: WriteDraftDto): DraftColumns => ({
  title: body.title,
  startDateTime: body.start_date_time,
  isGlobal: fromYesNo(body.is_global),
  monitors: body.monitors === undefined ? undefined : toMeantMonitors(body.monitors),
  comment: body.comment,
  state: body.state,
  nextUpdateAt: body.next_update_at,
  publishAt: body.publish_at,
  isQuiet: body.notify === undefined ? undefined : body.notify === 'NO',
});

const toDraftDto = (row: IncidentDraftEntity): DraftDto => ({
  id: row.id,
  title: row.title,
  start_date_time: row.startDateTime,
  is_global: yesNo(row.isGlobal),
  monitors: toImpactDtos(row.monitors),
  comment: row.comment,
  state: row.state,
  next_update_at: row.nextUpdateAt,
  publish_at: row.publishAt,
  notify: yesNo(!row.isQuiet),
  publish_error: row.publishError,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
