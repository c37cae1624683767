import { IncidentTemplateEntity } from '@clarion/database/incidents/incident-template.entity';
import { Body, Controller, Delete, Get, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { fromYesNo, yesNo } from '../../platform/http/yes-no.js';
import { CreateTemplateDto, type TemplateDto, TemplateListResponse, TemplateResponse, UpdateTemplateDto } from './dto/template.dto.js';
import { idParam } from './incident-route.js';
import { type AssertCurrentTemplate, IncidentTemplatesService } from './incident-templates.service.js';
import { assertCurrentRow, incidentEtag, toImpactDtos, toMeantMonitors } from './incident-view.js';

@Controller('api/v4/incident-templates')
export class IncidentTemplatesController {
  constructor(private readonly templates: IncidentTemplatesService) {}

  /** Templates by name. */
  @Get()
  @Requires('incidents.read')
  async list(): Promise<TemplateListResponse> {
    return { templates: (await this.templates.list()).map(toTemplateDto) };
  }

  /** Keeps the usual words for an incident. */
  @Post()
  @Requires('incidents.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTemplateDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateResponse> {
    const template = {
      name: body.name,
      title: body.title,
      comment: body.comment ?? '',
      state: body.state ?? 'INVESTIGATING',
      monitors: toMeantMonitors(body.monitors ?? []),
      isGlobal: fromYesNo(body.is_global ?? 'YES'),
    };
    return answer(await this.templates.create(actor, template), reply);
  }

  /** Changes the members that are sent. */
  @Patch(':id')
  @Requires('incidents.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: UpdateTemplateDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateResponse> {
    const change = {
      name: body.name,
      title: body.title,
      comment: body.comment,
      state: body.state,
      monitors: body.monitors === undefined ? undefined : toMeantMonitors(body.monitors),
      isGlobal: fromYesNo(body.is_global),
    };
    return answer(await this.templates.update(actor, templateId(id), change, from(request)), reply);
  }

  /** Deletes a template; incidents that were written from it stay. */
  @Delete(':id')
  @Requires('incidents.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<MessageResponse> {
    await this.templates.remove(actor, templateId(id), from(request));
    return { message: `Template ${id} deleted` };
  }
}

/** @throws AppError `NOT_FOUND` for what is no id */
function templateId(text: string): number {
  const id = idParam(text);
  if (id === null) throw notFound('Template');
  return id;
}

const from = (request: FastifyRequest): AssertCurrentTemplate => assertCurrentRow(request, 'template', toTemplateDto);

function answer(row: IncidentTemplateEntity, reply: FastifyReply): TemplateResponse {
  void reply.header('etag', incidentEtag(row));
  return { template: toTemplateDto(row) };
}

const toTemplateDto = (row: IncidentTemplateEntity): TemplateDto => ({
  id: row.id,
  name: row.name,
  title: row.title,
  comment: row.comment,
  state: row.state,
  monitors: toImpactDtos(row.monitors),
  is_global: yesNo(row.isGlobal),
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
