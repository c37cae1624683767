import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { Body, Controller, Delete, Get, Patch, Post, Put, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { fromYesNo } from '../../platform/http/yes-no.js';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { DryRun } from '../changes/dry-run.service.js';
import { ChangeMessageResponse, DryRunQuery } from '../changes/dto/dry-run.dto.js';
import { type Hold, RequestedHold } from '../changes/hold.js';
import { SiteService } from '../site/site.service.js';
import { CreateIncidentDto, IncidentListResponse, IncidentResponse, ListIncidentsQuery, UpdateIncidentDto } from './dto/incident.dto.js';
import { ReportResponse, WriteReportDto } from './dto/report.dto.js';
import { CurrentIncident, IncidentGuard } from './incident-route.js';
import { assertCurrentIncident, incidentEtag, toIncidentDto, toMeantMonitors } from './incident-view.js';
import { type IncidentFilter, IncidentsService, type NewIncident } from './incidents.service.js';
import { undoOfIncident } from './take-back-incidents.service.js';

@Controller('api/v4/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly dryRun: DryRun,
    private readonly site: SiteService,
  ) {}

  /** Incidents, the newest first, at most 1,000. */
  @Get()
  @Requires('incidents.read')
  async list(@Query() query: ListIncidentsQuery): Promise<IncidentListResponse> {
    const [records, baseUrl] = await Promise.all([this.incidents.list(toFilter(query)), this.site.baseUrl()]);
    return { incidents: records.map((record) => toIncidentDto(record, baseUrl)) };
  }

  /**
   * Opens an incident. `dryRun=true` only says what would change. From the dashboard `X-Clarion-Hold` keeps its messages for so many seconds;
   * `X-Clarion-Event` names them.
   */
  @Post()
  @Requires('incidents.write')
  async create(
    @CurrentActor() actor: Actor,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: CreateIncidentDto,
    @RequestedHold() hold: Hold,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IncidentResponse> {
    const baseUrl = await this.site.baseUrl();
    const incident = toNewIncident(actor, body);
    if (dryRun === true) void reply.code(200);
    const create = async () => {
      const { result, ...concerns } = await this.incidents.create(actor, incident);
      if (dryRun !== true) void reply.header('etag', incidentEtag(result.row));
      return { body: { incident: toIncidentDto(result, baseUrl) }, ...concerns, undo: undoOfIncident(result) };
    };
    return this.dryRun.perform(actor, dryRun, create, hold);
  }

  /** One incident; its ETag goes into `If-Match` with a change. */
  @Get(':id')
  @Requires('incidents.read')
  @UseGuards(IncidentGuard)
  async get(@CurrentIncident() row: IncidentEntity, @Res({ passthrough: true }) reply: FastifyReply): Promise<IncidentResponse> {
    const [record, baseUrl] = await Promise.all([this.incidents.describe(row), this.site.baseUrl()]);
    void reply.header('etag', incidentEtag(row));
    return { incident: toIncidentDto(record, baseUrl) };
  }

  /** Changes the members that are sent; the state follows from the updates. `dryRun=true` only says what would change. */
  @Patch(':id')
  @Requires('incidents.write')
  @UseGuards(IncidentGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentIncident() { id }: IncidentEntity,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: UpdateIncidentDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IncidentResponse> {
    const baseUrl = await this.site.baseUrl();
    return this.dryRun.perform(actor, dryRun, async () => {
      const { result, ...concerns } = await this.incidents.update(actor, id, toChange(body), assertCurrentIncident(request, baseUrl));
      if (dryRun !== true) void reply.header('etag', incidentEtag(result.row));
      return { body: { incident: toIncidentDto(result, baseUrl) }, ...concerns };
    });
  }

  /** Deletes an incident with its updates: numbers are as if it had never been. `dryRun=true` only says what would change. */
  @Delete(':id')
  @Requires('incidents.write')
  @UseGuards(IncidentGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentIncident() { id }: IncidentEntity,
    @Query() { dryRun }: DryRunQuery,
    @Req() request: FastifyRequest,
  ): Promise<ChangeMessageResponse> {
    const baseUrl = await this.site.baseUrl();
    return this.dryRun.perform(actor, dryRun, async () => {
      const { monitorIds, isGlobal } = await this.incidents.remove(actor, id, assertCurrentIncident(request, baseUrl));
      return { body: { message: dryRun === true ? 'Nothing was deleted' : `Incident ${id} deleted` }, monitorIds, isGlobal };
    });
  }

  /** Writes the post-incident report; readers see it once it is published. */
  @Put(':id/report')
  @Requires('incidents.write')
  @UseGuards(IncidentGuard)
  async writeReport(
    @CurrentActor() actor: Actor,
    @CurrentIncident() { id }: IncidentEntity,
    @Body() body: WriteReportDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportResponse> {
    const draft = { report: body.report, isPublished: fromYesNo(body.is_published ?? 'NO') };
    const row = await this.incidents.writeReport(actor, id, draft, assertCurrentIncident(request, await this.site.baseUrl()));
    void reply.header('etag', incidentEtag(row));
    return { report: { markdown: body.report, html: renderMarkdown(body.report), published_at: row.reportPublishedAt } };
  }

  /** Deletes the report. */
  @Delete(':id/report')
  @Requires('incidents.write')
  @UseGuards(IncidentGuard)
  async removeReport(
    @CurrentActor() actor: Actor,
    @CurrentIncident() { id }: IncidentEntity,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.incidents.removeReport(actor, id, assertCurrentIncident(request, await this.site.baseUrl()));
    return { message: `Report of incident ${id} deleted` };
  }
}

/** A bound of the list: what is no number is none. */
const boundOf = (text: string | undefined): number | null =>
  typeof text === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : null;

function toFilter({ start_ts: from, end_ts: to, monitor_tags: list }: ListIncidentsQuery): IncidentFilter {
  const tags = (list ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  return { from: boundOf(from), to: boundOf(to), tags: tags.length === 0 ? null : tags };
}

const toNewIncident = (actor: Actor, body: CreateIncidentDto): NewIncident => ({
  title: body.title,
  startDateTime: body.start_date_time,
  endDateTime: body.end_date_time ?? null,
  isGlobal: fromYesNo(body.is_global ?? 'YES'),
  monitors: toMeantMonitors(body.monitors ?? []),
  nextUpdateAt: body.next_update_at ?? null,
  source: actor.kind === 'user' ? 'DASHBOARD' : 'API',
  comment: body.comment ?? null,
  state: body.state ?? 'INVESTIGATING',
  isQuiet: body.notify === 'NO',
});

const toChange = (body: UpdateIncidentDto) => ({
  title: body.title,
  startDateTime: body.start_date_time,
  endDateTime: body.end_date_time,
  isGlobal: fromYesNo(body.is_global),
  monitors: body.monitors === undefined ? undefined : toMeantMonitors(body.monitors),
  nextUpdateAt: body.next_update_at,
});
