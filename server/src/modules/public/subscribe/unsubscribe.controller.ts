import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { translate } from '@clarion/i18n';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Public, RawBody } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';
import { button, fieldsOf, form, paragraph } from './lean-page.js';
import { ReaderPages } from './reader-pages.service.js';

const QUESTIONS = { incidents: 'subscriptions.leaveIncidents', maintenances: 'subscriptions.leaveMaintenances' } as const;
const EVERYTHING = 'all';

/** One click to leave, from a mail. Looking changes nothing: mail scanners follow links. @see alerting §C3, RFC 8058 */
@ApiExcludeController()
@Controller('unsubscribe')
@Public()
export class UnsubscribeController {
  constructor(
    private readonly preferences: SubscriberPreferences,
    private readonly pages: ReaderPages,
  ) {}

  @Get(':token')
  @RateLimit({ name: 'unsubscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async ask(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { locale } = await this.pages.readerOf(request);
    const link = await this.preferences.byLink(token);
    if (link === null) return this.pages.sendUnknownLink(reply, locale);
    if (link.holder === null) return this.done(reply, locale);
    const [first, ...others] = typesOf(link.purpose);
    const key = first === undefined || others.length > 0 ? 'subscriptions.leaveBoth' : QUESTIONS[first];
    const all = button(translate(locale, 'subscriptions.leaveAll'), 'quiet', ['types', EVERYTHING]);
    const acts = button(translate(locale, 'subscriptions.leave')) + (others.length > 0 ? '' : all);
    const question = paragraph(translate(locale, key, { address: link.holder.address }));
    return this.pages.send(reply, locale, 'subscriptions.leave', question + form({}, `<div class="acts">${acts}</div>`, 'plain'));
  }

  /** The mail program's own button posts here too, without a cookie, and wants no redirect. */
  @Post(':token')
  @HttpCode(200)
  @BodyLimit(4_096)
  @RawBody()
  @RateLimit({ name: 'unsubscribe', limit: 120, seconds: 60 })
  async leave(
    @CurrentActor() visitor: Actor,
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Body() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { locale } = await this.pages.readerOf(request);
    const link = await this.preferences.byLink(token);
    if (link === null) return this.pages.sendUnknownLink(reply, locale);
    const isEverything = fieldsOf(body).get('types') === EVERYTHING;
    if (link.holder !== null)
      await this.preferences.leave(visitor, link.holder, isEverything ? SUBSCRIPTION_EVENT_TYPES : typesOf(link.purpose));
    return this.done(reply, locale);
  }

  private async done(reply: FastifyReply, locale: string): Promise<void> {
    return this.pages.send(reply, locale, 'subscriptions.left', paragraph(translate(locale, 'subscriptions.leftText')));
  }
}

/** A link to the preferences stands for all of them. */
const typesOf = (purpose: string): readonly SubscriptionEventType[] => {
  const types = SUBSCRIPTION_EVENT_TYPES.filter((type) => type === purpose);
  return types.length === 0 ? SUBSCRIPTION_EVENT_TYPES : types;
};
