import { EmailTemplateEntity, TEMPLATE_IDS, type TemplateId } from '@clarion/database/templates/email-template.entity';
import { canonicalLocale, isLocale } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, invalidField, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { CheckWords, MAIL_PARTS, type MailPart, type MailProblem } from './check-words.service.js';
import { defaultWords, type TemplateSources } from './default-words.js';
import { isNote } from './mail-catalogue.js';
import { EVERY_LANGUAGE, FindTemplateWords, sourcesOf, type TemplateWords } from './template-words.service.js';

/** Words somebody is writing; what is undefined is as stored. */
export type MailDraft = Readonly<Partial<Record<MailPart, string | undefined>>>;

/** Words of a message as its editor sees them. */
export interface EditedTemplate {
  readonly id: TemplateId;
  /** Empty = for every language without words of its own. */
  readonly locale: string;
  /** What its readers get: its own, those it falls back to, or the dictionary's. */
  readonly words: TemplateWords;
  /** Its own; null = it has none. */
  readonly own: EmailTemplateEntity | null;
  /** The dictionary's. */
  readonly defaults: TemplateSources;
  /** Where an editor wrote words, the newest first. */
  readonly languages: readonly { readonly locale: string; readonly updatedAt: Date }[];
}

/** Called with the words as they are, inside the transaction: throws when the change was made from older ones. */
export type AssertCurrentTemplate = (current: Pick<EditedTemplate, 'own' | 'words'>) => void;

const isTemplateId = (id: string): id is TemplateId => (TEMPLATE_IDS as readonly string[]).includes(id);
/** Two writers of one message come one after the other, also while there is no row yet. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('email_templates'), hashtext($1))`;

/** The words of the site's messages: read, changed, taken back; by language. @see alerting §D2 */
@Injectable()
export class EmailTemplates {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly found: FindTemplateWords,
    private readonly checks: CheckWords,
  ) {}

  /** @param sent language; empty or absent = for every language without words of its own @throws AppError `BAD_REQUEST` */
  async list(sent?: string): Promise<EditedTemplate[]> {
    const locale = localeIn(sent);
    const rows = await this.sources.get('web').manager.find(EmailTemplateEntity, { order: { updatedAt: 'DESC' } });
    return Promise.all(TEMPLATE_IDS.map(async (id) => this.edited(id, locale, rows)));
  }

  /** @throws AppError `NOT_FOUND`, `BAD_REQUEST` */
  async get(id: string, sent?: string): Promise<EditedTemplate> {
    const locale = localeIn(sent);
    if (!isTemplateId(id)) throw notFound('E-mail template');
    const find = { where: { templateId: id }, order: { updatedAt: 'DESC' } } as const;
    return this.edited(id, locale, await this.sources.get('web').manager.find(EmailTemplateEntity, find));
  }

  /**
   * Makes a draft the words of a language.
   * @returns warnings about them
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, and `BAD_REQUEST` for words that cannot be sent
   */
  async update(
    actor: Actor,
    id: string,
    sent: string | undefined,
    draft: MailDraft,
    assertCurrent: AssertCurrentTemplate,
  ): Promise<readonly MailProblem[]> {
    const { locale } = await this.get(id, sent);
    return this.change(actor, id as TemplateId, locale, assertCurrent, async (tx, before, row) => {
      const after = merged(id as TemplateId, before, draft);
      const problems = await this.checks.of(id as TemplateId, after);
      const details = problems
        .filter(({ severity }) => severity === 'error')
        .map(({ part, message }) => ({ field: MAIL_PARTS[part], message }));
      if (details.length > 0) throw new AppError('BAD_REQUEST', details[0]!.message, { details });
      const stored = row ?? tx.create(EmailTemplateEntity, { templateId: id as TemplateId, locale });
      Object.assign(stored, { templateSubject: after.subject, templateHtmlBody: after.html, templateTextBody: after.text });
      await tx.save(EmailTemplateEntity, stored);
      await this.audit.add(tx, actor, { action: 'email_template.update', ...auditOf(id, locale, before, after) });
      return problems;
    });
  }

  /** Takes back what an editor wrote for a language. @throws AppError `NOT_FOUND`, `BAD_REQUEST`, `PRECONDITION_FAILED` */
  async reset(actor: Actor, id: string, sent: string | undefined, assertCurrent: AssertCurrentTemplate): Promise<void> {
    const { locale } = await this.get(id, sent);
    await this.change(actor, id as TemplateId, locale, assertCurrent, async (tx, before, row) => {
      if (row === null) return [];
      await tx.remove(EmailTemplateEntity, row);
      await this.audit.add(tx, actor, { action: 'email_template.reset', ...auditOf(id, locale, before, null) });
      return [];
    });
  }

  private async change(
    actor: Actor,
    id: TemplateId,
    locale: string,
    assertCurrent: AssertCurrentTemplate,
    write: (tx: EntityManager, before: TemplateWords, row: EmailTemplateEntity | null) => Promise<readonly MailProblem[]>,
  ): Promise<readonly MailProblem[]> {
    return this.work.run(actor, async (tx) => {
      await tx.query(LOCK, [id]);
      const row = await tx.findOneBy(EmailTemplateEntity, { templateId: id, locale });
      const words = await this.wordsOf(id, locale, row);
      assertCurrent({ own: row, words });
      return write(tx, words, row);
    });
  }

  private async edited(id: TemplateId, locale: string, rows: readonly EmailTemplateEntity[]): Promise<EditedTemplate> {
    const ofIt = rows.filter(({ templateId }) => templateId === id);
    const own = ofIt.find((row) => row.locale === locale) ?? null;
    const words = await this.wordsOf(id, locale, own);
    const { locale: known } = await this.found.languageOf(locale);
    return { ...{ id, locale, own, words, defaults: defaultWords(id, known) }, languages: ofIt };
  }

  private async wordsOf(id: TemplateId, locale: string, own: EmailTemplateEntity | null): Promise<TemplateWords> {
    if (own !== null) return { ...sourcesOf(own), locale: (await this.found.languageOf(locale)).locale, isOwn: true };
    if (locale !== EVERY_LANGUAGE) return this.found.of(id, locale);
    const { locale: site } = await this.found.languageOf(null);
    return { ...defaultWords(id, site), locale: site, isOwn: false };
  }
}

/** Notes have no HTML. */
export const merged = (id: TemplateId, words: TemplateWords, { subject, html, text }: MailDraft): TemplateWords => ({
  ...{ ...words, subject: subject ?? words.subject, text: text ?? words.text },
  html: isNote(id) ? '' : (html ?? words.html),
});

/** @throws AppError `BAD_REQUEST` for a language that nobody knows here */
function localeIn(sent: string | undefined): string {
  if (sent === undefined || sent === '') return EVERY_LANGUAGE;
  const locale = canonicalLocale(sent);
  if (!isLocale(locale)) throw invalidField('locale', 'This language is not known');
  return locale;
}

const auditOf = (id: string, locale: string, before: TemplateSources, after: TemplateSources | null) => ({
  ...{ entityType: 'email_template', entityId: id },
  ...{ before: { locale, ...partsOf(before) }, after: after && { locale, ...partsOf(after) } },
});
const partsOf = ({ subject, html, text }: TemplateSources): TemplateSources => ({ subject, html, text });
