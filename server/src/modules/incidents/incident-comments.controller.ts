import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { Body, Controller, Delete, Get, Patch, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { DryRun } from '../changes/dry-run.service.js';
import { ChangeMessageResponse, DryRunQuery } from '../changes/dto/dry-run.dto.js';
import { type Hold, RequestedHold } from '../changes/hold.js';
import { CommentListResponse, CommentResponse, CreateCommentDto, UpdateCommentDto } from './dto/comment.dto.js';
import { IncidentCommentsService, type NewUpdate } from './incident-comments.service.js';
import { CommentGuard, CurrentComment, CurrentIncident, IncidentGuard } from './incident-route.js';
import { assertCurrentComment, toCommentDto, toMeantMonitors } from './incident-view.js';
import { undoOfUpdate } from './take-back-incidents.service.js';

@Controller('api/v4/incidents/:id/comments')
@UseGuards(IncidentGuard)
export class IncidentCommentsController {
  constructor(
    private readonly comments: IncidentCommentsService,
    private readonly dryRun: DryRun,
  ) {}

  /** Updates that readers see, the newest first. */
  @Get()
  @Requires('incidents.read')
  async list(@CurrentIncident() { id }: IncidentEntity): Promise<CommentListResponse> {
    return { comments: (await this.comments.list(id)).map(toCommentDto) };
  }

  /**
   * Adds an update: the newest one decides the incident's state, and one that resolves ends it. `dryRun` and `X-Clarion-Hold` as for new
   * incidents.
   */
  @Post()
  @Requires('incidents.write')
  async create(
    @CurrentActor() actor: Actor,
    @CurrentIncident() { id }: IncidentEntity,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: CreateCommentDto,
    @RequestedHold() hold: Hold,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommentResponse> {
    const update = toNewUpdate(body);
    if (dryRun === true) void reply.code(200);
    const add = async () => {
      const { result, before, version, ...concerns } = await this.comments.add(actor, id, update);
      return { body: { comment: toCommentDto(result) }, ...concerns, undo: undoOfUpdate(result, before, version) };
    };
    return this.dryRun.perform(actor, dryRun, add, hold);
  }

  /** One update, hidden ones too. */
  @Get(':comment_id')
  @Requires('incidents.read')
  @UseGuards(CommentGuard)
  get(@CurrentComment() comment: IncidentCommentEntity): CommentResponse {
    return { comment: toCommentDto(comment) };
  }

  /** Changes the members that are sent; state and end of the incident follow. `If-Match` takes the incident's ETag. */
  @Patch(':comment_id')
  @Requires('incidents.write')
  @UseGuards(CommentGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentComment() { id, incidentId }: IncidentCommentEntity,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: UpdateCommentDto,
    @Req() request: FastifyRequest,
  ): Promise<CommentResponse> {
    const change = {
      comment: body.comment,
      state: body.state,
      commentedAt: body.timestamp,
      status: body.status,
      monitors: body.monitors === undefined ? undefined : toMeantMonitors(body.monitors),
    };
    return this.dryRun.perform(actor, dryRun, async () => {
      const { result, ...concerns } = await this.comments.update(actor, incidentId, id, change, assertCurrentComment(request));
      return { body: { comment: toCommentDto(result) }, ...concerns };
    });
  }

  /** Deletes an update; state and end of the incident follow. `If-Match` takes the incident's ETag. */
  @Delete(':comment_id')
  @Requires('incidents.write')
  @UseGuards(CommentGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentComment() { id, incidentId }: IncidentCommentEntity,
    @Query() { dryRun }: DryRunQuery,
    @Req() request: FastifyRequest,
  ): Promise<ChangeMessageResponse> {
    return this.dryRun.perform(actor, dryRun, async () => {
      const { monitorIds, isGlobal } = await this.comments.remove(actor, incidentId, id, assertCurrentComment(request));
      return { body: { message: dryRun === true ? 'Nothing was deleted' : `Comment ${id} deleted` }, monitorIds, isGlobal };
    });
  }
}

const toNewUpdate = (body: CreateCommentDto): NewUpdate => ({
  comment: body.comment,
  state: body.state,
  commentedAt: body.timestamp ?? null,
  monitors: toMeantMonitors(body.monitors ?? []),
  nextUpdateAt: body.next_update_at ?? null,
  isQuiet: body.notify === 'NO',
});
