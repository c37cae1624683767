import type { EmailTemplateId } from '@clarion/database/templates/email-template.entity';
import type { TemplateVariables } from '@clarion/domain/templates';
import { factsOf } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { SharedRead } from '../../platform/database/shared-read.js';
import { textOfHtml } from '../../platform/markdown/text-of-html.js';
import type { MailMessage } from '../deliveries/delivery.js';
import type { Reader } from '../site/site-language.service.js';
import { ReadSiteVariables } from '../site/site-variables.service.js';
import { SiteService } from '../site/site.service.js';
import { TextTemplates } from '../templates/render/text-templates.service.js';
import type { TemplateSources } from './default-words.js';
import { rawNamesOf } from './mail-catalogue.js';
import { oneLine } from './one-line.js';
import { FindTemplateWords } from './template-words.service.js';

/** Words of a mail, and the language they are written in. */
export type MailSources = TemplateSources & { readonly locale: string };

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const absolute = (address: string, siteUrl: string): string =>
  address === '' || /^[a-z][a-z\d+.-]*:/i.test(address) ? address : siteUrl + address.replace(/^\/+/, '');

/** What a document says of its language. */
const documentOf = (locale: string): TemplateVariables => {
  const { direction } = factsOf(locale);
  return { lang: locale, dir: direction, text_align: direction === 'rtl' ? 'right' : 'left' };
};

/** The mails of the site in the words of its editors, and in the language of their readers. @see alerting §D */
@Injectable()
export class MailTexts {
  /** Thousands of mails are written at once: they share what they read. */
  private readonly siteNow = new SharedRead(async (_: 'site') => this.common());

  constructor(
    private readonly templates: TextTemplates,
    private readonly site: SiteService,
    private readonly siteVariables: ReadSiteVariables,
    private readonly words: FindTemplateWords,
  ) {}

  /**
   * @param variables the mail's own; the site's are added
   * @param locale of the reader; the site's by default
   * @throws TemplateError for words that cannot be filled in
   */
  async of(id: EmailTemplateId, variables: TemplateVariables, locale: Reader['locale'] = null): Promise<MailMessage> {
    return this.fill(id, await this.words.of(id, locale), variables);
  }

  /** The same for words that are not stored, such as those somebody is writing. @throws TemplateError */
  async fill(id: EmailTemplateId, { subject, html, text, locale }: MailSources, own: TemplateVariables): Promise<MailMessage> {
    const texts = [
      { text: subject, mode: 'text' as const },
      { text: html, mode: 'html' as const },
      { text, mode: 'text' as const },
    ];
    const variables = { ...(await this.siteNow.of('site')), ...documentOf(locale), ...own };
    const [title = '', body = '', plain = ''] = await this.templates.renderAll(texts, variables, rawNamesOf(id));
    return { type: 'mail', subject: oneLine(title), html: body, text: text.trim() === '' ? textOfHtml(body) : plain };
  }

  private async common(): Promise<TemplateVariables> {
    const site = await this.siteVariables.now();
    const [icon, description] = [await this.site.find('favicon'), await this.site.find('metaSiteDescription')];
    return { ...site, logo: site.site_logo_url, favicon: absolute(wordsOf(icon), site.site_url), tagline: wordsOf(description) };
  }
}
