import { dropSamplePartitions, ensureSamplePartitions, packSamplePartitions } from '@clarion/database';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { Log } from '../../../platform/logging/log.js';
import { OnUpkeep } from '../../../platform/queue/upkeep.js';
import { SiteService } from '../../site/site.service.js';
import { forgetStates, outlivedStates } from './outlived-states.js';
import { lockMonitors } from './timeline-writer.service.js';

const DAY = 86_400;
/** Months that have a table before their first sample arrives. */
const MONTHS_AHEAD = 3;
/** Spans, roll-ups and gaps outlive the samples, so that bars of a year keep working. @see status-engine §11 */
const HISTORY_DAYS = 400;
const SIGNAL_DAYS = 45;
/** What failing checks saw may hold what visitors of the target wrote; it goes first, and never outlives its samples. */
const EVIDENCE_DAYS = 30;
const BATCH = 5_000;

/** The open span has no end and is never old. */
const OLD_ROWS: readonly { table: string; isOld: string; days: number }[] = [
  { table: 'latency_rollups', isOld: 'bucket < $1', days: HISTORY_DAYS },
  { table: 'status_spans', isOld: 'to_ts < $1', days: HISTORY_DAYS },
  { table: 'check_gaps', isOld: 'to_ts < $1', days: HISTORY_DAYS },
  { table: 'heartbeat_signals', isOld: 'received_at < to_timestamp($1)', days: SIGNAL_DAYS },
];

interface RetentionPolicy {
  enabled?: boolean;
  retentionDays?: number;
}

/** The deed: history is given room, packed and, when it is old enough, let go. */
@Injectable()
export class KeepSamplesService {
  constructor(
    private readonly sources: DataSources,
    private readonly site: SiteService,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Months to come get their tables, months that are over a tighter index. */
  @OnUpkeep('partitions', { everyMs: 6 * 60 * 60_000 })
  async preparePartitions(): Promise<void> {
    const made = await ensureSamplePartitions(this.upkeep, this.clock.now(), MONTHS_AHEAD);
    const packed = await packSamplePartitions(this.upkeep, this.clock.now());
    if (made + packed.length > 0) this.log.info(`${made} months of samples were prepared, ${packed.length} packed`);
  }

  /** Drops whole months that the site's policy lets go of, and what outlived even the summaries. @see reliability OPS-14 */
  @OnUpkeep('retention', { cron: '17 0 * * *' })
  async letGo(): Promise<void> {
    const now = this.clock.now();
    const policy = await this.policy();
    if (policy.enabled) {
      const dropped = await dropSamplePartitions(this.upkeep, now - policy.retentionDays * DAY);
      if (dropped.length > 0)
        this.log.info(`${dropped.length} months of samples were dropped, as the retention policy says`, { count: dropped.length });
      await this.forgetOutlived();
    }
    const evidenceDays = policy.enabled ? Math.min(EVIDENCE_DAYS, policy.retentionDays) : EVIDENCE_DAYS;
    await this.deleteInBatches('check_evidence', 'timestamp < $1', now - evidenceDays * DAY);
    for (const { table, isOld, days } of OLD_ROWS) await this.deleteInBatches(table, isOld, now - days * DAY);
    // Minutes nobody can look at any more need no explanation either.
    await this.upkeep.query(`UPDATE monitor_runtime SET watched_since = $1 WHERE watched_since < $1`, [
      now - (now % 60) - HISTORY_DAYS * DAY,
    ]);
  }

  /** Monitors that have been paused for so long that the last of their samples is gone: nothing speaks for their state any more. */
  private async forgetOutlived(): Promise<void> {
    for (const id of await outlivedStates(this.upkeep.manager, null)) {
      await this.upkeep.transaction(async (tx) => {
        await lockMonitors(tx, [id]);
        await forgetStates(tx, await outlivedStates(tx, [id]));
      });
    }
  }

  private get upkeep(): DataSource {
    return this.sources.get('upkeep');
  }

  private async policy(): Promise<Required<RetentionPolicy>> {
    const stored = (await this.site.find('dataRetentionPolicy')) as RetentionPolicy | null;
    return { enabled: stored?.enabled ?? true, retentionDays: Math.max(1, stored?.retentionDays ?? 90) };
  }

  private async deleteInBatches(table: string, isOld: string, before: number): Promise<void> {
    for (let deleted = BATCH; deleted === BATCH;) {
      [, deleted] = await this.upkeep.query<[unknown, number]>(
        `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${isOld} LIMIT ${BATCH}))`,
        [before],
      );
    }
  }
}
