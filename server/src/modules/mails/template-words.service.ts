import { EmailTemplateEntity, type TemplateId } from '@clarion/database/templates/email-template.entity';
import { localeChain } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { SharedRead } from '../../platform/database/shared-read.js';
import { type Language, type Reader, SiteLanguage } from '../site/site-language.service.js';
import { defaultWords, type TemplateSources } from './default-words.js';

/** Words of a message for readers of a language. */
export interface TemplateWords extends TemplateSources {
  /** Language they are written in. */
  readonly locale: string;
  /** An editor wrote them, for this language or one it falls back to. */
  readonly isOwn: boolean;
}

/** Words for every language that has none of its own. */
export const EVERY_LANGUAGE = '';

const NEAREST = `
  SELECT locale, template_subject AS subject, template_html_body AS html, template_text_body AS text FROM general_email_templates
  WHERE template_id = $1 AND locale = ANY ($2::text[]) ORDER BY array_position($2::text[], locale::text) LIMIT 1`;

export const sourcesOf = ({ templateSubject, templateHtmlBody, templateTextBody }: EmailTemplateEntity): TemplateSources => ({
  ...{ subject: templateSubject, html: templateHtmlBody, text: templateTextBody },
});

/**
 * What a message says in a language: what an editor wrote for it or for one it falls back to, what an editor wrote for every language, and else
 * the dictionary's words.
 */
@Injectable()
export class FindTemplateWords {
  /** Thousands of mails are written at once: they share what they read. By template and reader's language, as JSON. */
  private readonly nearest = new SharedRead(async (key: string) => this.read(...(JSON.parse(key) as [TemplateId, string | null])));

  constructor(
    private readonly sources: DataSources,
    private readonly language: SiteLanguage,
  ) {}

  /** @param locale of the reader; the site's by default */
  async of(id: TemplateId, locale: Reader['locale'] = null): Promise<TemplateWords> {
    return this.nearest.of(JSON.stringify([id, locale]));
  }

  /** Has an editor written words that readers of a language get? */
  async isOwn(id: TemplateId, locale: Reader['locale'] = null): Promise<boolean> {
    return (await this.of(id, locale)).isOwn;
  }

  async languageOf(locale: Reader['locale']): Promise<Language> {
    return this.language.of({ locale });
  }

  private async read(id: TemplateId, wanted: string | null): Promise<TemplateWords> {
    const [{ locale }, site] = await Promise.all([this.languageOf(wanted), this.languageOf(null)]);
    const chain = [...localeChain(locale), EVERY_LANGUAGE];
    const [row] = await this.sources.get('worker').query<(TemplateSources & { locale: string })[]>(NEAREST, [id, chain]);
    if (row === undefined) return { ...defaultWords(id, locale), locale, isOwn: false };
    return { ...row, locale: row.locale === EVERY_LANGUAGE ? site.locale : row.locale, isOwn: true };
  }
}
