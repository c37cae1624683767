import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Public } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { choicesIn } from '../../subscriptions/choices.js';
import { scopeIn } from '../../subscriptions/scopes/scope.js';
import { SubscriberAccess } from '../../subscriptions/subscriber-access.service.js';
import { type Preferences, SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';
import { SubscriptionSettings } from '../../subscriptions/subscription-settings.service.js';
import { MessageFilter } from '../dashboard-apis/message.filter.js';
import { EndpointActions, isEndpointAction } from './endpoint-actions.js';

type Sent = Readonly<Record<string, unknown>>;

/** A hundred scopes. */
const MOST_BYTES = 32_768;

/** How readers subscribe: one address, the deed in the body. @see alerting §C2 */
@ApiExcludeController()
@Controller('dashboard-apis/subscription')
@Public()
@UseFilters(MessageFilter)
export class SubscriptionController {
  constructor(
    private readonly access: SubscriberAccess,
    private readonly preferences: SubscriberPreferences,
    private readonly settings: SubscriptionSettings,
    private readonly endpoints: EndpointActions,
  ) {}

  @Post()
  @HttpCode(200)
  @BodyLimit(MOST_BYTES)
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async act(@CurrentActor() visitor: Actor, @Body() body: Sent): Promise<object> {
    if (isEndpointAction(body['action'])) return this.endpoints.act(visitor, body['action'], body);
    if (Object.keys(await this.settings.ways()).length === 0) throw new AppError('BAD_REQUEST', 'Subscriptions are not available');
    switch (body['action']) {
      case 'login':
        await this.access.login(visitor, body);
        return { success: true, message: 'A code is on its way to this address' };
      case 'verify':
        return { success: true, token: (await this.access.verify(visitor, body)).token };
      case 'getPreferences':
        return toWire(await this.preferences.of(await this.preferences.byToken(body['token'])));
      case 'updatePreferences': {
        const holder = await this.preferences.byToken(body['token']);
        await this.preferences.update(visitor, holder, choicesIn(body, await this.settings.locales()));
        return { success: true };
      }
      case 'addScope':
        await this.preferences.addScope(visitor, await this.preferences.byToken(body['token']), scopeIn(body['scope']));
        return { success: true };
      case 'pause':
        await this.preferences.pause(visitor, await this.preferences.byToken(body['token']));
        return { success: true };
      case 'deleteSubscription':
        await this.preferences.remove(visitor, await this.preferences.byToken(body['token']));
        return { success: true };
      default:
        throw new AppError('BAD_REQUEST', 'Unknown action');
    }
  }
}

const toWire = (found: Preferences): object => ({
  ...{ success: true, email: found.email, subscriptions: found.chosen, availableSubscriptions: found.offered },
  ...{ channel: found.channel, address: found.address, scopes: found.scopes, locale: found.locale, time_zone: found.timeZone },
  ...{ quiet_hours: found.quietHours, status: found.isPaused ? 'paused' : 'active' },
  ...(found.pauseReason === null ? {} : { paused_reason: found.pauseReason }),
  manage_url: found.manageUrl,
});
