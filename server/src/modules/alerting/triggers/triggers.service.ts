import type { Lifecycle, TriggerType } from '@clarion/contract';
import { TriggerEntity } from '@clarion/database/alerting/trigger.entity';
import type { QuietHours } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../../platform/database/transient-error.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { AuditService } from '../../audit/audit.service.js';
import type { AssertCurrentVersion } from '../alerting-route.js';
import type { OpenTrigger } from '../messages/trigger-endpoint.js';
import { CheckTriggerMeta } from './check-trigger-meta.service.js';
import { TriggerSeals } from './trigger-seals.service.js';
import { fromDocument, mapMetaSecrets, type MetaDocument, toDocument, type TriggerMeta, unmaskMeta } from './trigger-meta.js';

/** What a trigger is, as somebody wrote it; what is undefined stays. */
export interface TriggerDraft {
  name?: string | undefined;
  description?: string | null | undefined;
  status?: Lifecycle | undefined;
  meta?: MetaDocument | undefined;
  /** null = none. */
  quiet?: TriggerQuietHours | null | undefined;
}

/** When warnings wait. */
export type TriggerQuietHours = QuietHours & Readonly<{ zone: string }>;

/** A trigger with its secrets in clear, and how many rules fire it. */
export interface TriggerRecord {
  row: TriggerEntity;
  meta: TriggerMeta;
  configCount: number;
}

/** What is announced to which triggers. */
export interface Announcements {
  incidents: readonly number[];
  maintenances: readonly number[];
}

const FINGERPRINT = 'audit-fingerprint';
const FINGERPRINT_DIGITS = 12;
const COUNTS = `SELECT trigger_id AS id, count(*)::int AS count FROM monitor_alerts_config_triggers WHERE trigger_id = ANY ($1::int[]) GROUP BY 1`;
const ANNOUNCE = `
  UPDATE triggers SET announces_incidents = id = ANY ($1::int[]), announces_maintenances = id = ANY ($2::int[]), version = version + 1,
    updated_at = app_now()
  WHERE (announces_incidents, announces_maintenances) IS DISTINCT FROM (id = ANY ($1::int[]), id = ANY ($2::int[]))`;

