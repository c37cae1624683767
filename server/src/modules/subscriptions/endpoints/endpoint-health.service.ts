import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';

/** Messages given up in a row after which nothing more is sent. @see ux A6 */
export const MOST_FAILURES = 5;
const LONGEST_REASON = 500;

/** Mail has rules of its own: a mailbox bounces. */
const COUNT_FAILURES = `
  UPDATE subscriber_methods SET failures = failures + $2, updated_at = app_now()
  WHERE id = $1 AND method_type <> 'email' RETURNING subscriber_user_id AS "userId", failures`;
const PAUSE = `
  UPDATE subscriber_methods SET paused_at = app_now(), pause_reason = $2, updated_at = app_now() WHERE id = $1 AND paused_at IS NULL
  RETURNING subscriber_user_id AS "userId"`;
const DELIVERED = `UPDATE subscriber_methods SET failures = 0 WHERE id = ANY ($1::int[]) AND failures > 0`;
/** The subscriber goes with the last method. */
const REMOVE = `DELETE FROM subscriber_methods WHERE id = $1 RETURNING subscriber_user_id AS "userId"`;
const REMOVE_EMPTY = `
  DELETE FROM subscriber_users u WHERE u.id = $1 AND u.email IS NULL
    AND NOT EXISTS (SELECT FROM subscriber_methods me WHERE me.subscriber_user_id = u.id)`;

interface Owner {
  readonly userId: number;
}

/** Whether the addresses of subscribers still take what is sent to them; those that do not are left in peace. */
@Injectable()
export class EndpointHealth {
  private readonly actor = systemActor('subscriptions');

  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** These took a message. */
  async delivered(methodIds: readonly number[]): Promise<void> {
    await this.work.run(this.actor, (tx) => tx.query(DELIVERED, [methodIds]));
  }

  /** Messages were given up. @param reason what the receiver said, or what went wrong @param count how many */
  async gaveUp(methodId: number, reason: string, count: number): Promise<void> {
    await this.work.run(this.actor, async (tx) => {
      const [[row]] = await tx.query<[(Owner & { failures: number })[], number]>(COUNT_FAILURES, [methodId, count]);
      if (row === undefined || row.failures < MOST_FAILURES) return;
      await this.pause(methodId, `${row.failures} messages in a row could not be delivered. The last answer: ${reason}`);
    });
  }

  /** The receiver says that it is gone for good. */
  async gone(methodId: number, reason: string): Promise<void> {
    await this.pause(methodId, `The address says that it is not there any more: ${reason}`);
  }

  /** A browser that has unsubscribed does not come back under the same address. */
  async remove(methodId: number): Promise<void> {
    await this.work.run(this.actor, async (tx) => {
      const [[owner]] = await tx.query<[Owner[], number]>(REMOVE, [methodId]);
      if (owner === undefined) return;
      await tx.query(REMOVE_EMPTY, [owner.userId]);
      await this.audit.add(tx, this.actor, { action: 'subscriber.delete', entityType: 'subscriber', entityId: owner.userId });
    });
  }

  private async pause(methodId: number, reason: string): Promise<void> {
    const kept = [...reason].slice(0, LONGEST_REASON).join('');
    await this.work.run(this.actor, async (tx) => {
      const [[owner]] = await tx.query<[Owner[], number]>(PAUSE, [methodId, kept]);
      if (owner === undefined) return;
      const after = { methodId, reason: kept };
      await this.audit.add(tx, this.actor, { action: 'subscriber.pause', entityType: 'subscriber', entityId: owner.userId, after });
    });
  }
}
