import { canonicalLocale, type MessageKey, resolveLocale, translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { SubscriptionSettings } from '../../subscriptions/subscription-settings.service.js';
import { type Chooser, variantOf } from '../http/choice.js';
import { paragraph, sendLeanPage } from './lean-page.js';

/** How somebody reads. */
export interface Reader {
  /** Of the words. */
  readonly locale: string;
  /** The same as the site offers it. */
  readonly offered: string;
  readonly timeZone: string;
}

/** The frame of the pages for one reader, in their language. */
@Injectable()
export class ReaderPages {
  constructor(
    private readonly site: ReadSiteVariables,
    private readonly settings: SubscriptionSettings,
  ) {}

  /** @param own language they once chose; the address goes before it */
  async readerOf(request: FastifyRequest, own: string | null = null): Promise<Reader> {
    const locales = await this.settings.locales();
    const { lang } = request.query as { lang?: unknown };
    const asked: Chooser = own === null || lang !== undefined ? request : { query: { lang: own }, cookies: request.cookies };
    const { locale, timeZone } = variantOf(asked, locales);
    const offered = locales.find((each) => canonicalLocale(each) === locale || resolveLocale([each]) === locale);
    return { locale, timeZone, offered: offered ?? locales[0] ?? locale };
  }

  /** @param body trusted markup of ours */
  async send(reply: FastifyReply, locale: string, title: PlainKey, body: string, status = 200): Promise<void> {
    const { site_name: siteName, site_url: siteUrl } = await this.site.now();
    sendLeanPage(reply, { title: translate(locale, title), siteName, siteUrl, locale, body, status });
  }

  /** A link that is not ours, or leads nowhere any more. */
  async sendUnknownLink(reply: FastifyReply, locale: string): Promise<void> {
    await this.send(reply, locale, 'subscriptions.linkTitle', paragraph(translate(locale, 'subscriptions.linkText')), 404);
  }
}

/** Titles without parameters. */
export type PlainKey = Extract<
  MessageKey,
  `subscriptions.${'title' | 'codeTitle' | 'confirmTitle' | 'manageTitle' | 'deleted' | 'leave' | 'left' | 'linkTitle'}`
>;
