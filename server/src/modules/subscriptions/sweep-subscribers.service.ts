import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { OnUpkeep } from '../../platform/queue/upkeep.js';
import { CONFIRM_LINK_HOURS } from './confirm-link.js';

const EVERY_MS = 3_600_000;
const BATCH = 500;

/** By the last mail that was asked for: its link is good as long. */
const FORGET = `
  DELETE FROM subscriber_users WHERE id IN (
    SELECT u.id FROM subscriber_users u
    WHERE u.status = 'PENDING' AND u.updated_at < app_now() - interval '${CONFIRM_LINK_HOURS} hours'
      AND NOT EXISTS (SELECT FROM subscriber_methods me WHERE me.subscriber_user_id = u.id)
    ORDER BY u.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;

/** Forgets addresses that nobody has confirmed: they may be anybody's. */
@Injectable()
export class SweepSubscribers {
  constructor(private readonly work: UnitOfWork) {}

  @OnUpkeep('subscribers', { everyMs: EVERY_MS })
  async forgetUnconfirmed(): Promise<void> {
    for (let deleted = BATCH; deleted === BATCH;)
      [, deleted] = await this.work.run(systemActor('subscriptions'), (tx) => tx.query<[unknown, number]>(FORGET));
  }
}
