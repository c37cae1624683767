import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { Log } from '../../../platform/logging/log.js';
import { OnUpkeep } from '../../../platform/queue/upkeep.js';
import { ALERTS_TOLD, ONE_OPEN_ALERT, RULES_WATCH } from './alert-invariants.js';
import { DELIVERED_WAS_TRIED, DELIVERIES_LEASED, DELIVERIES_MOVE, DELIVERIES_ONCE } from './delivery-invariants.js';
import { UPDATES_TOLD } from './incident-invariants.js';
import { type Invariant } from './invariant.js';
import { MAINTENANCES_ANNOUNCED, MAINTENANCES_MADE_ONCE, NO_EVENT_LEFT_OPEN } from './maintenance-invariants.js';
import { REPLAY } from './replay-invariants.js';
import { CONSTRAINTS, PARTITIONED } from './storage-invariants.js';
import { NEWS_WERE_WANTED, SCOPES_ARE_THERE, UNCONFIRMED_FORGOTTEN } from './subscriber-invariants.js';
import { COVERAGE, CURRENT_STATE, HEARTBEATS, NOTHING_OVERDUE, ROLLUPS } from './timeline-invariants.js';

/** An invariant that does not hold. */
export interface Finding {
  /** `INV-01` */
  invariant: string;
  /** What should hold, in words. */
  title: string;
  /** How many break it; counting stops at 1,000. */
  count: number;
  /** Keys of the first five. */
  examples: string[];
}

export const INVARIANTS: readonly Invariant[] = [
  COVERAGE,
  NOTHING_OVERDUE,
  CONSTRAINTS,
  REPLAY,
  CURRENT_STATE,
  UPDATES_TOLD,
  ALERTS_TOLD,
  ONE_OPEN_ALERT,
  RULES_WATCH,
  ROLLUPS,
  HEARTBEATS,
  PARTITIONED,
  NO_EVENT_LEFT_OPEN,
  MAINTENANCES_MADE_ONCE,
  MAINTENANCES_ANNOUNCED,
  DELIVERIES_MOVE,
  DELIVERIES_LEASED,
  DELIVERIES_ONCE,
  DELIVERED_WAS_TRIED,
  NEWS_WERE_WANTED,
  SCOPES_ARE_THERE,
  UNCONFIRMED_FORGOTTEN,
];
const EXAMPLES = 5;

/** Looks a live database over. Repairs nothing. @see reliability §2 */
@Injectable()
export class DoctorService {
  constructor(
    private readonly sources: DataSources,
    private readonly log: Log,
  ) {}

  /** Every night; what does not hold is logged. */
  @OnUpkeep('doctor', { cron: '41 3 * * *' })
  async examineNightly(): Promise<void> {
    for (const { invariant, title, count } of await this.examine()) this.log.error(`doctor: ${title}`, { code: invariant, count });
  }

  /** @returns what does not hold; empty = all is well */
  async examine(db: EntityManager = this.sources.get('upkeep').manager): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const { id, title, check } of INVARIANTS) {
      const keys = await check(db);
      if (keys.length > 0) findings.push({ invariant: id, title, count: keys.length, examples: keys.slice(0, EXAMPLES) });
    }
    return findings;
  }
}
