import type { SubscriberStatus, SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { emailIn } from './subscriber-email.js';
import { SubscriberPreferences, type WishedTypes } from './subscriber-preferences.service.js';

/** A subscriber as operators see them. */
export interface SubscriberRecord {
  readonly id: number;
  readonly email: string;
  readonly status: SubscriberStatus;
  readonly incidents: boolean;
  readonly maintenances: boolean;
  readonly hasBounced: boolean;
  readonly createdAt: Date;
}

export interface SubscriberFilter {
  /** Part of the address. */
  readonly search: string | null;
  readonly status: SubscriberStatus | null;
  readonly type: SubscriptionEventType | null;
  /** From 1. */
  readonly page: number;
  readonly limit: number;
}

const GETS = `EXISTS (SELECT FROM user_subscriptions s WHERE s.subscriber_user_id = u.id AND s.status = 'ACTIVE' AND s.event_type =`;
const RECORD = `
  SELECT u.id, u.email, u.status, ${GETS} 'incidents') AS incidents, ${GETS} 'maintenances') AS maintenances,
    EXISTS (SELECT FROM subscriber_methods me WHERE me.subscriber_user_id = u.id AND me.bounced_at IS NOT NULL) AS "hasBounced",
    u.created_at AS "createdAt"
  FROM subscriber_users u`;
const MATCHES = `
  WHERE ($1::text IS NULL OR strpos(u.email, lower($1)) > 0) AND ($2::text IS NULL OR u.status::text = $2)
    AND ($3::text IS NULL OR ${GETS} $3::subscription_event_type))`;
const LIST = `${RECORD} ${MATCHES} ORDER BY u.id DESC LIMIT $4 OFFSET $5`;
const COUNT = `SELECT count(*)::int AS total FROM subscriber_users u ${MATCHES}`;
const ADD = `INSERT INTO subscriber_users (email, status) VALUES ($1, 'ACTIVE') ON CONFLICT (email) DO NOTHING RETURNING id`;
const ADD_METHOD = `INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) VALUES ($1, 'email', $2) RETURNING id`;
const METHOD = `
  SELECT u.email, me.id FROM subscriber_users u LEFT JOIN subscriber_methods me ON me.subscriber_user_id = u.id AND me.method_type = 'email'
  WHERE u.id = $1 ORDER BY me.id LIMIT 1 FOR UPDATE OF u`;

/** Subscribers in the hands of operators. @see alerting §C4 */
@Injectable()
export class Subscribers {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly preferences: SubscriberPreferences,
    private readonly audit: AuditService,
  ) {}

  async list({ search, status, type, page, limit }: SubscriberFilter): Promise<{ subscribers: SubscriberRecord[]; total: number }> {
    const db = this.sources.get('web').manager;
    const [counted] = await db.query<{ total: number }[]>(COUNT, [search, status, type]);
    const subscribers = await db.query<SubscriberRecord[]>(LIST, [search, status, type, limit, (page - 1) * limit]);
    return { subscribers, total: counted?.total ?? 0 };
  }

  /** ACTIVE at once; no mail asks. @throws AppError `BAD_REQUEST` for an address that is none, or is known */
  async add(actor: Actor, sent: string, wished: WishedTypes): Promise<SubscriberRecord> {
    const email = emailIn(sent);
    return this.work.run(actor, async (tx) => {
      const [user] = await tx.query<{ id: number }[]>(ADD, [email]);
      if (user === undefined) throw invalidField('email', 'There is a subscriber with this address already');
      const [method] = await tx.query<[{ id: number }]>(ADD_METHOD, [user.id, email]);
      await this.audit.add(tx, actor, { action: 'subscriber.create', entityType: 'subscriber', entityId: user.id, after: { email } });
      await this.preferences.choose(tx, actor, { userId: user.id, methodId: method.id, email }, wished);
      return this.record(tx, user.id);
    });
  }

  /** @throws AppError `NOT_FOUND`, `BAD_REQUEST` while the address is not confirmed */
  async update(actor: Actor, id: number, wished: WishedTypes): Promise<SubscriberRecord> {
    return this.work.run(actor, async (tx) => {
      const [row] = await tx.query<{ email: string; id: number | null }[]>(METHOD, [id]);
      if (row === undefined) throw notFound('Subscriber');
      if (row.id === null) throw invalidField('status', 'The address is not confirmed yet');
      await this.preferences.choose(tx, actor, { userId: id, methodId: row.id, email: row.email }, wished);
      return this.record(tx, id);
    });
  }

  /** With everything about them. @throws AppError `NOT_FOUND` */
  async remove(actor: Actor, id: number): Promise<void> {
    await this.work.run(actor, async (tx) => {
      await this.record(tx, id);
      await this.preferences.remove(actor, { userId: id });
    });
  }

  private async record(db: EntityManager, id: number): Promise<SubscriberRecord> {
    const [row] = await db.query<SubscriberRecord[]>(`${RECORD} WHERE u.id = $1`, [id]);
    if (row === undefined) throw notFound('Subscriber');
    return row;
  }
}
