import type { NoteTemplateId } from '@clarion/database/templates/email-template.entity';
import type { TemplateVariables } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { SharedRead } from '../../platform/database/shared-read.js';
import type { Reader } from '../site/site-language.service.js';
import { ReadSiteVariables } from '../site/site-variables.service.js';
import { TextTemplates } from '../templates/render/text-templates.service.js';
import type { TemplateSources } from './default-words.js';
import { oneLine } from './one-line.js';
import { FindTemplateWords } from './template-words.service.js';

/** What a chat or a push message says. Plain text: each channel escapes it as its provider asks. */
export interface NoteText {
  /** One line. */
  readonly title: string;
  readonly text: string;
}

/** Titles and texts for chats, in the words of the site's editors and the language of their readers. */
@Injectable()
export class NoteTexts {
  private readonly siteNow = new SharedRead(async (_: 'site') => this.siteVariables.now());

  constructor(
    private readonly templates: TextTemplates,
    private readonly siteVariables: ReadSiteVariables,
    private readonly words: FindTemplateWords,
  ) {}

  /**
   * @param variables the note's own; the site's are added
   * @param locale of the reader; the site's by default
   * @throws TemplateError for words that cannot be filled in
   */
  async of(id: NoteTemplateId, variables: TemplateVariables, locale: Reader['locale'] = null): Promise<NoteText> {
    return this.fill(await this.words.of(id, locale), variables);
  }

  /** The same for words that are not stored. @throws TemplateError */
  async fill({ subject, text }: TemplateSources, own: TemplateVariables): Promise<NoteText> {
    const variables = { ...(await this.siteNow.of('site')), ...own };
    const sources = [subject, text].map((each) => ({ text: each, mode: 'text' as const }));
    const [title = '', body = ''] = await this.templates.renderAll(sources, variables);
    return { title: oneLine(title), text: body.trim() };
  }

  /** Has an editor written words for it? */
  async isOwn(id: NoteTemplateId, locale: Reader['locale'] = null): Promise<boolean> {
    return this.words.isOwn(id, locale);
  }
}
