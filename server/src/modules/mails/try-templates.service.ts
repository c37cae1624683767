import type { EmailTemplateId, TemplateId } from '@clarion/database/templates/email-template.entity';
import { TemplateError } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error.js';
import { Deliveries } from '../deliveries/deliveries.service.js';
import type { Outcome } from '../deliveries/delivery.js';
import { CheckWords, type MailProblem } from './check-words.service.js';
import type { TemplateSources } from './default-words.js';
import { EmailTemplates, type MailDraft, merged } from './email-templates.service.js';
import { isNote } from './mail-catalogue.js';
import { MailTexts } from './mail-texts.service.js';
import { NoteTexts } from './note-texts.service.js';
import { type PreviewSubject, PreviewVariables } from './preview-variables.service.js';
import { EVERY_LANGUAGE, FindTemplateWords } from './template-words.service.js';

/** A message as it would arrive; null = a part cannot be filled in, `problems` says why. */
export interface MailPreview {
  readonly rendered: TemplateSources | null;
  readonly problems: readonly MailProblem[];
}

/** What a test met, and how long the mail server took. */
export interface MailTest {
  readonly outcome: Outcome;
  readonly ms: number;
}

/** What to fill in, and with what. */
export interface Trial extends PreviewSubject {
  readonly locale?: string | undefined;
  readonly draft: MailDraft;
}

/** Words of a message tried out while somebody writes them: nothing is stored. */
@Injectable()
export class TryTemplates {
  constructor(
    private readonly templates: EmailTemplates,
    private readonly found: FindTemplateWords,
    private readonly checks: CheckWords,
    private readonly variables: PreviewVariables,
    private readonly mails: MailTexts,
    private readonly notes: NoteTexts,
    private readonly deliveries: Deliveries,
  ) {}

  /** @throws AppError `NOT_FOUND`, `BAD_REQUEST` */
  async preview(sentId: string, { locale, draft, ...subject }: Trial): Promise<MailPreview> {
    const { id, words, locale: edited } = await this.templates.get(sentId, locale);
    const written = merged(id, words, draft);
    // What is changed will be words of its own, in its own language.
    const isChanged = (['subject', 'html', 'text'] as const).some((part) => written[part] !== words[part]);
    const sources = isChanged && edited !== EVERY_LANGUAGE ? { ...written, locale: edited } : written;
    const problems = await this.checks.of(id, sources);
    const variables = await this.variables.of(id, await this.found.languageOf(edited), subject);
    try {
      return { rendered: await this.fill(id, sources, variables), problems };
    } catch (error) {
      if (error instanceof TemplateError) return { rendered: null, problems };
      throw error;
    }
  }

  /** Sends it now. @throws AppError `NOT_FOUND`, and `BAD_REQUEST` when it cannot be sent */
  async test(sentId: string, trial: Trial, to: string): Promise<MailTest> {
    const { rendered, problems } = await this.preview(sentId, trial);
    if (isNote(sentId as TemplateId)) throw new AppError('BAD_REQUEST', 'This is no mail: test the trigger or the subscriber that gets it');
    if (!this.deliveries.isMailConfigured()) throw new AppError('BAD_REQUEST', 'E-mail is not configured');
    if (rendered === null) throw new AppError('BAD_REQUEST', problems[0]?.message ?? 'The template cannot be filled in');
    const from = performance.now();
    const outcome = await this.deliveries.trySend({ type: 'mail', to }, { type: 'mail', ...rendered });
    return { outcome, ms: Math.round(performance.now() - from) };
  }

  private async fill(
    id: TemplateId,
    sources: Parameters<MailTexts['fill']>[1],
    variables: Parameters<MailTexts['fill']>[2],
  ): Promise<TemplateSources> {
    if (isNote(id)) {
      const { title, text } = await this.notes.fill(sources, variables);
      return { subject: title, html: '', text };
    }
    const { subject, html, text } = await this.mails.fill(id satisfies EmailTemplateId, sources, variables);
    return { subject, html, text };
  }
}
