import { Injectable } from '@nestjs/common';
import { DataSources } from '../database/data-sources.js';
import { ANONYMOUS_KEY } from './outbox.js';

const BATCH = 5000;

/** Routine facts are forgotten after a day, facts with an identity after eight: doctor compares a week. Deliveries keep their event. */
const DELETE_OLD = `
  DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox o
    WHERE state IN ('done', 'cancelled')
      AND created_at < app_now() - CASE WHEN starts_with(dedupe_key, '${ANONYMOUS_KEY}') THEN interval '1 day' ELSE interval '8 days' END
      AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = o.id)
    ORDER BY created_at LIMIT ${BATCH})`;

/** Clears away what was told long ago, in batches. */
@Injectable()
export class OutboxSweep {
  constructor(private readonly sources: DataSources) {}

  async sweep(): Promise<void> {
    let deleted = BATCH;
    while (deleted === BATCH) {
      [, deleted] = await this.sources.get('upkeep').query<[unknown, number]>(DELETE_OLD);
    }
  }
}