/** Where operators are told. Addresses and keys are sealed, and shown to nobody again. @see alerting §B */
@Injectable()
export class Triggers {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly seals: TriggerSeals,
    private readonly checks: CheckTriggerMeta,
    private readonly audit: AuditService,
  ) {}

  /** By name. */
  async list(): Promise<TriggerRecord[]> {
    const db = this.sources.get('web').manager;
    return this.records(db, await db.find(TriggerEntity, { order: { name: 'ASC', id: 'ASC' } }));
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: number): Promise<TriggerRecord> {
    return this.record(this.sources.get('web').manager, id);
  }

  /** A trigger that messages can be sent to. @returns null when it is gone */
  async open(id: number): Promise<(OpenTrigger & { status: Lifecycle }) | null> {
    const row = await this.sources.get('worker').getRepository(TriggerEntity).findOneBy({ id });
    if (row === null) return null;
    return { id, name: row.name, type: row.triggerType, status: row.triggerStatus, meta: this.seals.open(row) };
  }

  /** @throws AppError `BAD_REQUEST` for a taken name, and for a document that cannot be sent with */
  async create(
    actor: Actor,
    { name, type, description, status, meta, quiet }: TriggerDraft & { name: string; type: TriggerType },
  ): Promise<TriggerRecord> {
    const given = await this.judged(type, fromDocument(meta ?? {}, type), null);
    return refusingTaken(name, () =>
      this.work.run(actor, async (tx) => {
        // Known before the row is: secrets are sealed to the id.
        const [next] = await tx.query<[{ id: number }]>(`SELECT nextval(pg_get_serial_sequence('triggers', 'id'))::int AS id`);
        await tx.save(TriggerEntity, {
          ...{ id: next.id, name, triggerType: type, triggerDesc: description ?? null, triggerStatus: status ?? 'ACTIVE' },
          ...quietColumns(quiet ?? null),
          triggerMeta: this.seals.seal(next.id, given, type),
        });
        const record = await this.record(tx, next.id);
        await this.note(tx, actor, 'create', next.id, { after: this.auditable(record) });
        return record;
      }),
    );
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` as `create` */
  async update(
    actor: Actor,
    id: number,
    { name, description, status, meta, quiet }: TriggerDraft,
    assertCurrent: AssertCurrentVersion,
  ): Promise<TriggerRecord> {
    const stored = await this.get(id);
    const type = stored.row.triggerType;
    const given = meta === undefined ? null : await this.judged(type, fromDocument(meta, type), stored.meta);
    return refusingTaken(name ?? '', () =>
      this.work.run(actor, async (tx) => {
        const row = await lockTrigger(tx, id);
        assertCurrent(row);
        // Masks stood for what was read before the lock.
        if (given !== null && row.version !== stored.row.version)
          throw new AppError('CONFLICT', 'The trigger was changed meanwhile; try again');
        const before = await this.record(tx, id);
        await tx.save(TriggerEntity, {
          ...row,
          ...(name === undefined ? {} : { name }),
          ...(description === undefined ? {} : { triggerDesc: description }),
          ...(status === undefined ? {} : { triggerStatus: status }),
          ...(quiet === undefined ? {} : quietColumns(quiet)),
          ...(given === null ? {} : { triggerMeta: this.seals.seal(id, given, type) }),
        });
        const after = await this.record(tx, id);
        await this.note(tx, actor, 'update', id, { before: this.auditable(before), after: this.auditable(after) });
        return after;
      }),
    );
  }

  /** Rules that fire it fire it no more. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrentVersion): Promise<void> {
    await this.work.run(actor, async (tx) => {
      assertCurrent(await lockTrigger(tx, id));
      const before = await this.record(tx, id);
      await tx.delete(TriggerEntity, { id });
      await this.note(tx, actor, 'delete', id, { before: this.auditable(before) });
    });
  }

  async announcements(db: EntityManager = this.sources.get('web').manager): Promise<Announcements> {
    const rows = await db.find(TriggerEntity, {
      select: { id: true, announcesIncidents: true, announcesMaintenances: true },
      order: { id: 'ASC' },
    });
    return {
      incidents: rows.filter(({ announcesIncidents }) => announcesIncidents).map(({ id }) => id),
      maintenances: rows.filter(({ announcesMaintenances }) => announcesMaintenances).map(({ id }) => id),
    };
  }

  /** @throws AppError `BAD_REQUEST` naming an id that is no trigger */
  async announce(actor: Actor, wanted: Announcements): Promise<Announcements> {
    return this.work.run(actor, async (tx) => {
      const ids = [...new Set([...wanted.incidents, ...wanted.maintenances])];
      const known = await tx.find(TriggerEntity, { select: { id: true }, where: { id: In(ids) } });
      const unknown = ids.find((id) => !known.some((each) => each.id === id));
      if (unknown !== undefined)
        throw invalidField(wanted.incidents.includes(unknown) ? 'incidents' : 'maintenances', `There is no trigger ${unknown}`);
      const before = await this.announcements(tx);
      await tx.query(ANNOUNCE, [wanted.incidents, wanted.maintenances]);
      const after = await this.announcements(tx);
      await this.audit.add(tx, actor, { action: 'trigger.announce', entityType: 'trigger', entityId: null, before, after });
      return after;
    });
  }

  private async judged(type: TriggerType, sent: TriggerMeta, stored: TriggerMeta | null): Promise<TriggerMeta> {
    const { meta, unknown } = unmaskMeta(sent, stored, type);
    if (unknown.length > 0) {
      const details = unknown.map((each) => ({ field: `trigger_meta.${each}`, message: `${each} is masked; enter it again` }));
      throw new AppError('BAD_REQUEST', details[0]!.message, { details });
    }
    await this.checks.assert(type, meta);
    return meta;
  }

  private async record(db: EntityManager, id: number): Promise<TriggerRecord> {
    const row = await db.findOneBy(TriggerEntity, { id });
    if (row === null) throw notFound('Trigger');
    return (await this.records(db, [row]))[0]!;
  }

  private async records(db: EntityManager, rows: readonly TriggerEntity[]): Promise<TriggerRecord[]> {
    const counts = await db.query<{ id: number; count: number }[]>(COUNTS, [rows.map(({ id }) => id)]);
    return rows.map((row) => ({ row, meta: this.seals.open(row), configCount: counts.find(({ id }) => id === row.id)?.count ?? 0 }));
  }

  private auditable({ row, meta }: TriggerRecord): object {
    const { name, triggerType, triggerDesc, triggerStatus, quietFrom, quietTo, quietZone } = row;
    const quiet = quietFrom === null ? {} : { quietHours: { from: quietFrom, to: quietTo, zone: quietZone } };
    const told = mapMetaSecrets(meta, triggerType, (secret) => `#${this.keyring.hmac(FINGERPRINT, secret).slice(0, FINGERPRINT_DIGITS)}`);
    return { name, triggerType, triggerDesc, triggerStatus, ...quiet, triggerMeta: toDocument(told, triggerType) };
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    verb: string,
    entityId: number,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    await this.audit.add(tx, actor, { action: `trigger.${verb}`, entityType: 'trigger', entityId, ...sides });
  }
}

const quietColumns = (quiet: TriggerQuietHours | null): Pick<TriggerEntity, 'quietFrom' | 'quietTo' | 'quietZone'> => ({
  ...{ quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, quietZone: quiet?.zone ?? null },
});

/** The trigger, held until the transaction ends. @throws AppError `NOT_FOUND` */
async function lockTrigger(tx: EntityManager, id: number): Promise<TriggerEntity> {
  const row = await tx.findOne(TriggerEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (row === null) throw notFound('Trigger');
  return row;
}

async function refusingTaken<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'triggers_name_key')) throw invalidField('name', `A trigger named “${name}” already exists`);
    throw error;
  }
}
