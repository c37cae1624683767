import { EMAIL_TEMPLATE_SEEDS } from '@clarion/database/seeds/email-templates';
import { EmailTemplateEntity, type EmailTemplateId } from '@clarion/database/templates/email-template.entity';
import type { TemplateVariables } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { SharedRead } from '../../platform/database/shared-read.js';
import { textOfHtml } from '../../platform/markdown/text-of-html.js';
import type { MailMessage } from '../deliveries/delivery.js';
import { ReadSiteVariables } from '../site/site-variables.service.js';
import { SiteService } from '../site/site.service.js';
import { TextTemplates } from '../templates/render/text-templates.service.js';
import { rawNamesOf } from './mail-catalogue.js';

/** Words of a mail, as somebody wrote them. */
export interface MailSources {
  readonly subject: string;
  readonly html: string;
  /** Empty: made from the HTML. */
  readonly text: string;
}

const wordsOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const absolute = (address: string, siteUrl: string): string =>
  address === '' || /^[a-z][a-z\d+.-]*:/i.test(address) ? address : siteUrl + address.replace(/^\/+/, '');

/** The mails of the site in the words of its editors. @see alerting §D */
@Injectable()
export class MailTexts {
  /** Thousands of mails are written at once: they share what they read. */
  private readonly siteNow = new SharedRead(async (_: 'site') => this.common());
  private readonly stored = new SharedRead(async (id: EmailTemplateId) =>
    this.sources.get('worker').getRepository(EmailTemplateEntity).findOneBy({ templateId: id }),
  );

  constructor(
    private readonly sources: DataSources,
    private readonly templates: TextTemplates,
    private readonly site: SiteService,
    private readonly siteVariables: ReadSiteVariables,
  ) {}

  /** @param variables the mail's own; the site's are added @throws TemplateError for words that cannot be filled in */
  async of(id: EmailTemplateId, variables: TemplateVariables): Promise<MailMessage> {
    const row = await this.stored.of(id);
    const { templateSubject: subject, templateHtmlBody: html, templateTextBody: text } = row ?? {};
    return this.fill(id, subject === undefined ? EMAIL_TEMPLATE_SEEDS[id] : { subject, html: html ?? '', text: text ?? '' }, variables);
  }

  /** The same for words that are not stored, such as those somebody is writing. @throws TemplateError */
  async fill(id: EmailTemplateId, { subject, html, text }: MailSources, own: TemplateVariables): Promise<MailMessage> {
    const texts = [
      { text: subject, mode: 'text' as const },
      { text: html, mode: 'html' as const },
      { text, mode: 'text' as const },
    ];
    const variables = { ...(await this.siteNow.of('site')), ...own };
    const [title = '', body = '', plain = ''] = await this.templates.renderAll(texts, variables, rawNamesOf(id));
    return { type: 'mail', subject: title, html: body, text: text.trim() === '' ? textOfHtml(body) : plain };
  }

  private async common(): Promise<TemplateVariables> {
    const site = await this.siteVariables.now();
    const [icon, description] = [await this.site.find('favicon'), await this.site.find('metaSiteDescription')];
    return { ...site, logo: site.site_logo_url, favicon: absolute(wordsOf(icon), site.site_url), tagline: wordsOf(description) };
  }
}
