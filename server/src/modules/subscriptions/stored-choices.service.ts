import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { type Choices, minuteOf } from './choices.js';
import type { Scope, ScopeTarget } from './scopes/scope.js';
import { areSameScopes, Scopes } from './scopes/scopes.service.js';
import type { SubscriberIdentity } from './subscriber-tokens.js';
import type { OfferedTypes } from './subscription-settings.service.js';

type MethodIds = Pick<SubscriberIdentity, 'userId' | 'methodId'>;

/** What a method gets. */
export interface Chosen {
  readonly types: OfferedTypes;
  /** None = everything. */
  readonly scopes: readonly Scope[];
}

/** Changes of a method whose scopes have been judged. */
export interface JudgedChoices extends Omit<Choices, 'scopes'> {
  readonly targets?: readonly ScopeTarget[] | undefined;
}

const LOCK = `SELECT FROM subscriber_methods WHERE id = $1 FOR NO KEY UPDATE`;
const CHOSEN = `SELECT event_type AS type FROM user_subscriptions WHERE subscriber_method_id = $1 AND status = 'ACTIVE'`;
/** One row a type, switched off: scopes hang on it before it is switched on. */
const ADD_TYPES = `
  INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type, status)
  SELECT $1, $2, type, 'INACTIVE' FROM unnest(enum_range(NULL::subscription_event_type)) type
  ON CONFLICT ON CONSTRAINT user_subscriptions_wish_key DO NOTHING RETURNING id`;
const SAME_SCOPES = `
  INSERT INTO subscription_scopes (subscription_id, page_id, section_id, monitor_id, incident_id)
  SELECT DISTINCT added.id, sc.page_id, sc.section_id, sc.monitor_id, sc.incident_id
  FROM unnest($2::int[]) AS added (id) CROSS JOIN subscription_scopes sc JOIN user_subscriptions s ON s.id = sc.subscription_id
  WHERE s.subscriber_method_id = $1 ON CONFLICT DO NOTHING`;
const SWITCH = `
  UPDATE user_subscriptions s SET status = wished.status, updated_at = app_now()
  FROM (SELECT id, CASE WHEN event_type = ANY ($3::subscription_event_type[]) THEN 'ACTIVE' ELSE 'INACTIVE' END::lifecycle AS status
    FROM user_subscriptions WHERE subscriber_user_id = $1 AND subscriber_method_id = $2) wished
  WHERE s.id = wished.id AND s.status <> wished.status`;
const PERSONAL = `
  UPDATE subscriber_users u SET locale = wished.locale, time_zone = wished.time_zone, quiet_from = wished.quiet_from,
    quiet_to = wished.quiet_to, updated_at = app_now()
  FROM (SELECT CASE WHEN $2 THEN $3 ELSE locale END AS locale, CASE WHEN $4 THEN $5 ELSE time_zone END AS time_zone,
      CASE WHEN $6 THEN $7::smallint ELSE quiet_from END AS quiet_from, CASE WHEN $6 THEN $8::smallint ELSE quiet_to END AS quiet_to
    FROM subscriber_users WHERE id = $1) wished
  WHERE u.id = $1 AND (u.locale, u.time_zone, u.quiet_from, u.quiet_to)
    IS DISTINCT FROM (wished.locale, wished.time_zone, wished.quiet_from, wished.quiet_to)`;

/** The rows of what subscribers have chosen. */
@Injectable()
export class StoredChoices {
  constructor(
    private readonly scopes: Scopes,
    private readonly audit: AuditService,
  ) {}

  async of(db: EntityManager, methodId: number): Promise<Chosen> {
    const rows = await db.query<{ type: SubscriptionEventType }[]>(CHOSEN, [methodId]);
    const has = (type: SubscriptionEventType): boolean => rows.some((row) => row.type === type);
    const types = { incidents: has('incidents'), maintenances: has('maintenances') };
    return { types, scopes: (await this.scopes.of(db, [methodId])).get(methodId) ?? [] };
  }

  /** Writes what is wished, in a transaction of the caller's; what is undefined stays. @returns whether something changed */
  async write(tx: EntityManager, actor: Actor, { userId, methodId }: MethodIds, wished: JudgedChoices): Promise<boolean> {
    await tx.query(LOCK, [methodId]);
    const before = await this.of(tx, methodId);
    const added = await tx.query<{ id: number }[]>(ADD_TYPES, [userId, methodId]);
    if (added.length > 0) await tx.query(SAME_SCOPES, [methodId, added.map(({ id }) => id)]);
    if (wished.targets !== undefined) await this.scopes.write(tx, methodId, wished.targets);
    const types = SUBSCRIPTION_EVENT_TYPES.filter((type) => wished[type] ?? before.types[type]);
    await tx.query(SWITCH, [userId, methodId, types]);
    const isPersonal = await this.writePersonal(tx, userId, wished);
    const after = await this.of(tx, methodId);
    const isSame = SUBSCRIPTION_EVENT_TYPES.every((type) => before.types[type] === after.types[type]);
    if (isSame && !isPersonal && areSameScopes(before.scopes, after.scopes)) return false;
    await this.audit.add(tx, actor, {
      ...{ action: 'subscriber.update', entityType: 'subscriber', entityId: userId },
      ...{ before: auditable(before), after: { ...auditable(after), ...(isPersonal ? personalOf(wished) : {}) } },
    });
    return true;
  }

  /** @returns whether it was otherwise */
  private async writePersonal(tx: EntityManager, userId: number, wished: JudgedChoices): Promise<boolean> {
    const { locale, timeZone, quietHours } = wished;
    if (locale === undefined && timeZone === undefined && quietHours === undefined) return false;
    const [from, to] = quietHours == null ? [null, null] : [minuteOf(quietHours.from), minuteOf(quietHours.to)];
    const [, count] = await tx.query<[unknown, number]>(PERSONAL, [
      ...[userId, locale !== undefined, locale ?? null, timeZone !== undefined, timeZone ?? null],
      ...[quietHours !== undefined, from, to],
    ]);
    return count > 0;
  }
}

const auditable = ({ types, scopes }: Chosen): object => ({ ...types, ...(scopes.length === 0 ? {} : { scopes }) });
const personalOf = ({ locale, timeZone, quietHours }: JudgedChoices): object => ({
  ...(locale === undefined ? {} : { locale }),
  ...(timeZone === undefined ? {} : { time_zone: timeZone }),
  ...(quietHours === undefined ? {} : { quiet_hours: quietHours }),
});
