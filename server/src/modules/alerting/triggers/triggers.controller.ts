import type { TriggerEntity } from '@clarion/database/alerting/trigger.entity';
import { clockText, minuteOnClock } from '@clarion/domain';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalidField } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { MessageResponse } from '../../../platform/http/message.dto.js';
import { CurrentActor, Requires, Unaudited } from '../../../platform/http/policy.js';
import { yesNo } from '../../../platform/http/yes-no.js';
import { etagOf, from, idOf } from '../alerting-route.js';
import {
  CreateTriggerDto,
  type QuietHoursDto,
  TestTriggerDto,
  type TriggerDto,
  TriggerListResponse,
  TriggerResponse,
  TriggerTestResponse,
  UpdateTriggerDto,
} from '../dto/trigger.dto.js';
import { TestTriggers } from './test-triggers.service.js';
import { maskMeta, originOf, toDocument } from './trigger-meta.js';
import { type TriggerQuietHours, type TriggerRecord, Triggers } from './triggers.service.js';

const NAME = 'Trigger';

@Controller('api/v4/triggers')
export class TriggersController {
  constructor(
    private readonly triggers: Triggers,
    private readonly tests: TestTriggers,
  ) {}

  /** Triggers by name, secrets masked. */
  @Get()
  @Requires('triggers.read')
  async list(): Promise<TriggerListResponse> {
    return { triggers: (await this.triggers.list()).map(toDto) };
  }

  @Get(':id')
  @Requires('triggers.read')
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<TriggerResponse> {
    return answer(await this.triggers.get(idOf(id, NAME)), reply);
  }

  @Post()
  @HttpCode(201)
  @Requires('triggers.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateTriggerDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TriggerResponse> {
    const { name, trigger_type: type, trigger_desc: description, trigger_status: status, trigger_meta: meta, quiet_hours: quiet } = body;
    return answer(
      await this.triggers.create(actor, { name, type, description: description || null, status, meta, quiet: quietOf(quiet) }),
      reply,
    );
  }

  /** Changes the members that are sent. */
  @Patch(':id')
  @Requires('triggers.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: UpdateTriggerDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TriggerResponse> {
    const { name, trigger_desc: description, trigger_status: status, trigger_meta: meta, quiet_hours: quiet } = body;
    const draft = { name, description: description === '' ? null : description, status, meta, quiet: quietOf(quiet) };
    return answer(await this.triggers.update(actor, idOf(id, NAME), draft, from(request)), reply);
  }

  /** Deletes a trigger; rules that fire it fire the others. */
  @Delete(':id')
  @Requires('triggers.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Req() request: FastifyRequest): Promise<MessageResponse> {
    await this.triggers.remove(actor, idOf(id, NAME), from(request));
    return { message: `Trigger ${id} deleted` };
  }

  /** Sends a sample alert now, and says what the receiver answered. */
  @Post(':id/test')
  @HttpCode(200)
  @Requires('triggers.write')
  @Unaudited('sends a sample, stores nothing')
  async test(@Param('id') id: string, @Body() { alert_status: status }: TestTriggerDto): Promise<TriggerTestResponse> {
    return { test: await this.tests.test(idOf(id, NAME), status ?? 'TRIGGERED') };
  }
}

function answer(record: TriggerRecord, reply: FastifyReply): TriggerResponse {
  void reply.header('etag', etagOf(record.row));
  return { trigger: toDto(record) };
}

const toDto = (record: TriggerRecord): TriggerDto => {
  const { row, meta, configCount } = record;
  return {
    id: row.id,
    name: row.name,
    trigger_type: row.triggerType,
    trigger_desc: row.triggerDesc,
    trigger_status: row.triggerStatus,
    trigger_meta: toDocument(maskMeta(meta, row.triggerType), row.triggerType),
    target: targetOf(record),
    alert_config_count: configCount,
    quiet_hours: toQuietDto(row),
    announces_incidents: yesNo(row.announcesIncidents),
    announces_maintenances: yesNo(row.announcesMaintenances),
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
};

/** @throws AppError `BAD_REQUEST` for hours without an end */
function quietOf(sent: QuietHoursDto | null | undefined): TriggerQuietHours | null | undefined {
  if (sent === null || sent === undefined) return sent;
  if (sent.from === sent.to) throw invalidField('quiet_hours.to', 'Enter another time than the beginning');
  return { from: minuteOnClock(sent.from)!, to: minuteOnClock(sent.to)!, zone: sent.time_zone };
}

const toQuietDto = ({ quietFrom: from, quietTo: to, quietZone: zone }: TriggerEntity): QuietHoursDto | null =>
  from === null || to === null || zone === null ? null : { from: clockText(from), to: clockText(to), time_zone: zone };

function targetOf({ row, meta }: TriggerRecord): string | null {
  if (row.triggerType === 'email') return meta.members['to'] ?? null;
  const origin = meta.url === null ? null : originOf(meta.url);
  return origin === null ? null : new URL(origin).host;
}
