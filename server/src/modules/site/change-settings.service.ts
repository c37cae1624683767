import { isDeepStrictEqual } from 'node:util';
import { siteSettingSeeds } from '@clarion/database/seeds/site-settings';
import type { SettingChanges } from '@clarion/database/site/site-preview.entity';
import { SiteSettingEntity } from '@clarion/database/site/site-setting.entity';
import { Injectable } from '@nestjs/common';
import type { ErrorDetail } from '@clarion/contract';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { checkSetting, isSiteKey, LEGACY_KEYS, SITE_KEYS } from './catalogue.js';
import { SettingError } from './rules.js';
import { SET_SETTING } from './site.service.js';

/** A key of the catalogue as it stands. */
export interface SettingState {
  key: string;
  /** Null where nothing was chosen. */
  value: unknown;
  /** What a new site has; null where that is nothing. */
  standard: unknown;
  isLegacy: boolean;
}

type Stored = ReadonlyMap<string, unknown>;

/** Several keys of the site's configuration, read and changed together. */
@Injectable()
export class ChangeSettings {
  private readonly seeds: ReturnType<typeof siteSettingSeeds>;

  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
    config: Config,
  ) {
    this.seeds = siteSettingSeeds(config.ORIGIN);
  }

  /** Every key of the catalogue, in its order. */
  async list(): Promise<SettingState[]> {
    return this.statesOf(await this.stored(this.sources.get('web').manager));
  }

  /**
   * Values that may be stored, and keys that go back.
   * @throws AppError `BAD_REQUEST` with a detail for every key that is refused
   */
  check(values: Readonly<Record<string, unknown>>, reset: readonly string[]): SettingChanges {
    const checked: Record<string, unknown> = {};
    const details: ErrorDetail[] = reset
      .filter((key) => !isSiteKey(key) || Object.hasOwn(values, key))
      .map((key) => ({ field: key, message: isSiteKey(key) ? `${key} cannot be set and reset at once` : `Unknown site key ${key}` }));
    for (const [key, value] of Object.entries(values)) {
      try {
        checked[key] = checkSetting(key, value);
      } catch (error) {
        if (!(error instanceof SettingError)) throw error;
        const { field, message, line } = error;
        details.push({ field, message, ...(line === undefined ? {} : { line }) });
      }
    }
    if (details.length > 0) throw new AppError('BAD_REQUEST', details.map(({ message }) => message).join('; '), { details });
    return { values: checked, reset: [...reset] };
  }

  /**
   * Stores all of it, or nothing.
   * @param assertCurrent called with everything as it is, inside the transaction; throws when the change was made from older values
   */
  async change(
    actor: Actor,
    { values, reset }: SettingChanges,
    assertCurrent: (current: readonly SettingState[]) => void,
  ): Promise<SettingState[]> {
    return this.work.run(actor, async (tx) => {
      const before = await this.stored(tx, true);
      assertCurrent(this.statesOf(before));
      const wanted = new Map(reset.map((key) => [key, this.standardOf(key)]));
      for (const [key, value] of Object.entries(values)) wanted.set(key, value);
      const changed = [...wanted].filter(([key, value]) => !isDeepStrictEqual(before.get(key) ?? null, value));
      for (const [key, value] of changed) await this.store(tx, actor, key, value, before);
      if (changed.length > 0) {
        await this.outbox.add(tx, 'site.changed', { keys: changed.map(([key]) => key) }, { aggregateId: 'site' });
      }
      return this.statesOf(await this.stored(tx));
    });
  }

  /** Settings as they would be. @param stored values by key */
  withChanges(stored: Stored, { values, reset }: SettingChanges): Map<string, unknown> {
    const settings = new Map(stored);
    for (const key of reset) settings.set(key, this.standardOf(key));
    for (const [key, value] of Object.entries(values)) settings.set(key, value);
    return settings;
  }

  /** Null also stands for a key that no site starts with: it goes. */
  private async store(tx: EntityManager, actor: Actor, key: string, value: unknown, before: Stored): Promise<void> {
    if (value === null) await tx.delete(SiteSettingEntity, { key });
    else await tx.query(SET_SETTING, [key, JSON.stringify(value), SITE_KEYS[key]!.dataType]);
    await this.audit.add(tx, actor, {
      action: value === null ? 'site.delete' : before.has(key) ? 'site.update' : 'site.create',
      entityType: 'site_setting',
      entityId: key,
      before: before.has(key) ? { value: before.get(key) } : null,
      after: value === null ? null : { value },
    });
  }

  private async stored(db: EntityManager, isLocked = false): Promise<Stored> {
    const rows = await db.find(SiteSettingEntity, {
      order: { key: 'ASC' },
      ...(isLocked ? { lock: { mode: 'pessimistic_write' } } : {}),
    });
    return new Map(rows.map(({ key, value }) => [key, value]));
  }

  private statesOf(stored: Stored): SettingState[] {
    return Object.keys(SITE_KEYS).map((key) => ({
      key,
      value: stored.get(key) ?? null,
      standard: this.standardOf(key),
      isLegacy: LEGACY_KEYS.has(key),
    }));
  }

  private standardOf(key: string): unknown {
    return this.seeds[key]?.value ?? null;
  }
}
