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
import type { Choices } from '../../subscriptions/choices.js';
import { ReadScopeChoices } from '../../subscriptions/scopes/scope-choices.service.js';
import { SubscriberAccess } from '../../subscriptions/subscriber-access.service.js';
import { SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';
import { type OfferedTypes, SubscriptionSettings } from '../../subscriptions/subscription-settings.service.js';
import { choiceFields, type FilledIn, TYPE_WORDS } from './choice-fields.js';
import { button, fault, fieldsOf, form, paragraph } from './lean-page.js';
import { assertSomeType, choicesOf, FormError, pickedIn, preselected, saidOf, wantsSome } from './read-choices.js';
import { type Reader, ReaderPages } from './reader-pages.service.js';

/** Somebody on the first page. */
interface Visit {
  readonly reply: FastifyReply;
  readonly request: FastifyRequest;
  readonly reader: Reader;
  readonly offered: OfferedTypes;
}

/** A form with a hundred scopes. */
const MOST_BYTES = 65_536;

/** Subscribing without script: address and choices, code or link. The same services as the endpoint of the contract. */
@ApiExcludeController()
@Controller('subscribe')
@Public()
export class SubscribeController {
  constructor(
    private readonly access: SubscriberAccess,
    private readonly preferences: SubscriberPreferences,
    private readonly settings: SubscriptionSettings,
    private readonly choices: ReadScopeChoices,
    private readonly pages: ReaderPages,
  ) {}

  @Get()
  @RateLimit({ name: 'subscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const reader = await this.pages.readerOf(request);
    const offered = await this.settings.offered();
    if (offered === null) return this.unavailable(reply, reader);
    const scopes = preselected(request.query as Record<string, unknown>);
    const filled = { types: offered, scopes, isSome: scopes.length > 0, locale: reader.offered, timeZone: reader.timeZone };
    return this.form({ reply, request, reader, offered }, filled);
  }

  @Post()
  @HttpCode(200)
  @BodyLimit(MOST_BYTES)
  @RawBody()
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async next(
    @CurrentActor() visitor: Actor,
    @Req() request: FastifyRequest,
    @Body() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = await this.pages.readerOf(request);
    const offered = await this.settings.offered();
    if (offered === null) return this.unavailable(reply, reader);
    const fields = fieldsOf(body);
    if (fields.get('action') === 'verify') return this.verify(reply, reader, visitor, fields);
    const kept = fields.get('action') === 'again' ? keptIn(fields) : null;
    return this.ask({ reply, request, reader, offered }, visitor, fields, kept);
  }

  /** From the link of a mail. Looking changes nothing: mail scanners follow links. */
  @Get('confirm/:token')
  @RateLimit({ name: 'subscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async look(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const waiting = await this.access.waiting(token);
    const { locale } = await this.pages.readerOf(request, waiting?.choices?.locale);
    if (waiting === null) return this.pages.sendUnknownLink(reply, locale);
    const text = paragraph(translate(locale, 'subscriptions.confirmText', { email: waiting.email }));
    const act = form({}, `<div class="acts">${button(translate(locale, 'subscriptions.confirm'))}</div>`, 'plain');
    return this.pages.send(reply, locale, 'subscriptions.confirmTitle', text + (await this.summary(locale, waiting.choices)) + act);
  }

  /** What is confirmed: somebody else may have typed the address in. Empty when nothing was chosen. */
  private async summary(locale: string, choices: Choices | null): Promise<string> {
    const types = SUBSCRIPTION_EVENT_TYPES.filter((type) => choices?.[type] === true).map((type) => translate(locale, TYPE_WORDS[type]));
    if (types.length === 0) return '';
    const { scopes = [] } = choices ?? {};
    const names = scopes.length === 0 ? [translate(locale, 'subscriptions.everything')] : await this.choices.namesOf(locale, scopes, '');
    const list = (words: string, items: readonly string[]): string =>
      `<dt>${escapeHtml(words)}</dt>${items.map((item) => `<dd>${escapeHtml(item)}</dd>`).join('')}`;
    return `<dl>${list(translate(locale, 'subscriptions.types'), types)}${list(translate(locale, 'subscriptions.reach'), names)}</dl>`;
  }

  @Post('confirm/:token')
  @HttpCode(200)
  @BodyLimit(MOST_BYTES)
  @RawBody()
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async confirm(
    @CurrentActor() visitor: Actor,
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = await this.pages.readerOf(request);
    if ((await this.settings.offered()) === null) return this.unavailable(reply, reader);
    const identity = await this.access.confirm(visitor, token);
    return identity === null ? this.pages.sendUnknownLink(reply, reader.locale) : this.welcome(reply, identity.methodId);
  }

  /** Asks for a code. @param kept choices of an earlier form; null = they stand in this one */
  private async ask(visit: Visit, visitor: Actor, fields: URLSearchParams, kept: Kept | null): Promise<void> {
    const { reply, reader } = visit;
    const email = fields.get('email') ?? '';
    try {
      const chosen = kept ?? keptOf(fields);
      await this.access.login(visitor, { email, ...chosen });
      await this.pages.send(reply, reader.locale, 'subscriptions.codeTitle', codeForm(reader.locale, email, chosen));
    } catch (error) {
      const { key, status } = saidOf(error);
      const filled = {
        types: { incidents: fields.get('incidents') === 'yes', maintenances: fields.get('maintenances') === 'yes' },
        ...{ scopes: pickedIn(fields), isSome: wantsSome(fields) },
        ...{ locale: fields.get('locale') ?? reader.offered, timeZone: fields.get('time_zone') ?? reader.timeZone },
      };
      await this.form(visit, filled, { email, text: translate(reader.locale, key), status });
    }
  }

  private async verify(reply: FastifyReply, { locale }: Reader, visitor: Actor, fields: URLSearchParams): Promise<void> {
    const [email, code, kept] = [fields.get('email') ?? '', fields.get('code') ?? '', keptIn(fields)];
    try {
      const { identity } = await this.access.verify(visitor, { email, code, ...kept });
      await this.welcome(reply, identity.methodId);
    } catch (error) {
      const { key, status } = saidOf(isWrongCode(error) ? new FormError('subscriptions.badCode') : error);
      const said = translate(locale, key);
      await this.pages.send(reply, locale, 'subscriptions.codeTitle', codeForm(locale, email, kept, said), status);
    }
  }

  private async welcome(reply: FastifyReply, methodId: number): Promise<void> {
    void reply
      .code(303)
      .headers({ location: `${await this.preferences.manageUrl(methodId)}?done=1`, 'cache-control': 'no-store' })
      .send();
  }

  private async form(visit: Visit, filled: FilledIn, said?: { email: string; text: string; status: number }): Promise<void> {
    const { reply, request, reader, offered } = visit;
    const { locale } = reader;
    const { page_path: from } = request.query as { page_path?: unknown };
    const scopes = await this.choices.now(locale, filled.scopes, typeof from === 'string' ? from : '');
    const address = `<div class="field"><label for="email">${escapeHtml(translate(locale, 'subscriptions.email'))}</label><input id="email" type="email" name="email" autocomplete="email" required maxlength="254" value="${escapeHtml(said?.email ?? '')}"></div>`;
    const fields = choiceFields(locale, filled, { types: offered, scopes, locales: await this.settings.locales() });
    const act = `<div class="acts">${button(translate(locale, 'subscriptions.sendCode'))}</div>`;
    const body =
      fault(said?.text) + paragraph(translate(locale, 'subscriptions.intro')) + form({ action: 'login' }, address + fields + act);
    return this.pages.send(reply, locale, 'subscriptions.title', body, said?.status);
  }

  private async unavailable(reply: FastifyReply, { locale }: Reader): Promise<void> {
    await this.pages.send(reply, locale, 'subscriptions.title', paragraph(translate(locale, 'subscriptions.unavailable')), 404);
  }
}

/** What goes along from form to form until the address is proven, as the endpoint of the contract takes it. */
type Kept = Readonly<Record<string, unknown>>;

/** @throws FormError */
function keptOf(fields: URLSearchParams): Kept {
  const sent = choicesOf(fields);
  assertSomeType(sent);
  const { locale, time_zone: timeZone, ...choices } = sent;
  return { choices, locale, time_zone: timeZone };
}

/** Somebody may have sent anything: what is read from it is judged like every login. */
function keptIn(fields: URLSearchParams): Kept {
  try {
    const { choices, locale, time_zone: timeZone } = JSON.parse(fields.get('kept') ?? '{}') as Kept;
    return { choices: choices ?? {}, locale, time_zone: timeZone };
  } catch {
    return {};
  }
}

const isWrongCode = (error: unknown): boolean => error instanceof AppError && error.code === 'BAD_REQUEST' && error.details === undefined;

const codeForm = (locale: string, email: string, kept: Kept, said?: string): string => {
  const hidden = { email, kept: JSON.stringify(kept) };
  const code = escapeHtml(translate(locale, 'subscriptions.code'));
  return (
    fault(said) +
    paragraph(translate(locale, 'subscriptions.codeSent', { email })) +
    form(
      { action: 'verify', ...hidden },
      `<div class="field"><label for="code">${code}</label><input class="code" id="code" type="text" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12"></div><div class="acts">${button(translate(locale, 'subscriptions.continue'))}</div>`,
    ) +
    form({ action: 'again', ...hidden }, button(translate(locale, 'subscriptions.resend'), 'quiet'), 'plain')
  );
};
