import { SUBSCRIBER_CHANNELS, type SubscriberChannel } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import type { Choices } from './choices.js';
import type { Scope } from './scopes/scope.js';
import { Scopes } from './scopes/scopes.service.js';
import { StoredChoices } from './stored-choices.service.js';
import { SubscriberAccess } from './subscriber-access.service.js';
import { emailIn } from './subscriber-email.js';
import {
  BETWEEN,
  COUNT,
  LIST,
  NUMBERS,
  ONE,
  parametersOf,
  STEP,
  SUBSCRIBER_STATES,
  type SubscriberFilter,
  type SubscriberRow,
  type SubscriberState,
} from './subscriber-list.js';
import { SubscriberPreferences } from './subscriber-preferences.service.js';

/** A subscriber with what they chose. */
export interface SubscriberRecord extends SubscriberRow {
  readonly scopes: readonly Scope[];
}

/** How many there are. */
export interface SubscriberNumbers {
  readonly total: number;
  readonly byChannel: Readonly<Record<SubscriberChannel, number>>;
  readonly byState: Readonly<Record<SubscriberState, number>>;
}

const PAUSED_BY_OPERATOR = 'Paused by an operator.';
/** Subscribers of an export that are read at once. */
const STEP_SIZE = 1_000;
const MOST_ID = 2_147_483_647;
const ADD = `INSERT INTO subscriber_users (email, status) VALUES ($1, 'ACTIVE') ON CONFLICT (email) DO NOTHING RETURNING id`;
const ADD_METHOD = `
  INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) VALUES ($1, 'email', $2)
  ON CONFLICT ON CONSTRAINT subscriber_methods_address_key DO UPDATE SET updated_at = app_now() RETURNING id`;
const KNOWN = `SELECT id, status FROM subscriber_users WHERE email = $1 FOR UPDATE`;
const VOUCH = `
  UPDATE subscriber_users SET status = 'ACTIVE', verification_code_hash = NULL, link_hash = NULL, pending_choices = NULL, updated_at = app_now()
  WHERE id = $1 AND status = 'PENDING'`;
const METHODS = `
  SELECT me.id FROM subscriber_users u JOIN subscriber_methods me ON me.subscriber_user_id = u.id WHERE u.id = $1 ORDER BY me.id FOR UPDATE`;

