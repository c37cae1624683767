import { SECRET_NAME_PATTERN, SIGNALS } from '@clarion/contract';
import { SecretEntity } from '@clarion/database/platform/secret.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, Like, Not } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor, systemActor } from '../../platform/http/actor.js';
import { Log } from '../../platform/logging/log.js';
import { OnUpkeep } from '../../platform/queue/upkeep.js';
import { Keyring, SecretError } from '../../platform/secrets/keyring.js';
import { secretPlace, SecretValues } from '../../platform/secrets/secret-values.js';
import { Signals } from '../../platform/signals/signals.js';
import { AuditService } from '../audit/audit.service.js';
import type { CreateSecretDto, UpdateSecretDto } from './dto/secret.dto.js';
import { assertValue, isWider, readOrigins } from './secret-rules.js';
import { type SecretUse, SecretUses } from './secret-uses.service.js';

/** Called with the secret as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrent = (current: SecretEntity) => void;

const FINGERPRINT = 'audit-fingerprint';
const FINGERPRINT_DIGITS = 12;
const RESEAL_MS = 60 * 60_000;

/** Stored secrets: written here, read by checks, shown to nobody. @see reliability SEC-46, SEC-71 */
@Injectable()
export class SecretsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly values: SecretValues,
    private readonly signals: Signals,
    private readonly uses: SecretUses,
    private readonly audit: AuditService,
    private readonly log: Log,
  ) {}

  /** By name. */
  async list(): Promise<SecretEntity[]> {
    return this.sources
      .get('web')
      .getRepository(SecretEntity)
      .find({ order: { name: 'ASC' } });
  }

  /** @throws AppError `BAD_REQUEST` for a taken name, a value that is too short, what is no origin */
  async create(actor: Actor, { name, value, description, origins }: CreateSecretDto): Promise<SecretEntity> {
    assertValue(value);
    const details = { name, description: description || null, origins: readOrigins(origins ?? null) };
    try {
      return await this.change(actor, async (tx) => {
        // Known before the row is: the value is sealed to the id.
        const [next] = await tx.query<[{ id: number }]>(`SELECT nextval(pg_get_serial_sequence('secrets', 'id'))::int AS id`);
        await tx.insert(SecretEntity, { ...details, id: next.id, value: this.keyring.encrypt(value, secretPlace(next.id)) });
        const row = await tx.findOneByOrFail(SecretEntity, { id: next.id });
        await this.audit.add(tx, actor, { action: 'secret.create', entityType: 'secret', entityId: name, after: this.auditable(row) });
        return row;
      });
    } catch (error) {
      if (isUniqueViolation(error, 'secrets_name_key')) throw invalidField('name', `A secret named ${name} already exists`);
      throw error;
    }
  }

  /**
   * Changes what the body names.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, and `BAD_REQUEST` also for further origins without the value
   */
  async update(actor: Actor, name: string, body: UpdateSecretDto, assertCurrent: AssertCurrent): Promise<SecretEntity> {
    if (body.value !== undefined) assertValue(body.value);
    const origins = body.origins === undefined ? undefined : readOrigins(body.origins);
    return this.change(actor, async (tx) => {
      const row = await lockSecret(tx, name);
      assertCurrent(row);
      const before = this.auditable(row);
      if (body.value === undefined && origins !== undefined && isWider(row.origins, origins))
        throw invalidField('value', 'Enter the value again: only who knows it may have it sent to further origins');
      if (origins !== undefined) row.origins = origins;
      if (body.description !== undefined) row.description = body.description || null;
      // Sealing anew gives another ciphertext: the same value stays as it is stored.
      if (body.value !== undefined && body.value !== this.open(row)) row.value = this.keyring.encrypt(body.value, secretPlace(row.id));
      await tx.save(row);
      const after = await tx.findOneByOrFail(SecretEntity, { id: row.id });
      await this.audit.add(tx, actor, {
        action: 'secret.update',
        entityType: 'secret',
        entityId: name,
        before,
        after: this.auditable(after),
      });
      return after;
    });
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `CONFLICT` naming the monitors and triggers that use it, unless it is forced */
  async remove(actor: Actor, name: string, isForced: boolean, assertCurrent: AssertCurrent): Promise<void> {
    const use = isForced ? null : await this.uses.of(name);
    await this.change(actor, async (tx) => {
      const row = await lockSecret(tx, name);
      assertCurrent(row);
      assertUnused(name, use);
      await tx.delete(SecretEntity, { id: row.id });
      await this.audit.add(tx, actor, { action: 'secret.delete', entityType: 'secret', entityId: name, before: this.auditable(row) });
    });
  }

  /** Seals what was sealed under an earlier key under the present one, so that the earlier one can go. @see reliability OPS-05 */
  @OnUpkeep('secrets', { everyMs: RESEAL_MS })
  async reseal(): Promise<void> {
    const rows = await this.sources
      .get('upkeep')
      .getRepository(SecretEntity)
      .findBy({ value: Not(Like(`v1.${this.keyring.kid}.%`)) });
    for (const row of rows) {
      const value = this.open(row);
      if (value === null) {
        this.log.warn('a stored secret cannot be read', { code: row.name });
        continue;
      }
      const sealed = this.keyring.encrypt(value, secretPlace(row.id));
      // Somebody may have replaced it meanwhile.
      await this.work.run(systemActor('secrets'), (tx) =>
        tx.query(`UPDATE secrets SET value = $3 WHERE id = $1 AND value = $2`, [row.id, row.value, sealed]),
      );
    }
  }

  /** What changes secrets: every process hears of it when it is committed, this one without waiting to be told. */
  private async change<T>(actor: Actor, fn: (tx: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.work.run(actor, async (tx) => {
      const changed = await fn(tx);
      await this.signals.notify(tx, SIGNALS.secrets);
      return changed;
    });
    this.values.forget();
    return result;
  }

  /** null = no key here opens it. */
  private open({ id, value }: SecretEntity): string | null {
    try {
      return this.keyring.decrypt(value, secretPlace(id));
    } catch (error) {
      if (error instanceof SecretError) return null;
      throw error;
    }
  }

  /** A secret as the audit log keeps it: of the value a fingerprint, which tells a change and nothing else. */
  private auditable(row: SecretEntity): object {
    const { name, description, origins } = row;
    const value = this.open(row);
    const fingerprint = value === null ? null : `#${this.keyring.hmac(FINGERPRINT, value).slice(0, FINGERPRINT_DIGITS)}`;
    return { name, description, origins, value: fingerprint };
  }
}

/** The row, held until the transaction ends. @throws AppError `NOT_FOUND` */
async function lockSecret(tx: EntityManager, name: string): Promise<SecretEntity> {
  const isName = SECRET_NAME_PATTERN.test(name);
  const row = isName ? await tx.findOne(SecretEntity, { where: { name }, lock: { mode: 'pessimistic_write' } }) : null;
  if (row === null) throw notFound('Secret');
  return row;
}

/** @throws AppError `CONFLICT` */
function assertUnused(name: string, use: SecretUse | null): void {
  const [monitors, triggers] = [use?.monitors ?? [], use?.triggers ?? []];
  const told = [wordsOf(monitors, 'monitor'), wordsOf(triggers, 'trigger')].filter((words) => words !== '');
  if (told.length === 0) return;
  const details = [
    ...monitors.map((tag) => ({ field: 'used_by', message: tag })),
    ...triggers.map((trigger) => ({ field: 'used_by_triggers', message: trigger })),
  ];
  throw new AppError('CONFLICT', `${name} is used by ${told.join(', and by ')}`, { details });
}

const wordsOf = (names: readonly string[], noun: string): string =>
  names.length === 0 ? '' : `${names.length === 1 ? `a ${noun}` : `${names.length} ${noun}s`}: ${names.join(', ')}`;
