import { minuteOf } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { type EvidenceRow } from './evidence-rows.js';

/** A sample that is UP, and was seen so, ends a run of failures; one that the grace period holds does not. */
const OF_RUN = `
  SELECT e.timestamp, e.status, e.error_message, e.evidence FROM (
    SELECT * FROM check_evidence WHERE monitor_id = $1 AND timestamp <= $2 ORDER BY timestamp DESC LIMIT 1) e
  WHERE NOT EXISTS (
    SELECT FROM monitoring_data d WHERE d.monitor_id = $1 AND d.timestamp > e.timestamp AND d.timestamp <= $2
      AND d.status = 'U' AND coalesce(d.raw_status, 'U') = 'U')`;

/** Reads what failing checks saw. */
@Injectable()
export class EvidenceService {
  constructor(private readonly sources: DataSources) {}

  /**
   * The newest evidence at or before a minute, within the run of failures that the minute belongs to.
   * @param at Unix seconds
   */
  async find(monitorId: number, at: number): Promise<EvidenceRow | null> {
    const [row] = await this.sources.get('web').query<EvidenceRow[]>(OF_RUN, [monitorId, minuteOf(at)]);
    return row ?? null;
  }
}
