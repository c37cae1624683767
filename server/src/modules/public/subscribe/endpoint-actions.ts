import { Injectable } from '@nestjs/common';
import { invalidField } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { ConnectEndpoints, type Connected } from '../../subscriptions/endpoints/connect-endpoints.service.js';
import { addressIn, type EndpointAddress, POSTED_CHANNELS, pushAddressIn } from '../../subscriptions/endpoints/endpoint-address.js';
import { EndpointChoices } from '../../subscriptions/endpoints/endpoint-choices.service.js';
import { PushKeys } from '../../subscriptions/endpoints/push-keys.service.js';
import { trialBody } from '../../subscriptions/endpoints/try-endpoint.service.js';
import { SubscriberPreferences } from '../../subscriptions/subscriber-preferences.service.js';

type Sent = Readonly<Record<string, unknown>>;

const ACTIONS = ['connect', 'connectPush', 'pushKey', 'resume', 'test'] as const;
type EndpointAction = (typeof ACTIONS)[number];

export const isEndpointAction = (action: unknown): action is EndpointAction => ACTIONS.some((each) => each === action);

/** Deeds of the subscription endpoint for webhooks, chats and browsers. @see ux A6 */
@Injectable()
export class EndpointActions {
  constructor(
    private readonly endpoints: ConnectEndpoints,
    private readonly choices: EndpointChoices,
    private readonly preferences: SubscriberPreferences,
    private readonly pushKeys: PushKeys,
  ) {}

  /** @returns the answer @throws AppError `BAD_REQUEST`, `UNAUTHORIZED`, `RATE_LIMITED` */
  async act(visitor: Actor, action: EndpointAction, body: Sent): Promise<object> {
    switch (action) {
      case 'connect':
        return this.connect(visitor, await this.addressOf(body), body);
      case 'connectPush':
        await this.choices.offered('push');
        return this.connect(visitor, pushAddressIn(body['subscription']), body);
      case 'pushKey':
        await this.choices.offered('push');
        return { key: await this.pushKeys.publicKey() };
      case 'resume': {
        const trial = await this.endpoints.resume(visitor, await this.preferences.byToken(body['token']));
        return { success: true, ...(trial === null ? {} : { test: trialBody(trial) }) };
      }
      case 'test': {
        const trial = await this.endpoints.test(visitor, await this.preferences.byToken(body['token']));
        return { success: trial.isDelivered, test: trialBody(trial) };
      }
    }
  }

  /** A channel that is not offered is refused before its address is looked at. */
  private async addressOf({ channel: sent, url }: Sent): Promise<EndpointAddress> {
    const channel = POSTED_CHANNELS.find((each) => each === sent);
    if (channel === undefined) throw invalidField('channel', `The channel must be one of ${POSTED_CHANNELS.join(', ')}`);
    await this.choices.offered(channel);
    return addressIn(channel, url);
  }

  private async connect(visitor: Actor, address: EndpointAddress, body: Sent): Promise<object> {
    return told(await this.endpoints.connect(visitor, address, body, localeIn(body)));
  }
}

const told = ({ token, manageUrl, secret, trial }: Connected): object => ({
  ...{ success: true, token, manage_url: manageUrl },
  ...(secret === null ? {} : { secret }),
  test: trialBody(trial),
});

const localeIn = ({ locale }: Sent): string | undefined => (typeof locale === 'string' ? locale : undefined);
