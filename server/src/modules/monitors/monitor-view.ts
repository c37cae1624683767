import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { assertIfMatch } from '../../platform/http/etag.js';
import { yesNo } from '../../platform/http/yes-no.js';
import { MonitorDto } from './dto/monitor.dto.js';
import { shownSettings } from './monitor-settings.js';
import { type AssertCurrent } from './monitors.service.js';
import { MonitorSecrets } from './type-data/monitor-secrets.service.js';

/** The validator of a monitor. @see api: ETag and If-Match */
export const monitorEtag = ({ version }: Pick<MonitorEntity, 'version'>): string => `"v${version}"`;

/** Monitors as the wire shows them, to whom they are shown. */
@Injectable()
export class MonitorView {
  constructor(private readonly secrets: MonitorSecrets) {}

  /** The contract's object, its members in the contract's order. @see rest-api-v4 §2 */
  toDto(actor: Actor, row: MonitorEntity): MonitorDto {
    return {
      id: row.id,
      tag: row.tag,
      name: row.name,
      description: row.description,
      image: row.image,
      cron: row.cron,
      default_status: row.defaultStatus,
      status: row.status,
      category_name: row.categoryName,
      monitor_type: row.monitorType,
      down_trigger: null,
      degraded_trigger: null,
      type_data: this.secrets.shownTo(actor, row),
      day_degraded_minimum_count: row.dayDegradedMinimumCount,
      day_down_minimum_count: row.dayDownMinimumCount,
      include_degraded_in_downtime: yesNo(row.includeDegradedInDowntime),
      is_hidden: yesNo(row.isHidden),
      confirmation_threshold: row.confirmationThreshold,
      monitor_settings_json: shownSettings({ ...row.monitorSettingsJson }, row.includeDegradedInDowntime),
      external_url: row.externalUrl,
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    };
  }

  /** Holds `If-Match` against the monitor as it is; the refusal carries it, so that both versions can be shown side by side. */
  assertCurrent(actor: Actor, request: FastifyRequest): AssertCurrent {
    return (current) => {
      try {
        assertIfMatch(request, monitorEtag(current));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'PRECONDITION_FAILED') throw error;
        const details = [{ field: 'monitor', message: JSON.stringify(this.toDto(actor, current)) }];
        throw new AppError(error.code, error.message, { details, headers: { etag: monitorEtag(current) } });
      }
    };
  }
}
