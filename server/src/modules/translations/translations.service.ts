import { canonicalLocale, isLocale } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditService } from '../audit/audit.service.js';
import { fieldOf, SINGLE_TYPES, TRANSLATED, type TranslatedType } from './objects.js';
import { OwnWords, type TranslationRow } from './own-words.js';

/** Texts by language and field. */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What an object says, and how it says it elsewhere. */
export interface Translated {
  /** Texts as they are stored with the object, by field; null = it has none there. */
  source: Readonly<Record<string, string | null>>;
  translations: Translations;
}

/** Which objects texts are wanted of. */
export type Wanted = Partial<Record<TranslatedType, readonly number[]>>;

const OF_OBJECT = `SELECT locale, field, text FROM translations WHERE object_type = $1 AND object_id = $2 ORDER BY locale, field`;
const OF_OBJECTS = `
  SELECT t.object_type AS type, t.object_id AS id, t.locale, t.field, t.text
  FROM unnest($1::text[], $2::int[]) AS wanted (type, id) JOIN translations t ON t.object_type = wanted.type AND t.object_id = wanted.id`;
const FORGET = `DELETE FROM translations WHERE object_type = $1 AND object_id = $2`;
const STORE = `
  INSERT INTO translations (object_type, object_id, locale, field, text)
  SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[])`;
/** Two writers of one object come one after the other. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('translations'), hashtext($1))`;

/** Own content in the languages of its readers. */
@Injectable()
export class TranslationsService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /** @throws AppError `NOT_FOUND`, `FORBIDDEN` */
  async get(actor: Actor, type: TranslatedType, id: number): Promise<Translated> {
    assertMay(actor, TRANSLATED[type].read);
    return this.read(this.sources.get('web').manager, type, id);
  }

  /**
   * Replaces all translations of an object. Empty texts count as none.
   * @param assertCurrent called with what is stored; throws when the change was made from something older
   * @throws AppError `NOT_FOUND`, `FORBIDDEN`, `BAD_REQUEST` naming what is wrong
   */
  async set(
    actor: Actor,
    type: TranslatedType,
    id: number,
    translations: Translations,
    assertCurrent: (current: Translated) => void = () => undefined,
  ): Promise<Translated> {
    assertMay(actor, TRANSLATED[type].write);
    return this.work.run(actor, async (tx) => {
      await tx.query(LOCK, [`${type}:${id}`]);
      const before = await this.read(tx, type, id);
      assertCurrent(before);
      const rows = rowsOf(type, before.source, translations);
      await tx.query(FORGET, [type, id]);
      const column = (name: 'locale' | 'field' | 'text'): string[] => rows.map((row) => row[name]);
      await tx.query(STORE, [type, id, column('locale'), column('field'), column('text')]);
      const after = { source: before.source, translations: grouped(rows) };
      await this.audit.add(tx, actor, {
        action: 'translations.update',
        entityType: type,
        entityId: id,
        before: before.translations,
        after: after.translations,
      });
      await this.outbox.add(tx, 'translations.changed', { objectType: type, objectId: id }, { aggregateId: `translations:${type}:${id}` });
      return after;
    });
  }

  /** The words of many objects, in one statement. */
  async of(wanted: Wanted): Promise<OwnWords> {
    const pairs = Object.entries(wanted).flatMap(([type, ids]) => ids.map((id) => [type, id] as const));
    if (pairs.length === 0) return OwnWords.NONE;
    const parameters = [pairs.map(([type]) => type), pairs.map(([, id]) => id)];
    return new OwnWords(await this.sources.get('web').query<TranslationRow[]>(OF_OBJECTS, parameters));
  }

  private async read(db: EntityManager, type: TranslatedType, id: number): Promise<Translated> {
    const isSingle = SINGLE_TYPES.has(type);
    const wrongId = isSingle && id !== 0;
    const [row] = wrongId ? [] : await db.query<{ source: Translated['source'] }[]>(TRANSLATED[type].source, isSingle ? [] : [id]);
    if (row === undefined) throw notFound(isSingle ? `The site’s ${type}` : `${type} ${id}`);
    return { source: row.source, translations: grouped(await db.query<StoredText[]>(OF_OBJECT, [type, id])) };
  }
}

type StoredText = Pick<TranslationRow, 'locale' | 'field' | 'text'>;

function grouped(rows: readonly StoredText[]): Translations {
  const result: Record<string, Record<string, string>> = {};
  for (const { locale, field, text } of rows) (result[locale] ??= {})[field] = text;
  return result;
}

function rowsOf(type: TranslatedType, source: Translated['source'], translations: Translations): StoredText[] {
  const rows: StoredText[] = [];
  const seen = new Set<string>();
  for (const [code, texts] of Object.entries(translations)) {
    const locale = canonicalLocale(code);
    if (!isLocale(locale)) throw invalidField(`translations.${code}`, 'This language is not known');
    if (seen.has(locale)) throw invalidField(`translations.${code}`, 'This language is named twice');
    seen.add(locale);
    for (const [field, text] of Object.entries(texts)) {
      const name = `translations.${code}.${field}`;
      const rule = fieldOf(type, field, source);
      if (rule === undefined) throw invalidField(name, `${type} has no such text`);
      if (typeof text !== 'string') throw invalidField(name, 'This must be a text');
      if (text.length > rule.maximum) throw invalidField(name, `This may have at most ${rule.maximum} characters`);
      if (text.trim() !== '') rows.push({ locale, field, text: text.trim() });
    }
  }
  return rows;
}

function assertMay(actor: Actor, permission: (typeof TRANSLATED)[TranslatedType]['read' | 'write']): void {
  if (!actor.permissions.has(permission)) throw new AppError('FORBIDDEN', `This needs the permission ${permission}`);
}
