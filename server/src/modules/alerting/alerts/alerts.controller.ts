import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import type { Actor } from '../../../platform/http/actor.js';
import { MessageResponse } from '../../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { fromYesNo, yesNo } from '../../../platform/http/yes-no.js';
import { idOf, unixOf } from '../alerting-route.js';
import { type AlertDto, AlertListResponse, AlertResponse, ListAlertsQuery, RemoveAlertQuery, UpdateAlertDto } from '../dto/alert.dto.js';
import { AlertLog, assertMayDeleteIncidents } from './alert-log.service.js';
import type { AlertRecord } from './alert-records.js';

const NAME = 'Alert';

@Controller('api/v4/alerts')
export class AlertsController {
  constructor(
    private readonly log: AlertLog,
    private readonly clock: Clock,
  ) {}

  /** What fired when: one page of the log. */
  @Get()
  @Requires('alerts.read')
  async list(@Query() query: ListAlertsQuery): Promise<AlertListResponse> {
    const { page = 1, limit = 20 } = query;
    const { alerts, total } = await this.log.list({
      configId: query.alert_config_id ?? null,
      monitorTag: query.monitor_tag ?? null,
      status: query.status ?? 'ALL',
      severity: query.severity ?? null,
      from: query.start_ts ?? null,
      to: query.end_ts ?? null,
      page,
      limit,
    });
    return { alerts: alerts.map((alert) => this.toDto(alert)), page, limit, total };
  }

  @Get(':id')
  @Requires('alerts.read')
  async get(@Param('id') id: string): Promise<AlertResponse> {
    return { alert: this.toDto(await this.log.get(idOf(id, NAME))) };
  }

  /** Acknowledges an alert, or ends it. */
  @Patch(':id')
  @Requires('alerts.write')
  async update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: UpdateAlertDto): Promise<AlertResponse> {
    const change = { status: body.alert_status, isAcknowledged: fromYesNo(body.is_acknowledged) };
    return { alert: this.toDto(await this.log.update(actor, idOf(id, NAME), change)) };
  }

  /** Deletes an alert from the log; with `with_incident=true` also the incident it opened. */
  @Delete(':id')
  @Requires('alerts.write')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() query: RemoveAlertQuery): Promise<MessageResponse> {
    const isWithIncident = query.with_incident ?? false;
    if (isWithIncident) assertMayDeleteIncidents(actor);
    await this.log.remove(actor, idOf(id, NAME), isWithIncident);
    return { message: `Alert ${id} deleted` };
  }

  private toDto(alert: AlertRecord): AlertDto {
    return {
      id: alert.id,
      alert_config_id: alert.configId,
      monitor_tag: alert.monitor.tag,
      monitor_name: alert.monitor.name,
      alert_for: alert.alertFor,
      alert_value: alert.alertValue,
      severity: alert.severity,
      alert_status: alert.status,
      incident_id: alert.incidentId,
      is_acknowledged: yesNo(alert.acknowledgedAt !== null),
      acknowledged_by: alert.acknowledgedBy,
      acknowledged_at: alert.acknowledgedAt?.toISOString() ?? null,
      reminders: alert.reminders,
      resolved_at: alert.resolvedAt?.toISOString() ?? null,
      resolve_reason: alert.resolveReason,
      duration_seconds: Math.max(0, unixOf(alert.resolvedAt ?? this.clock.date()) - unixOf(alert.createdAt)),
      created_at: alert.createdAt.toISOString(),
      updated_at: alert.updatedAt.toISOString(),
    };
  }
}
