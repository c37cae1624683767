import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { escapeHtml } from '@clarion/domain/templates';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppError } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Public, RawBody } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { SubscriberAccess } from '../../subscriptions/subscriber-access.service.js';
import { type Holder, SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';
import { SubscriptionSettings } from '../../subscriptions/subscription-settings.service.js';
import { fault, fieldsOf, form, paragraph, sendLeanPage } from './lean-page.js';

type Fields = Readonly<Record<string, string>>;

const TITLE = 'Subscribe to updates';
const LABELS: Readonly<Record<SubscriptionEventType, string>> = { incidents: 'Incidents', maintenances: 'Planned maintenance' };

/** Subscribing without script: address, code, choices, each a form. The same services as the endpoint of the contract. */
@ApiExcludeController()
@Controller('subscribe')
@Public()
export class SubscribeController {
  constructor(
    private readonly access: SubscriberAccess,
    private readonly preferences: SubscriberPreferences,
    private readonly settings: SubscriptionSettings,
    private readonly site: ReadSiteVariables,
  ) {}

  @Get()
  @RateLimit({ name: 'subscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async begin(@Res() reply: FastifyReply): Promise<void> {
    if ((await this.settings.offered()) === null)
      return this.send(reply, TITLE, paragraph('Updates by e-mail are not available here.'), 404);
    return this.send(reply, TITLE, addressForm());
  }

  @Post()
  @HttpCode(200)
  @BodyLimit(4_096)
  @RawBody()
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async next(@CurrentActor() visitor: Actor, @Body() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(body);
    const { email = '', code = '', token } = fields;
    if (token !== undefined)
      return this.orAgain(reply, addressForm, async () => this.save(visitor, await this.preferences.byToken(token), fields, reply));
    if (fields['action'] === 'verify')
      return this.orAgain(
        reply,
        (said) => codeForm(email, said),
        async () => {
          const { token: proven } = await this.access.verify(visitor, { email, code });
          await this.choices(reply, await this.preferences.byToken(proven), { token: proven });
        },
      );
    return this.orAgain(
      reply,
      (said) => addressForm(said, email),
      async () => {
        await this.access.login(visitor, { email });
        await this.send(reply, 'Enter the code', codeForm(email));
      },
    );
  }

  /** From the link of a mail: what this subscriber gets. */
  @Get(':token')
  @RateLimit({ name: 'subscribe', limit: 120, seconds: 60, whenDown: 'pass' })
  async manage(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const holder = await this.holderOf(token);
    return holder === null ? this.gone(reply) : this.orAgain(reply, addressForm, () => this.choices(reply, holder));
  }

  @Post(':token')
  @HttpCode(200)
  @BodyLimit(4_096)
  @RawBody()
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async change(
    @CurrentActor() visitor: Actor,
    @Param('token') token: string,
    @Body() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const holder = await this.holderOf(token);
    return holder === null ? this.gone(reply) : this.orAgain(reply, addressForm, () => this.save(visitor, holder, fieldsOf(body), reply));
  }

  private async save(visitor: Actor, holder: Holder, fields: Fields, reply: FastifyReply): Promise<void> {
    if (fields['action'] === 'delete') {
      await this.preferences.remove(visitor, holder);
      return this.send(reply, 'Your subscription is deleted', paragraph('Your address is not kept any more.'));
    }
    const wished = Object.fromEntries(SUBSCRIPTION_EVENT_TYPES.map((type) => [type, fields[type] === 'yes']));
    await this.preferences.update(visitor, holder, wished);
    const { chosen } = await this.preferences.of(holder);
    const names = SUBSCRIPTION_EVENT_TYPES.filter((type) => chosen[type]).map((type) => LABELS[type].toLowerCase());
    const text =
      names.length === 0 ? `Nothing is sent to ${holder.email}.` : `${holder.email} hears of ${names.join(' and ')} from now on.`;
    return this.send(reply, 'Saved', paragraph(text));
  }

  private async choices(reply: FastifyReply, holder: Holder, fields: Fields = {}): Promise<void> {
    const { email, chosen, offered } = await this.preferences.of(holder);
    const boxes = SUBSCRIPTION_EVENT_TYPES.filter((type) => offered[type] || chosen[type]).map(
      (type) =>
        `<label class="choice"><input type="checkbox" name="${type}" value="yes"${chosen[type] ? ' checked' : ''}>${LABELS[type]}</label>`,
    );
    const buttons = `<button name="action" value="save">Save</button><button class="quiet" name="action" value="delete">Delete my subscription</button>`;
    return this.send(reply, 'What do you want to hear of?', `${paragraph(email)}${form(fields, boxes.join('') + buttons)}`);
  }

  private async holderOf(token: string): Promise<Holder | null> {
    const link = await this.preferences.byLink(token);
    return link?.purpose === 'manage' ? link.holder : null;
  }

  private async gone(reply: FastifyReply): Promise<void> {
    return this.send(
      reply,
      'This link is not known',
      paragraph('The subscription is not there any more, or the link is not complete.'),
      404,
    );
  }

  /** What the reader did wrong stands above the form they filled in. */
  private async orAgain(reply: FastifyReply, again: (said: string) => string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.send(reply, TITLE, again(error.message), error.status);
    }
  }

  private async send(reply: FastifyReply, title: string, body: string, status = 200): Promise<void> {
    const { site_name: siteName, site_url: siteUrl } = await this.site.now();
    sendLeanPage(reply, { title, siteName, siteUrl, body, status });
  }
}

const addressForm = (said?: string, email = ''): string =>
  fault(said) +
  paragraph('We send a code to your address, then you choose what you hear of.') +
  form(
    { action: 'login' },
    `<label for="email">E-mail address</label><input id="email" type="email" name="email" autocomplete="email" required maxlength="254" value="${escapeHtml(email)}"><button>Send code</button>`,
  );

const codeForm = (email: string, said?: string): string =>
  fault(said) +
  paragraph(`A code of six digits is on its way to ${email}. It is good for five minutes.`) +
  form(
    { action: 'verify', email },
    `<label for="code">Code</label><input id="code" type="text" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12"><button>Continue</button>`,
  ) +
  form({ action: 'login', email }, '<button class="quiet">Send another code</button>');
