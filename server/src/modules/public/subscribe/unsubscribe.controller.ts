import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Public, RawBody } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';
import { fieldsOf, form, paragraph, sendLeanPage } from './lean-page.js';

const WORDS: Readonly<Record<SubscriptionEventType, string>> = { incidents: 'incidents', maintenances: 'planned maintenance' };
const EVERYTHING = 'all';

/** One click to leave, from a mail. Looking changes nothing: mail scanners follow links. @see alerting §C3, RFC 8058 */
@ApiExcludeController()
@Controller('unsubscribe')
@Public()
export class UnsubscribeController {
  constructor(
    private readonly preferences: SubscriberPreferences,
    private readonly site: ReadSiteVariables,
  ) {}

  @Get(':token')
  @RateLimit({ name: 'unsubscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async ask(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.preferences.byLink(token);
    if (link === null) return this.unknown(reply);
    if (link.holder === null) return this.done(reply);
    const types = typesOf(link.purpose);
    const question = paragraph(`No more mail to ${link.holder.email} about ${types.map((type) => WORDS[type]).join(' and ')}?`);
    const rest = types.length === SUBSCRIPTION_EVENT_TYPES.length ? '' : button('Unsubscribe from everything', 'quiet', EVERYTHING);
    return this.send(reply, 'Unsubscribe', `${question}${form({}, button('Unsubscribe') + rest)}`);
  }

  /** The mail program's own button posts here too, without a cookie, and wants no redirect. */
  @Post(':token')
  @HttpCode(200)
  @BodyLimit(4_096)
  @RawBody()
  @RateLimit({ name: 'unsubscribe', limit: 120, seconds: 60 })
  async leave(
    @CurrentActor() visitor: Actor,
    @Param('token') token: string,
    @Body() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.preferences.byLink(token);
    if (link === null) return this.unknown(reply);
    const isEverything = fieldsOf(body)['types'] === EVERYTHING;
    if (link.holder !== null)
      await this.preferences.leave(visitor, link.holder, isEverything ? SUBSCRIPTION_EVENT_TYPES : typesOf(link.purpose));
    return this.done(reply);
  }

  private async done(reply: FastifyReply): Promise<void> {
    return this.send(reply, 'You are unsubscribed', paragraph('No more mail is sent to you about this.'));
  }

  private async unknown(reply: FastifyReply): Promise<void> {
    const text = 'The link is not complete. Open it again from the mail, or copy the whole address.';
    return this.send(reply, 'This link is not known', paragraph(text), 404);
  }

  private async send(reply: FastifyReply, title: string, body: string, status = 200): Promise<void> {
    const { site_name: siteName, site_url: siteUrl } = await this.site.now();
    sendLeanPage(reply, { title, siteName, siteUrl, body, status });
  }
}

/** A link to the preferences stands for all of them. */
const typesOf = (purpose: string): readonly SubscriptionEventType[] => {
  const types = SUBSCRIPTION_EVENT_TYPES.filter((type) => type === purpose);
  return types.length === 0 ? SUBSCRIPTION_EVENT_TYPES : types;
};

const button = (words: string, look = '', types = ''): string =>
  `<button${look === '' ? '' : ` class="${look}"`}${types === '' ? '' : ` name="types" value="${types}"`}>${words}</button>`;