/** Subscribers in the hands of operators. @see alerting §C4 */
@Injectable()
export class Subscribers {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly preferences: SubscriberPreferences,
    private readonly stored: StoredChoices,
    private readonly scopes: Scopes,
    private readonly access: SubscriberAccess,
    private readonly audit: AuditService,
  ) {}

  /** One page, the newest first. @param page from 1 */
  async list(filter: SubscriberFilter, page: number, limit: number): Promise<{ subscribers: SubscriberRecord[]; total: number }> {
    const parameters = parametersOf(filter);
    const [counted] = await this.db.query<{ total: number }[]>(COUNT, [...parameters]);
    const rows = await this.db.query<SubscriberRow[]>(LIST, [...parameters, limit, (page - 1) * limit]);
    return { subscribers: await this.withScopes(this.db, rows), total: counted?.total ?? 0 };
  }

  /** All of them, the newest first, in steps. */
  async *all(filter: SubscriberFilter): AsyncGenerator<SubscriberRecord> {
    for (let end = MOST_ID; ;) {
      const [step] = await this.db.query<{ low: number | null }[]>(STEP, [end, STEP_SIZE]);
      if (step?.low == null) return;
      yield* await this.withScopes(this.db, await this.db.query<SubscriberRow[]>(BETWEEN, [...parametersOf(filter), step.low, end]));
      end = step.low;
    }
  }

  async numbers(): Promise<SubscriberNumbers> {
    const rows = await this.db.query<{ channel: string; state: string; count: number }[]>(NUMBERS);
    const sum = (matches: (row: { channel: string; state: string }) => boolean): number =>
      rows.filter(matches).reduce((total, { count }) => total + count, 0);
    const by = <Name extends string>(names: readonly Name[], member: 'channel' | 'state'): Record<Name, number> =>
      Object.fromEntries(names.map((name) => [name, sum((row) => row[member] === name)])) as Record<Name, number>;
    return { total: sum(() => true), byChannel: by(SUBSCRIBER_CHANNELS, 'channel'), byState: by(SUBSCRIBER_STATES, 'state') };
  }

  /** ACTIVE at once; no mail asks. @throws AppError `BAD_REQUEST` for an address that is none, or is known */
  async add(actor: Actor, sent: string, choices: Choices): Promise<SubscriberRecord> {
    const email = emailIn(sent);
    return this.work.run(actor, async (tx) => {
      const id = await this.insert(tx, actor, email, choices);
      if (id === null) throw invalidField('email', 'There is a subscriber with this address already');
      return this.record(tx, id);
    });
  }

  /**
   * Adds an address, or changes what a known one gets; one that was not confirmed yet is vouched for by whoever does this. New ones get every
   * type that is not said.
   * @returns whether something changed
   */
  async put(tx: EntityManager, actor: Actor, email: string, choices: Choices): Promise<boolean> {
    const { incidents = true, maintenances = true, ...rest } = choices;
    const everything = { incidents, maintenances, ...rest };
    const [known] = await tx.query<{ id: number; status: string }[]>(KNOWN, [email]);
    if (known === undefined) return (await this.insert(tx, actor, email, everything)) !== null;
    await tx.query(VOUCH, [known.id]);
    const [method] = await tx.query<[{ id: number }]>(ADD_METHOD, [known.id, email]);
    const isVouched = known.status === 'PENDING';
    return (await this.write(tx, actor, known.id, method.id, isVouched ? everything : choices)) || isVouched;
  }

  /** @throws AppError `NOT_FOUND`, `BAD_REQUEST` while the address is not confirmed, and for scopes nobody sees */
  async update(actor: Actor, id: number, choices: Choices, state?: 'active' | 'paused'): Promise<SubscriberRecord> {
    return this.work.run(actor, async (tx) => {
      const methods = await tx.query<{ id: number }[]>(METHODS, [id]);
      const { status } = await this.record(tx, id);
      if (methods.length === 0 || status === 'PENDING') throw invalidField('status', 'The address is not confirmed yet');
      for (const method of methods) {
        await this.write(tx, actor, id, method.id, choices);
        if (state === 'paused') await this.preferences.pause(actor, { userId: id, methodId: method.id }, PAUSED_BY_OPERATOR);
        if (state === 'active') await this.preferences.resume(actor, { userId: id, methodId: method.id });
      }
      return this.record(tx, id);
    });
  }

  /** Sends the mail that asks for a confirmation again. @throws AppError `NOT_FOUND`; `CONFLICT` when there is nothing to confirm */
  async remind(actor: Actor, id: number): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const { status, email } = await this.record(tx, id);
      if (status !== 'PENDING' || email === null) throw new AppError('CONFLICT', 'This address is confirmed already');
      await this.access.remind(tx, id, email);
      await this.audit.add(tx, actor, { action: 'subscriber.resend', entityType: 'subscriber', entityId: id });
    });
  }

  /** With everything about them. @throws AppError `NOT_FOUND` */
  async remove(actor: Actor, id: number): Promise<void> {
    await this.work.run(actor, async (tx) => {
      await this.record(tx, id);
      await this.preferences.remove(actor, { userId: id });
    });
  }

  /** @returns id of the subscriber; null when the address is known */
  private async insert(tx: EntityManager, actor: Actor, email: string, choices: Choices): Promise<number | null> {
    const [user] = await tx.query<{ id: number }[]>(ADD, [email]);
    if (user === undefined) return null;
    const [method] = await tx.query<[{ id: number }]>(ADD_METHOD, [user.id, email]);
    await this.audit.add(tx, actor, { action: 'subscriber.create', entityType: 'subscriber', entityId: user.id, after: { email } });
    await this.write(tx, actor, user.id, method.id, choices);
    return user.id;
  }

  private async write(tx: EntityManager, actor: Actor, userId: number, methodId: number, choices: Choices): Promise<boolean> {
    const { scopes, ...rest } = choices;
    const targets = scopes === undefined ? undefined : await this.scopes.assert(tx, scopes, methodId);
    return this.stored.write(tx, actor, { userId, methodId }, { ...rest, targets });
  }

  private async record(db: EntityManager, id: number): Promise<SubscriberRecord> {
    const [record] = await this.withScopes(db, await db.query<SubscriberRow[]>(ONE, [id]));
    if (record === undefined) throw notFound('Subscriber');
    return record;
  }

  private async withScopes(db: EntityManager, rows: readonly SubscriberRow[]): Promise<SubscriberRecord[]> {
    const scopes = await this.scopes.of(
      db,
      rows.flatMap(({ methodId }) => (methodId === null ? [] : [methodId])),
    );
    return rows.map((row) => ({ ...row, scopes: (row.methodId === null ? null : scopes.get(row.methodId)) ?? [] }));
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }
}
