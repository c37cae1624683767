import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors/app-error.js';
import { assertIfMatch } from '../../platform/http/etag.js';
import { yesNo } from '../../platform/http/yes-no.js';
import type { MaintenanceEventDetailDto, MaintenanceEventDto } from './dto/maintenance-event.dto.js';
import type { MaintenanceDto, MaintenanceMonitorDto } from './dto/maintenance.dto.js';
import { type MaintenanceLink, type MaintenanceRecord } from './maintenance-records.js';

/** The validator of a maintenance. @see api: ETag and If-Match */
export const maintenanceEtag = ({ version }: Pick<MaintenanceEntity, 'version'>): string => `"v${version}"`;

const toMonitorDto = ({ tag, impact }: MaintenanceLink): MaintenanceMonitorDto => ({ monitor_tag: tag, impact });

/** The contract's object. @param baseUrl what links start with @see rest-api-v4 §5 */
export const toMaintenanceDto = ({ row, monitors }: MaintenanceRecord, baseUrl: string): MaintenanceDto => ({
  id: row.id,
  title: row.title,
  description: row.description,
  start_date_time: row.startDateTime,
  rrule: row.rrule,
  duration_seconds: row.durationSeconds,
  status: row.status,
  is_global: yesNo(row.isGlobal),
  timezone: row.timezone,
  monitors: monitors.map(toMonitorDto),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
  url: `${baseUrl}/maintenances/${row.id}?type=maintenance`,
});

const eventUrl = (id: number, baseUrl: string): string => `${baseUrl}/maintenances/${id}`;

/** @see rest-api-v4 §6 */
export const toEventDto = (event: MaintenanceEventEntity, baseUrl: string): MaintenanceEventDto => ({
  id: event.id,
  maintenance_id: event.maintenanceId,
  start_date_time: event.startDateTime,
  end_date_time: event.endDateTime,
  status: event.status,
  event_status: event.status,
  created_at: event.createdAt.toISOString(),
  updated_at: event.updatedAt.toISOString(),
  url: eventUrl(event.id, baseUrl),
});

/** An event with what its maintenance says. @see rest-api-v4 §6 */
export const toEventDetailDto = (event: MaintenanceEventEntity, record: MaintenanceRecord, baseUrl: string): MaintenanceEventDetailDto => ({
  maintenance_id: event.maintenanceId,
  event_id: event.id,
  event_start_date_time: event.startDateTime,
  event_end_date_time: event.endDateTime,
  event_status: event.status,
  maintenance_title: record.row.title,
  maintenance_description: record.row.description,
  maintenance_status: record.row.status,
  maintenance_rrule: record.row.rrule,
  maintenance_duration_seconds: record.row.durationSeconds,
  monitors: record.monitors.map(toMonitorDto),
  url: eventUrl(event.id, baseUrl),
  id: event.id,
  status: event.status,
  start_date_time: event.startDateTime,
  end_date_time: event.endDateTime,
  maintenance: toMaintenanceDto(record, baseUrl),
});

/** Called with the maintenance as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrent = (current: MaintenanceRecord) => void;

/** Holds `If-Match` against the maintenance as it is; the refusal carries it, so that both versions can be shown side by side. */
export const assertCurrentMaintenance =
  (request: FastifyRequest, baseUrl: string): AssertCurrent =>
  (current) => {
    const etag = maintenanceEtag(current.row);
    try {
      assertIfMatch(request, etag);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'PRECONDITION_FAILED') throw error;
      const details = [{ field: 'maintenance', message: JSON.stringify(toMaintenanceDto(current, baseUrl)) }];
      throw new AppError(error.code, error.message, { details, headers: { etag } });
    }
  };
