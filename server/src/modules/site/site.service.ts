import { SiteSettingEntity } from '@clarion/database/site/site-setting.entity';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { checkSetting, isSiteKey, SITE_KEYS } from './catalogue.js';
import { SettingError } from './rules.js';

/** Called with a setting as it is, inside the transaction. */
export type AssertCurrentSetting = (current: SiteSettingEntity | null) => void;

/** Parameters: key, value as JSON text, data type. */
export const SET_SETTING = `
  INSERT INTO site_settings (key, value, data_type) VALUES ($1, $2::jsonb, $3)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, data_type = excluded.data_type, updated_at = app_now()`;

/** The site's configuration: one row a key. */
@Injectable()
export class SiteService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
    private readonly config: Config,
  ) {}

  /** Every stored key, in a stable order. */
  async list(): Promise<SiteSettingEntity[]> {
    return this.sources
      .get('web')
      .getRepository(SiteSettingEntity)
      .find({ order: { key: 'ASC' } });
  }

  /** @throws AppError `NOT_FOUND` for a key the catalogue does not know, or that was never stored */
  async get(key: string): Promise<SiteSettingEntity> {
    const row = isSiteKey(key) ? await this.sources.get('web').getRepository(SiteSettingEntity).findOneBy({ key }) : null;
    if (!row) throw notFound(`Site key “${key}”`);
    return row;
  }

  /** The stored value of a key, or null. */
  async find(key: string): Promise<unknown> {
    return (await this.sources.get('web').getRepository(SiteSettingEntity).findOneBy({ key }))?.value ?? null;
  }

  /** What links start with: the site's URL, else `ORIGIN`, and the base path; no trailing slash. @see rest-api-v4 §1 */
  async baseUrl(): Promise<string> {
    const stored = await this.find('siteURL');
    const origin = typeof stored === 'string' && stored !== '' ? stored.replace(/\/+$/, '') : this.config.ORIGIN;
    return origin + this.config.APP_BASE_PATH;
  }

  /**
   * Replaces the value of a key.
   * @param assertCurrent called with the row as it is, null for none; throws when the change was made from an older one
   * @throws AppError `NOT_FOUND`, or `BAD_REQUEST` saying what the value must be
   */
  async set(actor: Actor, key: string, value: unknown, assertCurrent: AssertCurrentSetting = () => undefined): Promise<SiteSettingEntity> {
    const kind = isSiteKey(key) ? SITE_KEYS[key] : undefined;
    if (!kind) throw notFound(`Site key “${key}”`);
    const checked = check(key, value);
    return this.work.run(actor, async (tx) => {
      const before = await tx.findOne(SiteSettingEntity, { where: { key }, lock: { mode: 'pessimistic_write' } });
      assertCurrent(before);
      // Written as JSON text: a null is a value here, and would be the absence of one on its way through an entity.
      await tx.query(SET_SETTING, [key, JSON.stringify(checked), kind.dataType]);
      const row = await tx.findOneByOrFail(SiteSettingEntity, { key });
      await this.audit.add(tx, actor, {
        action: before ? 'site.update' : 'site.create',
        entityType: 'site_setting',
        entityId: key,
        before: before && { value: before.value },
        after: { value: checked },
      });
      await this.outbox.add(tx, 'site.changed', { keys: [key] }, { aggregateId: `site:${key}` });
      return row;
    });
  }
}

function check(key: string, value: unknown): unknown {
  if (value === undefined) throw new AppError('BAD_REQUEST', 'value is required');
  try {
    return checkSetting(key, value);
  } catch (error) {
    if (error instanceof SettingError) throw invalidField('value', error.message);
    throw error;
  }
}
