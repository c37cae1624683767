import { SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import { escapeHtml } from '@clarion/domain/templates';
import { translate } from '@clarion/i18n';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Public, RawBody } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { choicesIn } from '../../subscriptions/choices.js';
import { ReadScopeChoices } from '../../subscriptions/scopes/scope-choices.service.js';
import { type Holder, type Preferences, SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';
import { SubscriptionSettings } from '../../subscriptions/subscription-settings.service.js';
import { choiceFields, quietFields } from './choice-fields.js';
import { button, fault, fieldsOf, form, note, paragraph } from './lean-page.js';
import { preferencesOf, saidOf } from './read-choices.js';
import { type Reader, ReaderPages } from './reader-pages.service.js';

/** A form with a hundred scopes. */
const MOST_BYTES = 65_536;
/** Mails that are older lead to the first. */
const PATHS = [':token', 'manage/:token'];

/** What stands above the form. */
type Said = { readonly note: 'subscriptions.done' | 'subscriptions.saved' } | { readonly fault: string; readonly status: number } | null;

/** Everything a subscriber may change, without script; the link of a mail is what proves who they are. @see ux A6 */
@ApiExcludeController()
@Controller('subscribe')
@Public()
export class ManageController {
  constructor(
    private readonly preferences: SubscriberPreferences,
    private readonly settings: SubscriptionSettings,
    private readonly choices: ReadScopeChoices,
    private readonly pages: ReaderPages,
  ) {}

  @Get(PATHS)
  @RateLimit({ name: 'subscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async look(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const holder = await this.holderOf(token);
    if (holder === null) return this.pages.sendUnknownLink(reply, (await this.pages.readerOf(request)).locale);
    const { done } = request.query as { done?: unknown };
    return this.show(reply, request, holder, done === undefined ? null : { note: 'subscriptions.done' });
  }

  @Post(PATHS)
  @HttpCode(200)
  @BodyLimit(MOST_BYTES)
  @RawBody()
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async change(
    @CurrentActor() visitor: Actor,
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Body() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const holder = await this.holderOf(token);
    const { locale } = await this.pages.readerOf(request);
    if (holder === null) return this.pages.sendUnknownLink(reply, locale);
    const fields = fieldsOf(body);
    if (fields.get('action') === 'delete') {
      await this.preferences.remove(visitor, holder);
      return this.pages.send(reply, locale, 'subscriptions.deleted', paragraph(translate(locale, 'subscriptions.deletedText')));
    }
    return this.show(reply, request, holder, await this.deed(visitor, holder, fields, locale));
  }

  /** @returns what there is to say of it */
  private async deed(visitor: Actor, holder: Holder, fields: URLSearchParams, locale: string): Promise<Said> {
    try {
      switch (fields.get('action')) {
        case 'save':
          await this.preferences.update(visitor, holder, choicesIn(preferencesOf(fields), await this.settings.locales()));
          break;
        case 'pause':
          await this.preferences.pause(visitor, holder);
          break;
        case 'resume':
          await this.preferences.resume(visitor, holder);
          break;
        case 'leave':
          await this.preferences.leave(visitor, holder, SUBSCRIPTION_EVENT_TYPES);
          break;
        default:
          return null;
      }
      return { note: 'subscriptions.saved' };
    } catch (error) {
      const { key, status } = saidOf(error);
      return { fault: translate(locale, key), status };
    }
  }

  private async show(reply: FastifyReply, request: FastifyRequest, holder: Holder, said: Said): Promise<void> {
    const found = await this.found(holder);
    const reader = await this.pages.readerOf(request, found?.locale ?? null);
    const { locale } = reader;
    const form = found === null ? paragraph(translate(locale, 'subscriptions.unavailable')) : await this.form(reader, found);
    const above = said === null ? '' : 'note' in said ? note(translate(locale, said.note)) : fault(said.fault);
    const body = above + paragraph(holder.address) + form + endForms(locale, found);
    return this.pages.send(reply, locale, 'subscriptions.manageTitle', body, said !== null && 'fault' in said ? said.status : 200);
  }

  private async form(reader: Reader, found: Preferences): Promise<string> {
    const { locale } = reader;
    const filled = {
      ...{ types: found.chosen, scopes: found.scopes, isSome: found.scopes.length > 0 },
      ...{ locale: found.locale ?? reader.offered, timeZone: found.timeZone ?? reader.timeZone },
    };
    const fields = choiceFields(locale, filled, {
      types: found.offered,
      scopes: await this.choices.now(locale, found.scopes, ''),
      locales: await this.settings.locales(),
    });
    const save = `<div class="acts">${button(translate(locale, 'subscriptions.save'), '', ['action', 'save'])}</div>`;
    const state = found.isPaused ? fault(translate(locale, 'subscriptions.paused')) + reasonOf(found) : '';
    return state + form({}, fields + quietFields(locale, found.quietHours) + save);
  }

  /** @returns null when the site offers nothing any more */
  private async found(holder: Holder): Promise<Preferences | null> {
    try {
      return await this.preferences.of(holder);
    } catch (error) {
      if (error instanceof AppError && error.code === 'BAD_REQUEST') return null;
      throw error;
    }
  }

  private async holderOf(token: string): Promise<Holder | null> {
    const link = await this.preferences.byLink(token);
    return link?.purpose === 'manage' ? link.holder : null;
  }
}

const reasonOf = ({ pauseReason }: Preferences): string => (pauseReason === null ? '' : paragraph(pauseReason));

/** Ways out of it: a while, altogether, and without a trace. Each is a form by itself, so that nothing else is saved with it. */
function endForms(locale: string, found: Preferences | null): string {
  const act = (action: string, words: string): string => form({ action }, button(words, 'quiet'), 'plain');
  const isOn = found === null || SUBSCRIPTION_EVENT_TYPES.some((type) => found.chosen[type]);
  const rest =
    found === null
      ? ''
      : found.isPaused
        ? act('resume', translate(locale, 'subscriptions.resume'))
        : isOn
          ? act('pause', translate(locale, 'subscriptions.pause'))
          : '';
  const leave = isOn ? act('leave', translate(locale, 'subscriptions.leaveAll')) : '';
  const words = escapeHtml(translate(locale, 'subscriptions.delete'));
  const sure = paragraph(translate(locale, 'subscriptions.deleteHint')) + act('delete', translate(locale, 'subscriptions.delete'));
  return `${rest}${leave}<details class="card"><summary>${words}</summary>${sure}</details>`;
}
