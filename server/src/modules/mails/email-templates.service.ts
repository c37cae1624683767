import { EMAIL_TEMPLATE_SEEDS } from '@clarion/database/seeds/email-templates';
import { EMAIL_TEMPLATE_IDS, EmailTemplateEntity, type EmailTemplateId } from '@clarion/database/templates/email-template.entity';
import { TemplateError, type TemplateProblem, type TemplateVariables, type VariableDeclaration } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { Deliveries } from '../deliveries/deliveries.service.js';
import type { Outcome } from '../deliveries/delivery.js';
import { TextTemplates } from '../templates/render/text-templates.service.js';
import { variablesOf } from './mail-catalogue.js';
import { MailTexts, type MailSources } from './mail-texts.service.js';

/** The parts of a mail, as the wire names them. */
export const MAIL_PARTS = { subject: 'template_subject', html: 'template_html_body', text: 'template_text_body' } as const;
type MailPart = keyof typeof MAIL_PARTS;

/** What is wrong with one part. */
export interface MailProblem extends TemplateProblem {
  readonly part: MailPart;
}

/** Words somebody is writing; what is undefined is as stored. */
export type MailDraft = Readonly<Partial<Record<MailPart, string | undefined>>>;

/** A mail as it would arrive; null = a part cannot be filled in, `problems` says why. */
export interface MailPreview {
  readonly rendered: MailSources | null;
  readonly problems: readonly MailProblem[];
}

/** Called with a row as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrentTemplate = (current: EmailTemplateEntity) => void;

const isTemplateId = (id: string): id is EmailTemplateId => (EMAIL_TEMPLATE_IDS as readonly string[]).includes(id);
export const sourcesOf = ({ templateSubject, templateHtmlBody, templateTextBody }: EmailTemplateEntity): MailSources => ({
  ...{ subject: templateSubject, html: templateHtmlBody, text: templateTextBody },
});
/** Are these the words the site came with? */
export const isDefault = (row: EmailTemplateEntity): boolean => {
  const [now, seed] = [sourcesOf(row), EMAIL_TEMPLATE_SEEDS[row.templateId]];
  return now.subject === seed.subject && now.html === seed.html && now.text === seed.text;
};

/** The words of the site's mails: read, changed, tried, taken back. @see alerting §D2 */
@Injectable()
export class EmailTemplates {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly templates: TextTemplates,
    private readonly texts: MailTexts,
    private readonly deliveries: Deliveries,
  ) {}

  async list(): Promise<EmailTemplateEntity[]> {
    return this.db.find(EmailTemplateEntity, { order: { templateId: 'ASC' } });
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string): Promise<EmailTemplateEntity> {
    const row = isTemplateId(id) ? await this.db.findOneBy(EmailTemplateEntity, { templateId: id }) : null;
    if (row === null) throw notFound('E-mail template');
    return row;
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, and `BAD_REQUEST` for words that cannot be sent */
  async update(actor: Actor, id: string, draft: MailDraft, assertCurrent: AssertCurrentTemplate): Promise<EmailTemplateEntity> {
    return this.change(actor, id, 'update', assertCurrent, async (row) => {
      const sources = merged(row, draft);
      const details = (await this.check(row.templateId, sources))
        .filter(({ severity }) => severity === 'error')
        .map(({ part, message }) => ({ field: MAIL_PARTS[part], message }));
      if (details.length > 0) throw new AppError('BAD_REQUEST', details[0]!.message, { details });
      return sources;
    });
  }

  /** Back to the words the site came with. @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async reset(actor: Actor, id: string, assertCurrent: AssertCurrentTemplate): Promise<EmailTemplateEntity> {
    return this.change(actor, id, 'reset', assertCurrent, (row) => Promise.resolve(EMAIL_TEMPLATE_SEEDS[row.templateId]));
  }

  /** A mail with the samples of its variables. @throws AppError `NOT_FOUND` */
  async preview(id: string, draft: MailDraft): Promise<MailPreview> {
    const row = await this.get(id);
    const sources = merged(row, draft);
    const problems = await this.check(row.templateId, sources);
    try {
      return { rendered: await this.texts.fill(row.templateId, sources, samplesOf(row.templateId)), problems };
    } catch (error) {
      if (error instanceof TemplateError) return { rendered: null, problems };
      throw error;
    }
  }

  /** Sends a sample now. @throws AppError `NOT_FOUND`, and `BAD_REQUEST` when it cannot be sent */
  async test(id: string, draft: MailDraft, to: string): Promise<Outcome> {
    if (!this.deliveries.isMailConfigured()) throw new AppError('BAD_REQUEST', 'E-mail is not configured');
    const { rendered, problems } = await this.preview(id, draft);
    if (rendered === null) throw new AppError('BAD_REQUEST', problems[0]?.message ?? 'The template cannot be filled in');
    return this.deliveries.trySend({ type: 'mail', to }, { type: 'mail', ...rendered });
  }

  /** Errors of a part first. A link may stand in the HTML alone as long as the text is made from it. */
  private async check(id: EmailTemplateId, sources: MailSources): Promise<MailProblem[]> {
    const declared = variablesOf(id);
    const optional = declared.map(({ isRequired: _, ...declaration }): VariableDeclaration => declaration);
    const parts = [
      { part: 'subject', mode: 'text', names: optional },
      { part: 'html', mode: 'html', names: declared },
      { part: 'text', mode: 'text', names: sources.text.trim() === '' ? optional : declared },
    ] as const;
    const found: MailProblem[] =
      sources.subject.trim() === '' ? [{ part: 'subject', severity: 'error', message: 'A mail needs a subject' }] : [];
    for (const { part, mode, names } of parts)
      found.push(...(await this.templates.check({ text: sources[part], mode }, names)).map((problem) => ({ part, ...problem })));
    return found;
  }

  private async change(
    actor: Actor,
    id: string,
    verb: string,
    assertCurrent: AssertCurrentTemplate,
    write: (row: EmailTemplateEntity) => Promise<MailSources>,
  ): Promise<EmailTemplateEntity> {
    if (!isTemplateId(id)) throw notFound('E-mail template');
    return this.work.run(actor, async (tx) => {
      const row = await tx.findOne(EmailTemplateEntity, { where: { templateId: id }, lock: { mode: 'pessimistic_write' } });
      if (row === null) throw notFound('E-mail template');
      assertCurrent(row);
      const [before, after] = [sourcesOf(row), await write(row)];
      Object.assign(row, { templateSubject: after.subject, templateHtmlBody: after.html, templateTextBody: after.text });
      const saved = await tx.save(EmailTemplateEntity, row);
      await this.audit.add(tx, actor, { action: `email_template.${verb}`, entityType: 'email_template', entityId: id, before, after });
      return saved;
    });
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }
}

const merged = (row: EmailTemplateEntity, { subject, html, text }: MailDraft): MailSources => ({
  ...{ subject: subject ?? row.templateSubject, html: html ?? row.templateHtmlBody, text: text ?? row.templateTextBody },
});

/** The mail's own; the site speaks for itself. */
const samplesOf = (id: EmailTemplateId): TemplateVariables => {
  const common = new Set(['site_url', 'site_name', 'site_logo_url', 'logo', 'favicon', 'tagline']);
  const own = variablesOf(id).filter(({ name }) => !common.has(name) && !name.startsWith('colors_'));
  return Object.fromEntries(own.map(({ name, sample }) => [name, sample]));
};
