import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../../platform/database/clock.js';
import type { Actor } from '../../../platform/http/actor.js';
import { MessageResponse } from '../../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { fromYesNo, yesNo } from '../../../platform/http/yes-no.js';
import { etagOf, from, idOf, unixOrNull } from '../alerting-route.js';
import {
  type AlertConfigDto,
  AlertConfigListResponse,
  AlertConfigResponse,
  CreateAlertConfigDto,
  ListAlertConfigsQuery,
  UpdateAlertConfigDto,
} from '../dto/alert-config.dto.js';
import { AlertConfigs } from './alert-configs.service.js';
import type { AlertConfigRecord } from './config-records.js';

const NAME = 'Alert config';

@Controller('api/v4/alert-configs')
export class AlertConfigsController {
  constructor(
    private readonly configs: AlertConfigs,
    private readonly clock: Clock,
  ) {}

  /** Rules with what they watch and fire, and which alerts are open. */
  @Get()
  @Requires('alerts.read')
  async list(@Query() query: ListAlertConfigsQuery): Promise<AlertConfigListResponse> {
    const { page = 1, limit = 10 } = query;
    const { records, total } = await this.configs.list({
      monitorTag: query.monitor_tag ?? null,
      isActive: fromYesNo(query.is_active) ?? null,
      alertFor: query.alert_for ?? null,
      triggerId: query.trigger_id ?? null,
      isFiringFirst: query.order === 'firing',
      page,
      limit,
    });
    return { alert_configs: records.map((record) => this.toDto(record)), page, limit, total };
  }

  @Get(':id')
  @Requires('alerts.read')
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<AlertConfigResponse> {
    return this.answer(await this.configs.get(idOf(id, NAME)), reply);
  }

  /** Makes a rule; samples that are stored from now on are judged by it. */
  @Post()
  @HttpCode(201)
  @Requires('alerts.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateAlertConfigDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertConfigResponse> {
    const columns = {
      alertFor: body.alert_for,
      alertValue: body.alert_value,
      includeWorse: body.include_worse ?? false,
      failureThreshold: body.failure_threshold ?? 1,
      successThreshold: body.success_threshold ?? 1,
      severity: body.severity ?? 'WARNING',
      alertDescription: body.alert_description || null,
      createIncident: fromYesNo(body.create_incident ?? 'NO'),
      isActive: fromYesNo(body.is_active ?? 'YES'),
      mutedUntil: dateOf(body.muted_until) ?? null,
      reminderMinutes: body.reminder_minutes ?? null,
    } as const;
    const draft = { columns, monitorTags: body.monitor_tags, triggerIds: body.trigger_ids ?? [] };
    return this.answer(await this.configs.create(actor, draft), reply);
  }

  /** Changes the members that are sent. */
  @Patch(':id')
  @Requires('alerts.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: UpdateAlertConfigDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertConfigResponse> {
    const columns = {
      alertFor: body.alert_for,
      alertValue: body.alert_value,
      includeWorse: body.include_worse,
      failureThreshold: body.failure_threshold,
      successThreshold: body.success_threshold,
      severity: body.severity,
      alertDescription: body.alert_description === '' ? null : body.alert_description,
      createIncident: fromYesNo(body.create_incident),
      isActive: fromYesNo(body.is_active),
      mutedUntil: dateOf(body.muted_until),
      reminderMinutes: body.reminder_minutes,
    };
    const change = { columns, monitorTags: body.monitor_tags, triggerIds: body.trigger_ids };
    return this.answer(await this.configs.update(actor, idOf(id, NAME), change, from(request)), reply);
  }

  /** Deletes a rule and its log; incidents that it opened stay. */
  @Delete(':id')
  @Requires('alerts.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<MessageResponse> {
    await this.configs.remove(actor, idOf(id, NAME), from(request));
    return { message: `Alert config ${id} deleted` };
  }

  private answer(record: AlertConfigRecord, reply: FastifyReply): AlertConfigResponse {
    void reply.header('etag', etagOf(record.row));
    return { alert_config: this.toDto(record) };
  }

  private toDto({ row, monitors, triggers }: AlertConfigRecord): AlertConfigDto {
    return {
      id: row.id,
      monitor_tags: monitors.map(({ tag }) => tag),
      monitors: monitors.map(({ tag, name, openAlertId }) => ({ tag, name, open_alert_id: openAlertId })),
      alert_for: row.alertFor,
      alert_value: row.alertValue,
      include_worse: row.includeWorse,
      failure_threshold: row.failureThreshold,
      success_threshold: row.successThreshold,
      severity: row.severity,
      alert_description: row.alertDescription,
      create_incident: yesNo(row.createIncident),
      is_active: yesNo(row.isActive),
      trigger_ids: triggers.map(({ id }) => id),
      triggers: triggers.map(({ id, name, type, status }) => ({ id, name, trigger_type: type, trigger_status: status })),
      muted_until: unixOrNull(row.mutedUntil),
      is_muted: row.mutedUntil !== null && row.mutedUntil > this.clock.date(),
      reminder_minutes: row.reminderMinutes,
      version: row.version,
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    };
  }
}

const dateOf = (at: number | null | undefined): Date | null | undefined => (typeof at === 'number' ? new Date(at * 1_000) : at);
