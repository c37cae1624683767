import { SiteTextsEntity } from '@clarion/database/site/site-texts.entity';
import { canonicalLocale, isLocale, type Locale, type LocaleTexts } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { invalidField, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { AuditService } from '../../audit/audit.service.js';
import { checkTexts, TextError } from './check-texts.js';

const SET = `
  INSERT INTO site_texts (locale, texts) VALUES ($1, $2::jsonb)
  ON CONFLICT (locale) DO UPDATE SET texts = excluded.texts, updated_at = app_now()`;

/** The owner's words in the place of ours. */
@Injectable()
export class SiteTextsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /** @throws AppError `NOT_FOUND` for a language that is not known */
  async get(code: string): Promise<{ locale: Locale; texts: LocaleTexts }> {
    const locale = localeIn(code);
    const row = await this.sources.get('web').getRepository(SiteTextsEntity).findOneBy({ locale });
    return { locale, texts: (row?.texts ?? {}) as LocaleTexts };
  }

  /**
   * Replaces the owner's words of a language.
   * @param assertCurrent called with what is stored; throws when the change was made from something older
   * @throws AppError `NOT_FOUND`, or `BAD_REQUEST` naming the text
   */
  async set(
    actor: Actor,
    code: string,
    texts: Readonly<Record<string, unknown>>,
    assertCurrent: (current: LocaleTexts) => void = () => undefined,
  ): Promise<{ locale: Locale; texts: LocaleTexts }> {
    const locale = localeIn(code);
    const checked = check(locale, texts);
    return this.work.run(actor, async (tx) => {
      const before = await tx.findOne(SiteTextsEntity, { where: { locale }, lock: { mode: 'pessimistic_write' } });
      assertCurrent((before?.texts ?? {}) as LocaleTexts);
      if (Object.keys(checked).length === 0) await tx.delete(SiteTextsEntity, { locale });
      else await tx.query(SET, [locale, JSON.stringify(checked)]);
      await this.audit.add(tx, actor, {
        action: 'site.update',
        entityType: 'site_texts',
        entityId: locale,
        before: before?.texts ?? {},
        after: checked,
      });
      await this.outbox.add(tx, 'site.changed', { keys: ['texts'] }, { aggregateId: 'site:texts' });
      return { locale, texts: checked };
    });
  }
}

function localeIn(code: string): Locale {
  const locale = canonicalLocale(code);
  if (!isLocale(locale)) throw notFound(`Language “${code}”`);
  return locale;
}

function check(locale: Locale, texts: Readonly<Record<string, unknown>>): LocaleTexts {
  try {
    return checkTexts(locale, texts);
  } catch (error) {
    if (error instanceof TextError) throw invalidField(`texts.${error.key}`, error.message);
    throw error;
  }
}
