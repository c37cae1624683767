import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Public } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { SubscriberAccess } from '../../subscriptions/subscriber-access.service.js';
import { SubscriberPreferences, type WishedTypes } from '../../subscriptions/subscriber-preferences.service.js';
import { SubscriptionSettings } from '../../subscriptions/subscription-settings.service.js';
import { MessageFilter } from '../dashboard-apis/message.filter.js';
import { EndpointActions, isEndpointAction } from './endpoint-actions.js';

type Sent = Readonly<Record<string, unknown>>;

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
  @BodyLimit(4_096)
  @RateLimit({ name: 'subscription', limit: 60, seconds: 60 })
  async act(@CurrentActor() visitor: Actor, @Body() body: Sent): Promise<object> {
    if (isEndpointAction(body['action'])) return this.endpoints.act(visitor, body['action'], body);
    if (Object.keys(await this.settings.ways()).length === 0) throw new AppError('BAD_REQUEST', 'Subscriptions are not available');
    switch (body['action']) {
      case 'login':
        await this.access.login(visitor, body['email']);
        return { success: true, message: 'A code is on its way to this address' };
      case 'verify':
        return { success: true, token: await this.access.verify(visitor, body['email'], body['code']) };
      case 'getPreferences': {
        const { email, chosen, offered } = await this.preferences.of(await this.preferences.byToken(body['token']));
        return { success: true, email, subscriptions: chosen, availableSubscriptions: offered };
      }
      case 'updatePreferences':
        await this.preferences.update(visitor, await this.preferences.byToken(body['token']), wishedIn(body));
        return { success: true };
      case 'deleteSubscription':
        await this.preferences.remove(visitor, await this.preferences.byToken(body['token']));
        return { success: true };
      default:
        throw new AppError('BAD_REQUEST', 'Unknown action');
    }
  }
}

const wishedIn = ({ incidents, maintenances }: Sent): WishedTypes => ({
  ...(typeof incidents === 'boolean' ? { incidents } : {}),
  ...(typeof maintenances === 'boolean' ? { maintenances } : {}),
});
